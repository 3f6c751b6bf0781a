"""Serve the demo: one process with threads, and one sweep of reservations and effects."""

import signal
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from waitress import create_server

from outbox.sweep import Sweep
from shop.demo import TOUR
from shop.wsgi import application


class Command(BaseCommand):
    help = "Serve the shop with its demo data on one port (make run)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError(
                "serve_demo runs with the demo settings only; see docs/operations.md."
            )
        try:
            server = create_server(application, host=host, port=port, threads=8, ident=None)
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}); try make run PORT=8001."
            ) from error
        sweep = Sweep()
        sweep.start()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.stdout.write(TOUR.format(origin=settings.SITE_ORIGIN))
        threading.current_thread().name = "server"
        try:
            server.run()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            sweep.stop()
            server.close()
