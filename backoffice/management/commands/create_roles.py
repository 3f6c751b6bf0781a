"""`manage.py create_roles`: the staff groups, with the permissions of this release."""

from typing import Any

from django.core.management.base import BaseCommand

from backoffice.roles import create_roles


class Command(BaseCommand):
    help = "Create or update the staff groups (order desk, catalogue desk, payments reader)."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in create_roles():
            self.stdout.write(f"{group.name}: {group.permissions.count()} permissions")
