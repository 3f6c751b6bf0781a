"""Craft villages and crafts, with the goods that come from them."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.stories import story_of_village
from languages.localized import localized
from places import json_ld
from places.map import markers, outline
from places.models import Craft, Village
from producers.models import Partner
from sources.citations import Notes, with_sources

CARDS = 24


def _villages() -> QuerySet[Village]:
    public = Count("products", filter=Q(products__is_public=True, products__parent=None))
    return (
        Village.objects.select_related("craft", "commune").annotate(goods=public).order_by("slug")
    )


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Home"), reverse("home")), *more]


def villages(request: HttpRequest) -> HttpResponse:
    listed = list(_villages())
    marked = markers(
        (
            localized(village, "name").text,
            village.get_absolute_url(),
            (village.commune.longitude, village.commune.latitude) if village.commune else None,
        )
        for village in listed
    )
    title = _("Craft villages")
    context = {
        "villages": listed,
        "markers": marked,
        "outline": outline(),
        "crumbs": _crumbs((title, reverse("catalogue:villages"))),
        "page_title": title,
        "page_description": _("The craft villages of Hanoi on the map and in a list."),
    }
    return render(request, "catalogue/villages.html", context)


def village_detail(request: HttpRequest, slug: str) -> HttpResponse:
    villages = Village.objects.filter(slug=slug).select_related("craft", "commune__province")
    found = with_sources(villages)
    if not found:
        raise Http404
    village, sources = found[0]
    name = localized(village, "name").text
    makers = Partner.objects.filter(Q(village=village) | Q(also_works_in=village)).distinct()
    goods = Product.objects.browsable().for_cards().filter(village=village).order_by("pk")
    context = {
        "village": village,
        "sources": sources,
        "other_crafts": list(village.other_crafts.all()),
        "story": story_of_village(village),
        "producers": list(makers.exclude(form=Partner.Form.SHOP).order_by("is_demo", "slug")),
        "artisans": list(village.artisans.select_related("producer")),
        "products": list(goods[:CARDS]),
        "more_url": f"{reverse('search:search')}?village={village.slug}",
        "crumbs": _crumbs(
            (_("Craft villages"), reverse("catalogue:villages")),
            (name, village.get_absolute_url()),
        ),
        "statement": json_ld.village(village),
        "page_title": name,
        "page_description": localized(village, "fact").text[:200],
    }
    return render(request, "catalogue/village.html", context)


def crafts(request: HttpRequest) -> HttpResponse:
    listed = Craft.objects.prefetch_related(
        Prefetch("villages", Village.objects.order_by("slug"))
    ).annotate(goods=Count("products", filter=Q(products__is_public=True, products__parent=None)))
    title = _("Crafts")
    context = {
        "crafts": list(listed.order_by("-goods", "slug")),
        "crumbs": _crumbs((title, reverse("catalogue:crafts"))),
        "page_title": title,
        "page_description": _("The crafts behind the goods, each with its villages."),
    }
    return render(request, "catalogue/crafts.html", context)


def craft_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = with_sources(Craft.objects.filter(slug=slug))
    if not found:
        raise Http404
    craft, sources = found[0]
    name = localized(craft, "name").text
    goods = Product.objects.browsable().for_cards().filter(craft=craft).order_by("pk")
    context = {
        "craft": craft,
        "notes": Notes(),
        "sources": sources,
        "villages": list(
            _villages().filter(Q(craft=craft) | Q(pk__in=craft.also_in_villages.values("pk")))
        ),
        "products": list(goods[:CARDS]),
        "more_url": f"{reverse('search:search')}?craft={craft.slug}",
        "crumbs": _crumbs(
            (_("Crafts"), reverse("catalogue:crafts")), (name, craft.get_absolute_url())
        ),
        "page_title": name,
        "page_description": localized(craft, "description").text[:200],
    }
    return render(request, "catalogue/craft.html", context)
