"""The demo's accounts, whose passwords are public, and its voucher exist in the demo only."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from oscar.core.loading import get_model

from accounts.models import User
from shop.checks import no_demo_account_outside_the_demo, only_the_demo_is_a_demo
from shop.demo import (
    ACCOUNTS,
    MAKER,
    PASSWORD,
    TOUR,
    VOUCHER,
    create_demo_accounts,
    create_demo_voucher,
)
from tests.buying import make_basket, place_basket
from tests.factories import make_producer, make_product

pytestmark = pytest.mark.django_db
Voucher = get_model("voucher", "Voucher")


def test_demo_accounts_are_made_once_and_can_log_in() -> None:
    producer = make_producer(code=MAKER)
    create_demo_accounts()
    create_demo_accounts()
    assert User.objects.count() == 3
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert user.is_staff == account.is_staff
    maker = producer.users.get()
    assert maker.email == "maker@langnghe.example"
    assert not maker.has_perm("partner.dashboard_access")


@override_settings(DEMO_MODE=False)
def test_demo_accounts_are_refused_outside_the_demo() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEMO_MODE is off"):
        create_demo_accounts()
    assert User.objects.count() == 0


def test_demo_voucher_is_made_once_and_takes_off_a_tenth() -> None:
    create_demo_voucher()
    create_demo_voucher()

    voucher = Voucher.objects.get()
    assert (voucher.code, voucher.name) == (VOUCHER, "Minh họa: giảm 10 %")
    basket = make_basket(make_product(price=100_000))
    basket.vouchers.add(voucher)
    assert place_basket(basket).total_incl_tax == 90_000 + 35_000


@override_settings(DEMO_MODE=False)
def test_demo_voucher_is_refused_outside_the_demo() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEMO_MODE is off"):
        create_demo_voucher()
    assert not Voucher.objects.exists()


def test_other_settings_may_not_turn_the_demo_on() -> None:
    assert only_the_demo_is_a_demo() == []
    with override_settings(DEMO_MODE=True, SETTINGS_MODULE="shop.settings.production"):
        (error,) = only_the_demo_is_a_demo()
    assert error.id == "shop.E001"
    assert "shop.settings.production" in error.msg


def test_other_settings_refuse_a_database_with_demo_accounts() -> None:
    create_demo_accounts()
    assert no_demo_account_outside_the_demo(databases=["default"]) == []
    with override_settings(DEMO_MODE=False):
        (error,) = no_demo_account_outside_the_demo(databases=["default"])
        assert no_demo_account_outside_the_demo() == []
        User.objects.all().delete()
        assert no_demo_account_outside_the_demo(databases=["default"]) == []
    assert error.id == "shop.E002"
    assert "maker@langnghe.example" in error.msg


def test_the_tour_names_every_account_and_the_shops_address() -> None:
    tour = TOUR.format(origin="http://localhost:8123")
    assert "http://localhost:8123/vi/" in tour
    for account in ACCOUNTS:
        assert account.email in tour
    assert PASSWORD in tour
