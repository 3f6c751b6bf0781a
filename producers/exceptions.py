"""What can go wrong with a producer's stock."""


class OutOfStock(Exception):
    """Fewer units are free than were asked for."""

    def __init__(self, stock_record_id: int, quantity: int) -> None:
        super().__init__(f"stock record {stock_record_id} cannot give {quantity}")
        self.stock_record_id = stock_record_id
        self.quantity = quantity


class StockBelowHeld(Exception):
    """Orders hold more units than the new stock would have."""

    def __init__(self, stock_record_id: int, held: int) -> None:
        super().__init__(f"orders hold {held} of stock record {stock_record_id}")
        self.stock_record_id = stock_record_id
        self.held = held
