"""The home page, and the bare address that leads to it in the visitor's language."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
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
from languages.calendar import hanoi_today
from places.models import Village
from shop.structured_data import website

SHOWN_GOODS = 8


@dataclass(frozen=True)
class Door:
    title: str
    text: str
    url: str
    picture: Picture


@dataclass(frozen=True)
class StarLink:
    url: str
    label: str
    seal: Seal


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send `/` to `/vi/` or `/en/` by cookie or browser; never cached for another visitor."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, no-cache"
    return response


def _doors() -> list[Door]:
    listing = reverse("search:search")
    return [
        Door(_("Gifts"), _("Ready to send, prices hidden"), f"{listing}?giftable=1",
             picture("gift-hamper")),
        Door(_("Ceramics"), _("Bat Trang, Kim Lan"), reverse("search:category", args=["ceramics"]),
             picture("tea-set-crackle")),
        Door(_("Silk and textiles"), _("Van Phuc, Phung Xa"),
             reverse("search:category", args=["silk-textiles"]), picture("silk-scarf")),
        Door(_("Tea and food"), _("Lotus tea, sweets, sauces"), f"{listing}?group=food",
             picture("lotus-tea")),
    ]  # fmt: skip


def _goods_in_force() -> QuerySet[Product]:
    today = hanoi_today()
    in_force = Product.objects.browsable().filter(stars__isnull=False, stars_until__gte=today)
    return in_force.for_cards().order_by("-stars", "pk")[:SHOWN_GOODS]


def _story_of_the_day() -> StoryPart | None:
    """The opening of one sourced story of a real good; the same all day, another tomorrow."""
    openings = StoryPart.objects.filter(
        kind=StoryPart.Kind.PARAGRAPH,
        position=0,
        story__is_demo=False,
        story__product__isnull=False,
    ).exclude(story__title="")
    found = openings.select_related("story__product").order_by("pk")
    count = found.count()
    return found[hanoi_today().toordinal() % count] if count else None


class HomeView(TemplateView):
    template_name = "shop/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opening = _story_of_the_day()
        listing = reverse("search:search")
        return super().get_context_data(
            **kwargs,
            hero=picture("wide-home"),
            doors=_doors(),
            stars=[
                StarLink(f"{listing}?stars={n}", solid_seal(n).text, solid_seal(n))
                for n in (5, 4, 3)
            ],
            products=_goods_in_force(),
            opening=opening,
            story=opening.story if opening else None,
            occasions=Occasion.objects.all(),
            villages=Village.objects.all(),
            structured_data=website(),
        )
