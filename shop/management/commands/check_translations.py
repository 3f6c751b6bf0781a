"""Part of make lint: every string of ours has a Vietnamese translation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.translations import catalogue_files, has_xgettext, problems, read_catalogue, unlisted

HOW = (
    "Add new ones with `manage.py makemessages -l vi --no-location --no-obsolete -i .venv -i var "
    "-i tests -i tools -i bench`, then translate them in locale/vi."
)


class Command(BaseCommand):
    help = "Fail on untranslated, fuzzy or broken strings and on strings missing from the .po."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        found: list[str] = []
        for path in catalogue_files():
            catalogue = read_catalogue(path)
            found += [f"{path}: {problem}" for problem in problems(catalogue)]
            if has_xgettext():
                found += [f"{path}: {problem}" for problem in unlisted(catalogue)]
        for problem in found:
            self.stderr.write(problem)
        if not has_xgettext():
            self.stderr.write(
                "xgettext is not installed (Debian: apt-get install gettext): "
                "strings that the catalogue lacks were NOT looked for."
            )
        if found:
            raise CommandError(f"Strings to see to: {len(found)}. {HOW}")
        self.stdout.write("Translations are complete.")
