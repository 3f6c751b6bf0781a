"""`manage.py search rebuild|drain|check|status`."""

from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalogue.models import Product
from search.documents import documents_of
from search.engines import get_backend, health
from search.exceptions import BackendUnavailable, RebuildRunning
from search.indexing import (
    PATIENCE,
    differences,
    drain,
    index_products,
    rebuild,
    still_different,
)
from search.models import Change

Item = TypeVar("Item")
STEP = 100  # goods between two moves of the repair's bar


class Command(BaseCommand):
    help = (
        "The search index: write it anew, deliver what waits, compare it with the shop and repair "
        "it, or say how it is. Ends with status 1 when the index cannot be used, and check also "
        "when something is left that differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "action",
            choices=["rebuild", "drain", "check", "status"],
            help="rebuild: write a new index beside the old one and make it current at once; "
            "drain: deliver now what waits to be indexed; check: compare ids and digests with the "
            "shop and write again what differs; status: which engine, how many documents, how "
            "much waits",
        )
        parser.add_argument(
            "--repair",
            action=BooleanOptionalAction,
            default=True,
            help="with check: --no-repair only looks",
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        self.is_quiet = options["verbosity"] == 0
        try:
            getattr(self, f"_{action}")(**options)
        except BackendUnavailable as error:
            raise CommandError(f"The {get_backend().name} index cannot be used: {error}") from error
        except RebuildRunning as error:
            raise CommandError(
                f"Nothing was built: {error}. What is edited meanwhile will be in its index."
            ) from error

    def _rebuild(self, **_options: Any) -> None:
        products = Product.objects.order_by("pk")
        total = products.browsable().count()
        written = rebuild(self._bar(documents_of(products), total, "Index"))
        self._say(f"{written} products are in the {get_backend().name} index.")

    def _drain(self, **_options: Any) -> None:
        waiting = Change.objects.waiting().count()
        with self._progress(waiting, "Changes", " changes") as bar:
            written = drain(wait_seconds=PATIENCE, progress=bar.update)
        left = Change.objects.waiting().count()
        self._say(f"{written} products were read again; {left} changes wait.")
        if left and left >= waiting:
            raise CommandError("Another process is writing to the index; it delivers them.")

    def _check(self, *, repair: bool, **_options: Any) -> None:
        drain(wait_seconds=PATIENCE)  # what only waits does not differ
        products = Product.objects.order_by("pk")
        total = products.browsable().count()
        found = differences(self._bar(documents_of(products), total, "Compare"))
        if not found:
            self._say("The index agrees with the shop.")
            return
        self._say(f"{len(found)} products differ: {', '.join(map(str, found[:20]))}")
        if not repair:
            raise CommandError("Run `manage.py search check`, or rebuild.")
        steps = [found[start : start + STEP] for start in range(0, len(found), STEP)]
        for ids in self._bar(steps, len(steps), "Repair", f" × {STEP} products"):
            index_products(ids)
        if left := still_different(found):
            raise CommandError(f"{len(left)} products still differ.")
        self._say("Repaired: the index agrees with the shop.")

    def _status(self, **_options: Any) -> None:
        state = health()
        waiting = Change.objects.waiting().count()
        self.stdout.write(
            f"{state.engine}: {'ready' if state.ready else 'not ready'}, "
            f"{state.documents} documents{', ' + state.detail if state.detail else ''}; "
            f"{waiting} changes wait"
        )

    def _say(self, sentence: str) -> None:
        if not self.is_quiet:
            self.stdout.write(sentence)

    def _bar(
        self, items: Iterable[Item], total: int, title: str, unit: str = " products"
    ) -> Iterable[Item]:
        """A bar on a terminal only: a log needs none."""
        bar: Iterable[Item] = tqdm(
            items, total=total, desc=title, unit=unit, disable=self.is_quiet or None
        )
        return bar

    def _progress(self, total: int, title: str, unit: str) -> Any:
        return tqdm(total=total, desc=title, unit=unit, disable=self.is_quiet or None)
