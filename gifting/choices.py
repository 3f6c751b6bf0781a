"""What a buyer wished for the gift, on its way from the form to the order."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class GiftChoice:
    recipient_name: str
    recipient_phone: str = ""
    message: str = ""
    wrap: str = ""
    hides_prices: bool = True
    deliver_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """For the session."""
        return {**asdict(self), "deliver_on": str(self.deliver_on) if self.deliver_on else ""}

    @classmethod
    def from_json(cls, stored: Any) -> "GiftChoice | None":
        """None when nothing, or something an older version wrote, is stored."""
        try:
            day = stored["deliver_on"]
            return cls(**{**stored, "deliver_on": date.fromisoformat(day) if day else None})
        except (KeyError, TypeError, ValueError):
            return None
