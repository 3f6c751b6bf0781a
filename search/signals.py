"""Hears saved models and notes, in the same transaction, what the index must read again.

QuerySet.update() sends no signal: `manage.py search check` and the periodic rebuild cover it.
"""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from oscar.core.loading import get_model

from catalogue.models import Category, Occasion, Product
from outbox.services import enqueue
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from search.effects import TOPIC

ProductCategory = get_model("catalogue", "ProductCategory")
_state = threading.local()


@contextmanager
def unheard() -> Iterator[None]:
    """For bulk loads in this thread that end with a rebuild."""
    _state.paused = True
    try:
        yield
    finally:
        _state.paused = False


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_product_changed, sender=Product, dispatch_uid="search.product")
        signal.connect(_part_changed, sender=StockRecord, dispatch_uid="search.stock")
        signal.connect(
            _part_changed, sender=ProductCategory, dispatch_uid="search.product_category"
        )
    for through in (Product.categories.through, Product.occasions.through):
        m2m_changed.connect(_choice_changed, sender=through, dispatch_uid=f"search.{through}")
    for model in SUBJECTS:
        post_save.connect(_subject_changed, sender=model, dispatch_uid=f"search.{model}")


SUBJECTS: dict[type[Model], str] = {
    Partner: "producer",
    Village: "village",
    Craft: "craft",
    Category: "category",
    Occasion: "occasion",
}


def _product_changed(instance: Product, **_signal: Any) -> None:
    note("product", instance.parent_id or instance.pk)


def _part_changed(instance: Any, **_signal: Any) -> None:
    note("product", instance.product_id)


def _choice_changed(instance: Model, action: str, pk_set: set[int] | None, **_signal: Any) -> None:
    if not action.startswith("post_"):
        return
    if isinstance(instance, Product):
        note("product", instance.pk)
    else:  # occasion.products.add(…)
        for product_id in pk_set or ():
            note("product", product_id)


def _subject_changed(sender: type[Model], instance: Model, created: bool, **_signal: Any) -> None:
    if not created:  # a new one has no products yet
        note(SUBJECTS[sender], instance.pk)


class _Noted:
    """Remembers, for the rest of a transaction only, that a message is already written."""

    def __init__(self, subject: tuple[str, int]) -> None:
        self.subject = subject

    def __call__(self) -> None:
        """Nothing is left to do after the commit."""


def note(kind: str, key: int | None) -> None:
    """Write one message per subject and transaction; a rolled back savepoint takes it along."""
    if key is None or getattr(_state, "paused", False):
        return
    subject = (kind, key)
    if any(_is_note_of(entry[1], subject) for entry in connection.run_on_commit):
        return
    transaction.on_commit(_Noted(subject))
    # a fresh key each time: a change after the delivery of the last message is a change again
    unique = f"{TOPIC}:{kind}-{key}:{uuid.uuid4().hex}"
    enqueue(topic=TOPIC, key=unique, payload={"kind": kind, "key": key})


def _is_note_of(function: Any, subject: tuple[str, int]) -> bool:
    return isinstance(function, _Noted) and function.subject == subject
