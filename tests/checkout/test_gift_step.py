"""The second step with its gift fields, as a browser without JavaScript posts them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gifting.models import GiftOptions
from languages.calendar import hanoi_today
from orders.models import Order
from places.models import Commune
from tests.factories import make_product

pytestmark = pytest.mark.django_db(transaction=True)
GIFT = {
    "method": "hanoi", "is_gift": "on", "recipient_name": "Trần Văn Bình",
    "message": "Chúc mừng năm mới", "wrap": "paper", "hides_prices": "on",
}  # fmt: skip


@pytest.fixture
def at_delivery(client: Client, places: Commune, answers: dict[str, str]) -> Client:
    product = make_product(price=150_000, stock=5)
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})
    client.post(reverse("checkout:contact"), answers)
    return client


def review(client: Client) -> Any:
    return client.get(reverse("checkout:review"))


def test_gift_is_reviewed_placed_and_kept(at_delivery: Client) -> None:
    chosen = at_delivery.post(reverse("checkout:delivery"), GIFT)
    page = review(at_delivery)
    html = page.content.decode()
    fingerprint = page.context["fingerprint"]
    placed = [
        at_delivery.post(reverse("checkout:place"), {"fingerprint": fingerprint}) for _ in range(2)
    ]

    assert chosen["Location"] == reverse("checkout:review")
    assert "Trần Văn Bình" in html
    assert "Chúc mừng năm mới" in html
    assert page.context["quote"].total == 150_000 + 35_000 + 20_000
    assert placed[0]["Location"] == placed[1]["Location"]
    order = Order.everything.get()
    gift = GiftOptions.objects.get(order=order)
    assert (gift.message, gift.wrap, gift.hides_prices) == ("Chúc mừng năm mới", "paper", True)
    assert at_delivery.session["checkout"]["gift"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": "x" * 10_000},
        {"deliver_on": str(hanoi_today() - timedelta(days=1))},
        {"deliver_on": str(hanoi_today())},
        {"deliver_on": "2026-13-45"},
        {"recipient_name": ""},
        {"recipient_phone": "112"},
        {"wrap": "gold"},
    ],
)
def test_wrong_gift_is_told_and_nothing_is_lost(at_delivery: Client, wrong: dict[str, str]) -> None:
    page = at_delivery.post(reverse("checkout:delivery"), {**GIFT, **wrong})

    html = page.content.decode()
    assert page.status_code == 200
    assert "data-error-summary" in html
    assert page.context["gift_form"].errors.keys() == wrong.keys()
    for name, typed in {**GIFT, **wrong}.items():
        if name in ("recipient_name", "message", "deliver_on", "recipient_phone") and typed:
            assert typed in html
    assert len(at_delivery.get(reverse("basket:summary")).context["view"].lines) == 1
    assert not Order.everything.exists()


def test_abandoned_gift_form_is_no_gift(at_delivery: Client) -> None:
    data = {**GIFT, "message": "x" * 10_000, "deliver_on": "soon"}
    del data["is_gift"]

    at_delivery.post(reverse("checkout:delivery"), data)
    page = review(at_delivery)

    assert page.context["gift"] is None
    assert page.context["quote"].total == 185_000


def test_gift_can_be_changed_and_taken_back(at_delivery: Client) -> None:
    at_delivery.post(reverse("checkout:delivery"), GIFT)
    again = at_delivery.get(reverse("checkout:delivery")).context["gift_form"]
    assert again["message"].value() == "Chúc mừng năm mới"
    assert again["is_gift"].value() is True

    at_delivery.post(reverse("checkout:delivery"), {"method": "hanoi"})

    assert review(at_delivery).context["quote"].surcharges == ()


def test_wished_day_is_checked_against_the_chosen_delivery(at_delivery: Client) -> None:
    options = at_delivery.get(reverse("checkout:delivery")).context["options"]
    ready = {option.method.code: option.arrives_on for option in options}
    assert ready["pickup"] < ready["hanoi"]
    wish = {**GIFT, "deliver_on": str(ready["pickup"])}

    refused = at_delivery.post(reverse("checkout:delivery"), wish)
    taken = at_delivery.post(reverse("checkout:delivery"), {**wish, "method": "pickup"})

    assert list(refused.context["gift_form"].errors) == ["deliver_on"]
    assert taken.status_code == 302


def test_first_step_shows_eight_fields_at_most(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    client.post(reverse("basket:add", args=[make_product().pk]), {"quantity": "1"})

    form = client.get(reverse("checkout:contact")).context["form"]

    assert len(form.visible_fields()) == 8


def test_day_that_passed_overnight_leads_back_to_the_step(at_delivery: Client) -> None:
    at_delivery.post(reverse("checkout:delivery"), GIFT)
    session = at_delivery.session
    session["checkout"] = {
        **session["checkout"],
        "gift": {**session["checkout"]["gift"], "deliver_on": str(hanoi_today())},
    }
    session.save()
    fingerprint = review(at_delivery).context["fingerprint"]

    answer = at_delivery.post(reverse("checkout:place"), {"fingerprint": fingerprint})

    assert answer["Location"] == reverse("checkout:delivery")
    assert not Order.everything.exists()
    assert not GiftOptions.objects.exists()


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "1e9", "999999999999999999999"])
def test_odd_quantity_never_loses_the_basket(at_delivery: Client, quantity: str) -> None:
    product = make_product(stock=5)

    answer = at_delivery.post(
        reverse("basket:add", args=[product.pk]), {"quantity": quantity}, follow=True
    )

    assert answer.status_code == 200
    lines = at_delivery.get(reverse("basket:summary")).context["view"].lines
    assert [line.line.quantity for line in lines] == [1]
