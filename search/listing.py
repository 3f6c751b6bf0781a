"""A filtered list of goods on any page: results, a category, a village, a maker."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from catalogue.models import Product
from search.backends.base import SearchResult
from search.criteria import SearchCriteria, Sort
from search.exceptions import PageOutOfRange
from search.facets import chips_of, chosen_names, describe, facets_of, labels_for, promoted
from search.forms import Reading, SearchForm
from search.services import get_backend, search

NEAREST = 4


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter to drop, and how many goods that would show."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class SortOption:
    value: str
    label: str
    is_selected: bool


def listing_context(request: HttpRequest, base: SearchCriteria | None = None) -> dict[str, Any]:
    """What `search/_listing.html` shows, in at most 5 queries.

    `base.within` fixes the page's own subject: SearchCriteria(within=(("village", slug),)).
    Raises PageOutOfRange.
    """
    reading = SearchForm(request.GET, base).read()
    criteria = reading.criteria
    result = search(criteria)
    labels = labels_for(result)
    facets = facets_of(result, criteria, labels, request.path)
    products = products_in_order(result.ids)
    heading = heading_of(reading)
    context = {
        "criteria": criteria,
        "result": result,
        "notices": reading.notices,
        "products": products,
        "page": page_of(result, criteria),
        "page_query": criteria.to_query(page=1).removeprefix("?"),
        "facets": facets,
        "promoted": promoted(facets),
        "chips": chips_of(criteria, reading.labels, request.path),
        "clear_url": request.path,
        "sorts": [SortOption(s.value, str(s.label), s is criteria.sort) for s in Sort],
        "heading": heading,
        "is_degraded": result.engine != get_backend().name,
        "is_indexable": criteria.is_plain,
        "structured_data": structured_data(heading, products),
        "listing_path": request.path,
    }
    return context if result.total else {**context, **help_for_nothing(reading, result, request)}


def help_for_nothing(
    reading: Reading, result: SearchResult, request: HttpRequest
) -> dict[str, Any]:
    return {
        "ways_out": ways_out(reading, result, request.path),
        "nearest": nearest(reading.criteria),
    }


def products_in_order(ids: Sequence[int]) -> list[Product]:
    """Re-read from the database: what was hidden a moment ago is simply not there."""
    products = Product.objects.browsable().for_cards().filter(pk__in=ids)
    found = {product.pk: product for product in products}
    return [found[pk] for pk in ids if pk in found]


def page_of(result: SearchResult, criteria: SearchCriteria) -> Page[int]:
    """Page numbers and links; raises PageOutOfRange beyond the last page."""
    paginator = Paginator(range(result.total), settings.SEARCH_PAGE_SIZE)
    if criteria.page > paginator.num_pages:
        raise PageOutOfRange(criteria, paginator.num_pages)
    return paginator.page(criteria.page)


def heading_of(reading: Reading) -> str:
    """The list in a sentence, for the H1 and the title."""
    criteria = reading.criteria
    filters = describe(criteria, reading.labels)
    if criteria.q and filters:
        text = gettext("Goods matching “%(words)s”: %(filters)s")
    elif criteria.q:
        text = gettext("Goods matching “%(words)s”")
    elif filters:
        text = gettext("OCOP goods: %(filters)s")
    else:
        text = gettext("All OCOP goods of Hanoi’s craft villages")
    return text % {"words": criteria.q, "filters": filters}


def ways_out(reading: Reading, result: SearchResult, path: str) -> list[WayOut]:
    """For an empty list: each single thing that can be dropped so that something shows."""
    criteria, found = reading.criteria, []
    if criteria.q and criteria.active_facets:
        without_words = criteria.without("q")
        total = search(without_words).total
        label = gettext("“%(words)s”") % {"words": criteria.q}
        found.append(WayOut(label, total, path + without_words.to_query()))
    for facet, total in result.dropped.items():
        url = path + criteria.without(facet).to_query()
        found.append(WayOut(chosen_names(facet, criteria, reading.labels), total, url))
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def nearest(criteria: SearchCriteria) -> list[Product]:
    """Goods instead of an empty page: without the filters, else without the words, else any."""
    plain = SearchCriteria(within=criteria.within, language=criteria.language)
    attempts = [plain.changed(q=criteria.q), criteria.without("q"), plain, SearchCriteria()]
    for attempt in dict.fromkeys(attempts):
        ids = search(attempt.changed(page=1)).ids[:NEAREST]
        if ids and (products := products_in_order(ids)):
            return products
    return []


def structured_data(name: str, products: list[Product]) -> SafeString:
    """CollectionPage with an ItemList; "<" is escaped so that no text can end the script."""
    items = [
        {"@type": "ListItem", "position": place, "url": settings.SITE_ORIGIN + product.url}
        for place, product in enumerate(products, start=1)
    ]
    page = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": name,
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }
    text = json.dumps(page, ensure_ascii=False)
    escapes = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
    return mark_safe(text.translate(escapes))  # noqa: S308  escaped in the line above
