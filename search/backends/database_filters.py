"""From criteria and limits to conditions and counts over the products of the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from catalogue.managers import ProductQuerySet
from catalogue.models import Category, Product
from producers.models import StockRecord
from search.backends.base import FacetValue
from search.backends.facet_values import in_order
from search.budgets import BUDGETS, PRICE_STEPS, budget_value
from search.criteria import FLAGS, REPORTED, STARS, SearchCriteria
from search.plan import Limits

COLUMNS = {
    "village": "village__slug",
    "craft": "craft__slug",
    "group": "ocop_group",
    "producer": "producer__slug",
    "occasion": "occasions__slug",
}


def annotated() -> ProductQuerySet:
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


def narrowed(
    products: ProductQuerySet, criteria: SearchCriteria, today: date, but: str = ""
) -> ProductQuerySet:
    """Products that meet every choice of the reader, one facet left out if named."""
    for facet in criteria.active_facets:
        if facet != but:
            chosen = criteria.selected(facet)
            products = products.filter(condition(facet, chosen, criteria, today))
    return products


def condition(
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


def facet_values(
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


def within_limits(products: ProductQuerySet, limits: Limits, today: date) -> ProductQuerySet:
    """What the query itself says about stars and prices."""
    if limits.stars:
        either = Q(pk__in=[])
        for facet in ("stars", "reported"):
            for number in limits.stars:
                either |= _has_stars(facet, str(number), today)
        products = products.filter(either)
    if limits.price_min is not None or limits.price_max is not None:
        products = products.filter(_between(limits.price_min, limits.price_max))
    return products


def price_bars(products: ProductQuerySet) -> list[int]:
    """The price histogram: how many products lie above one step and not above the next."""
    bounds = zip((None, *PRICE_STEPS), (*PRICE_STEPS, None), strict=True)
    conditions = {}
    for place, (low, high) in enumerate(bounds):
        bar = Q(lowest_price__isnull=False)
        if low is not None:
            bar &= Q(lowest_price__gt=low)
        if high is not None:
            bar &= Q(lowest_price__lte=high)
        conditions[f"n{place}"] = Count("pk", filter=bar)
    counted = products.aggregate(**conditions)
    return [counted[name] for name in conditions]
