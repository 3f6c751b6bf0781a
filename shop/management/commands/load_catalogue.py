"""Loads the catalogue files of data/ into the database."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from search.exceptions import BackendUnavailable
from shop.loading.load import DATA_DIR, Loaded, load_catalogue
from shop.loading.problems import BrokenCatalogueError


class Command(BaseCommand):
    help = "Brings the catalogue to the state of the files in data/: all of them, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="say what would change, write nothing"
        )
        parser.add_argument(
            "--data", type=Path, default=DATA_DIR, metavar="DIR", help="other files"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = self._load(
            options["data"], is_check=options["check"], quiet=not options["verbosity"]
        )
        if options["verbosity"]:
            self._print(loaded)

    def _load(self, directory: Path, *, is_check: bool, quiet: bool) -> Loaded:
        with tqdm(desc="Catalogue", unit=" rows", disable=quiet or None) as bar:

            def started(total: int) -> Callable[[int], object]:
                bar.reset(total=total)
                return bar.update

            try:
                return load_catalogue(directory=directory, is_check=is_check, started=started)
            except BrokenCatalogueError as error:
                raise CommandError(
                    f"The catalogue was not loaded, nothing was written:\n{error}"
                ) from error
            except BackendUnavailable as error:
                raise CommandError(
                    f"The catalogue is loaded, but the search index is not built: {error}"
                ) from error
            except (OSError, DatabaseError) as error:
                raise CommandError(f"The load was stopped, nothing was written: {error}") from error

    def _print(self, loaded: Loaded) -> None:
        for report in loaded.reports:
            if not report.is_quiet:
                self.stdout.write(
                    f"{report.table.name}: {report.created} new, {report.changed} changed, "
                    f"{report.removed} removed, {report.total} in the files"
                )
        if loaded.words_changed:
            self.stdout.write(f"LexiconEntry: {loaded.words_changed} new or changed")
        if loaded.is_quiet:
            self.stdout.write("The catalogue is up to date.")
        elif loaded.is_check:
            self.stdout.write("Nothing was written (--check).")
        else:
            self.stdout.write(self.style.SUCCESS("The catalogue is loaded."))
