"""The buyer's own pages of an order: by its token, and "send my order link again"."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.limits import Limit, refusal
from languages.localized import Localized, localized
from orders import services
from orders.forms import FindForm
from orders.models import Line, Order, Parcel
from orders.privacy import private_page
from orders.timeline import Step, timeline_of, timeline_of_parcel

FIND = Limit("order-links", attempts=3, client_attempts=10, seconds=15 * 60)


@dataclass(frozen=True)
class OrderParcel:
    """A parcel as the order's page shows it."""

    parcel: Parcel
    maker_name: Localized
    lines: list[Line]
    steps: list[Step]


@require_GET
@private_page()
def detail(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the token sees the order, paid or not; it is the "thank you" page as well."""
    order = get_object_or_404(Order.everything.for_page(), public_token=token)
    context = {
        "order": order,
        "parcels": parcels_of_order(order),
        "timeline": timeline_of(order),
        "goods_total": goods_total(order),
        "is_new": request.GET.get("thanks") == "1",
    }
    return render(request, "orders/detail.html", context)


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Send my order link again: the answer is the same whether there are orders or not."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        refused = refusal(request, FIND, address=email)
        if refused is not None:
            return refused
        services.send_links_again(email=email)
        return redirect("orders:sent")
    return render(request, "orders/find.html", {"form": form})


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "orders/sent.html")


def goods_total(order: Order) -> Decimal:
    extras = sum((extra.incl_tax for extra in order.surcharges.all()), Decimal(0))
    return order.total_incl_tax - order.shipping_incl_tax - extras


def parcels_of_order(order: Order) -> list[OrderParcel]:
    """Of an order that `for_page` loaded; no query of its own."""
    lines = list(order.lines.all())
    return [
        OrderParcel(
            parcel,
            localized(parcel, "maker_name"),
            [line for line in lines if line.parcel_id == parcel.pk],
            timeline_of_parcel(parcel),
        )
        for parcel in order.parcels.all()
    ]
