"""The whole purchase through the pages, as a browser without JavaScript does it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from catalogue.models import Product
from orders.models import Order
from payments.models import Attempt, DemoSession
from places.models import Commune
from tests.factories import make_product

pytestmark = pytest.mark.django_db(transaction=True)


def add(client: Client, product: Product, quantity: int = 1) -> None:
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": str(quantity)})


def go_to_review(client: Client, answers: dict[str, str]) -> str:
    """The signed fingerprint on the review page."""
    assert client.post(reverse("checkout:contact"), answers)["Location"] == reverse(
        "checkout:delivery"
    )
    chosen = client.post(reverse("checkout:delivery"), {"method": "hanoi"})
    assert chosen["Location"] == reverse("checkout:review")
    return client.get(reverse("checkout:review")).context["fingerprint"]


def place(client: Client, fingerprint: str) -> Any:
    return client.post(reverse("checkout:place"), {"fingerprint": fingerprint})


def follow_refresh(page: Any) -> str:
    found = re.search(r'http-equiv="refresh" content="\d+;url=([^"]+)"', page.content.decode())
    assert found, "the page leads nowhere"
    return found[1]


@pytest.fixture
def at_pay_page(
    client: Client, places: Commune, answers: dict[str, str]
) -> tuple[Client, Product, str]:
    """A buyer whom the pay page has led to the provider: (client, product, provider's address)."""
    product = make_product(stock=1, price=150_000)
    add(client, product)
    placed = place(client, go_to_review(client, answers))
    assert placed.status_code == 303
    return client, product, follow_refresh(client.get(placed["Location"]))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_guest_buys_and_pays(
    client: Client, places: Commune, answers: dict[str, str], language: str
) -> None:
    from django.utils import translation

    translation.activate(language)
    product = make_product(stock=1, price=150_000)
    add(client, product)
    placed = place(client, go_to_review(client, answers))
    provider_page = follow_refresh(client.get(placed["Location"]))
    assert client.get(provider_page).status_code == 200

    paid = client.post(provider_page, {"action": "pay", "number": "4242 4242 4242 4242"})
    back = client.get(paid["Location"])
    page = client.get(back["Location"])

    order = Order.objects.get()
    assert (order.status, order.language) == ("PAID", language)
    assert back["Location"] == f"{order.get_absolute_url()}?thanks=1"
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "private, no-store"
    assert 'content="noindex' in page.content.decode()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["lan@example.com"]
    assert f"http://testserver/{language}/orders/{order.public_token}/" in mail.outbox[0].body


def test_fault_01_double_submit_makes_one_order_and_one_attempt(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(stock=1))
    fingerprint = go_to_review(client, answers)

    first, second = place(client, fingerprint), place(client, fingerprint)

    assert first["Location"] == second["Location"]
    assert (Order.everything.count(), Attempt.objects.count()) == (1, 1)


def test_fault_02_back_after_placing_shows_the_pending_order(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(stock=1))
    place(client, go_to_review(client, answers))

    page = client.get(reverse("basket:summary"))

    order = Order.everything.get()
    assert page.context["view"].lines == []
    assert page.context["pending_order"] == order
    assert order.get_absolute_url() in page.content.decode()


def test_declined_stays_payable_and_then_pays(at_pay_page: tuple[Client, Product, str]) -> None:
    client, _, provider_page = at_pay_page

    declined = client.post(provider_page, {"action": "pay", "number": "4000000000009995"})
    assert declined["Location"] == provider_page
    order = Order.everything.get()
    page = client.get(reverse("payments:pay", args=[order.public_token]))
    assert page.context["phase"] == "declined"
    assert 'http-equiv="refresh"' not in page.content.decode()

    client.post(provider_page, {"action": "pay", "number": "4242424242424242"})
    order.refresh_from_db()
    assert order.status == "PAID"


def test_return_page_before_paying_polls_and_never_says_failed(
    at_pay_page: tuple[Client, Product, str],
) -> None:
    client, _, _ = at_pay_page
    order = Order.everything.get()
    url = reverse("payments:return", args=[order.public_token])

    first, last = client.get(url), client.get(f"{url}?n=15")

    assert first["Refresh"] == f"2; url={url}?n=1"
    assert "Refresh" not in last
    assert last.context["phase"] == "ready"


def test_fault_28_lost_message_is_healed_by_the_return_page(
    at_pay_page: tuple[Client, Product, str],
) -> None:
    client, _, provider_page = at_pay_page

    paid = client.post(provider_page, {"action": "pay_unheard", "number": "4242424242424242"})
    assert Order.everything.get().status == "PENDING"
    client.get(paid["Location"])

    assert Order.everything.get().status == "PAID"


def test_cancel_before_payment_and_restore_the_basket(
    at_pay_page: tuple[Client, Product, str],
) -> None:
    client, product, _ = at_pay_page
    order = Order.everything.get()
    cancel_url = reverse("payments:cancel", args=[order.public_token])
    assert client.get(cancel_url).status_code == 200

    client.post(cancel_url)

    order.refresh_from_db()
    assert order.status == "CANCELLED"
    assert product.stockrecords.get().num_allocated == 0
    assert "cancelled" in mail.outbox[0].subject or "hủy" in mail.outbox[0].subject
    restore_url = reverse("checkout:restore", args=[order.public_token])
    assert restore_url in client.get(order.get_absolute_url()).content.decode()
    client.post(restore_url)
    lines = client.get(reverse("basket:summary")).context["view"].lines
    assert [line.line.product_id for line in lines] == [product.pk]


def test_late_payment_after_cancelling_is_explained(
    at_pay_page: tuple[Client, Product, str],
) -> None:
    client, _, provider_page = at_pay_page
    order = Order.everything.get()
    client.post(reverse("payments:cancel", args=[order.public_token]))
    assert "pay_after_close" in client.get(provider_page).content.decode()

    client.post(provider_page, {"action": "pay_after_close"})

    order.refresh_from_db()
    assert order.status == "PAID"
    assert len(mail.outbox) == 2


def test_fault_08_price_change_shows_both_totals_and_asks_again(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    product = make_product(price=100_000)
    add(client, product)
    fingerprint = go_to_review(client, answers)
    product.stockrecords.update(price=120_000)

    asked = place(client, fingerprint)

    assert asked.status_code == 200
    change = asked.context["price_change"]
    assert (change.old_total, change.new_total) == (135_000, 155_000)
    assert Order.everything.count() == 0
    assert place(client, asked.context["fingerprint"]).status_code == 303


def test_last_unit_taken_leads_back_to_the_basket_line(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    product = make_product(stock=1)
    add(client, product)
    fingerprint = go_to_review(client, answers)
    product.stockrecords.update(num_allocated=1)

    answer = place(client, fingerprint)

    page = client.get(answer["Location"])
    (line,) = page.context["view"].lines
    assert answer["Location"] == f"{reverse('basket:summary')}#line-{line.line.pk}"
    assert line.problem
    assert not page.context["view"].can_be_ordered


def test_expired_session_keeps_the_basket_and_says_so(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product())
    fingerprint = go_to_review(client, answers)
    del client.cookies["sessionid"]

    answer = place(client, fingerprint)

    assert answer["Location"] == reverse("checkout:contact")
    page = client.get(answer["Location"])
    assert len(page.context["view"].lines) == 1
    assert list(page.context["messages"])


@pytest.mark.parametrize("name", ["delivery", "review"])
def test_step_without_those_before_leads_to_the_first_open_one(
    client: Client, places: Commune, name: str
) -> None:
    add(client, make_product())

    assert client.get(reverse(f"checkout:{name}"))["Location"] == reverse("checkout:contact")


@pytest.mark.parametrize("name", ["index", "contact", "delivery", "review"])
def test_checkout_of_an_empty_basket_leads_to_the_basket(
    client: Client, places: Commune, name: str
) -> None:
    assert client.get(reverse(f"checkout:{name}"))["Location"] == reverse("basket:summary")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "lan"}, "email"),
        ({"full_name": ""}, "full_name"),
        ({"phone": "12"}, "phone"),
        ({"phone": "+1 212 555 0100"}, "phone"),
        ({"province": "99"}, "province"),
        ({"commune": ""}, "commune"),
        ({"province": "48", "ward": ""}, "ward"),
        ({"note": "a\x00b"}, "note"),
    ],
)
def test_contact_names_the_field_that_is_wrong(
    client: Client, places: Commune, answers: dict[str, str], changes: dict[str, Any], field: str
) -> None:
    add(client, make_product())

    page = client.post(reverse("checkout:contact"), {**answers, **changes})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert "data-error-summary" in page.content.decode()


def test_line_breaks_in_a_name_become_spaces(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product())

    client.post(reverse("checkout:contact"), {**answers, "full_name": "Lan\r\nBcc: x@y.z"})

    assert client.session["checkout"]["contact"]["full_name"] == "Lan Bcc: x@y.z"


def test_goods_for_hanoi_only_refuse_another_province_by_name(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(hanoi_delivery_only=True, title="Cốm tươi"))

    page = client.post(
        reverse("checkout:contact"), {**answers, "province": "48", "ward": "Hải Châu"}
    )

    assert "Cốm tươi" in page.context["form"].errors["province"][0]


def test_elsewhere_costs_the_other_fee(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(price=100_000))
    client.post(reverse("checkout:contact"), {**answers, "province": "48", "ward": "Hải Châu"})

    options = client.get(reverse("checkout:delivery")).context["options"]

    assert [(o.method.code, o.fee) for o in options] == [("elsewhere", 55_000), ("pickup", 0)]


@pytest.mark.parametrize(
    "name", ["payments:pay", "payments:return", "payments:cancel", "orders:detail"]
)
def test_unknown_token_is_404(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name, args=["A" * 22])).status_code == 404


def test_fault_s17_forms_want_a_csrf_token(places: Commune, answers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    product = make_product()

    assert client.post(reverse("basket:add", args=[product.pk])).status_code == 403
    assert client.post(reverse("checkout:place")).status_code == 403
    assert client.post(reverse("orders:find")).status_code == 403


def test_fault_s21_demo_page_is_404_outside_the_demo(
    at_pay_page: tuple[Client, Product, str], settings: Settings
) -> None:
    client, _, provider_page = at_pay_page
    settings.DEMO_MODE = False
    assert client.get(provider_page).status_code == 404

    settings.DEMO_MODE = True
    settings.PAYMENT_PROVIDERS = []
    assert client.get(provider_page).status_code == 404
    assert DemoSession.objects.get().state == "open"


def test_signed_in_buyer_owns_the_order(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    user = User.objects.create_user("member@example.com", "secret-12345")
    client.force_login(user)
    add(client, make_product())
    initial = client.get(reverse("checkout:contact")).context["form"]["email"].value()

    placed = place(client, go_to_review(client, answers))

    assert initial == "member@example.com"
    assert placed.status_code == 303
    order = Order.everything.get()
    assert (order.user, order.email) == (user, "lan@example.com")


@pytest.mark.parametrize("path", ["orders", "pay", "demo-pay", "checkout/restore"])
@pytest.mark.parametrize("token", ["%00", "a%00b", "..%2f", "đ", "x" * 3000])
def test_odd_token_is_404(client: Client, path: str, token: str) -> None:
    assert client.get(f"/vi/{path}/{token}/").status_code == 404
