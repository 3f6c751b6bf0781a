"""The form of one address: the checkout's own, without what belongs to one order."""

from typing import TYPE_CHECKING, Any

from checkout.forms import ContactForm
from delivery.parcels import HANOI_CODE
from places.models import Commune, Province
from shop.address_book import Entry

if TYPE_CHECKING:
    from oscar.apps.address.models import UserAddress


class AddressForm(ContactForm):
    # None is Django's way to drop a field of the parent
    email = None  # type: ignore[assignment]
    note = None  # type: ignore[assignment]

    @staticmethod
    def initial_of(address: "UserAddress") -> dict[str, Any]:
        """The address book keeps names, the form codes."""
        province = Province.objects.filter(name=address.line4).first()
        in_hanoi = Commune.objects.filter(province__code=HANOI_CODE, name=address.line3)
        is_hanoi = province is not None and province.code == HANOI_CODE
        commune = in_hanoi.first() if is_hanoi else None
        return {
            "full_name": address.name,
            "phone": address.phone_number.as_national if address.phone_number else "",
            "province": province.code if province else "",
            "commune": commune.code if commune else "",
            "ward": "" if is_hanoi else address.line3,
            "address": address.line1,
        }

    def entry(self) -> Entry:
        """The cleaned answers."""
        answers = self.cleaned_data
        is_hanoi = answers["province"] == HANOI_CODE
        ward = self.communes[answers["commune"]].name if is_hanoi else answers["ward"]
        return Entry(
            name=answers["full_name"],
            phone=answers["phone"],
            province=self.provinces[answers["province"]].name,
            ward=ward,
            line1=answers["address"],
        )
