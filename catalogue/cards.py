"""A product as a card shows it: all that is seen and nothing else, so that equal cards are rendered
once. The day and the stock are in it by what they change."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from catalogue.models import Availability, Product
from catalogue.pictures import Picture
from catalogue.seals import Seal
from languages.localized import Localized, localized
from languages.remembered import render_remembered
from languages.text import Spans


@dataclass(frozen=True)
class Card:
    url: str
    title: Localized
    maker_name: Localized
    village_name: Localized
    seals: tuple[Seal, ...]
    picture: Picture | None
    price: Decimal | None
    is_price_from: bool
    availability: Availability
    is_demo: bool


def card_of(product: Product) -> Card:
    return Card(
        url=product.url,
        title=localized(product, "title"),
        maker_name=product.maker_name,
        village_name=product.village_name,
        seals=tuple(product.seals),
        picture=product.picture,
        price=product.price,
        is_price_from=product.is_price_from,
        availability=product.availability,
        is_demo=product.is_demo,
    )


def card_html(
    product: Product, *, heading: int = 3, eager: bool = False, spans: Spans = ()
) -> SafeString:
    """`spans` of the title are what a search found in it."""
    card = card_of(product)
    return render_remembered(
        "components/card.html", card=card, heading=heading, eager=eager, spans=spans
    )
