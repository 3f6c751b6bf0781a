"""What staff see of payments, and that they can change none of it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from payments import demo
from payments.models import Attempt
from payments.services import request_refund, sync
from tests.buying import make_opened_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db
NAMES = ["attempt", "ledger", "refund", "inbox"]


@pytest.fixture
def attempt(db: None) -> Attempt:
    """Paid, with a refund asked for."""
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    paid = sync(opened.attempt)
    request_refund(attempt=paid, amount_minor=1, reason="test")
    return paid


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", NAMES)
def test_superuser_reads_and_cannot_change(attempt: Attempt, name: str) -> None:
    client = client_of(User.objects.create_superuser("boss@example.com", "secret-12345"))

    assert client.get(reverse(f"admin:payment_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:payment_{name}_add")).status_code == 403


def test_attempt_shows_neither_mail_address_nor_a_way_to_pay(attempt: Attempt) -> None:
    client = client_of(User.objects.create_superuser("boss@example.com", "secret-12345"))
    url = reverse("admin:payment_attempt_change", args=[attempt.pk])

    page = client.get(url).content.decode()

    assert attempt.provider_ref is not None
    assert attempt.provider_ref in page
    assert "lan@example.com" not in page
    assert client.post(url, {"state": "succeeded"}).status_code == 403
    assert (
        client.post(reverse("admin:payment_attempt_delete", args=[attempt.pk])).status_code == 403
    )


def test_fault_s22_staff_without_the_permission_see_no_payments(attempt: Attempt) -> None:
    staff = User.objects.create_user("staff@example.com", "secret-12345")
    User.objects.filter(pk=staff.pk).update(is_staff=True)
    url = reverse("admin:payment_attempt_changelist")
    assert client_of(staff).get(url).status_code == 403

    staff.user_permissions.add(Permission.objects.get(codename="view_attempt"))

    assert client_of(staff).get(url).status_code == 200
