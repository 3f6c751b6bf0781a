"""`manage.py reconcile_payments --since 72h [--fix] [--json]`: exit code 1 if anything is open."""

import json
import re
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from outbox.services import lease
from payments.reconcile import reconcile

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def span(text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,5})([mhd])", text)
    if found is None:
        raise ArgumentTypeError(f"{text!r} is not a time span such as 90m, 72h or 7d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


class Command(BaseCommand):
    help = "Compare orders, ledger and stock with what payment providers say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=span, default=timedelta(hours=72))
        parser.add_argument("--fix", action="store_true", help="heal what can be healed")
        parser.add_argument("--json", action="store_true", help="one JSON list on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        with lease("payments.reconcile", seconds=1200) as is_mine:
            if not is_mine:
                self.stderr.write("another process is reconciling")
                return
            findings = reconcile(since=options["since"], fix=options["fix"])
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings]))
        else:
            for found in findings:
                state = "fixed" if found.is_fixed else "open"
                self.stdout.write(f"{found.code}  {found.order}  {found.action}  [{state}]")
            self.stdout.write(f"{len(findings)} findings")
        if any(not finding.is_fixed for finding in findings):
            raise SystemExit(1)
