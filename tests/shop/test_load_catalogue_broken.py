"""A broken record is refused with file, record, field and reason, and nothing is written."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from catalogue.models import Product, Story
from places.models import Province
from shop.loading import rows
from shop.loading.load import DATA_DIR
from shop.loading.writing import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_index")]

Content = dict[str, Any]
BrokenData = Callable[[str, Callable[[Content], object]], Path]


def product(content: Content, key: str) -> Content:
    found: Content = next(record for record in content["products"] if record["id"] == key)
    return found


BREAKS: list[tuple[str, Callable[[Content], object], str]] = [
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do")["name"].pop("en"),
        "catalogue.yaml: qv-sen-do: name.en: is missing",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do").update(village="atlantis"),
        "catalogue.yaml: qv-sen-do: village: names no known record: atlantis",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do")["certification"].update(recognised="2020-13"),
        "catalogue.yaml: qv-sen-do: certification.recognised: is not a day, month or year",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-chim-en").update(id="qv-sen-do"),
        "catalogue.yaml: qv-sen-do: id: is used twice",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "bkq-lac")["certification"].update(stars=4),
        "bkq-lac: certification.stars: is 4, though the status is level-not-stated",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do").update(refs=[]),
        "qv-sen-do: refs: is empty: a real product needs a source",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do").update(refs=["hearsay"]),
        "qv-sen-do: refs: names no known record: hearsay",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do").update(ocop_set_26_2026=27),
        "qv-sen-do: ocop_set_26_2026: 27 is not one of the 26 criteria sets",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do")["name"].update(vi="Bát " * 80),
        "catalogue.yaml: qv-sen-do: title: ",
    ),
    (
        "catalogue.yaml",
        lambda c: product(c, "qv-sen-do")["demo_offer"].update(price_vnd=-1),
        "qv-sen-do: demo_offer.price_vnd: is not a whole number: -1",
    ),
    (
        "catalogue.yaml",
        lambda c: c["venues"][0].update(kind="palace"),
        "catalogue.yaml: dc-bat-trang: kind: ",
    ),
    (
        "catalogue.yaml",
        lambda c: c.pop("villages"),
        "catalogue.yaml: (whole file): villages: is missing",
    ),
    (
        "stories_villages.yaml",
        lambda c: c["stories"][0]["story"][0].pop("sources"),
        "stories_villages.yaml: bat-trang: paragraph 1: names no source",
    ),
    (
        "stories_makers.yaml",
        lambda c: c["stories"][0]["claims"][0].update(level="rumour"),
        "stories_makers.yaml: ms-tuong-cu-da: level: ",
    ),
    (
        "demo_goods.yaml",
        lambda c: c["goods"][0].update(demo=False),
        "demo_goods.yaml: demo-am-chen-truc: demo: is not true",
    ),
    (
        "demo_goods.yaml",
        lambda c: c["goods"][1].update(stock="many"),
        "demo_goods.yaml: demo-binh-toi-men-ran: stock: is not a whole number: 'many'",
    ),
    (
        "demo_goods.yaml",
        lambda c: c["goods"][0]["variants"]["choices"][0].update(stock=1),
        "demo-am-chen-truc: stock: is not the sum of its choices",
    ),
    (
        "hanoi_units_2025.json",
        lambda c: c["units"][0].update(lat="north"),
        "hanoi_units_2025.json: 00004: lat: is not a number: 'north'",
    ),
]


@pytest.mark.parametrize(("file", "change", "expected"), BREAKS, ids=[b[2] for b in BREAKS])
def test_load_refuses_a_broken_record(
    broken_data: BrokenData, file: str, change: Callable[[Content], object], expected: str
) -> None:
    directory = broken_data(file, change)
    with pytest.raises(CommandError, match="nothing was written") as refused:
        call_command("load_catalogue", data=directory, verbosity=0)
    assert expected in str(refused.value)
    assert Province.objects.count() == 0
    assert Product.objects.count() == 0


def test_load_names_twenty_problems_and_counts_the_rest(broken_data: BrokenData) -> None:
    def lose_names(content: Content) -> None:
        for record in content["products"][:25]:
            record["name"].pop("vi")

    directory = broken_data("catalogue.yaml", lose_names)
    with pytest.raises(CommandError) as refused:
        call_command("load_catalogue", data=directory, verbosity=0)
    lines = str(refused.value).splitlines()
    assert lines[0] == "The catalogue was not loaded, nothing was written:"
    assert lines[1] == "catalogue.yaml: qv-sen-do: name.vi: is missing"
    assert len(lines) == 1 + 20 + 1
    assert lines[-1].startswith("… and ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "not found in"),
        ("products: [", "while parsing"),
        ("- a\n- b\n", "is not a mapping"),
        ("\x00", "(whole file)"),
    ],
)
def test_load_refuses_an_unreadable_file(
    broken_data: BrokenData, text: str | None, reason: str
) -> None:
    directory = broken_data("demo_goods.yaml", lambda content: None)
    path = directory / "demo_goods.yaml"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("load_catalogue", data=directory, verbosity=0)
    assert "demo_goods.yaml: (whole file): (all): " in str(refused.value)
    assert reason in str(refused.value)
    assert Product.objects.count() == 0


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), DatabaseError("gone")])
def test_load_that_fails_in_the_middle_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    write_table = Writer._write_table

    def fail_at_stories(self: Writer, table: rows.Table, table_rows: list[rows.Row]) -> Any:
        if table is rows.STORIES:
            assert Product.objects.count() == 193
            raise failure
        return write_table(self, table, table_rows)

    monkeypatch.setattr(Writer, "_write_table", fail_at_stories)
    with pytest.raises(CommandError, match="The load was stopped, nothing was written"):
        call_command("load_catalogue", verbosity=0)
    assert Product.objects.count() == 0
    assert Province.objects.count() == 0


LOAD_AND_DIE = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from catalogue.models import Product
from shop.loading import rows
from shop.loading.writing import Writer

class WithoutMigrations(dict):
    def __contains__(self, name): return True
    def __getitem__(self, name): return None

settings.MIGRATION_MODULES = WithoutMigrations()
if sys.argv[1] == "die":
    call_command("migrate", run_syncdb=True, verbosity=0)
    write_table = Writer._write_table
    def die(self, table, table_rows):
        if table is rows.STORIES:
            assert Product.objects.count() == 193
            os.kill(os.getpid(), signal.SIGKILL)
        return write_table(self, table, table_rows)
    Writer._write_table = die
print("before", Product.objects.count())
call_command("load_catalogue", verbosity=0)
print("after", Product.objects.count())
"""


def test_load_that_is_killed_leaves_nothing_and_can_be_run_again(tmp_path: Path) -> None:
    def run(what: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", LOAD_AND_DIE, what],
            env={
                **os.environ,
                "LANGNGHE_VAR_DIR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "shop.settings.demo",
            },
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    killed = run("die")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = run("load")
    assert again.stdout.split() == ["before", "0", "after", "193"], again.stderr


def test_the_data_directory_is_complete() -> None:
    read_me = (DATA_DIR / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in DATA_DIR.iterdir()} - {"README.md"}
    assert {file for file in files if f"| {file} |" not in read_me} == set()
    assert Story.objects.count() == 0
