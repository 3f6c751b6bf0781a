"""What a release does once before its processes start: migrate, groups, collect, index."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, compile translations, make the staff groups, collect static files, index."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("compile_translations", verbosity=0)
        call_command("migrate", verbosity=1, interactive=False)
        call_command("create_roles")
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("search", "rebuild")
