"""The recipient's page. It holds no price, no order number, and no way to the buyer's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gifting.models import GiftOptions
from orders.privacy import private_page


@require_GET
@private_page()
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """404 until the order is paid, and once it is given back."""
    found = get_object_or_404(GiftOptions.objects.given().for_page(), gift_token=token)
    address = found.order.shipping_address
    context = {
        "gift": found,
        "sender": address.first_name if address else "",
        "lines": found.order.lines.all(),
        "parcels": found.order.parcels.all(),
        "is_pickup": found.order.shipping_code == "pickup",
        "is_demo": found.order.is_demo,
    }
    return render(request, "gifting/gift.html", context)
