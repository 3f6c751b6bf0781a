"""One parcel per maker, and the goods that may leave Hanoi."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalogue.models import Product
from languages.localized import Localized, localized
from producers.models import Partner

HANOI_CODE = "01"  # Province.code


@dataclass(frozen=True)
class Parcel:
    maker: Partner
    lines: tuple[Any, ...]

    @property
    def maker_name(self) -> Localized:
        return localized(self.maker, "name")


def shown_product(product: Product) -> Product:
    """The product that has a page: certificates and delivery facts are its, not its choices'."""
    parent: Product | None = product.parent
    return parent or product


def parcels_of(lines: Iterable[Any]) -> list[Parcel]:
    """Basket lines grouped by the maker who packs them, in the order they were added."""
    grouped: dict[int, tuple[Partner, list[Any]]] = {}
    for line in lines:
        maker = line.stockrecord.partner
        grouped.setdefault(maker.pk, (maker, []))[1].append(line)
    return [Parcel(maker, tuple(of_maker)) for maker, of_maker in grouped.values()]


def lead_days(line: Any) -> int:
    """Working days the maker needs: the good's own time, else the maker's."""
    own = line.product.lead_time_days
    if own is None:
        own = shown_product(line.product).lead_time_days
    return int(line.stockrecord.partner.lead_time_days if own is None else own)


def hanoi_only(lines: Iterable[Any]) -> list[Any]:
    """The lines whose goods cannot travel beyond Hanoi."""
    return [line for line in lines if shown_product(line.product).hanoi_delivery_only]
