"""How price and availability are found: dong with VAT, tax 0 and known (no rate printed yet)."""

from typing import Any

from oscar.apps.partner.availability import Available, Unavailable
from oscar.apps.partner.availability import StockRequired as StockRequiredAvailability
from oscar.apps.partner.strategy import Default
from oscar.apps.partner.strategy import Selector as OscarSelector

from producers.models import StockRecord


class Strategy(Default):
    """Oscar's default, with goods made to order available without a stock count."""

    def fetch_for_line(self, line: Any, stockrecord: StockRecord | None = None) -> Any:
        """By the line's own stock record, which is the one held: Oscar reads the product's again
        and may find another one."""
        return self.fetch_for_product(line.product, stockrecord)

    def availability_policy(self, product: Any, stockrecord: StockRecord | None) -> Any:
        if stockrecord is None or not product.is_public:
            return Unavailable()
        if stockrecord.num_in_stock is None:
            return Available()
        return StockRequiredAvailability(stockrecord.net_stock_level)


class Selector(OscarSelector):
    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> Strategy:
        return Strategy(request)
