"""Helpers of the buying tests: a basket, a placed order, a paid one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from oscar.core.loading import get_model

from catalogue.models import Product
from checkout.applicator import surcharges_of
from checkout.services import place
from delivery.repository import method_for
from gifting.choices import GiftChoice
from orders.models import Order
from orders.quotes import load_basket, quote
from orders.records import Contact
from payments.models import Attempt, DemoSession
from payments.services import live_attempt, open_attempt

Basket = get_model("basket", "Basket")
Benefit = get_model("offer", "Benefit")
Condition = get_model("offer", "Condition")
ConditionalOffer = get_model("offer", "ConditionalOffer")
Range = get_model("offer", "Range")
Voucher = get_model("voucher", "Voucher")

CONTACT = Contact(
    email="lan@example.com",
    full_name="Nguyễn Thị Lan",
    phone="+84912345678",
    province_code="01",
    province="Hà Nội",
    commune_code="00004",
    ward="Phường Ba Đình",
    address="12 Phan Đình Phùng",
    note="Gọi trước khi giao",
)


def make_basket(*products: Product, quantity: int = 1) -> Any:
    basket = Basket.objects.create()
    load_basket(basket)
    for product in products:
        basket.add_product(product, quantity)
    return basket


def fingerprint_of(
    basket: Any,
    method_code: str = "hanoi",
    province_code: str = "01",
    gift: GiftChoice | None = None,
) -> str:
    fresh = load_basket(Basket.objects.get(pk=basket.pk))
    method = method_for(fresh, province_code=province_code, code=method_code)
    return quote(fresh, method, surcharges_of(fresh, gift)).fingerprint()


def place_basket(basket: Any, fingerprint: str | None = None, **changes: Any) -> Order:
    arguments: dict[str, Any] = {
        "basket_id": basket.pk,
        "user": AnonymousUser(),
        "contact": CONTACT,
        "method_code": "hanoi",
        "fingerprint": fingerprint or fingerprint_of(basket, gift=changes.get("gift")),
        "language": "vi",
        **changes,
    }
    return place(**arguments)


def make_order(*products: Product, quantity: int = 1, gift: GiftChoice | None = None) -> Order:
    """A PENDING order with its attempt NEW."""
    return place_basket(make_basket(*products, quantity=quantity), gift=gift)


@dataclass(frozen=True)
class Opened:
    order: Order
    attempt: Attempt
    session: DemoSession


def make_opened_order(*products: Product, quantity: int = 1) -> Opened:
    """A PENDING order whose session is open at the demo provider."""
    order = make_order(*products, quantity=quantity)
    attempt = live_attempt(order)
    assert attempt is not None
    attempt = open_attempt(attempt)
    return Opened(order, attempt, DemoSession.objects.get(ref=attempt.provider_ref))


def make_offer(percent: int = 10, **fields: Any) -> Any:
    goods = Range.objects.create(name=f"all {Range.objects.count()}", includes_all_products=True)
    return ConditionalOffer.objects.create(
        name=f"offer {ConditionalOffer.objects.count()}",
        condition=Condition.objects.create(range=goods, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=goods, type=Benefit.PERCENTAGE, value=percent),
        **fields,
    )


def make_voucher(
    code: str = "TET", usage: str = "Single use", percent: int = 10, **fields: Any
) -> Any:
    """Runs from yesterday to tomorrow unless told otherwise."""
    now = timezone.now()
    dates = {"start_datetime": now - timedelta(days=1), "end_datetime": now + timedelta(days=1)}
    voucher = Voucher.objects.create(name=code, code=code, usage=usage, **{**dates, **fields})
    voucher.offers.add(make_offer(percent, offer_type=ConditionalOffer.VOUCHER))
    return voucher
