"""The shop's database as a search engine: the fallback of the index, the oracle of its tests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from catalogue.managers import ProductQuerySet
from catalogue.models import Category, Product
from producers.models import StockRecord
from search.backends.base import (
    FacetValue,
    Health,
    Late,
    Offer,
    SearchResult,
    Suggestion,
    nothing_late,
)
from search.backends.facet_values import in_order
from search.collation import sort_key
from search.criteria import (
    BUDGETS,
    FACETS,
    FLAGS,
    REPORTED,
    STARS,
    SearchCriteria,
    Sort,
    budget_value,
)
from search.documents import ProductDocument, documents_of
from search.words import bare, query_words

COLUMNS = {
    "village": "village__slug",
    "craft": "craft__slug",
    "group": "ocop_group",
    "producer": "producer__slug",
    "occasion": "occasions__slug",
}


class DatabaseBackend:
    """Reads the truth, so there is nothing to write; words are found as folded substrings."""

    name = "database"

    def search(self, criteria: SearchCriteria, today: date) -> SearchResult:
        everything = _with_words(_annotated(), criteria.q)
        for facet, value in criteria.within:
            everything = everything.filter(_condition(facet, {value}, criteria, today))
        hits = _narrowed(everything, criteria, today)
        facets = {
            facet: _facet(facet, _narrowed(everything, criteria, today, facet), criteria, today)
            for facet in FACETS
        }
        dropped = {
            facet: _narrowed(everything, criteria, today, facet).count()
            for facet in criteria.active_facets
        }
        start = (criteria.page - 1) * settings.SEARCH_PAGE_SIZE
        ids = list(_ordered_ids(hits, criteria, today)[start : start + settings.SEARCH_PAGE_SIZE])
        return SearchResult(ids, hits.count(), facets, self.name, dropped=dropped)

    def suggest(self, q: str, language: str, limit: int) -> Sequence[Suggestion]:
        if not query_words(q):
            return ()
        rows = _with_words(_annotated(), q).order_by("-is_available", "-pk")[:limit]
        return tuple(
            Suggestion(pk, (title_en if language == "en" else "") or title)
            for pk, title, title_en in rows.values_list("pk", "title", "title_en")
        )

    def upsert(self, documents: Iterable[ProductDocument]) -> None:
        """The rows themselves are the index."""

    def delete(self, ids: Iterable[int]) -> None:
        """The rows themselves are the index."""

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        return Product.objects.browsable().count()

    def digests(self) -> Mapping[int, str]:
        return {doc.id: doc.digest for doc in documents_of(Product.objects.all())}

    def offers(self) -> Mapping[int, Offer]:
        rows = _annotated().values_list("pk", "in_stock", "is_available", "lowest_price")
        return {
            pk: Offer(in_stock, is_available, None if price is None else int(price))
            for pk, in_stock, is_available, price in rows
        }

    def health(self) -> Health:
        return Health(self.name, ready=True, documents=Product.objects.browsable().count())


def _annotated() -> ProductQuerySet:
    """Browsable products with `lowest_price`, `in_stock` and `is_available`, as their cards say."""
    # two subqueries rather than one with OR: the databases find no index for that
    records = StockRecord.objects.filter(price__isnull=False)
    own = records.filter(product=OuterRef("pk")).exclude(product__structure=Product.PARENT)
    choices = records.filter(product__parent=OuterRef("pk"), product__is_public=True)
    some_free = Q(num_in_stock__gt=Coalesce(F("num_allocated"), 0))
    free = Q(Exists(own.filter(some_free))) | Q(Exists(choices.filter(some_free)))
    offered = Q(Exists(own)) | Q(Exists(choices))
    products: ProductQuerySet = Product.objects.browsable().annotate(
        lowest_price=Coalesce(_lowest(own), _lowest(choices)),
        in_stock=ExpressionWrapper(Q(made_to_order=False) & free, output_field=BooleanField()),
        is_available=ExpressionWrapper(
            free | (Q(made_to_order=True) & offered), output_field=BooleanField()
        ),
    )
    return products


def _lowest(records: QuerySet[StockRecord]) -> Subquery:
    return Subquery(records.order_by("price").values("price")[:1])


def _with_words(products: ProductQuerySet, q: str) -> ProductQuerySet:
    words = query_words(q)
    if q and not words:
        return products.none()
    for word in words:
        products = products.filter(folded_text__icontains=bare(word))
    return products


def _narrowed(
    products: ProductQuerySet, criteria: SearchCriteria, today: date, but: str = ""
) -> ProductQuerySet:
    """Products that meet every choice of the reader, one facet left out if named."""
    for facet in criteria.active_facets:
        if facet != but:
            chosen = criteria.selected(facet)
            products = products.filter(_condition(facet, chosen, criteria, today))
    return products


def _condition(
    facet: str, values: Iterable[str], criteria: SearchCriteria, today: date
) -> Q | Exists:
    if facet == "price":
        return _between(criteria.price_min, criteria.price_max)
    if facet in FLAGS:
        return Q(**{facet: True})
    if facet == "category":
        return Q(pk__in=_in_categories(values))
    if facet == "occasion":
        through = Product.occasions.through.objects.filter(occasion__slug__in=list(values))
        return Q(pk__in=through.values("product_id"))
    if facet not in ("stars", "reported"):
        return Q(**{f"{COLUMNS[facet]}__in": list(values)})
    either = Q(pk__in=[])
    for value in values:
        either |= _has_stars(facet, value, today)
    return either


def _between(low: int | None, high: int | None) -> Q:
    bounds = Q(lowest_price__isnull=False)
    if low is not None:
        bounds &= Q(lowest_price__gte=low)
    if high is not None:
        bounds &= Q(lowest_price__lte=high)
    return bounds


def _has_stars(facet: str, value: str, today: date) -> Q:
    if value == "candidate_five":
        return Q(candidate_five=True)
    if facet == "stars":
        return Q(stars=int(value), stars_until__gte=today)
    in_term = Q(reported_until=None) | Q(reported_until__gte=today)
    return Q(reported_stars=int(value)) & in_term


def _public_categories() -> QuerySet[Category]:
    return Category.objects.filter(is_public=True, ancestors_are_public=True)


def _in_categories(slugs: Iterable[str]) -> QuerySet[Product, int]:
    """Ids of products in the categories or below them."""
    below = Q(pk__in=[])
    for path in _public_categories().filter(slug__in=list(slugs)).values_list("path", flat=True):
        below |= Q(categories__path__startswith=path)
    public = Q(categories__is_public=True, categories__ancestors_are_public=True)
    return Product.objects.filter(below, public).values_list("pk", flat=True)


def _facet(
    facet: str, products: ProductQuerySet, criteria: SearchCriteria, today: date
) -> list[FacetValue]:
    chosen = criteria.selected(facet)
    tally = dict(_tally(facet, products, today))
    if facet == "price":  # a range of the reader's own
        own = products.filter(_between(criteria.price_min, criteria.price_max))
        tally |= {value: own.count() for value in chosen - tally.keys()}
    known = _known(facet)
    return [
        FacetValue(value, tally.get(value, 0), value in chosen)
        for value in in_order(facet, tally, chosen, known)
    ]


def _tally(facet: str, products: ProductQuerySet, today: date) -> Mapping[str, int]:
    if facet == "category":
        return _tally_categories(products)
    if facet in COLUMNS:
        column = COLUMNS[facet]
        rows = products.order_by().values(column).annotate(number=Count("pk", distinct=True))
        return {row[column]: row["number"] for row in rows if row[column]}
    if facet == "price":
        conditions = {budget_value(*budget): _between(*budget) for budget in BUDGETS}
    elif facet in FLAGS:
        conditions = {"1": Q(**{facet: True})}
    else:
        values = STARS if facet == "stars" else REPORTED
        conditions = {value: _has_stars(facet, value, today) for value in values}
    names = {f"n{place}": value for place, value in enumerate(conditions)}
    counted = products.aggregate(
        **{name: Count("pk", filter=conditions[value]) for name, value in names.items()}
    )
    return {value: counted[name] for name, value in names.items()}


def _tally_categories(products: ProductQuerySet) -> Mapping[str, int]:
    """A product counts once in each of its categories and in all above them."""
    slugs = dict(_public_categories().values_list("path", "slug"))
    members: dict[str, set[int]] = defaultdict(set)
    for product_id, path in products.order_by().values_list("pk", "categories__path"):
        if path in slugs:
            for end in range(Category.steplen, len(path) + 1, Category.steplen):
                members[slugs[path[:end]]].add(product_id)
    return {slug: len(found) for slug, found in members.items()}


def _known(facet: str) -> list[str]:
    if facet == "category":
        return list(_public_categories().values_list("slug", flat=True))
    if facet not in COLUMNS:
        return []
    column = COLUMNS[facet]
    values = Product.objects.browsable().order_by().values_list(column, flat=True).distinct()
    return [value for value in values if value]


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
