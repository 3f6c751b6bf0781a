"""Our placement, as the review's button calls it: the basket's id in, the committed order out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from bench.baskets import GOODS, PLENTY, Basket, make_baskets
from catalogue.models import Product
from checkout.services import place
from delivery.repository import method_for
from orders.quotes import load_basket, quote
from orders.records import Contact
from producers.models import StockRecord

INVENTED = 300
CONTACT = Contact(
    email="nguoi-mua@langnghe.example",
    full_name="Nguyễn Thị Mua",
    phone="+84912345678",
    province_code="01",
    province="Hà Nội",
    commune_code="00004",
    ward="Phường Ba Đình",
    address="12 ngõ 3",
)


def prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if not Product.objects.exists():
        call_command("make_catalogue", str(INVENTED), verbosity=0)
    StockRecord.objects.filter(pk__in=[record.pk for record in goods()]).update(num_in_stock=PLENTY)


def goods() -> list[StockRecord]:
    """One good a maker, certified, so that parcels and sealed certificates are written too."""
    certified = Product.objects.browsable().filter(structure=Product.STANDALONE, stars__gte=3)
    records = StockRecord.objects.filter(product__in=certified, num_in_stock__gt=0)
    of_makers = {record.partner_id: record for record in records.select_related("product")}
    return [of_makers[maker] for maker in sorted(of_makers)][:GOODS]


def orders(*, lines: int, count: int) -> list[Callable[[], object]]:
    """Calls that place one order each; the fingerprint is the review page's work."""
    return [_order(basket_id) for basket_id in make_baskets(goods(), lines=lines, count=count)]


def steps(*, lines: Sequence[int], count: int) -> list[list[dict[str, Any]]]:
    from bench.buying_steps import measure_steps  # it imports this module's baskets

    return measure_steps(lines=lines, count=count)


def _order(basket_id: int) -> Callable[[], object]:
    basket = load_basket(Basket.objects.get(pk=basket_id))
    shown = quote(basket, method_for(basket, province_code="01", code="hanoi"))
    return partial(
        place,
        basket_id=basket_id,
        user=AnonymousUser(),
        contact=CONTACT,
        method_code="hanoi",
        fingerprint=shown.fingerprint(),
        language="vi",
    )
