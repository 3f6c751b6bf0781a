"""The demo's accounts. Their passwords are public, so no other settings may hold them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_model

from accounts.models import User
from producers.models import Partner

DOMAIN = "langnghe.example"  # reserved (RFC 2606): no mail ever reaches it
PASSWORD = "minh-hoa-2026"  # noqa: S105  printed by `make run`
VOUCHER = "MINHHOA10"  # named in the tour of `make run`, on no page
MAKER = "demo-men-lam"  # the producer of data/demo_goods.yaml whose desk the maker sees


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: str
    is_staff: bool = False
    producer: str = ""  # the code of the producer it belongs to
    password: str = PASSWORD


ACCOUNTS = (
    DemoAccount(f"staff@{DOMAIN}", "Nhân viên mẫu", "staff", is_staff=True),
    DemoAccount(f"maker@{DOMAIN}", "Nhà làm mẫu", "maker", producer=MAKER),
    DemoAccount(f"shopper@{DOMAIN}", "Người mua mẫu", "shopper"),
)

# printed by `make run`; {origin} is the address that the shop answers at
TOUR = f"""
Làng Nghề is open at {{origin}}/vi/ (English: {{origin}}/en/). Ctrl-C stops it.

A tour of one minute:
  {{origin}}/vi/search/?stars=5                 goods with five stars
  {{origin}}/vi/villages/bat-trang/             a craft village, its makers and goods
  {{origin}}/vi/certificates/                   check a certificate; codes stand on product pages
  {{origin}}/vi/basket/                         fill it, buy as a guest, pay with the demo's cards
                                                (voucher code for trying: {VOUCHER})
  {{origin}}/admin/demo-mails/                  the mails it sent; /admin/ is the staff desk

Log-ins, all with the password {PASSWORD}:
{chr(10).join(f"  {account.email:<28} {account.role}" for account in ACCOUNTS)}

Every maker, good and certificate marked "Minh họa" is invented; no money moves, no mail leaves.
"""


@transaction.atomic
def create_demo_accounts() -> list[DemoAccount]:
    """Makes the accounts that are missing, after the catalogue (the maker needs its producer).

    Raises ImproperlyConfigured outside the demo: anyone may know these passwords.
    """
    if not settings.DEMO_MODE:
        raise ImproperlyConfigured("Demo accounts exist in the demo only (DEMO_MODE is off).")
    for account in ACCOUNTS:
        user = User.objects.filter(email=account.email).first() or _create(account)
        for producer in Partner.objects.filter(code=account.producer):
            producer.users.add(user)
    return list(ACCOUNTS)


def _create(account: DemoAccount) -> User:
    """Staff see all; a maker gets no `partner.dashboard_access`, which opens whole orders."""
    user: User = User.objects.create_user(account.email, account.password, first_name=account.name)
    user.is_staff = user.is_superuser = account.is_staff
    user.save(update_fields=["is_staff", "is_superuser"])
    return user


@transaction.atomic
def create_demo_voucher() -> None:
    """Ten per cent off every good, for trying the basket's form; its name says what it is."""
    if not settings.DEMO_MODE:
        raise ImproperlyConfigured("The demo voucher exists in the demo only (DEMO_MODE is off).")
    vouchers = _of("voucher", "Voucher")
    if vouchers.filter(code=VOUCHER).exists():
        return
    name = "Minh họa: giảm 10 %"
    goods = _of("offer", "Range").create(name=name, includes_all_products=True)
    offer = _of("offer", "ConditionalOffer").create(
        name=name,
        offer_type="Voucher",
        condition=_of("offer", "Condition").create(range=goods, type="Count", value=1),
        benefit=_of("offer", "Benefit").create(range=goods, type="Percentage", value=10),
    )
    now = timezone.now()
    voucher = vouchers.create(
        code=VOUCHER, name=name, usage="Multi-use",
        start_datetime=now, end_datetime=now + timedelta(days=10 * 365),
    )  # fmt: skip
    voucher.offers.add(offer)


def _of(app: str, model: str) -> Any:
    return get_model(app, model).objects
