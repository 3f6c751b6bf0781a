"""What can go wrong with a producer's stock."""

from dataclasses import dataclass
from decimal import Decimal


class OutOfStock(Exception):
    """Fewer units are free than were asked for."""

    def __init__(self, stock_record_id: int, quantity: int) -> None:
        super().__init__(f"stock record {stock_record_id} cannot give {quantity}")
        self.stock_record_id = stock_record_id
        self.quantity = quantity


@dataclass
class OfferChanged(Exception):
    """Price or stock is not what the editor saw any more: a sale left, or somebody else edited."""

    price: Decimal | None
    stock: int | None


@dataclass
class BelowAllocated(Exception):
    """Orders hold `allocated` units: the stock cannot be lower than that."""

    allocated: int


@dataclass
class PriceNotWhole(Exception):
    """Dong have no fraction, and no price is below zero."""

    price: Decimal
