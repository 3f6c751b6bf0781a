"""Stock Oscar's placement, without its mail: what PaymentDetailsView does with a posted review.

Loaded as its middleware loads it, priced by its applicator, shipping and total calculators, frozen,
then OrderPlacementMixin.handle_order_placement. Its checks of the steps before are left out, and
so is its analytics, which ours has no like of.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.http import HttpRequest
from oscar.apps.checkout.mixins import OrderPlacementMixin
from oscar.apps.order.signals import order_placed
from oscar.core.loading import get_class, get_model

from bench.baskets import GOODS, PLENTY, Basket, make_baskets

Applicator = get_class("offer.applicator", "Applicator")
CheckoutSessionData = get_class("checkout.utils", "CheckoutSessionData")
Country = get_model("address", "Country")
FixedPrice = get_class("shipping.methods", "FixedPrice")
OrderTotalCalculator = get_class("checkout.calculators", "OrderTotalCalculator")
Partner = get_model("partner", "Partner")
Product = get_model("catalogue", "Product")
ProductClass = get_model("catalogue", "ProductClass")
Selector = get_class("partner.strategy", "Selector")
ShippingAddress = get_model("order", "ShippingAddress")
StockRecord = get_model("partner", "StockRecord")
SurchargeApplicator = get_class("checkout.applicator", "SurchargeApplicator")


class Placement(OrderPlacementMixin):
    """One posted review of an anonymous buyer."""

    def __init__(self) -> None:
        request: Any = HttpRequest()
        request.user = AnonymousUser()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        request.basket = Basket()
        self.request = request
        self.checkout_session = CheckoutSessionData(request)

    def place(self, basket_id: int) -> Any:
        basket = Basket.open.get(pk=basket_id)
        basket.strategy = Selector().strategy(request=self.request, user=self.request.user)
        Applicator().apply(basket, self.request.user, self.request)
        method = FixedPrice(Decimal(35_000), Decimal(35_000))
        charge = method.calculate(basket)
        surcharges = SurchargeApplicator(self.request).get_applicable_surcharges(basket)
        total = OrderTotalCalculator(self.request).calculate(basket, charge, surcharges)
        number = self.generate_order_number(basket)
        basket.freeze()
        self.checkout_session.set_submitted_basket(basket)
        return self.handle_order_placement(
            number, self.request.user, basket, _address(), method, charge, None, total, surcharges
        )

    def send_order_placed_email(self, order: Any) -> None:
        """Ours is sent after the payment, and by the worker."""

    def get_success_url(self) -> str:
        return "/"


def prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    order_placed.receivers = []
    if not Product.objects.exists():
        _make_goods()


def orders(*, lines: int, count: int) -> list[Callable[[], object]]:
    goods = list(StockRecord.objects.select_related("product").order_by("pk"))
    ids = make_baskets(goods, lines=lines, count=count)
    return [partial(Placement().place, basket_id) for basket_id in ids]


def _make_goods() -> None:
    Country.objects.create(iso_3166_1_a2="VN", printable_name="Việt Nam", name="Việt Nam")
    kind = ProductClass.objects.create(name="goods", track_stock=True)
    for number in range(GOODS):
        StockRecord.objects.create(
            product=Product.objects.create(title=f"Hàng {number}", product_class=kind),
            partner=Partner.objects.create(name=f"Nhà làm {number}"),
            partner_sku=f"bench-{number}",
            price=Decimal(150_000),
            num_in_stock=PLENTY,
        )


def _address() -> Any:
    return ShippingAddress(
        first_name="Nguyễn Thị Mua",
        line1="12 ngõ 3",
        line3="Phường Ba Đình",
        line4="Hà Nội",
        country_id="VN",
        phone_number="+84912345678",
    )
