"""Why an order could not be placed, moved or shipped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class PlacementError(Exception):
    """Nothing was written; the basket is as it was."""


class BasketEmpty(PlacementError):
    """The basket has no lines, or is no longer the buyer's open basket."""


@dataclass
class LineUnavailable(PlacementError):
    """One good cannot be sold any more as it stands in the basket."""

    line_id: int
    title: str


@dataclass
class LineOutOfStock(LineUnavailable):
    """Somebody else took the last units; `left` are free."""

    left: int = 0


@dataclass
class PriceChanged(PlacementError):
    """What the buyer saw is not what is offered now: another total, or the same for goods whose
    certificate or delivery changed. `old_total` is None when it cannot be told."""

    old_total: Decimal | None
    new_total: Decimal

    @property
    def is_same_total(self) -> bool:
        return self.old_total == self.new_total


class OfferUsedUp(PlacementError):
    """A voucher or a limited offer was used by someone else in between."""


@dataclass
class FractionalAmount(PlacementError):
    amount: Decimal
    currency: str


@dataclass
class AmountOutOfRange(PlacementError):
    """Below or above what payment providers take."""

    total: Decimal


@dataclass
class DayTooEarly(PlacementError):
    """The goods cannot be there on the day wished for."""

    earliest: date


class NotCancellable(Exception):
    """The order was paid, or is already closed."""


@dataclass
class InvalidParcelMove(Exception):
    """The parcel is not where this step starts; nothing was changed."""

    parcel: str
    old_status: str
    new_status: str


@dataclass
class NotShippable(Exception):
    """The order is not paid, or is held: none of its parcels may move."""

    number: str
    is_held: bool


class AllocationMissing(Exception):
    """The stock record holds less than the parcel's lines say: a person has to look."""
