"""Compiles locale/*.po with Babel: no gettext tools are needed on the machine."""

from typing import Any

from babel.messages.mofile import write_mo
from django.core.management.base import BaseCommand

from shop.translations import catalogue_files, read_catalogue


class Command(BaseCommand):
    help = "Write a .mo beside each .po of ours."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in catalogue_files():
            target = path.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
                continue
            part = target.with_suffix(".part")
            with part.open("wb") as file:
                write_mo(file, read_catalogue(path))
            part.replace(target)  # a server that starts now reads the old or the new, never half
            if options["verbosity"]:
                self.stdout.write(f"compiled {path}")
