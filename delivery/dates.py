"""Working days of makers and couriers: no Sundays, no Tết, and a cut-off in the afternoon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from languages.calendar import HANOI

SUNDAY = 6
# Django writes "Thứ 5"; people do not
VIETNAMESE_WEEKDAYS = (
    "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
)  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """`closed` holds first and last day of each period in which nobody works."""

    cutoff_hour: int
    closed: tuple[tuple[date, date], ...]

    @classmethod
    def from_settings(cls) -> "WorkingCalendar":
        table: dict[str, Any] = settings.DELIVERY
        periods: Iterable[tuple[str, str]] = table["closed"]
        return cls(
            cutoff_hour=int(table["cutoff_hour"]),
            closed=tuple(
                (date.fromisoformat(first), date.fromisoformat(last)) for first, last in periods
            ),
        )

    def is_working(self, day: date) -> bool:
        if day.weekday() == SUNDAY:
            return False
        return not any(first <= day <= last for first, last in self.closed)

    def first_working(self, day: date) -> date:
        """`day` itself, or the next day on which somebody works."""
        while not self.is_working(day):
            day += DAY
        return day

    def add(self, day: date, working_days: int) -> date:
        """The working day that many working days after `day`; with 0, `day` or the next one."""
        day = self.first_working(day)
        for _ in range(working_days):
            day = self.first_working(day + DAY)
        return day

    def starting_day(self, now: datetime) -> date:
        """The day on which work on an order begins: tomorrow's once the cut-off hour has struck."""
        local = now.astimezone(HANOI)
        is_late = local.hour >= self.cutoff_hour
        return self.first_working(local.date() + DAY if is_late else local.date())

    def arrival(self, now: datetime, *, lead_days: int, transit_days: int) -> date:
        return self.add(self.starting_day(now), lead_days + transit_days)


def day_text(day: date) -> str:
    """Thursday 26 Nov in English, thứ Năm 26/11 in Vietnamese."""
    if (get_language() or "vi").startswith("vi"):
        return f"{VIETNAMESE_WEEKDAYS[day.weekday()]} {day.day}/{day.month}"
    return f"{date_format(day, 'l')} {day.day} {date_format(day, 'M')}"
