"""The page of a product and the page of its maker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import json_ld
from catalogue.freshness import revalidated
from catalogue.ledger import is_food
from catalogue.models import Product
from catalogue.product_page import read_product
from catalogue.stories import people, story_of_producer
from languages.localized import localized
from places.json_ld import absolute
from producers.models import Partner
from sources.citations import Notes, with_sources


@revalidated
def product_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    page = read_product(pk)
    if page is None:
        raise Http404
    product = page.product
    if product.is_child:
        if not product.parent.is_public:
            raise Http404
        return redirect(product.parent.url)
    if request.path != product.url:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{product.url}?{query}" if query else product.url, permanent=True)
    context = {
        "page": page,
        "product": product,
        "is_food": is_food(product),
        "page_title": localized(product, "title").text,
        "page_description": localized(product, "description").text[:200],
        "image_url": absolute(product.picture.src) if product.picture else "",
    }
    return render(request, "catalogue/product.html", context)


def producer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    makers = Partner.objects.filter(slug=slug).select_related(
        "village", "commune__province", "village__commune__province"
    )
    found = with_sources(makers)
    if not found:
        raise Http404
    producer, sources = found[0]
    name = localized(producer, "name").text
    notes = Notes()
    description_notes = notes.cite(sources)
    story = story_of_producer(producer, notes)
    crumbs = [(_("Home"), reverse("home")), (_("Craft villages"), reverse("catalogue:villages"))]
    if producer.village:
        village = producer.village
        crumbs.append((localized(village, "name").text, village.get_absolute_url()))
    context = {
        "producer": producer,
        "description_notes": description_notes,
        "members": list(producer.members.all()),
        "people": people(producer.artisans.select_related("village"), notes),
        "also_works_in": list(producer.also_works_in.all()),
        "story": story,
        "products": list(
            Product.objects.browsable().for_cards().filter(producer=producer).order_by("pk")
        ),
        "crumbs": [*crumbs, (name, producer.get_absolute_url())],
        "statement": json_ld.producer(producer),
        "page_title": name,
        "page_description": localized(producer, "description").text[:200],
    }
    return render(request, "catalogue/producer.html", context)
