"""The home page, and the bare address that leads to it in the visitor's language."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Subquery, Value
from django.db.models.functions import Mod
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from catalogue.models import Occasion, Product, StoryPart
from catalogue.pictures import Picture, picture
from catalogue.seals import Seal, solid_seal
from catalogue.villages import drawn, listed
from languages.calendar import hanoi_today
from places.map import area
from shop.structured_data import website
from sources.citations import with_sources
from sources.models import Source

SHOWN_GOODS = 4
LOTS = (7919, 3571, 10007)  # primes, so that each day shuffles the stories anew


@dataclass(frozen=True)
class Door:
    title: str
    url: str
    picture: Picture


@dataclass(frozen=True)
class StarLink:
    url: str
    label: str
    seal: Seal


@dataclass(frozen=True)
class Opening:
    """The first paragraph of the story of a real good, and where it was read."""

    product: Product
    part: StoryPart
    sources: list[Source]


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send `/` to `/vi/` or `/en/` by cookie or browser; never cached for another visitor."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, no-cache"
    return response


def _doors() -> list[Door]:
    """Six crafts: the name, the category, the picture."""
    doors = [
        (_("Ceramics"), "ceramics", "rice-bowls"),
        (_("Silk"), "silk-textiles", "silk-scarf-ivory"),
        (_("Lacquer and inlay"), "lacquer-inlay", "lacquer-plate"),
        (_("Rattan and bamboo"), "rattan-bamboo", "handle-basket"),
        (_("Tea"), "tea-herbal", "tea-caddy"),
        (_("Cakes and sweets"), "cakes-sweets", "mooncake"),
    ]
    return [
        Door(title, reverse("search:category", args=[slug]), picture(key))
        for title, slug, key in doors
    ]


def _goods_in_force() -> QuerySet[Product]:
    today = hanoi_today()
    in_force = Product.objects.browsable().filter(stars__isnull=False, stars_until__gte=today)
    return in_force.for_cards().order_by("-stars", "pk")[:SHOWN_GOODS]


def _story_of_the_day() -> Opening | None:
    """The opening of one sourced story of a real good, drawn by the day: one query."""
    openings = StoryPart.objects.filter(
        kind=StoryPart.Kind.PARAGRAPH,
        position=1,
        story__is_demo=False,
        story__product__is_public=True,
    ).exclude(story__title="")
    lot = Mod(F("pk") * Value(LOTS[0]) + Value(hanoi_today().toordinal() * LOTS[1]), Value(LOTS[2]))
    drawn_today = openings.order_by(lot, "pk").values("pk")[:1]
    told = with_sources(
        StoryPart.objects.filter(pk=Subquery(drawn_today)).select_related(
            "story__product__producer"
        )
    )
    for part, sources in told:
        if part.story.product:
            return Opening(part.story.product, part, sources)
    return None


class HomeView(TemplateView):
    template_name = "shop/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listing = reverse("search:search")
        villages = listed()
        return super().get_context_data(
            **kwargs,
            hero=picture("wide-home"),
            gifts=picture("wide-gifts"),
            doors=_doors(),
            stars=[
                StarLink(f"{listing}?stars={n}", solid_seal(n).text, solid_seal(n))
                for n in (5, 4, 3)
            ],
            products=_goods_in_force(),
            opening=_story_of_the_day(),
            occasions=Occasion.objects.all(),
            villages=villages,
            markers=drawn(villages),
            area=area(),
            structured_data=website(),
        )
