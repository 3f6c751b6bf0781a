"""The form of one address: the checkout's own, without what belongs to one order."""

from checkout.address_book import Entry
from checkout.forms import ContactForm
from delivery.parcels import HANOI_CODE


class AddressForm(ContactForm):
    # None is Django's way to drop a field of the parent
    email = None  # type: ignore[assignment]
    note = None  # type: ignore[assignment]

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
