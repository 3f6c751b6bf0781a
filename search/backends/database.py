"""The shop's database as a search engine: the fallback of the index, the oracle of its tests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from catalogue.managers import ProductQuerySet
from catalogue.models import Product
from search.backends.base import (
    Health,
    Late,
    Offer,
    SearchResult,
    Suggestion,
    in_turn,
    nothing_late,
)
from search.backends.database_filters import (
    annotated,
    condition,
    facet_values,
    narrowed,
    price_bars,
    within_limits,
)
from search.backends.database_words import count_words, having, tiers, unwanted
from search.collation import sort_key
from search.criteria import FACETS, SearchCriteria, Sort
from search.documents import ProductDocument, documents_of
from search.language.vocabulary import WordCounts
from search.plan import FEW, RELATED, Limits, Plan, Stage

PINNED = -1


class DatabaseBackend:
    """Reads the truth, so there is nothing to write; words are found without their marks."""

    name = "database"

    def search(self, criteria: SearchCriteria, plan: Plan, today: date) -> SearchResult:
        allowed = _allowed(criteria, plan, plan.limits, today)
        found = _found(allowed, plan)
        everything = allowed if found is None else allowed.filter(pk__in=list(found))
        hits = narrowed(everything, criteria, today)
        without = {
            facet: narrowed(everything, criteria, today, facet) for facet in criteria.active_facets
        }
        counts = {
            facet: facet_values(facet, without.get(facet, hits), criteria, today)
            for facet in FACETS
        }
        total = hits.count()
        return SearchResult(
            _page(hits, criteria, today, found or {}, plan),
            total,
            counts,
            self.name,
            dropped={facet: rows.count() for facet, rows in without.items()},
            related=_related(criteria, plan, today, found or {}, total),
            stage=_stage_name(plan, found),
            prices=price_bars(without.get("price", hits)),
        )

    def suggest(self, stages: Sequence[Stage], language: str, limit: int) -> Sequence[Suggestion]:
        return in_turn(lambda stage: self._suggest(stage, language, limit), stages, limit)

    def _suggest(self, stage: Stage, language: str, limit: int) -> Sequence[Suggestion]:
        rows = having(annotated(), stage).order_by("-is_available", "-pk")[:limit]
        return tuple(
            Suggestion(pk, (title_en if language == "en" else "") or title)
            for pk, title, title_en in rows.values_list("pk", "title", "title_en")
        )

    def vocabulary(self) -> WordCounts:
        return count_words()

    def upsert(self, documents: Iterable[ProductDocument]) -> None:
        """The rows themselves are the index."""

    def delete(self, ids: Iterable[int]) -> None:
        """The rows themselves are the index."""

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        return Product.objects.browsable().count()

    def digests(self) -> Mapping[int, str]:
        return {doc.id: doc.digest for doc in documents_of(Product.objects.all())}

    def offers(self) -> Mapping[int, Offer]:
        rows = annotated().values_list("pk", "in_stock", "is_available", "lowest_price")
        return {
            pk: Offer(in_stock, is_available, None if price is None else int(price))
            for pk, in_stock, is_available, price in rows
        }

    def health(self) -> Health:
        return Health(self.name, ready=True, documents=Product.objects.browsable().count())


def _allowed(criteria: SearchCriteria, plan: Plan, limits: Limits, today: date) -> ProductQuerySet:
    """Within the page's subject and what the query itself limits; without hidden goods."""
    products = within_limits(annotated(), limits, today)
    for facet, value in criteria.within:
        products = products.filter(condition(facet, {value}, criteria, today))
    for exclusion in plan.excluded:
        products = products.exclude(unwanted(exclusion))
    return products.exclude(pk__in=plan.hidden) if plan.hidden else products


def _found(allowed: ProductQuerySet, plan: Plan) -> Mapping[int, int] | None:
    """Product id → tier; None when the plan asks for no words: everything that is allowed."""
    if not plan.stages:
        return None
    found = tiers(allowed, plan.stages)
    pinned = allowed.filter(pk__in=plan.pinned).values_list("pk", flat=True)
    return {**found, **dict.fromkeys(pinned, PINNED)}


def _stage_name(plan: Plan, found: Mapping[int, int] | None) -> str:
    if not plan.stages or found is None:
        return ""
    return plan.stages[max(found.values(), default=-1)].name


def _page(
    hits: ProductQuerySet,
    criteria: SearchCriteria,
    today: date,
    found: Mapping[int, int],
    plan: Plan,
) -> list[int]:
    size = settings.SEARCH_PAGE_SIZE
    start = (criteria.page - 1) * size
    ids = list(_ordered_ids(hits, criteria, today))
    if criteria.sort is Sort.RELEVANCE:
        available = set(hits.filter(is_available=True).values_list("pk", flat=True))
        ids.sort(key=lambda pk: (_pin(plan, pk), pk not in available, found.get(pk, 0)))
    return ids[start : start + size]


def _pin(plan: Plan, pk: int) -> int:
    return plan.pinned.index(pk) if pk in plan.pinned else len(plan.pinned)


def _related(
    criteria: SearchCriteria,
    plan: Plan,
    today: date,
    found: Mapping[int, int],
    total: int,
) -> list[int]:
    wanted = criteria.page == 1 and criteria.sort is Sort.RELEVANCE
    if not plan.related or not wanted or total >= FEW:
        return []
    allowed = _allowed(criteria, plan, plan.related_limits, today)
    others = narrowed(allowed.exclude(pk__in=list(found)), criteria, today)
    near = tiers(others, plan.related, RELATED)
    ids = list(_ordered_ids(others.filter(pk__in=list(near)), criteria, today))
    return sorted(ids, key=near.__getitem__)[:RELATED]


def _ordered_ids(
    hits: ProductQuerySet, criteria: SearchCriteria, today: date
) -> list[int] | QuerySet[Product, int]:
    if criteria.sort is Sort.NAME:
        return list(_by_name(hits, criteria.language))
    chosen: dict[Sort, list[Any]] = {
        Sort.RELEVANCE: [_best_stars(today).desc(), "-date_created"],
        Sort.NEWEST: ["-date_created"],
        Sort.PRICE: [F("lowest_price").asc(nulls_last=True)],
        Sort.PRICE_DESCENDING: [F("lowest_price").desc(nulls_last=True)],
    }
    ordered = hits.order_by("-is_available", *chosen[criteria.sort], "-pk")
    return ordered.values_list("pk", flat=True)


def _by_name(hits: ProductQuerySet, language: str) -> Iterator[int]:
    """Databases do not agree on Vietnamese order, so Python sorts."""
    rows = hits.values_list("is_available", "title", "title_en", "pk")
    keyed = (
        (not is_available, sort_key((title_en if language == "en" else "") or title), -pk)
        for is_available, title, title_en, pk in rows
    )
    return (-key[2] for key in sorted(keyed))


def _best_stars(today: date) -> Greatest:
    def in_term(stars: str, condition: Q) -> Case:
        return Case(When(condition, then=F(stars)), default=Value(0), output_field=IntegerField())

    certified = in_term("stars", Q(stars__isnull=False, stars_until__gte=today))
    reported_term = Q(reported_until=None) | Q(reported_until__gte=today)
    reported = in_term("reported_stars", Q(reported_stars__isnull=False) & reported_term)
    return Greatest(certified, reported)
