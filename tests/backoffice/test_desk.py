"""The staff desk: roles, orders, parcels, read-only payments, the throttled log-in, demo mails."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from backoffice.roles import ROLES, create_roles
from gifting.choices import GiftChoice
from orders import services
from orders.models import Order, Parcel
from tests.buying import make_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def make_staff(role: str) -> User:
    create_roles()
    user = User.objects.create_user(f"{role.replace(' ', '-')}@example.com", "secret-12345")
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    return user


def paid_order() -> Order:
    order = make_order(make_product())
    services.mark_paid(order=order, now=timezone.now())
    return Order.everything.get(pk=order.pk)


PAGES = {
    "order_order": {"order desk", "payments reader"},
    "order_parcel": {"order desk"},
    "partner_stockrecord": {"catalogue desk"},
    "partner_stockchange": {"catalogue desk"},
    "payment_attempt": {"payments reader"},
    "payment_ledger": {"payments reader"},
    "accounts_user": {"order desk"},
}


@pytest.mark.parametrize("role", ROLES)
def test_fault_s22_each_role_opens_its_own_pages_only(client: Client, role: str) -> None:
    client.force_login(make_staff(role))

    for page, allowed in PAGES.items():
        answer = client.get(reverse(f"admin:{page}_changelist"))
        assert answer.status_code == (200 if role in allowed else 403), page


def test_roles_are_made_once_and_kept_true() -> None:
    create_roles()
    Group.objects.get(name="order desk").permissions.clear()

    groups = create_roles()

    assert len(groups) == Group.objects.count() == len(ROLES)
    assert all(group.permissions.exists() for group in groups)


@pytest.mark.parametrize("typed", ["number", "email", "phone"])
def test_order_is_found_by_number_mail_and_phone(client: Client, typed: str) -> None:
    client.force_login(make_staff("order desk"))
    order = paid_order()
    words = {"number": order.number, "email": "lan@example.com", "phone": "912345678"}

    page = client.get(reverse("admin:order_order_changelist"), {"q": words[typed]})

    assert order.number in page.content.decode()
    assert (
        not client.get(reverse("admin:order_order_changelist"), {"q": "nobody@example.com"})
        .context["cl"]
        .result_count
    )


def test_order_page_is_read_only_and_names_no_token(client: Client) -> None:
    client.force_login(make_staff("order desk"))
    order = paid_order()
    url = reverse("admin:order_order_change", args=[order.pk])

    page = client.get(url)

    assert page.status_code == 200
    assert order.public_token not in page.content.decode()
    assert "/admin/r/" not in page.content.decode()
    assert client.post(url, {"status": "REFUNDED"}).status_code == 403
    assert "attempt" not in page.content.decode().lower()


@pytest.mark.parametrize("role", ROLES)
def test_fault_s06_staff_are_not_led_to_pages_that_open_by_a_token(
    client: Client, role: str
) -> None:
    client.force_login(make_staff(role))
    product = make_product()
    order = make_order(product, gift=GiftChoice("Bình"))

    for each in (order, order.gift):
        kind = ContentType.objects.get_for_model(each)
        answer = client.get(f"/admin/r/{kind.pk}/{each.pk}/")
        assert answer.status_code == 404
        assert order.public_token not in answer.content.decode()
    kind = ContentType.objects.get_for_model(product)
    answer = client.get(f"/admin/r/{kind.pk}/{product.pk}/")
    assert answer["Location"].endswith(product.url)


def test_payments_reader_sees_the_attempts_of_an_order(client: Client) -> None:
    client.force_login(make_staff("payments reader"))
    order = paid_order()

    page = client.get(reverse("admin:order_order_change", args=[order.pk]))

    assert "attempts-0" in page.content.decode()
    url = reverse("admin:payment_attempt_change", args=[order.attempts.get().pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"state": "succeeded"}).status_code == 403


def test_order_desk_moves_parcels_and_types_the_tracking_number(client: Client) -> None:
    staff = make_staff("order desk")
    client.force_login(staff)
    parcel = paid_order().parcels.get()
    changelist = reverse("admin:order_parcel_changelist")
    for action in ("accept", "pack"):
        client.post(changelist, {"action": action, "_selected_action": [parcel.pk]})
    url = reverse("admin:order_parcel_change", args=[parcel.pk])
    blank = {f"{name}-{part}": "0" for name in ("lines", "changes")
             for part in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip

    saved = client.post(url, {"carrier": "VNPost", "tracking_number": "EE1VN", **blank})

    assert saved.status_code == 302
    parcel.refresh_from_db()
    assert (parcel.status, parcel.tracking_number) == ("packed", "EE1VN")
    assert set(parcel.changes.values_list("actor", flat=True)) == {staff.pk}


def test_step_that_is_refused_is_explained(client: Client) -> None:
    client.force_login(make_staff("order desk"))
    parcel = paid_order().parcels.get()
    changelist = reverse("admin:order_parcel_changelist")

    page = client.post(
        changelist, {"action": "hand_over", "_selected_action": [parcel.pk]}, follow=True
    )

    assert len(page.context["messages"]) == 1
    parcel.refresh_from_db()
    assert parcel.status == "pending"


def test_parcels_of_unpaid_orders_are_not_shown(client: Client) -> None:
    client.force_login(make_staff("order desk"))
    make_order(make_product())

    assert Parcel.objects.count() == 1
    page = client.get(reverse("admin:order_parcel_changelist"))
    assert page.context["cl"].result_count == 0


def test_fault_s18_staff_log_in_is_throttled(client: Client) -> None:
    answers = [
        client.post("/admin/login/", {"username": "staff@example.com", "password": "wrong"})
        for _ in range(7)
    ]

    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert answers[6]["Retry-After"]


def test_order_list_costs_the_same_for_one_and_three(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(make_staff("order desk"))
    for count in (1, 3):
        for _ in range(count):
            paid_order()
        with django_assert_max_num_queries(9):
            client.get(reverse("admin:order_order_changelist"))


@pytest.fixture
def demo_mail(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    mail = EmailMultiAlternatives("Đơn hàng", "Chào bạn ₫", "a@b.vn", ["lan@example.com"])
    mail.attach_alternative("<p>Chào <b>bạn</b></p>", "text/html")
    EmailBackend(file_path=str(tmp_path / "mail")).send_messages([mail, mail])


def test_staff_read_the_demos_mails(client: Client, demo_mail: None) -> None:
    client.force_login(make_staff("order desk"))

    page = client.get(reverse("backoffice:mails"))
    mails = page.context["mails"]
    html = client.get(reverse("backoffice:mail", args=[mails[0].key]))

    assert [(mail.subject, mail.to) for mail in mails] == [("Đơn hàng", "lan@example.com")] * 2
    assert "Chào bạn ₫" in page.content.decode()
    assert "<b>bạn</b>" in html.content.decode()
    assert "sandbox" in html["Content-Security-Policy"]


def test_demo_mails_are_for_staff_in_the_demo_only(
    client: Client, demo_mail: None, settings: Settings
) -> None:
    assert client.get(reverse("backoffice:mails")).status_code == 302
    client.force_login(make_staff("order desk"))
    assert client.get(reverse("backoffice:mail", args=["nothing.1"])).status_code == 404
    settings.DEMO_MODE = False
    assert client.get(reverse("backoffice:mails")).status_code == 404
