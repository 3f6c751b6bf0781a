"""`manage.py search rebuild|check|status`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalogue.models import Product
from search.documents import documents_of
from search.exceptions import BackendUnavailable
from search.services import differences, get_backend, health, index_products, rebuild


class Command(BaseCommand):
    help = "The search index: write it anew, compare it with the shop, or say how it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "action",
            choices=["rebuild", "check", "status"],
            help="rebuild: write a new index and make it current at once; check: compare the index "
            "with the shop; status: which engine, how many documents, is it ready",
        )
        parser.add_argument(
            "--repair", action="store_true", help="with check: write again what differs"
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except BackendUnavailable as error:
            raise CommandError(f"The {get_backend().name} index cannot be used: {error}") from error

    def _rebuild(self, **options: Any) -> None:
        products = Product.objects.order_by("pk")
        documents = documents_of(products)
        total = products.browsable().count()
        quiet = options["verbosity"] == 0
        bar = tqdm(documents, total=total, unit=" products", desc="Index", disable=quiet)
        written = rebuild(bar)
        if not quiet:
            self.stdout.write(f"{written} products are in the {get_backend().name} index.")

    def _check(self, *, repair: bool, **_options: Any) -> None:
        """Ends with an error while something differs, so that a monitor can call it."""
        found = differences()
        if not found:
            self.stdout.write("The index agrees with the shop.")
            return
        self.stdout.write(f"{len(found)} products differ: {', '.join(map(str, found[:20]))}")
        if not repair:
            raise CommandError("Run `manage.py search check --repair`, or rebuild.")
        for product_id in tqdm(found, unit=" products", desc="Repair"):
            index_products([product_id])

    def _status(self, **_options: Any) -> None:
        state = health()
        self.stdout.write(
            f"{state.engine}: {'ready' if state.ready else 'not ready'}, "
            f"{state.documents} documents{', ' + state.detail if state.detail else ''}"
        )
