"""What lies in the parcel: a gift's slip holds no price unless the buyer asked for them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gifting.models import GiftOptions
from languages.localized import Localized, localized
from orders.models import Parcel


@dataclass(frozen=True)
class SlipLine:
    """`price` of all units in whole dong, or None when the slip hides prices."""

    title: Localized
    quantity: int
    price: Decimal | None


@dataclass(frozen=True)
class PackingSlip:
    parcel: str
    maker_name: Localized
    name: str
    phone: str
    address: tuple[str, ...]
    note: str
    arrives_on: date
    is_gift: bool
    message: str
    wrap: str
    lines: tuple[SlipLine, ...]

    @property
    def shows_prices(self) -> bool:
        return any(line.price is not None for line in self.lines)

    @property
    def asks_for_prices(self) -> bool:
        """The buyer of a gift wants the recipient to see them; other slips name none."""
        return self.is_gift and self.shows_prices


def packing_slip(parcel: Parcel) -> PackingSlip:
    """Of a parcel loaded by `Parcel.objects.for_packing()`; one query for the gift."""
    gift = GiftOptions.objects.filter(order_id=parcel.order_id).first()
    address = parcel.order.shipping_address
    is_hidden = gift is not None and gift.hides_prices
    return PackingSlip(
        parcel=str(parcel),
        maker_name=localized(parcel, "maker_name"),
        name=gift.recipient_name if gift else (address.first_name if address else ""),
        phone=(gift.recipient_phone if gift else "")
        or (str(address.phone_number) if address else ""),
        address=(address.line1, address.line3, address.line4) if address else (),
        note=(address.notes or "") if address else "",
        arrives_on=parcel.arrives_on,
        is_gift=gift is not None,
        message=gift.message if gift else "",
        wrap=gift.wrap_text if gift else "",
        lines=tuple(
            SlipLine(
                localized(line, "title"),
                line.quantity,
                None if is_hidden else line.line_price_incl_tax,
            )
            for line in parcel.lines.all()
        ),
    )
