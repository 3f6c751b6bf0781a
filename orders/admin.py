from django.contrib import admin
from oscar.apps.order.admin import *  # noqa: F403
from oscar.core.loading import get_model

# Oscar lets staff edit events, lines and amounts; the desk in `backoffice` reads them
for name in ("PaymentEvent", "PaymentEventType", "ShippingEvent", "ShippingEventType", "Line",
             "LinePrice", "LineAttribute", "OrderDiscount", "Surcharge",
             "OrderStatusChange"):  # fmt: skip
    model = get_model("order", name)
    if admin.site.is_registered(model):
        admin.site.unregister(model)
