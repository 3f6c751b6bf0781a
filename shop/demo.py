"""The demo's accounts. Their passwords are public, so no other settings may hold them."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts.models import User
from producers.models import Partner

DOMAIN = "langnghe.example"  # reserved (RFC 2606): no mail ever reaches it
PASSWORD = "minh-hoa-2026"  # noqa: S105  printed by `make run`
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
