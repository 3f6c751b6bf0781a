"""Voucher codes on the basket's page: what is taken, what is refused and why, and how often."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oscar.core.loading import get_model

from accounts.models import User
from checkout.limits import PLACING, VOUCHERS
from delivery.repository import method_for
from gifting.choices import GiftChoice
from orders import services as order_services
from orders.models import Order
from orders.quotes import load_basket, quote
from outbox.services import drain
from payments.models import Attempt, DemoSession, Ledger
from places.models import Commune
from producers.models import StockRecord
from tests.buying import fingerprint_of, make_basket, make_voucher, place_basket
from tests.factories import make_product

pytestmark = pytest.mark.django_db
Basket = get_model("basket", "Basket")
Voucher = get_model("voucher", "Voucher")
VoucherApplication = get_model("voucher", "VoucherApplication")
BASKET = "/vi/basket/"


def add(client: Client, **fields: Any) -> None:
    product = make_product(**{"price": 99_999, **fields})
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})


def type_code(client: Client, code: str) -> Any:
    return client.post(reverse("basket:voucher"), {"code": code}, follow=True)


def reason(page: Any) -> str:
    """The sentence at the field of a refused code."""
    assert page.status_code == 200
    return str(page.context["voucher_form"].errors["code"][0])


def go_to_review(client: Client, answers: dict[str, str], method: str = "hanoi") -> Any:
    client.post(reverse("checkout:contact"), answers)
    return client.post(reverse("checkout:delivery"), {"method": method}, follow=True)


@pytest.mark.parametrize("typed", ["TET10", " tet10 ", "t e t 1 0", "TET\x0010"])
def test_code_is_taken_as_people_type_it_and_takes_off_whole_dong(
    client: Client, typed: str
) -> None:
    make_voucher("TET10", usage="Multi-use")
    add(client)

    page = type_code(client, typed)

    view = page.context["view"]
    assert (view.goods_total, view.discount) == (Decimal(90_000), Decimal(9_999))
    assert [(each.code, each.amount) for each in view.vouchers] == [("TET10", Decimal(9_999))]
    assert "Đã trừ mã TET10" in page.content.decode()
    assert Voucher.objects.get().num_basket_additions == 1


def test_order_and_mail_name_the_code_and_the_use_is_counted(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    make_voucher("TET10")
    add(client)
    type_code(client, "tet10")
    review = go_to_review(client, answers)
    assert review.context["quote"].total == 90_000 + 35_000
    assert "Đã trừ mã TET10" in review.content.decode()

    client.post(reverse("checkout:place"), {"fingerprint": review.context["fingerprint"]})

    order = Order.everything.get()
    assert order.total_incl_tax == 125_000
    assert order.attempts.get().amount_minor == 125_000
    assert VoucherApplication.objects.get().order == order
    voucher = Voucher.objects.get()
    assert (voucher.num_orders, voucher.total_discount) == (1, 9_999)
    assert "Đã trừ mã TET10" in client.get(order.get_absolute_url()).content.decode()
    order_services.mark_paid(order=order, now=timezone.now())
    drain()
    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert "Đã trừ mã TET10: 9.999" in str(sent.body)
    assert "Đã trừ mã TET10" in str(sent.alternatives[0][0])


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (None, "không biết mã này"),
        ({"start_datetime": timezone.now() + DAY, "end_datetime": timezone.now() + 2 * DAY}, "từ"),
        ({"start_datetime": timezone.now() - 2 * DAY, "end_datetime": timezone.now() - DAY},
         "đã hết hạn ngày"),
        ({"usage": "Once per customer"}, "đăng nhập"),
    ],
)  # fmt: skip
def test_refused_code_is_explained_and_not_kept(
    client: Client, fields: dict[str, Any] | None, words: str
) -> None:
    if fields is not None:
        make_voucher("TET10", **{"usage": "Multi-use", **fields})
    add(client)

    page = type_code(client, "tet10")

    assert words in reason(page)
    assert 'value="tet10"' in page.content.decode()
    assert page.content.decode().count("<title>Lỗi:") == 1
    assert Basket.objects.get().vouchers.count() == 0
    assert page.context["view"].goods_total == 99_999


def test_used_code_is_explained(client: Client) -> None:
    voucher = make_voucher("TET10")
    basket = make_basket(make_product())
    basket.vouchers.add(voucher)
    place_basket(basket)
    add(client)

    assert "đã được dùng" in reason(type_code(client, "TET10"))


def test_code_for_other_goods_is_explained_and_not_kept(client: Client) -> None:
    voucher = make_voucher("TET10", usage="Multi-use")
    for part in (voucher.offers.get().condition, voucher.offers.get().benefit):
        part.range.includes_all_products = False
        part.range.save()
    add(client)

    page = type_code(client, "TET10")

    assert "không giảm" in reason(page)
    assert Basket.objects.get().vouchers.count() == 0
    assert Voucher.objects.get().num_basket_additions == 0


@pytest.mark.parametrize("typed", ["", "x" * 41, "' OR 1=1 --", "ＴＥＴ", "é" * 40])
def test_odd_texts_are_refused_with_a_sentence(client: Client, typed: str) -> None:
    make_voucher("TET10")
    add(client)

    assert reason(type_code(client, typed))
    assert Basket.objects.get().vouchers.count() == 0


def test_second_code_names_the_first_and_the_first_can_be_removed(client: Client) -> None:
    first = make_voucher("MOT", usage="Multi-use")
    make_voucher("HAI", usage="Multi-use")
    add(client)
    type_code(client, "MOT")

    assert "MOT" in reason(type_code(client, "HAI"))
    page = client.post(reverse("basket:voucher_remove", args=[first.pk]), follow=True)

    assert page.context["view"].vouchers == []
    assert page.context["view"].goods_total == 99_999
    assert [each.code for each in type_code(client, "HAI").context["view"].vouchers] == ["HAI"]


def test_code_that_ends_in_the_basket_says_so_and_does_not_stop_the_purchase(
    client: Client,
) -> None:
    make_voucher("TET10", usage="Multi-use")
    add(client)
    type_code(client, "TET10")
    Voucher.objects.update(end_datetime=timezone.now() - timedelta(hours=1))

    page = client.get(BASKET)

    (shown,) = page.context["view"].vouchers
    assert "đã hết hạn" in shown.problem
    assert shown.problem in page.content.decode()
    assert page.context["view"].goods_total == 99_999
    assert page.context["view"].can_be_ordered


def test_fault_09_voucher_that_ended_between_must_be_confirmed_again(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    make_voucher("TET10", usage="Multi-use")
    add(client, price=100_000)
    type_code(client, "TET10")
    shown = go_to_review(client, answers).context["fingerprint"]
    Voucher.objects.update(end_datetime=timezone.now() - timedelta(hours=1))

    page = client.post(reverse("checkout:place"), {"fingerprint": shown})

    change = page.context["price_change"]
    assert (change.old_total, change.new_total) == (125_000, 135_000)
    assert Order.everything.count() == 0


def test_fault_s07_voucher_of_another_basket_is_left_alone(client: Client) -> None:
    voucher = make_voucher("TET10", usage="Multi-use")
    add(client)
    type_code(client, "TET10")
    stranger = Client()
    add(stranger)

    for visitor in (stranger, Client()):
        answer = visitor.post(reverse("basket:voucher_remove", args=[voucher.pk]))
        assert answer.status_code == 302
    assert client.get(BASKET).context["view"].vouchers[0].amount == 9_999


def test_fault_s11_codes_cannot_be_guessed_in_numbers(client: Client) -> None:
    make_voucher("TET10", usage="Multi-use")
    add(client)

    answers = [type_code(client, f"SAI{n}") for n in range(VOUCHERS.attempts)]
    assert {answer.status_code for answer in answers} == {200}
    refused = type_code(client, "TET10")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= VOUCHERS.seconds
    assert "Giỏ hàng và các đơn hàng của bạn vẫn như cũ" in refused.content.decode()
    page = client.get(BASKET)
    assert len(page.context["view"].lines) == 1
    assert page.context["view"].vouchers == []


def test_fault_s11_new_sessions_of_one_client_are_counted_together() -> None:
    for number in range(VOUCHERS.client_attempts):
        if number % (VOUCHERS.attempts - 1) == 0:
            client = Client()
            add(client)  # begins a session
        assert type_code(client, "SAI").status_code == 200

    assert type_code(Client(), "SAI").status_code == 429
    assert type_code(Client(REMOTE_ADDR="10.1.1.1"), "SAI").status_code == 200


def test_fault_s11_once_per_customer_is_once_for_a_member_and_never_for_a_guest() -> None:
    member: User = User.objects.create_user("mai@example.com", "x")
    voucher = make_voucher("TET10", usage="Once per customer")

    def total(user: Any) -> Decimal:
        basket = make_basket(make_product(price=100_000))
        Basket.objects.filter(pk=basket.pk).update(owner=user if user.pk else None)
        basket.vouchers.add(voucher)
        shown = fingerprint_for(basket, user)
        return place_basket(basket, shown, user=user).total_incl_tax

    assert total(AnonymousUser()) == 135_000
    assert total(member) == 125_000
    assert total(member) == 135_000
    assert VoucherApplication.objects.get().user == member


def fingerprint_for(basket: Any, user: Any) -> str:
    fresh = load_basket(Basket.objects.get(pk=basket.pk), user)
    return quote(fresh, method_for(fresh, province_code="01", code="hanoi")).fingerprint()


def test_fault_s11_two_vouchers_of_joined_baskets_do_not_add_up(client: Client) -> None:
    """Logging in joins two baskets with their codes: exclusive offers share no goods."""
    basket = make_basket(make_product(price=100_000))
    basket.vouchers.add(make_voucher("MOT", usage="Multi-use"))
    basket.vouchers.add(make_voucher("HAI", usage="Multi-use"))

    order = place_basket(basket)

    assert order.total_incl_tax == 125_000
    assert order.discounts.count() == 1


def test_fault_s18_placing_is_limited_and_keeps_the_basket(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, price=100_000)
    review = go_to_review(client, answers)
    path, old = reverse("checkout:place"), {"fingerprint": review.context["fingerprint"]}
    StockRecord.objects.update(price=90_000)
    for _ in range(PLACING.attempts):
        page = client.post(path, old)
        assert (page.status_code, page.context["price_change"].new_total) == (200, 125_000)

    refused = client.post(path, {"fingerprint": page.context["fingerprint"]})

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= PLACING.seconds
    assert "Giỏ hàng và các đơn hàng của bạn vẫn như cũ" in refused.content.decode()
    assert Order.everything.count() == 0
    assert len(client.get(BASKET).context["view"].lines) == 1


def test_fault_s17_voucher_forms_want_a_csrf_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (reverse("basket:voucher"), reverse("basket:voucher_remove", args=[1])):
        assert strict.post(path, {"code": "TET10"}).status_code == 403


GIFT = GiftChoice(recipient_name="Trần Văn Bình", message="Chúc mừng")


@pytest.mark.parametrize("gift", [None, GIFT])
def test_fault_44_voucher_that_covers_all_is_paid_without_a_provider(
    gift: GiftChoice | None,
) -> None:
    product = make_product(price=100_000, stock=3)
    basket = make_basket(product)
    basket.vouchers.add(make_voucher("QUA", percent=100))
    shown = fingerprint_of(basket, "pickup", gift=gift)

    order = place_basket(basket, shown, method_code="pickup", gift=gift)
    again = place_basket(basket, shown, method_code="pickup", gift=gift)
    drain()

    order.refresh_from_db()
    assert again.pk == order.pk
    assert (order.status, order.payment_state, order.total_incl_tax) == ("PAID", "paid", 0)
    assert order.placed_at is not None
    assert Attempt.objects.count() == DemoSession.objects.count() == 0
    assert Ledger.objects.get().kind == "free"
    assert VoucherApplication.objects.get().order == order
    assert product.stockrecords.get().num_allocated == 1
    subjects = sorted(sent.subject for sent in mail.outbox)
    assert f"Đơn hàng {order.number} đã được đặt" in subjects
    assert len(subjects) == (2 if gift else 1)
    paid = next(sent for sent in mail.outbox if order.number in sent.subject)
    assert "không phải trả" in str(paid.body)
    assert "Khoản thanh toán" not in str(paid.body)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_free_order_is_placed_on_the_pages_without_a_word_of_paying(
    client: Client, places: Commune, answers: dict[str, str], language: str
) -> None:
    make_voucher("QUA", percent=100)
    add(client)
    type_code(client, "QUA")
    client.post(reverse("checkout:contact"), answers)
    client.post(reverse("checkout:delivery"), {"method": "pickup"})
    review = client.get(f"/{language}/checkout/review/")
    main = review.content.decode().split("<main", 1)[1]
    assert {"vi": "Không còn gì phải trả.", "en": "Nothing is left to pay."}[language] in main
    assert {"vi": "Thanh toán 0", "en": "Pay ₫0"}[language] not in main

    answer = client.post(
        f"/{language}/checkout/place/", {"fingerprint": review.context["fingerprint"]}
    )

    order = Order.everything.get()
    with_thanks = f"/{language}/orders/{order.public_token}/?thanks=1"
    assert (answer.status_code, answer["Location"]) == (303, with_thanks)
    page = client.get(with_thanks)
    assert {"vi": "Không phải trả tiền", "en": "Nothing to pay"}[language] in page.content.decode()
    assert DemoSession.objects.count() == 0
