"""The address book of an account: Oscar's UserAddress, filled the Vietnamese way.

`line1` is the street, `line3` the ward or commune, `line4` the province; the whole name stands in
`first_name`, for Vietnamese names do not split in two.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from oscar.core.loading import get_model

from accounts.models import User
from delivery.parcels import HANOI_CODE
from places.models import Commune, Province

if TYPE_CHECKING:
    from oscar.apps.address.models import Country, UserAddress
else:
    UserAddress = get_model("address", "UserAddress")
    Country = get_model("address", "Country")

MOST_ADDRESSES = 20


class AddressBookFull(Exception):
    """There are MOST_ADDRESSES already."""


class AddressKnown(Exception):
    """The same address is in the book."""


@dataclass(frozen=True)
class Entry:
    name: str
    phone: str  # E.164
    province: str
    ward: str
    line1: str


def save_address(*, user: User, entry: Entry, address: UserAddress | None = None) -> UserAddress:
    """Add an address, or overwrite `address`; the first one becomes the default.

    Raises AddressBookFull or AddressKnown, with nothing changed.
    """
    with transaction.atomic():
        mine = UserAddress.objects.select_for_update().filter(user=user)
        count = len(mine)
        if address is None:
            if count >= MOST_ADDRESSES:
                raise AddressBookFull
            address = UserAddress(user=user, is_default_for_shipping=count == 0)
        address.first_name, address.last_name = entry.name, ""
        address.phone_number = entry.phone
        address.line1, address.line2 = entry.line1, ""
        address.line3, address.line4 = entry.ward, entry.province
        address.country = vietnam()
        if mine.filter(hash=address.generate_hash()).exclude(pk=address.pk).exists():
            raise AddressKnown
        address.save()
    return address


def make_default(*, address: UserAddress) -> None:
    with transaction.atomic():
        UserAddress.objects.filter(user=address.user).update(is_default_for_shipping=False)
        UserAddress.objects.filter(pk=address.pk).update(is_default_for_shipping=True)


def remove_address(*, address: UserAddress) -> None:
    """Delete it; when it was the default the most used of the others takes its place."""
    with transaction.atomic():
        user, was_default = address.user, address.is_default_for_shipping
        address.delete()
        heir = UserAddress.objects.filter(user=user).first() if was_default else None
        if heir is not None:
            make_default(address=heir)


def usual_address(user: User) -> UserAddress | None:
    return UserAddress.objects.filter(user=user, is_default_for_shipping=True).first()


def as_form_initial(address: UserAddress) -> dict[str, Any]:
    """For the contact form: the address book keeps names, the form asks for codes."""
    province = Province.objects.filter(name=address.line4).first()
    is_hanoi = province is not None and province.code == HANOI_CODE
    in_hanoi = Commune.objects.filter(province__code=HANOI_CODE, name=address.line3)
    commune = in_hanoi.first() if is_hanoi else None
    return {
        "full_name": address.name,
        "phone": address.phone_number.as_national if address.phone_number else "",
        "province": province.code if province else "",
        "commune": commune.code if commune else "",
        "ward": "" if is_hanoi else address.line3,
        "address": address.line1,
    }


def vietnam() -> Country:
    return Country.objects.get_or_create(
        iso_3166_1_a2="VN",
        defaults={
            "iso_3166_1_a3": "VNM",
            "iso_3166_1_numeric": "704",
            "printable_name": "Việt Nam",
            "name": "Việt Nam",
            "is_shipping_country": True,
        },
    )[0]
