"""The gift's fields: what is refused, what is ignored, and that nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest

from gifting.choices import GiftChoice
from gifting.forms import GiftForm
from languages.calendar import hanoi_today

MONDAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gifting.forms.hanoi_today", lambda: MONDAY)


def form(earliest: date = MONDAY + timedelta(days=3), **answers: Any) -> GiftForm:
    data = {
        "is_gift": "on", "recipient_name": "Trần Văn Bình", "message": "", "wrap": "",
        "deliver_on": "", **answers,
    }  # fmt: skip
    return GiftForm(data, earliest=earliest, parcels=2)


def test_complete_gift_is_read() -> None:
    gift = form(
        recipient_phone="0987 654 321", message=" Chúc mừng\r\nnăm mới ", wrap="cloth",
        hides_prices="on", deliver_on="2027-03-05",
    )  # fmt: skip

    assert gift.is_valid()
    assert gift.choice() == GiftChoice(
        recipient_name="Trần Văn Bình", recipient_phone="+84987654321",
        message="Chúc mừng\nnăm mới", wrap="cloth", hides_prices=True,
        deliver_on=date(2027, 3, 5),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        ("recipient_name", "", "required"),
        ("recipient_phone", "12", "Vietnamese phone number"),
        ("message", "x" * 301, "301"),
        ("message", "x" * 10_000, "10000"),
        ("wrap", "gold", "valid choice"),
        ("deliver_on", "2027-02-28", "has passed"),
        ("deliver_on", "1999-01-01", "has passed"),
        ("deliver_on", "2027-03-03", "before Thursday 4 Mar"),
        ("deliver_on", "2027-03-07", "The next one is Monday 8 Mar"),
        ("deliver_on", "2028-03-01", "until"),
        ("deliver_on", "31/02/2027", "valid date"),
        ("deliver_on", "soon", "valid date"),
    ],
)
def test_fault_45_46_wrong_answer_is_named_and_kept(field: str, typed: str, part: str) -> None:
    from django.utils import translation

    with translation.override("en"):
        answers: dict[str, Any] = {field: typed}
        gift = form(**answers)

        assert not gift.is_valid()
        assert list(gift.errors) == [field]
        assert part in gift.errors[field][0]
    assert gift[field].value() == typed
    assert gift["recipient_name"].value() == (
        typed if field == "recipient_name" else "Trần Văn Bình"
    )


def test_closed_days_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gifting.forms.hanoi_today", lambda: date(2027, 2, 1))

    gift = form(deliver_on="2027-02-05", earliest=date(2027, 2, 3))

    assert list(gift.errors) == ["deliver_on"]


@pytest.mark.parametrize("message", ["x" * 10_000, ""])
def test_abandoned_gift_form_never_stops_the_purchase(message: str) -> None:
    data = {"recipient_name": "", "message": message, "deliver_on": "soon", "wrap": "gold"}
    gift = GiftForm(data, earliest=MONDAY, parcels=1)

    assert gift.is_valid()
    assert gift.choice() is None
    assert not gift.errors


def test_prices_are_hidden_unless_the_buyer_says_otherwise() -> None:
    gift = GiftForm(earliest=hanoi_today(), parcels=1)

    assert gift["hides_prices"].value() is True
    assert "checked" in str(gift["hides_prices"])
    assert "maxlength" not in str(gift["message"])


def test_wraps_say_what_they_cost_for_all_parcels() -> None:
    labels = [label for _, label in form()["wrap"].field.choices]  # type: ignore[attr-defined]

    assert len(labels) == 3
    assert "40" in labels[1]


@pytest.mark.parametrize("stored", [None, {}, "x", {"deliver_on": ""}, {"deliver_on": "soon"}, 3])
def test_choice_of_an_older_session_is_forgotten(stored: Any) -> None:
    assert GiftChoice.from_json(stored) is None


def test_choice_survives_the_session() -> None:
    choice = GiftChoice("Bình", message="Chúc mừng", deliver_on=date(2027, 3, 5))

    assert GiftChoice.from_json(choice.as_json()) == choice
