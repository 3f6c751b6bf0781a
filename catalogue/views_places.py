"""Craft villages and crafts, with the goods that come from them."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.illustrations import illustrations, wide
from catalogue.models import Product
from catalogue.stories import people, story_of_village
from catalogue.villages import drawn, listed
from languages.localized import localized
from places import json_ld
from places.map import outline
from places.models import Craft, Village
from producers.models import Artisan, Partner
from sources.citations import Notes, with_sources

CARDS = 24


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Home"), reverse("home")), *more]


def villages(request: HttpRequest) -> HttpResponse:
    found = list(listed())
    title = _("Craft villages")
    context = {
        "villages": found,
        "markers": drawn(found),
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
    notes = Notes()
    fact_notes = notes.cite(sources)
    story = story_of_village(village, notes)
    makers = Partner.objects.filter(Q(village=village) | Q(also_works_in=village)).distinct()
    goods = Product.objects.browsable().for_cards().filter(village=village).order_by("pk")
    context = {
        "village": village,
        "fact_notes": fact_notes,
        "other_crafts": list(village.other_crafts.all()),
        "story": story,
        "illustrations": illustrations(village.craft.slug, beginning=village.pk),
        "producers": list(makers.exclude(form=Partner.Form.SHOP).order_by("is_demo", "slug")),
        "people": people(village.artisans.select_related("producer"), notes),
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
    found = Craft.objects.prefetch_related(
        Prefetch("villages", Village.objects.order_by("slug"))
    ).annotate(goods=Count("products", filter=Q(products__is_public=True, products__parent=None)))
    title = _("Crafts")
    notes = Notes()
    context = {
        "crafts": [
            (craft, next(iter(illustrations(craft.slug)), None))
            for craft in found.order_by("-goods", "slug")
        ],
        "people": people(Artisan.objects.select_related("producer", "village"), notes),
        "notes": notes,
        "crumbs": _crumbs((title, reverse("catalogue:crafts"))),
        "page_title": title,
        "lead_picture": wide("wide-making", "wide-villages"),
        "page_description": _("The crafts behind the goods, each with its villages."),
    }
    return render(request, "catalogue/crafts.html", context)


def craft_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = with_sources(Craft.objects.filter(slug=slug))
    if not found:
        raise Http404
    craft, sources = found[0]
    name = localized(craft, "name").text
    notes = Notes()
    description_notes = notes.cite(sources)
    of_craft = listed().filter(Q(craft=craft) | Q(pk__in=craft.also_in_villages.values("pk")))
    villages = list(of_craft)
    told_of = next((village for village in villages if village.craft_id == craft.pk), None)
    goods = Product.objects.browsable().for_cards().filter(craft=craft).order_by("pk")
    context = {
        "craft": craft,
        "notes": notes,
        "description_notes": description_notes,
        "villages": villages,
        "told_of": told_of,
        "story": story_of_village(told_of, notes) if told_of else None,
        "illustrations": illustrations(craft.slug),
        "people": people(
            Artisan.objects.select_related("producer", "village").filter(village__craft=craft),
            notes,
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
