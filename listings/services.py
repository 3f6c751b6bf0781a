"""Drafts, files and decisions. Every write is one transaction under the submission's lock."""

from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.crypto import get_random_string

from accounts.models import User
from catalogue.models import Product
from languages.text import plain
from listings import changes, publishing, uploads
from listings.exceptions import (
    BasedOnOldVersion,
    ScanMissing,
    SeenIsStale,
    TooManyFiles,
    WrongState,
)
from listings.models import Move, Status, Submission, Upload, private_storage
from outbox.services import enqueue
from producers.models import Partner

MOST_FILES = {Upload.Kind.PICTURE.value: 6, Upload.Kind.SCAN.value: 3}


@transaction.atomic
def begin(*, producer: Partner, author: User, product: Product | None = None) -> Submission:
    """A draft: empty, or with the product's present words to change."""
    base = changes.values_of(product) if product else {}
    submission = Submission.objects.create(
        producer=producer,
        author=author,
        product=product,
        is_new=product is None,
        base=base,
        ocop_group=product.ocop_group
        if product
        else Submission._meta.get_field("ocop_group").default,
        **base,
    )
    submission.moves.create(new_status=Status.DRAFT, by=author)
    return submission


@transaction.atomic
def save_draft(*, submission: Submission, values: dict[str, Any]) -> Submission:
    """Write what the maker typed, free of markup; WrongState once it is with the shop."""
    locked = _locked(submission)
    if not locked.is_editable:
        raise WrongState(locked.status, Status.DRAFT)
    for name, value in values.items():
        setattr(locked, name, plain(value) if isinstance(value, str) else value)
    locked.save()
    return locked


def add_upload(*, submission: Submission, kind: str, file: IO[bytes], size: int) -> Upload:
    """Check a file and store it privately. Raises BadUpload, TooManyFiles or WrongState."""
    checked = uploads.check(kind, file, size)
    with transaction.atomic():
        locked = _locked(submission)
        if not locked.is_editable:
            raise WrongState(locked.status, Status.DRAFT)
        if locked.uploads.filter(kind=kind).count() >= MOST_FILES[kind]:
            raise TooManyFiles
        upload = Upload(
            submission=locked,
            kind=kind,
            content_type=checked.content_type,
            size=len(checked.content),
        )
        name = f"{get_random_string(20)}.{checked.extension}"
        upload.file.save(name, ContentFile(checked.content), save=False)
        upload.save()
    return upload


@transaction.atomic
def remove_upload(*, upload: Upload) -> None:
    locked = _locked(upload.submission)
    if not locked.is_editable:
        raise WrongState(locked.status, Status.DRAFT)
    upload.delete()
    _forget_files(upload)


@transaction.atomic
def submit(*, submission: Submission, by: User) -> Submission:
    """Hand a draft to staff. Raises ScanMissing or WrongState."""
    locked = _locked(submission)
    if locked.claims_certificate and not locked.uploads.filter(kind=Upload.Kind.SCAN).exists():
        raise ScanMissing
    locked.move_to(Status.SUBMITTED, by=by)
    return locked


@transaction.atomic
def take_back(*, submission: Submission, by: User) -> Submission:
    """What staff have not decided yet is a draft again; WrongState once they have."""
    locked = _locked(submission)
    if locked.status != Status.SUBMITTED:
        raise WrongState(locked.status, Status.DRAFT)
    locked.move_to(Status.DRAFT, by=by)
    return locked


@transaction.atomic
def discard(*, submission: Submission) -> None:
    """Forget a draft that staff never answered; WrongState for any other."""
    locked = _locked(submission)
    if locked.status != Status.DRAFT or locked.was_answered:
        raise WrongState(locked.status, "")
    found = list(locked.uploads.all())
    locked.delete()
    _forget_files(*found)


@transaction.atomic
def approve(
    *, submission: Submission, by: User, seen: str, accepts_outdated: bool = False
) -> Product:
    """Make it public: product, story, certificate, stars and history in one transaction.

    `seen` is the digest of the page that was judged. Raises SeenIsStale, BasedOnOldVersion or
    WrongState, with nothing changed.
    """
    locked = _locked(submission)
    now = _judged(locked, seen)
    if changes.outdated(locked, now) and not accepts_outdated:
        raise BasedOnOldVersion
    move = locked.move_to(Status.APPROVED, by=by)
    product = publishing.publish(submission=locked)
    _tell(move)
    return product


def refuse(*, submission: Submission, by: User, seen: str, reason: str) -> Submission:
    return _answer(submission, Status.REFUSED, by, seen, reason)


def ask(*, submission: Submission, by: User, seen: str, reason: str) -> Submission:
    """Back to the maker with a question; the draft can be changed and sent again."""
    return _answer(submission, Status.ASKED, by, seen, reason)


@transaction.atomic
def _answer(submission: Submission, status: Status, by: User, seen: str, reason: str) -> Submission:
    locked = _locked(submission)
    _judged(locked, seen)
    _tell(locked.move_to(status, by=by, note=plain(reason)))
    return locked


def _judged(locked: Submission, seen: str) -> dict[str, Any]:
    """The product as it is now, when it and the submission are still what the page showed."""
    if locked.status != Status.SUBMITTED:
        raise WrongState(locked.status, Status.APPROVED)
    if locked.product_id:
        locked.product = Product.objects.select_for_update().get(pk=locked.product_id)
    now = changes.current(locked)
    if changes.seen(locked, now) != seen:
        raise SeenIsStale
    return now


def _locked(submission: Submission) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _forget_files(*found: Upload) -> None:
    """From the disk, once it is sure that nothing names them."""
    names = [upload.file.name for upload in found]

    def forget() -> None:
        for name in names:
            private_storage().delete(str(name))

    transaction.on_commit(forget)


def _tell(move: Move) -> None:
    key = f"listings.decided_mail:{move.pk}"
    enqueue(topic="listings.decided_mail", key=key, payload={"move": move.pk})
