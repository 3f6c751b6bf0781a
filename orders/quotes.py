"""What a basket costs right now, and the signed proof of what the buyer was shown (T0)."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.utils.translation import get_language
from oscar.apps.offer.applicator import Applicator

from delivery.parcels import shown_product
from orders.exceptions import BasketEmpty, LineOutOfStock, LineUnavailable, PriceChanged
from orders.money import round_down_to_dong
from orders.snapshots import titles_of
from producers.strategy import Selector

SALT = "orders.quote"


class DeliveryMethod(Protocol):
    """What placing needs of a method; the methods themselves are in `delivery`, above."""

    code: str

    @property
    def name(self) -> Any: ...

    def calculate(self, basket: Any) -> Any: ...

    def arrives_on(self, line: Any, now: datetime) -> date: ...


class SurchargePrice(Protocol):
    """Oscar's pair of a surcharge (`code`, `name`) and its price, from `checkout.applicator`."""

    surcharge: Any
    price: Any


@dataclass(frozen=True)
class QuotedSurcharge:
    code: str
    name: str
    amount: Decimal


@dataclass(frozen=True)
class QuotedLine:
    product_id: int
    stockrecord_id: int
    quantity: int
    unit: Decimal
    total: Decimal
    seals: tuple[str, ...] = ()  # "solid4": a good without its star is another good


@dataclass(frozen=True)
class Quote:
    """All amounts with VAT."""

    basket_id: int
    lines: tuple[QuotedLine, ...]
    discounts: tuple[tuple[int, str, Decimal], ...]  # offer, voucher code, amount
    delivery_code: str
    delivery: Decimal
    currency: str
    total: Decimal
    surcharges: tuple[QuotedSurcharge, ...] = ()

    @property
    def goods(self) -> Decimal:
        return self.total - self.delivery - _sum(self.surcharges)

    def digest(self) -> str:
        parts = [
            self.basket_id,
            [(q.product_id, q.stockrecord_id, q.quantity, _text(q.unit), _text(q.total), q.seals)
             for q in self.lines],
            [(offer, code, _text(amount)) for offer, code, amount in self.discounts],
            self.delivery_code,
            _text(self.delivery),
            self.currency,
            _text(self.total),
            [(extra.code, _text(extra.amount)) for extra in self.surcharges],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def fingerprint(self) -> str:
        """Signed, so that neither price nor basket can be edited on the way."""
        shown = {"basket": self.basket_id, "total": _text(self.total), "digest": self.digest()}
        return signing.dumps(shown, salt=SALT)

    def verify(self, fingerprint: str) -> None:
        """Raise PriceChanged unless the fingerprint was made of this very quote."""
        try:
            shown = signing.loads(fingerprint, salt=SALT)
        except signing.BadSignature as error:
            raise PriceChanged(None, self.total) from error
        if shown["digest"] != self.digest():
            raise PriceChanged(Decimal(shown["total"]), self.total)


def basket_of(fingerprint: str) -> int | None:
    """The basket that a fingerprint of ours speaks of; None when it is not ours."""
    try:
        return int(signing.loads(fingerprint, salt=SALT)["basket"])
    except signing.BadSignature:
        return None


def load_basket(basket: Any, user: Any = None) -> Any:
    """Give the basket its strategy, its lines with all that is read of them, and its offers."""
    if not basket.has_strategy:
        basket.strategy = Selector().strategy(user=user)
    if basket.pk is None:
        return basket
    basket._lines = (
        basket.lines.select_related("product__parent", "stockrecord__partner")
        .prefetch_related("attributes__option")
        .order_by("pk")
    )
    if len(basket._lines):
        Applicator().apply(basket, user or AnonymousUser())  # without one, vouchers are skipped
        _keep_discounts_whole(basket)
    return basket


def quote(basket: Any, method: DeliveryMethod, surcharges: Iterable[SurchargePrice] = ()) -> Quote:
    """Price a loaded basket on the server. Raises BasketEmpty, LineUnavailable, LineOutOfStock."""
    lines = list(basket.all_lines())
    if not lines:
        raise BasketEmpty
    for line in lines:
        check_line(line)
    delivery = method.calculate(basket).incl_tax
    extras = tuple(
        QuotedSurcharge(each.surcharge.code, str(each.surcharge.name), each.price.incl_tax)
        for each in surcharges
    )
    goods = sum((line.line_price_incl_tax_incl_discounts for line in lines), Decimal(0))
    return Quote(
        basket_id=basket.pk,
        lines=tuple(_quoted(line) for line in lines),
        discounts=tuple(
            (used["offer"].pk, used["voucher"].code if used["voucher"] else "", used["discount"])
            for used in basket.offer_applications
        ),
        delivery_code=method.code,
        delivery=delivery,
        currency=lines[0].price_currency,
        total=goods + delivery + _sum(extras),
        surcharges=extras,
    )


def check_line(line: Any) -> None:
    """Raise LineUnavailable or LineOutOfStock unless the line can be bought as it stands."""
    info = line.purchase_info
    title = title_in_page_language(line.product)
    if line.quantity < 1 or not info.price.exists or not info.availability.is_available_to_buy:
        free = getattr(info.availability, "num_available", None)
        if info.price.exists and free is not None:
            raise LineOutOfStock(line.pk, title, left=max(free, 0))
        raise LineUnavailable(line.pk, title)
    permitted, _ = info.availability.is_purchase_permitted(line.quantity)
    if not permitted:
        raise LineOutOfStock(line.pk, title, left=max(info.availability.num_available, 0))


def _keep_discounts_whole(basket: Any) -> None:
    """Oscar rounds what an offer gives in all, but not its share of each line: 10 % off 99,999
    would be 89,999.10. Every share is rounded down to the dong."""
    given: Counter[int] = Counter()
    for line in basket.all_lines():
        shares = [
            share._replace(amount=round_down_to_dong(share.amount)) for share in line.discounts
        ]
        line.discounts._discounts = shares
        line.discounts._discount_excl_tax = line.discounts._discount_incl_tax = None
        for share in shares:
            if share.offer is not None:
                given[share.offer.pk] += share.amount
    for used in basket.offer_applications:
        if used["result"].affects_basket:
            used["discount"] = Decimal(given[used["offer"].pk])


def _quoted(line: Any) -> QuotedLine:
    return QuotedLine(
        product_id=line.product_id,
        stockrecord_id=line.stockrecord_id,
        quantity=line.quantity,
        unit=line.unit_price_incl_tax,
        total=line.line_price_incl_tax_incl_discounts,
        seals=tuple(f"{seal.kind}{seal.stars}" for seal in shown_product(line.product).seals),
    )


def title_in_page_language(product: Any) -> str:
    vietnamese, english = titles_of(product)
    is_vietnamese = (get_language() or "vi").startswith("vi")
    return vietnamese if is_vietnamese else english or vietnamese


def _sum(surcharges: tuple[QuotedSurcharge, ...]) -> Decimal:
    return sum((extra.amount for extra in surcharges), Decimal(0))


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}"
