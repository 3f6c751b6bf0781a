"""Everything between a fresh clone and a served demo; quick and harmless when run again."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from backoffice.roles import create_roles
from languages.calendar import hanoi_today
from search.services import health
from shop.demo import create_demo_accounts

# what the loaded data depends on: a change of any of these loads anew
INPUTS = ("data", "shop/loading", "catalogue/models.py", "static/pictures/manifest.json")


class Command(BaseCommand):
    help = "Migrate, load the demo data, compile translations and collect static files (make run)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("prepare_demo runs with the demo settings only.")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("compile_translations", verbosity=0)
        self._say("database")
        call_command("migrate", verbosity=0, interactive=False)
        self._once("loaded", self._data_state(), self._load)
        if not health().ready:  # another engine than the one that was loaded into
            call_command("search", "rebuild")
        self._once("static-collected", _tree_state(Path("static")), self._collect)

    def _load(self) -> None:
        call_command("load_catalogue")
        create_roles()
        create_demo_accounts()

    def _collect(self) -> None:
        self._say("static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)

    def _once(self, name: str, state: str, work: Any) -> None:
        """Do `work` unless it was finished for this very state; a broken-off run does it again."""
        stamp = settings.VAR_DIR / f"{name}.stamp"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
            return
        work()
        stamp.write_text(state, encoding="utf-8")

    def _data_state(self) -> str:
        """The inputs and Hanoi's day: demo certificates are dated from the day of loading."""
        return f"{hanoi_today()} {[_tree_state(Path(name)) for name in INPUTS]}"

    def _say(self, step: str) -> None:
        self.stdout.write(f"Preparing the {step}…")


def _tree_state(relative: Path) -> str:
    """A digest of names, sizes and modification times below a path of the project."""
    root = Path(settings.BASE_DIR) / relative
    files = [root] if root.is_file() else sorted(root.rglob("*"))
    digest = hashlib.sha256()
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            stat = file.stat()
            digest.update(
                f"{file.relative_to(root.parent)}:{stat.st_size}:{stat.st_mtime_ns};".encode()
            )
    return digest.hexdigest()
