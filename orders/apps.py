from oscar.apps.order.apps import OrderConfig


class OrdersConfig(OrderConfig):
    name = "orders"
