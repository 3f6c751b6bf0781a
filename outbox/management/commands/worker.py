"""`manage.py worker`: delivers effects and runs the periodic jobs until SIGTERM."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from outbox.sweep import Rounds


class Command(BaseCommand):
    help = "Deliver outgoing effects and run the periodic jobs until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one turn, then leave")
        parser.add_argument(
            "--pause", type=float, default=1.0, help="seconds between two turns that found nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rounds = Rounds()
        if options["once"]:
            self.stdout.write(f"{rounds.turn()} effects delivered")
            return
        stopping = threading.Event()
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, lambda *_: stopping.set())
        self.stdout.write("worker started")
        while not stopping.is_set():
            if not rounds.turn():
                stopping.wait(options["pause"])
        self.stdout.write("worker stopped")
