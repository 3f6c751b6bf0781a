"""Notes of what the index must read again: writing them, and whom they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils.timezone import now

from catalogue.managers import ProductQuerySet
from catalogue.models import Category, Product
from certification.services import derive_stars_of
from search.models import Change, LexiconEntry

ROWS = 1_000  # notes read at once
Kind = Change.Kind


def note(kind: Kind, keys: Iterable[int]) -> None:
    """By hand, for what no trigger can see: the database notes all else by itself."""
    rows = (Change(kind=kind, key=key) for key in keys)
    Change.objects.bulk_create(rows, batch_size=ROWS)


def collapse() -> Change:
    """One note of everything in place of all that wait; that one is given back.

    In one transaction: whatever dies afterwards, nothing that was noted is lost.
    """
    settle_certificates()
    settle_lexicon()
    with transaction.atomic():
        Change.objects.all().delete()
        return Change.objects.create(kind=Kind.EVERYTHING, key=0)


def settle_certificates() -> None:
    """A certificate speaks through the stars of its product: those are derived here.

    Usually its service has done so already; `Certificate.objects.update()` has not.
    """
    told = Change.objects.filter(kind=Kind.CERTIFICATE)
    while rows := dict(told.order_by("pk").values_list("pk", "key")[:ROWS]):
        with transaction.atomic():
            derive_stars_of(Product.objects.filter(pk__in=set(rows.values())))
            Change.objects.filter(pk__in=rows).update(kind=Kind.PRODUCT, is_delivered=False)


def settle_lexicon() -> None:
    """Processes notice an edit by the newest `changed_at`, which update() leaves as it was."""
    told = Change.objects.filter(kind=Kind.LEXICON)
    while rows := dict(told.order_by("pk").values_list("pk", "key")[:ROWS]):
        with transaction.atomic():
            LexiconEntry.objects.filter(pk__in=set(rows.values())).update(changed_at=now())
            Change.objects.filter(pk__in=rows).delete()


def goods_of(changes: Sequence[Change]) -> Iterator[int]:
    """Ids of the products that the notes are about, each once.

    A deleted product is still named, so that it leaves the index; a choice may be, beside its
    parent.
    """
    by_kind: Mapping[str, set[int]] = _by_kind(changes)
    seen = set(by_kind[Kind.PRODUCT])
    yield from sorted(seen)
    for kind in (Kind.PRODUCER, Kind.VILLAGE, Kind.CRAFT, Kind.CATEGORY, Kind.OCCASION):
        for key in sorted(by_kind[kind]):
            for product_id in _goods_with(kind, key):
                if product_id not in seen:
                    seen.add(product_id)
                    yield product_id


def _by_kind(changes: Sequence[Change]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        found[change.kind].add(change.key)
    return found


def _goods_with(kind: Kind, key: int) -> Iterator[int]:
    products: ProductQuerySet = Product.objects.all()
    if kind is Kind.CATEGORY:
        path = Category.objects.filter(pk=key).values_list("path", flat=True).first()
        if path is None:
            return iter(())  # its goods were told of when they left it
        found = products.filter(categories__path__startswith=path)
    elif kind is Kind.OCCASION:
        found = products.filter(occasions=key)
    else:
        found = products.filter(**{f"{kind}_id": key})
    # read whole: a drain may write between two rows, and ids are small
    return iter(list(found.order_by("pk").values_list("pk", flat=True).distinct()))
