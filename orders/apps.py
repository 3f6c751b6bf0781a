from oscar.apps.order.apps import OrderConfig


class OrdersConfig(OrderConfig):
    name = "orders"

    def ready(self) -> None:
        super().ready()
        from orders import mails  # noqa: F401  registers the outbox handlers
