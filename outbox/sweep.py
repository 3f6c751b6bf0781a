"""The loop that delivers effects and runs periodic jobs: the demo's thread, or a process."""

import logging
import threading
import time

from django.db import close_old_connections, connections

from outbox.handlers import Periodic, periodic_jobs
from outbox.services import drain, lease

logger = logging.getLogger(__name__)


class Rounds:
    """Call `turn()` again and again; it remembers when each periodic job ran last."""

    def __init__(self) -> None:
        self._last_run: dict[str, float] = {}

    def turn(self, budget_seconds: float = 10.0) -> int:
        """Deliver what is due and run the jobs whose time has come; errors are only logged."""
        close_old_connections()
        try:
            delivered = drain(budget_seconds)
        except Exception:  # a process border: the database may be away for a moment
            logger.exception("outbox drain failed")
            delivered = 0
        for job in periodic_jobs():
            if self._is_due(job):
                self._run(job)
        return delivered

    def _is_due(self, job: Periodic) -> bool:
        last = self._last_run.get(job.name)
        return last is None or time.monotonic() - last >= job.every_seconds

    def _run(self, job: Periodic) -> None:
        self._last_run[job.name] = time.monotonic()
        try:
            with lease(job.name, seconds=max(job.every_seconds * 4, 120)) as is_mine:
                if is_mine:
                    job.run()
        except Exception:  # a process border: one bad job never stops the loop
            logger.exception("periodic job %s failed", job.name)


class Sweep(threading.Thread):
    """The demo's background worker; `stop()` ends it within a second."""

    def __init__(self, every_seconds: float = 15.0) -> None:
        super().__init__(name="outbox-sweep", daemon=True)
        self.every_seconds = every_seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        rounds = Rounds()
        while not self._stopping.wait(self.every_seconds):
            rounds.turn()
        connections.close_all()

    def stop(self) -> None:
        self._stopping.set()
