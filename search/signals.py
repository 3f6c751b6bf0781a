"""Django's signals: a saved model makes the outbox deliver soon; migrations renew the triggers.

What changed is noted by the database itself (`search.triggers`), also where no signal is sent.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_migrate,
)

from catalogue.models import Product
from outbox.services import wake
from search import triggers
from search.changes import Kind, note
from search.watching import WATCHED

_state = threading.local()


@contextmanager
def unheard() -> Iterator[None]:
    """For bulk loads in this thread that end with a rebuild: nothing is delivered before it."""
    _state.paused = True
    try:
        yield
    finally:
        _state.paused = False


def connect(config: AppConfig) -> None:
    """Called once, when the app is ready."""
    for watch in WATCHED:
        for signal in (post_save, post_delete):
            signal.connect(_wake, sender=watch.model, dispatch_uid=f"search.{watch.table}")
    for through in (Product.categories.through, Product.occasions.through):
        m2m_changed.connect(_wake, sender=through, dispatch_uid=f"search.{through}")
    pre_migrate.connect(_remove_triggers, sender=config, dispatch_uid="search.triggers")
    post_migrate.connect(_renew_triggers, sender=config, dispatch_uid="search.triggers")


def _wake(**_signal: Any) -> None:
    if not getattr(_state, "paused", False):
        wake()


def _remove_triggers(using: str, plan: Any, **_signal: Any) -> None:
    if plan:
        triggers.remove(connections[using])


def _renew_triggers(using: str, **_signal: Any) -> None:
    """Migrations may have changed goods, and other processes too while nothing was noted."""
    if triggers.install(connections[using]) and Product.objects.using(using).exists():
        note(Kind.EVERYTHING, [0])
