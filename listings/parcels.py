"""A maker's parcels: what packing needs and nothing else. No price, no e-mail, no other maker."""

from typing import Any

from accounts.models import User
from orders import dispatch
from orders.managers import ParcelQuerySet
from orders.models import Line, Parcel
from producers.models import Partner

MOST_WAITING = 50
NEXT = {
    Parcel.Status.PENDING: "accept",
    Parcel.Status.ACCEPTED: "pack",
    Parcel.Status.PACKED: "hand_over",
}


def parcels_of(maker: Partner) -> ParcelQuerySet:
    """Paid parcels of this maker; a reservation is nobody's parcel yet."""
    return Parcel.objects.of_maker(maker).on_their_way()


def waiting_parcels(maker: Partner) -> list[Parcel]:
    return list(for_list(Parcel.objects.of_maker(maker).to_pack())[:MOST_WAITING])


def for_list(parcels: ParcelQuerySet) -> ParcelQuerySet:
    """With the order's number and the goods: two queries."""
    return parcels.select_related("order").prefetch_related("lines")


def next_step(parcel: Parcel) -> str:
    """What the maker does next with it; "" when it has left or its order is held."""
    return "" if parcel.order.hold else NEXT.get(Parcel.Status(parcel.status), "")


def take_step(*, parcel: Parcel, step: str, by: User, **handing: str) -> Parcel:
    """One step as the page names it. Raises NotShippable, InvalidParcelMove or
    AllocationMissing, with nothing changed."""
    if step == "accept":
        return dispatch.accept_parcel(parcel=parcel, by=by)
    if step == "pack":
        return dispatch.pack_parcel(parcel=parcel, by=by)
    if step == "hand_over":
        return dispatch.hand_over_parcel(parcel=parcel, by=by, **handing)
    return dispatch.change_tracking(parcel=parcel, by=by, **handing)


def choices_of(line: Line) -> list[Any]:
    """What the buyer chose or wrote for this line, such as an engraving."""
    return [attribute.value for attribute in line.attributes.all() if attribute.value]
