"""Loads the catalogue in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Avg, Q, QuerySet

from catalogue.models import Product
from certification.services import derive_stars_of
from languages.calendar import hanoi_today
from search.seed import SEED, load_lexicon
from search.services import rebuild
from search.signals import unheard
from shop.loading import rows
from shop.loading.files import Files
from shop.loading.names import Names
from shop.loading.pictures import give_pictures
from shop.loading.problems import BrokenCatalogueError
from shop.loading.read_categories import read_categories
from shop.loading.read_certificates import read_demo_certificates, read_reports
from shop.loading.read_demo import crafts_named, read_demo
from shop.loading.read_places import read_places
from shop.loading.read_producers import read_producers
from shop.loading.read_products import read_products
from shop.loading.read_stories import read_stories
from shop.loading.rows import Plan, ProductReview
from shop.loading.writing import Report, Writer

DATA_DIR = Path(settings.BASE_DIR) / "data"


@dataclass(frozen=True)
class Loaded:
    """What a load did, or with `is_check` would have done."""

    reports: list[Report]
    stars_changed: int
    words_changed: int
    is_check: bool

    @property
    def is_quiet(self) -> bool:
        changed = self.stars_changed or self.words_changed
        return all(report.is_quiet for report in self.reports) and not changed


def read_catalogue(directory: Path, today: date, *, with_demo: bool) -> Plan:
    """The rows of every table. Raises BrokenCatalogueError, naming each record at fault."""
    files = Files(directory)
    names = Names(files, with_demo)
    plan: Plan = {table: [] for table in rows.TABLES}
    parts = [read_places(names), read_categories(names), read_producers(names)]
    parts.append(read_products(names))
    parts.append({rows.CERTIFICATES: read_reports(names)})
    if with_demo:
        parts.append(read_demo(names))
        parts.append({rows.CERTIFICATES: read_demo_certificates(names, today)})
    parts.append(read_stories(names, today))
    for part in parts:
        for table, table_rows in part.items():
            plan[table] += table_rows
    files.stop_when_broken()
    if problems := rows.problems_of(plan):
        raise BrokenCatalogueError(problems)
    give_pictures(plan[rows.PRODUCTS], crafts_named(names) if with_demo else {})
    return plan


def load_catalogue(
    *,
    directory: Path = DATA_DIR,
    today: date | None = None,
    is_check: bool = False,
    started: Callable[[int], Callable[[int], object]] = lambda total: lambda done: None,
) -> Loaded:
    """Brings the database to the state of the files; all or nothing, idempotent.

    `started` is told the number of rows and gives the function that is told of progress.
    With `is_check` everything is written and taken back. Once written, the search index is built
    anew. Raises BrokenCatalogueError; BackendUnavailable when only the index failed.
    """
    today = today or hanoi_today()
    plan = read_catalogue(directory, today, with_demo=settings.DEMO_MODE)
    progress = started(sum(len(table_rows) for table_rows in plan.values()))
    with unheard(), transaction.atomic():
        reports = Writer(progress).write(plan)
        keys = [row.key for row in plan[rows.PRODUCTS] + plan[rows.CHOICES]]
        loaded = Product.objects.filter(key__in=keys)
        _fold_texts(loaded)
        _rate(loaded)
        stars_changed = derive_stars_of(loaded, today)
        words_changed = load_lexicon(directory / SEED.name)
        transaction.set_rollback(is_check)
    if not is_check:
        rebuild()
    return Loaded(reports, stars_changed, words_changed, is_check)


def _fold_texts(products: QuerySet[Product]) -> None:
    """What Product.save() would have written: bulk statements pass it by."""
    changed = []
    for product in products.select_related("producer", "village", "craft"):
        folded = product.fold_text()
        if folded != product.folded_text:
            product.folded_text = folded
            changed.append(product)
    Product.objects.bulk_update(changed, ["folded_text"], batch_size=500)


def _rate(products: QuerySet[Product]) -> None:
    """Oscar's mean of the buyers' approved reviews, which has nothing to do with official stars."""
    approved = Q(reviews__status=ProductReview.APPROVED)
    changed = []
    for product in products.annotate(mean=Avg("reviews__score", filter=approved)):
        mean = None if product.mean is None else float(product.mean)
        if mean != product.rating:
            product.rating = mean
            changed.append(product)
    Product.objects.bulk_update(changed, ["rating"], batch_size=500)
