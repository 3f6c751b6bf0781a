"""The shop's day is Hanoi's day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def hanoi_today(now: datetime | None = None) -> date:
    """The calendar day in Hanoi at `now` (aware; this moment when left out)."""
    return (now or timezone.now()).astimezone(HANOI).date()
