"""What the product page shows: at most eight queries, the certificate panel's included."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    When,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalogue.gallery import View, gallery_of
from catalogue.ledger import LedgerRow, artisan_row, ledger
from catalogue.managers import card_lookups
from catalogue.models import Category, Product
from catalogue.stories import Person, ToldStory, people, story_of_product
from languages.localized import localized
from producers.models import Artisan
from sources.citations import Notes, with_sources
from sources.models import Source

ProductReview = get_model("reviews", "ProductReview")
RELATED = 4
REVIEWS_SHOWN = 10


@dataclass(frozen=True)
class Reviews:
    """Buyers' opinions: a number and a count, never a row of stars."""

    shown: list[Any]
    count: int = 0
    average: Decimal = Decimal(0)


class ProductPage:
    """The product and its neighbours share the prefetches of their cards."""

    def __init__(self, product: Product, sources: list[Source]) -> None:
        self.product = product
        self.sources = sources
        self.notes = Notes()
        self.related = _related(product)
        stock, choices = card_lookups()
        shown = [product, *self.related]
        prefetch_related_objects(shown, stock)
        prefetch_related_objects([each for each in shown if each.is_parent], choices)

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        crumbs = [(_("Home"), reverse("home")), (_("Products"), reverse("search:search"))]
        category = self.product.category_facts
        if category:
            name = _in_language(category, "name")
            crumbs.append((name, reverse("search:category", args=[category["slug"]])))
        return [*crumbs, (localized(self.product, "title").text, self.product.url)]

    @cached_property
    def gallery(self) -> list[View]:
        return gallery_of(self.product)

    @cached_property
    def ledger(self) -> list[LedgerRow]:
        rows = ledger(self.product, is_sourced=bool(self.sources))
        rows[2:2] = [
            artisan_row(person.artisan.name, localized(person.artisan, "honour").text)
            for person in self.people
        ]
        return rows

    @cached_property
    def description_notes(self) -> list[int]:
        return self.notes.cite(self.sources) if self.product.description else []

    @cached_property
    def story(self) -> ToldStory:
        """Numbered after the description, which stands before it."""
        _ = self.description_notes
        return story_of_product(self.product, self.notes)

    @cached_property
    def people(self) -> list[Person]:
        """The maker's artisans whom sources name, numbered after the story; no query without."""
        if not self.product.has_artisans:
            return []
        _ = self.story
        return people(Artisan.objects.filter(producer=self.product.producer_id), self.notes)

    @property
    def has_story(self) -> bool:
        return bool(self.product.description or self.story.paragraphs)

    @cached_property
    def reviews(self) -> Reviews:
        """Oscar keeps `rating` empty until a review is approved: no query for the others."""
        if self.product.rating is None:
            return Reviews([])
        approved = (
            ProductReview.objects.approved().select_related("user").filter(product=self.product)
        )
        shown = list(
            approved.annotate(count=Window(Count("pk")), average=Window(Avg("score"))).order_by(
                "-date_created", "-pk"
            )[:REVIEWS_SHOWN]
        )
        if not shown:
            return Reviews([])
        return Reviews(shown, shown[0].count, Decimal(str(round(shown[0].average, 1))))


def read_product(pk: int) -> ProductPage | None:
    """The page of a public product; None when there is none. A child is found as well."""
    category = Category.objects.filter(product=OuterRef("pk"), is_public=True).order_by("-depth")
    products = (
        Product.objects.filter(pk=pk, is_public=True)
        .select_related("producer", "village__commune")
        .annotate(
            category_facts=Subquery(
                category.values(facts=JSONObject(name="name", name_en="name_en", slug="slug"))[:1]
            ),
            has_artisans=Exists(Artisan.objects.filter(producer=OuterRef("producer"))),
        )
    )
    found = with_sources(products)
    return ProductPage(*found[0]) if found else None


def _related(product: Product) -> list[Product]:
    """Other goods of the maker, then of the village."""
    near = Q(producer=product.producer_id) if product.producer_id else Q()
    if product.village_id:
        near |= Q(village=product.village_id)
    if not near:
        return []
    is_far = Case(
        When(producer=product.producer_id, then=0), default=1, output_field=IntegerField()
    )
    others = Product.objects.browsable().select_related("producer", "village")
    return list(others.filter(near).exclude(pk=product.pk).order_by(is_far, "pk")[:RELATED])


def _in_language(facts: dict[str, str], field: str) -> str:
    vietnamese: str = facts[field]
    if (get_language() or "vi").startswith("vi"):
        return vietnamese
    return facts[f"{field}_en"] or vietnamese
