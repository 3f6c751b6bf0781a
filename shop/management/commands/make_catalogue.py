"""Invents a catalogue of any size for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from shop.generating.write import DatabaseInUse, make_catalogue


class Command(BaseCommand):
    help = "Fills a database of its own with N invented goods, stars in Hanoi's proportions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many goods")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another catalogue")
        parser.add_argument("--force", action="store_true", help="even beside orders or products")

    def handle(self, *args: Any, count: int, seed: int, force: bool, **options: Any) -> None:
        if count < 1:
            raise CommandError("N is the number of goods: at least 1.")
        quiet = not options["verbosity"]
        try:
            with tqdm(total=count, desc="Goods", unit=" goods", disable=quiet or None) as bar:
                made = make_catalogue(count=count, seed=seed, is_forced=force, progress=bar.update)
        except DatabaseInUse as error:
            raise CommandError(f"Nothing was made. {error}") from error
        if not quiet:
            self.stdout.write(self.style.SUCCESS(f"{count} goods of {made} invented makers."))
