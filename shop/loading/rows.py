"""Rows on their way into the tables, and what each table needs to find a row again."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from oscar.core.loading import get_model

from catalogue.models import Category, Occasion, Product, Story, StoryPart
from certification.codes import new_code
from certification.models import Certificate
from places.models import Commune, Craft, Event, Province, Venue, Village
from producers.models import Artisan, Member, Partner, StockRecord
from shop.loading.problems import Origin, Problem
from sources.models import Figure, Source

ProductClass = get_model("catalogue", "ProductClass")
ProductReview = get_model("reviews", "ProductReview")


@dataclass
class Row:
    """`key` is unique in its table and stable between runs; `refs` and `links` name other keys.

    `values` and `refs` go by column (a ref's by the name of its foreign key), `links` by the
    name of the many-to-many relation.
    """

    key: str
    origin: Origin
    values: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, str | None] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)  # two tables of one model are two steps of the writing
class Table:
    """`identity` finds a row again. Columns in `create_only` belong to the shop once the row
    exists: its stock, its prices, whether staff hide it. `is_pruned` removes the rows that the
    files no longer have for an owner (the first column of the identity)."""

    model: type[models.Model]
    identity: tuple[str, ...]
    create_only: frozenset[str] = frozenset()
    is_pruned: bool = False

    @property
    def name(self) -> str:
        return self.model.__name__

    def column(self, name: str) -> Any:
        """The model's field (Any: django-stubs gives a union that nothing can be asked of)."""
        return self.model._meta.get_field(name)


SOURCES = Table(Source, ("key",))
FIGURES = Table(Figure, ("key",))
PROVINCES = Table(Province, ("code",))
COMMUNES = Table(Commune, ("code",))
CRAFTS = Table(Craft, ("slug",))
VILLAGES = Table(Village, ("slug",))
VENUES = Table(Venue, ("slug",))
EVENTS = Table(Event, ("slug",))
OCCASIONS = Table(Occasion, ("slug",))
CATEGORIES = Table(Category, ("slug",), create_only=frozenset({"is_public"}))
CLASSES = Table(ProductClass, ("slug",))
PRODUCERS = Table(Partner, ("code",))
MEMBERS = Table(Member, ("producer_id", "name"), is_pruned=True)
ARTISANS = Table(Artisan, ("slug",))
PRODUCTS = Table(Product, ("key",), create_only=frozenset({"is_public"}))
CHOICES = Table(Product, ("key",), create_only=frozenset({"is_public"}))
STOCK = Table(
    StockRecord,
    ("partner_sku",),
    create_only=frozenset({"product_id", "partner_id", "price", "num_in_stock", "price_currency"}),
)
CERTIFICATES = Table(Certificate, ("key",))
STORIES = Table(Story, ("key",))
STORY_PARTS = Table(StoryPart, ("story_id", "kind", "position"), is_pruned=True)
REVIEWS = Table(ProductReview, ("code",), create_only=frozenset({"status"}))

# in the order of writing: a row names only rows written before it
TABLES = (
    SOURCES, FIGURES, PROVINCES, COMMUNES, CRAFTS, VILLAGES, VENUES, EVENTS, OCCASIONS, CATEGORIES,
    CLASSES, PRODUCERS, MEMBERS, ARTISANS, PRODUCTS, CHOICES, STOCK, CERTIFICATES, STORIES,
    STORY_PARTS, REVIEWS,
)  # fmt: skip

Plan = dict[Table, list[Row]]


def complete(instance: models.Model) -> None:
    """What a new row gets that no file holds: a certificate's look-up code."""
    if isinstance(instance, Certificate) and not instance.code:
        instance.code = new_code(is_demo=instance.is_demo)


def problems_of(plan: Plan) -> list[Problem]:
    """Values that their columns refuse: too long, not one of the choices, not an address."""
    problems = []
    for table, rows in plan.items():
        for row in rows:
            for column, value in row.values.items():
                try:
                    table.column(column).clean(value, None)
                except ValidationError as error:
                    reason = " ".join(error.messages)
                    problems.append(Problem(row.origin, column, reason))
    return problems
