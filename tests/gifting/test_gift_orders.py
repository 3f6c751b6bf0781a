"""A gift's order: wrap in the total, a second token, and nothing with a price for the recipient."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from oscar.core.loading import get_class, get_model
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.models import Product
from delivery.repository import method_for
from gifting.choices import GiftChoice
from gifting.models import GiftOptions
from gifting.slips import packing_slip
from orders import dispatch, services
from orders.exceptions import DayTooEarly, PriceChanged
from orders.models import Order, Parcel
from orders.quotes import load_basket
from outbox.models import Message
from outbox.services import drain
from tests.buying import (
    Basket,
    fingerprint_of,
    make_basket,
    make_offer,
    make_order,
    place_basket,
)
from tests.factories import make_certificate, make_choice, make_product

pytestmark = pytest.mark.django_db
Voucher = get_model("voucher", "Voucher")
GIFT = GiftChoice(
    recipient_name="Trần Văn Bình", recipient_phone="+84987654321",
    message="Chúc mừng <b>năm mới</b>\nHẹn gặp", wrap="cloth",
)  # fmt: skip
MONEY = re.compile(r"₫|VND|\bđồng\b|\d{1,3}(?:[.,]\d{3})+")
ICON = re.compile(r'<svg class="icon".*?</svg>')  # its lines have numbers such as 13.832


def earliest_day(basket: Any) -> Any:
    fresh = load_basket(Basket.objects.get(pk=basket.pk))
    method = method_for(fresh, province_code="01", code="hanoi")
    return method.last_arrival(fresh, timezone.now())


def html_of(sent: Any) -> str:
    return str(sent.alternatives[0][0])


def make_paid_gift(**changes: Any) -> Order:
    product = make_product(price=1_234_000)
    make_certificate(product)
    order = make_order(product, make_product(price=987_000), gift=GIFT)
    if changes:
        GiftOptions.objects.filter(order=order).update(**changes)
    services.mark_paid(order=order, now=timezone.now())
    return Order.everything.get(pk=order.pk)


def test_wrap_is_a_surcharge_per_parcel_in_total_and_fingerprint() -> None:
    order = make_order(make_product(price=150_000), make_product(price=50_000), gift=GIFT)

    extra = order.surcharges.get()
    assert (extra.code, extra.incl_tax) == ("gift-wrap", Decimal(120_000))
    assert order.total_incl_tax == Decimal(150_000 + 50_000 + 70_000 + 120_000)
    assert order.attempts.get().amount_minor == 390_000
    gift = order.gift
    assert (gift.recipient_name, gift.wrap, gift.hides_prices) == ("Trần Văn Bình", "cloth", True)


def test_gift_without_wrap_costs_nothing() -> None:
    order = make_order(make_product(price=150_000), gift=GiftChoice("Bình"))

    assert not order.surcharges.exists()
    assert order.total_incl_tax == Decimal(185_000)


def test_wrap_price_change_between_review_and_place_stops(settings: Settings) -> None:
    basket = make_basket(make_product())
    fingerprint = fingerprint_of(basket, gift=GIFT)
    settings.GIFT_WRAPS = {"paper": 20_000, "cloth": 70_000}

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, fingerprint, gift=GIFT)

    assert (caught.value.old_total, caught.value.new_total) == (Decimal(245_000), Decimal(255_000))
    assert not Order.everything.exists()
    assert not GiftOptions.objects.exists()


def test_wrap_added_after_the_review_stops() -> None:
    basket = make_basket(make_product())

    with pytest.raises(PriceChanged):
        place_basket(basket, fingerprint_of(basket), gift=GIFT)

    assert not GiftOptions.objects.exists()


def test_day_wished_for_is_promised() -> None:
    basket = make_basket(make_product(), make_product())
    day = earliest_day(basket) + timedelta(days=14)

    order = place_basket(basket, gift=GiftChoice("Bình", deliver_on=day))

    assert {parcel.arrives_on for parcel in order.parcels.all()} == {day}
    assert {line.arrives_on for line in order.lines.all()} == {day}


def test_day_that_has_become_too_early_stops() -> None:
    product = make_product(stock=2)
    basket = make_basket(product)
    day = earliest_day(basket) - timedelta(days=1)

    with pytest.raises(DayTooEarly) as caught:
        place_basket(basket, gift=GiftChoice("Bình", deliver_on=day))

    assert caught.value.earliest == day + timedelta(days=1)
    assert not Order.everything.exists()
    assert not product.stockrecords.get().num_allocated


def test_voucher_offer_and_wrap_stay_in_whole_dong() -> None:
    voucher = Voucher.objects.create(
        name="Tết", code="TET10", usage=Voucher.MULTI_USE,
        start_datetime=timezone.now() - timedelta(days=1),
        end_datetime=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    voucher.offers.add(make_offer(percent=10, offer_type="Voucher"))
    basket = make_basket(make_product(price=99_999), make_product(price=33_333))
    basket.vouchers.add(voucher)

    order = place_basket(basket, gift=GIFT)

    # 10 % of each line rounded down: 9,999 and 3,333; delivery 70,000; cloth 120,000
    assert order.total_incl_tax == Decimal(99_999 + 33_333 - 9_999 - 3_333 + 70_000 + 120_000)
    assert order.discounts.get().voucher_code == "TET10"
    assert order.total_incl_tax == order.total_incl_tax.to_integral_value()


@pytest.mark.parametrize(("lines", "most"), [(1, 24), (5, 36)])
def test_placing_a_gift_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries, lines: int, most: int
) -> None:
    products = [make_product() for _ in range(lines)]
    for product in products:
        make_certificate(product)
    basket = make_basket(*products)
    fingerprint = fingerprint_of(basket, gift=GIFT)

    with django_assert_max_num_queries(most):
        place_basket(basket, fingerprint, gift=GIFT)


def test_oscar_finds_our_surcharges() -> None:
    found = get_class("checkout.applicator", "SurchargeApplicator")

    assert found.__module__ == "checkout.applicator"


def test_tokens_are_long_and_differ() -> None:
    order = make_order(make_product(), gift=GIFT)

    assert len(order.gift.gift_token) == 22
    assert order.gift.gift_token != order.public_token


@pytest.mark.parametrize("status", ["PENDING", "CANCELLED", "REFUND_DUE", "CANCELLED_REFUNDED"])
def test_gift_page_is_closed_while_nothing_is_given(client: Client, status: str) -> None:
    order = make_paid_gift()
    Order.everything.filter(pk=order.pk).update(status=status)

    assert client.get(order.gift.get_absolute_url()).status_code == 404


def test_neither_token_opens_the_others_page(client: Client) -> None:
    order = make_paid_gift()

    for name, token in (
        ("orders:detail", order.gift.gift_token),
        ("gifting:gift", order.public_token),
        ("payments:pay", order.gift.gift_token),
        ("checkout:restore", order.gift.gift_token),
    ):
        assert client.get(reverse(name, args=[token])).status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_price_leak_nothing_the_recipient_sees_holds_a_price(client: Client, language: str) -> None:
    order = make_paid_gift()
    with translation.override(language):
        page = client.get(order.gift.get_absolute_url())
    html = page.content.decode()
    main = html.split("<main", 1)[1]

    assert page.status_code == 200
    assert not MONEY.search(ICON.sub("", html))
    for amount in ("1234000", "987000", "1.234.000", "1,234,000", str(order.total_incl_tax)):
        assert amount not in html
    assert "ld+json" not in html
    assert "og:" not in html
    assert order.number not in html
    assert order.public_token not in html
    assert order.email not in html
    assert "lan@example.com" not in html
    assert "0912" not in html
    links = re.findall(r'(?:href|src|action)="([^"]+)"', main.split("</main>")[0])
    assert all("/orders/" not in link and "/products/" not in link for link in links)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "private, no-store"
    assert "&lt;b&gt;" in html
    assert "<b>năm" not in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_price_leak_pages_linked_from_the_gift_page(client: Client, language: str) -> None:
    order = make_paid_gift()
    with translation.override(language):
        html = client.get(order.gift.get_absolute_url()).content.decode()
    main = html.split("<main", 1)[1].split("</main>")[0]
    links = [link for link in re.findall(r'href="([^"]+)"', main) if link.startswith("/")]

    assert links
    for link in links:
        html = client.get(link, follow=True).content.decode()
        assert not MONEY.search(ICON.sub("", html)), link


@pytest.mark.parametrize("language", ["vi", "en"])
def test_price_leak_gift_mail_can_be_passed_on(settings: Settings, language: str) -> None:
    order = make_paid_gift()
    Order.everything.filter(pk=order.pk).update(language=language)
    order.refresh_from_db()
    drain()

    sent = next(one for one in mail.outbox if one.extra_headers["Message-ID"].startswith("<gift-"))

    html = html_of(sent)
    assert sent.to == [order.email]
    for text in (sent.subject, sent.body, html):
        assert not MONEY.search(str(text))
        assert order.public_token not in str(text)
        assert order.number not in str(text)
    with translation.override(language):
        assert f"{settings.SITE_ORIGIN}{order.gift.get_absolute_url()}" in str(sent.body)
    assert order.gift.gift_token in html


def test_gift_mail_is_sent_once_and_only_for_gifts() -> None:
    order = make_paid_gift()
    plain = make_order(make_product())
    services.mark_paid(order=plain, now=timezone.now())
    drain()
    Message.objects.update(sent_at=None)
    drain()

    kinds = {one.extra_headers["Message-ID"].split("-")[0] for one in mail.outbox}
    gifts = [one for one in mail.outbox if one.extra_headers["Message-ID"].startswith("<gift-")]
    assert kinds == {"<paid", "<gift"}
    assert {one.extra_headers["Message-ID"] for one in gifts} == {
        f"<gift-{order.gift.pk}@testserver>"
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_price_leak_handed_over_mail_of_a_gift(language: str) -> None:
    order = make_paid_gift()
    Order.everything.filter(pk=order.pk).update(language=language)
    drain()
    mail.outbox.clear()
    parcel = order.parcels.all()[0]
    Parcel.objects.filter(pk=parcel.pk).update(status="packed")
    dispatch.hand_over_parcel(parcel=parcel, by=None, carrier="VNPost", tracking_number="EE1VN")
    drain()

    (sent,) = mail.outbox
    assert not MONEY.search(f"{sent.body} {html_of(sent)}")


@pytest.mark.parametrize("hides", [True, False])
def test_price_leak_packing_slip_hides_prices_of_a_gift(hides: bool) -> None:
    order = make_paid_gift(hides_prices=hides)
    parcel = Parcel.objects.for_packing().filter(order=order)[0]

    slip = packing_slip(parcel)

    assert slip.shows_prices is not hides
    assert (slip.name, slip.phone) == ("Trần Văn Bình", "+84987654321")
    assert slip.message == GIFT.message
    assert [line.price for line in slip.lines] == [None if hides else Decimal(1_234_000)]


def test_slip_of_an_order_that_is_no_gift_names_the_buyer() -> None:
    order = make_order(make_product(price=150_000))
    parcel = Parcel.objects.for_packing().get(order=order)

    slip = packing_slip(parcel)

    assert slip.name == "Nguyễn Thị Lan"
    assert not slip.is_gift
    assert slip.lines[0].price == Decimal(150_000)


def test_buyer_finds_the_gift_link_once_paid(client: Client) -> None:
    order = make_order(make_product(), gift=GIFT)
    before = client.get(order.get_absolute_url()).content.decode()
    services.mark_paid(order=order, now=timezone.now())

    after = client.get(order.get_absolute_url()).content.decode()

    assert order.gift.gift_token not in before
    assert order.gift.get_absolute_url() in after


def test_gift_page_costs_the_same_for_one_and_three_lines(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        order = make_order(*[make_product() for _ in range(count)], gift=GIFT)
        services.mark_paid(order=order, now=timezone.now())
        with django_assert_num_queries(4):
            assert client.get(order.gift.get_absolute_url()).status_code == 200


def test_choice_is_shown_with_the_photograph_of_its_good_everywhere(client: Client) -> None:
    parent = make_product(price=None)
    ladder = {"folder": "photos/7", "widths": [320, 640], "width": 640, "height": 480}
    child = make_choice(parent, price=200_000)
    Product.objects.filter(pk=parent.pk).update(photos=[ladder])
    client.post(reverse("basket:add", args=[parent.pk]), {"quantity": "1", "choice": child.pk})
    order = make_order(child, gift=GIFT)
    services.mark_paid(order=order, now=timezone.now())

    for path in ("/vi/basket/", order.get_absolute_url(), order.gift.get_absolute_url()):
        assert "/media/photos/7/" in client.get(path).content.decode(), path
