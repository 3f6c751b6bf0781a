"""A filtered list of goods on any page: results, a category, a village, a maker."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from catalogue.models import Product
from languages.localized import localized
from languages.text import Spans
from search.backends.base import SearchResult
from search.criteria import SearchCriteria, Sort
from search.exceptions import PageOutOfRange
from search.facets import (
    chips_of,
    chosen_names,
    describe,
    facets_of,
    labels_for,
    promoted,
)
from search.forms import Reading, SearchForm
from search.highlight import Marker, marker_for
from search.prices import histogram_of
from search.services import get_backend, search
from search.spoken import (
    Told,
    spoken_chips,
    spoken_sentence,
    spoken_slugs,
    told_parts,
    words_chip,
    words_left,
)
from search.wording import asked_words, wording_of
from search.words import bare_words_of

NEAREST = 4


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter to drop, and how many goods that would show."""

    label: str
    count: int
    url: str
    criteria: SearchCriteria


@dataclass(frozen=True, slots=True)
class SortOption:
    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A good of the list, what of its title was found, and its place from 1 over all pages;
    0 for goods that the search did not find."""

    product: Product
    spans: Spans
    place: int


def listing_context(request: HttpRequest, base: SearchCriteria | None = None) -> dict[str, Any]:
    """What `search/_listing.html` shows, in at most 5 queries.

    `base.within` fixes the page's own subject: SearchCriteria(within=(("village", slug),)).
    Raises PageOutOfRange.
    """
    reading = SearchForm(request.GET, base).read()
    criteria = reading.criteria
    result = search(criteria)
    page = page_of(result, criteria)
    labels = labels_for(result, spoken_slugs(result))
    told = told_parts(result, labels)
    facets = facets_of(result, criteria, labels, request.path)
    hits, related = hits_of(result, criteria, first_place=page.start_index() or 1)
    words = own_words(criteria.q, result, told)
    heading = heading_of(reading, words, told)
    context = {
        "criteria": criteria,
        "result": result,
        "notices": reading.notices,
        "hits": hits,
        "related": related,
        "page": page,
        "page_query": criteria.to_query(page=1).removeprefix("?"),
        "facets": facets,
        "promoted": promoted(facets),
        "histogram": histogram_of(result.prices, criteria),
        "chips": [
            *words_chip(words, told, criteria, request.path),
            *chips_of(criteria, reading.labels, request.path),
            *spoken_chips(told, criteria, request.path),
        ],
        "wording": wording_of(result, criteria, request.path),
        "clear_url": request.path,
        "sorts": [SortOption(s.value, str(s.label), s is criteria.sort) for s in Sort],
        "heading": heading,
        "is_degraded": result.engine != get_backend().name,
        "is_indexable": criteria.is_plain,
        "canonical_url": canonical_url(request, criteria),
        "structured_data": structured_data(heading, [hit.product for hit in hits]),
        "listing_path": request.path,
    }
    if result.total:
        return context
    ways = ways_out(reading, result, told, request.path)
    return {**context, "ways_out": ways, "nearest": [] if related else nearest(criteria, ways)}


def canonical_url(request: HttpRequest, criteria: SearchCriteria) -> str:
    """The list without words, filters and order; each page of the whole list stands for itself."""
    query = SearchCriteria(page=criteria.page).to_query() if criteria.is_plain else ""
    return f"{settings.SITE_ORIGIN}{request.path}{query}"


def hits_of(
    result: SearchResult, criteria: SearchCriteria, *, first_place: int
) -> tuple[list[Hit], list[Hit]]:
    """The goods of the page and the related ones, read together; related places follow the last."""
    found = {p.pk: p for p in products_in_order([*result.ids, *result.related])}
    marker = marker_for(result, criteria.q)
    main = [_hit(found.get(pk), marker, n) for n, pk in enumerate(result.ids, start=first_place)]
    places = enumerate(result.related, start=result.total + 1)
    related = [_hit(found.get(pk), marker, n) for n, pk in places]
    return [hit for hit in main if hit], [hit for hit in related if hit]


def _hit(product: Product | None, marker: Marker, place: int) -> Hit | None:
    if product is None:
        return None
    return Hit(product, marker.spans(localized(product, "title").text), place)


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


def own_words(q: str, result: SearchResult, told: Sequence[Told]) -> str:
    """The query without what is told in other ways; "" when nothing looks for what is left."""
    words = words_left(q, [each.part for each in told])
    if told and not asked_words(result) & {*bare_words_of(words)}:
        return ""  # "for", "cho"
    return words


def heading_of(reading: Reading, words: str, told: Sequence[Told]) -> str:
    """The list in a sentence, for the H1 and the title: what was written as words and what was
    chosen are told alike."""
    criteria = reading.criteria
    spoken = spoken_sentence(told) if words != criteria.q else ""
    filters = ", ".join(filter(None, [describe(criteria, reading.labels), spoken]))
    if words and filters:
        text = gettext("Goods matching “%(words)s”: %(filters)s")
    elif words:
        text = gettext("Goods matching “%(words)s”")
    elif filters:
        text = gettext("OCOP goods: %(filters)s")
    else:
        text = gettext("All OCOP goods of Hanoi’s craft villages")
    return text % {"words": words, "filters": filters}


def ways_out(
    reading: Reading, result: SearchResult, told: Iterable[Told], path: str
) -> list[WayOut]:
    """For an empty list: each single thing that can be dropped so that something shows."""
    criteria, found = reading.criteria, []
    if criteria.q and criteria.active_facets:
        label = gettext("“%(words)s”") % {"words": criteria.q}
        found.append(_way_out(label, criteria.without("q"), path))
    for each in told:
        without = criteria.changed(q=each.part.without, page=1)
        found.append(_way_out(each.label.text, without, path))
    for facet, total in result.dropped.items():
        without, label = criteria.without(facet), chosen_names(facet, criteria, reading.labels)
        found.append(WayOut(label, total, path + without.to_query(), without))
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def _way_out(label: str, criteria: SearchCriteria, path: str) -> WayOut:
    return WayOut(label, search(criteria).total, path + criteria.to_query(), criteria)


def nearest(criteria: SearchCriteria, ways: Iterable[WayOut]) -> list[Hit]:
    """Goods instead of an empty page: with one thing dropped, without the filters, else any."""
    plain = SearchCriteria(within=criteria.within, language=criteria.language)
    attempts = [way.criteria for way in ways]
    attempts += [plain.changed(q=criteria.q), criteria.without("q"), plain, SearchCriteria()]
    for attempt in dict.fromkeys(attempts):
        ids = search(attempt.changed(page=1)).ids[:NEAREST]
        if ids and (products := products_in_order(ids)):
            return [Hit(product, (), place=0) for product in products]
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
