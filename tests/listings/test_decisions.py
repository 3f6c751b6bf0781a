"""Submissions: nothing is public before approval, every move is kept, none happens twice."""

import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts.models import User
from catalogue.models import Product, StoryPart
from certification.models import Certificate
from listings import changes, services
from listings.exceptions import BasedOnOldVersion, ScanMissing, SeenIsStale, WrongState
from listings.models import TRANSITIONS, Move, Status, Submission
from outbox.services import drain
from tests.factories import make_product
from tests.listings.conftest import SCAN, add_file, log_in, picture

pytestmark = pytest.mark.django_db
ALL = list(Status)


def seen(submission: Submission) -> str:
    fresh = Submission.objects.get(pk=submission.pk)
    return changes.seen(fresh, changes.current(fresh))


def approve(submission: Submission, staff: User, **options: Any) -> Product:
    return services.approve(submission=submission, by=staff, seen=seen(submission), **options)


@pytest.mark.parametrize("old", ALL)
@pytest.mark.parametrize("new", ALL)
def test_submission_moves_as_the_table_says(
    draft: Submission, member: User, old: str, new: str
) -> None:
    Submission.objects.filter(pk=draft.pk).update(status=old)
    draft.refresh_from_db()

    if new in TRANSITIONS[old]:
        move = draft.move_to(new, by=member, note="vì sao")
        assert (move.old_status, move.new_status, move.by, move.note) == (
            old,
            new,
            member,
            "vì sao",
        )
    else:
        with pytest.raises(WrongState):
            draft.move_to(new, by=member)
    draft.refresh_from_db()
    assert draft.status == (new if new in TRANSITIONS[old] else old)


def test_approval_publishes_product_story_certificate_stars_and_pictures(
    sent: Submission, staff: User, client: Client
) -> None:
    assert not Product.objects.exists()
    assert not Certificate.objects.exists()

    product = approve(sent, staff)
    drain()

    product.refresh_from_db()
    assert (product.title, product.title_en) == ("Bình men lam vẽ cá", "Blue vase with fish")
    assert product.is_public
    assert product.producer == sent.producer
    assert product.price == 250_000
    assert product.stockrecords.get().num_in_stock == 7
    assert product.categories.get().slug == "gom"
    certificate = product.certificates.get()
    assert (certificate.basis, certificate.review) == ("decision", "verified")
    assert str(certificate.ends_on) == "2029-02-28"
    assert (product.stars, str(product.stars_until)) == (4, "2029-02-28")
    parts = StoryPart.objects.filter(story__product=product)
    assert [(p.text, p.text_en, p.level) for p in parts] == [
        ("Nhà làm từ năm 1960.", "Made since 1960.", "maker"),
        ("Nay là đời thứ ba.", "", "maker"),
    ]
    assert product.photos[0]["widths"] == [320, 480, 640]
    html = client.get(product.url).content.decode()
    assert "Ảnh do nhà làm chụp." in html
    assert f"/media/{product.photos[0]['folder']}/640.jpg" in html
    small = client.get(f"/media/{product.photos[0]['folder']}/320.webp")
    assert small.status_code == 200
    assert b"".join(small.streaming_content)  # type: ignore[attr-defined]
    assert list(Move.objects.values_list("new_status", flat=True)) == [
        "draft", "submitted", "approved",
    ]  # fmt: skip
    (sent_mail,) = mail.outbox
    assert sent_mail.to == ["member@example.com"]
    assert "Bình men lam vẽ cá" in sent_mail.subject


def test_nothing_is_public_while_staff_have_it(sent: Submission, client: Client) -> None:
    upload = sent.uploads.get(kind="picture")
    assert client.get(f"/vi/desk/files/{upload.pk}/").status_code == 302
    assert not Product.objects.exists()
    assert not Certificate.objects.exists()


def test_a_named_certificate_needs_its_scan(draft: Submission, member: User) -> None:
    draft.uploads.filter(kind="scan").delete()
    with pytest.raises(ScanMissing):
        services.submit(submission=draft, by=member)
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize(("act", "status"), [(services.refuse, "refused"), (services.ask, "asked")])
def test_refusal_and_question_tell_the_maker_why(
    sent: Submission, staff: User, act: Any, status: str
) -> None:
    act(submission=sent, by=staff, seen=seen(sent), reason="Bản quét <b>mờ</b>")
    drain()

    sent.refresh_from_db()
    assert sent.status == status
    assert sent.moves.get(new_status=status).note == "Bản quét mờ"
    assert "Bản quét mờ" in mail.outbox[0].body
    assert f"/vi/desk/makers/men-lam/submissions/{sent.pk}/" in mail.outbox[0].body
    assert not Product.objects.exists()


def test_asked_submission_is_changed_and_sent_again(
    sent: Submission, staff: User, member: User
) -> None:
    services.ask(submission=sent, by=staff, seen=seen(sent), reason="?")
    services.save_draft(submission=sent, values={"title": "Tên mới"})
    services.submit(submission=sent, by=member)
    assert approve(sent, staff).title == "Tên mới"


def test_what_staff_have_is_not_edited(sent: Submission) -> None:
    with pytest.raises(WrongState):
        services.save_draft(submission=sent, values={"title": "Khác"})
    with pytest.raises(WrongState):
        add_file(sent, "scan", SCAN)
    with pytest.raises(WrongState):
        services.remove_upload(upload=sent.uploads.get(kind="scan"))
    with pytest.raises(WrongState):
        services.discard(submission=sent)


def test_second_decision_is_refused(sent: Submission, staff: User) -> None:
    shown = seen(sent)
    services.refuse(submission=sent, by=staff, seen=shown, reason="không")
    with pytest.raises(WrongState):
        services.approve(submission=sent, by=staff, seen=shown)
    assert not Product.objects.exists()


def test_decision_on_a_page_that_was_overtaken_is_refused(
    sent: Submission, staff: User, member: User
) -> None:
    old = seen(sent)
    services.ask(submission=sent, by=staff, seen=old, reason="?")
    services.save_draft(submission=sent, values={"title": "Tên khác hẳn"})
    services.submit(submission=sent, by=member)
    with pytest.raises(SeenIsStale):
        services.approve(submission=sent, by=staff, seen=old)
    assert not Product.objects.exists()


def make_change(product: Product, member: User, **values: Any) -> Submission:
    assert product.producer is not None
    change = services.begin(producer=product.producer, author=member, product=product)
    services.save_draft(submission=change, values=values)
    services.submit(submission=change, by=member)
    return change


def test_change_writes_only_what_the_maker_changed(maker: Any, member: User, staff: User) -> None:
    product = make_product(producer=maker, materials="đất sét", description="Cũ")
    change = make_change(product, member, description="Mới")

    approve(change, staff)

    product.refresh_from_db()
    assert (product.description, product.materials) == ("Mới", "đất sét")
    assert product.price == 150_000


def test_change_of_an_old_version_is_flagged_and_needs_consent(
    maker: Any, member: User, staff: User
) -> None:
    product = make_product(producer=maker, description="Cũ")
    first = make_change(product, member, description="Một")
    second = make_change(product, member, description="Hai")
    approve(first, staff)
    second.refresh_from_db()

    page = log_in(staff).get(f"/en/desk/staff/{second.pk}/").content.decode()
    assert "outdated" in page
    with pytest.raises(BasedOnOldVersion):
        approve(second, staff)
    product.refresh_from_db()
    assert product.description == "Một"

    approve(second, staff, accepts_outdated=True)
    product.refresh_from_db()
    assert product.description == "Hai"


def test_new_pictures_take_the_place_of_old_ones(
    sent: Submission, staff: User, member: User
) -> None:
    product = approve(sent, staff)
    drain()
    change = services.begin(producer=sent.producer, author=member, product=product)
    add_file(change, "picture", picture(1000, 1000))
    add_file(change, "picture", picture(200, 700))
    services.submit(submission=change, by=member)
    approve(change, staff)
    drain()

    product.refresh_from_db()
    assert [photo["widths"] for photo in product.photos] == [[320, 480, 640, 750, 960], [200]]
    assert product.images.count() == 2


def test_fault_s12_markup_in_names_and_stories_is_taken_out_and_escaped(
    draft: Submission, member: User, staff: User, client: Client
) -> None:
    nasty = "<script>alert(1)</script>&lt;img src=x onerror=alert(2)&gt; A & B \"'"
    values = {"title": f"Bình {nasty}", "story": nasty + " chuyện", "description": nasty}
    services.save_draft(submission=draft, values=values)
    services.submit(submission=draft, by=member)

    review = log_in(staff).get(f"/en/desk/staff/{draft.pk}/").content.decode()
    product = approve(draft, staff)
    drain()
    html = client.get(product.url).content.decode()

    assert product.title == "Bình  A & B \"'"
    for page in (review, html):
        assert "alert(" not in page
        assert "onerror" not in page
    assert "A &amp; B &quot;&#x27;" in html
    assert "alert(" not in mail.outbox[-1].subject


def test_taken_back_submission_cannot_be_decided_and_a_decided_one_not_taken_back(
    sent: Submission, member: User, staff: User
) -> None:
    shown = seen(sent)
    services.take_back(submission=sent, by=member)

    with pytest.raises(WrongState):
        services.approve(submission=sent, by=staff, seen=shown)
    with pytest.raises(WrongState):
        services.take_back(submission=sent, by=member)
    services.submit(submission=sent, by=member)
    with pytest.raises(SeenIsStale):
        services.approve(submission=sent, by=staff, seen=shown)
    approve(sent, staff)
    with pytest.raises(WrongState):
        services.take_back(submission=sent, by=member)
    sent.refresh_from_db()
    assert sent.status == "approved"


def test_draft_that_staff_asked_about_keeps_its_history(
    sent: Submission, member: User, staff: User
) -> None:
    services.ask(submission=sent, by=staff, seen=seen(sent), reason="?")
    services.submit(submission=sent, by=member)
    services.take_back(submission=sent, by=member)

    with pytest.raises(WrongState):
        services.discard(submission=sent)
    assert Submission.objects.filter(pk=sent.pk).exists()


def test_taken_back_draft_that_nobody_answered_can_be_deleted(
    sent: Submission, member: User
) -> None:
    services.take_back(submission=sent, by=member)
    services.discard(submission=sent)
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
@pytest.mark.parametrize("first", ["maker", "staff", "both"])
def test_taking_back_against_deciding_has_one_winner(
    draft: Submission, member: User, staff: User, first: str
) -> None:
    sent = services.submit(submission=draft, by=member)
    shown = seen(sent)
    barrier, staff_done, maker_done = threading.Barrier(2), threading.Event(), threading.Event()
    answers: dict[str, Any] = {}

    def act(who: str, job: Any, wait_for: threading.Event, done: threading.Event) -> None:
        barrier.wait()
        if first not in (who, "both"):
            wait_for.wait(30)
        try:
            answers[who] = job()
        except Exception as error:  # the answer of this thread
            answers[who] = error
        finally:
            done.set()
            connection.close()

    jobs = [
        ("maker", lambda: services.take_back(submission=sent, by=member), staff_done, maker_done),
        ("staff", lambda: services.approve(submission=sent, by=staff, seen=shown), maker_done,
         staff_done),
    ]  # fmt: skip
    threads = [threading.Thread(target=act, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    losers = [who for who, answer in answers.items() if isinstance(answer, WrongState)]
    assert len(losers) == 1, answers
    assert first not in losers
    sent.refresh_from_db()
    assert (sent.status, Product.objects.count()) == {
        "maker": ("approved", 1),
        "staff": ("draft", 0),
    }[losers[0]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_staff_at_once_make_one_decision(draft: Submission, member: User, staff: User) -> None:
    sent = services.submit(submission=draft, by=member)
    shown = seen(sent)
    barrier = threading.Barrier(4)
    answers: list[Any] = [None] * 4

    def decide(number: int) -> None:
        barrier.wait()
        try:
            if number % 2:
                answers[number] = services.approve(submission=sent, by=staff, seen=shown)
            else:
                answers[number] = services.refuse(
                    submission=sent, by=staff, seen=shown, reason="không"
                )
        except Exception as error:  # the answer of this thread
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sum(isinstance(answer, WrongState) for answer in answers) == 3, answers
    decided = Move.objects.filter(submission=sent, new_status__in=["approved", "refused"])
    assert decided.count() == 1
    assert Product.objects.count() == (1 if decided.get().new_status == "approved" else 0)
