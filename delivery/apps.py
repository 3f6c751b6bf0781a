from oscar.apps.shipping.apps import ShippingConfig


class DeliveryConfig(ShippingConfig):
    name = "delivery"
