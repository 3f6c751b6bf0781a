"""Working days: never a Sunday, never Tết, always in order."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from delivery.dates import SUNDAY, WorkingCalendar, day_text

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TET = (date(2027, 2, 4), date(2027, 2, 10))
CALENDAR = WorkingCalendar(cutoff_hour=15, closed=(TET,))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=HANOI)
)
COUNTS = st.integers(0, 40)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "lead", "transit", "expected"),
    [
        ("2026-11-23 10:00", 2, 2, "2026-11-27"),  # Monday to Friday
        ("2026-11-23 14:59", 0, 2, "2026-11-25"),
        ("2026-11-23 15:00", 0, 2, "2026-11-26"),  # after the cut-off
        ("2026-11-22 09:00", 0, 2, "2026-11-25"),  # a Sunday begins on Monday
        ("2026-11-21 16:00", 0, 0, "2026-11-23"),  # Saturday afternoon
        ("2026-11-27 10:00", 0, 2, "2026-11-30"),  # over a Sunday
        ("2027-02-03 10:00", 0, 2, "2027-02-12"),  # over Tết
        ("2027-02-06 10:00", 0, 0, "2027-02-11"),  # within Tết
    ],
)
def test_arrival(now: Any, lead: int, transit: int, expected: str) -> None:
    arrival = CALENDAR.arrival(at(now), lead_days=lead, transit_days=transit)
    assert arrival == date.fromisoformat(expected)


def test_cutoff_is_hanoi_time() -> None:
    utc_evening = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("UTC"))  # 15:30 in Hanoi
    assert CALENDAR.starting_day(utc_evening) == date(2026, 11, 24)


@given(MOMENTS, COUNTS, COUNTS)
def test_nobody_works_on_the_day_of_arrival_never(now: Any, lead: int, transit: int) -> None:
    day = CALENDAR.arrival(now, lead_days=lead, transit_days=transit)
    assert day.weekday() != SUNDAY
    assert not TET[0] <= day <= TET[1]
    assert day >= now.date()


@given(DAYS, COUNTS)
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    start = CALENDAR.first_working(day)
    end = CALENDAR.add(day, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(CALENDAR.is_working(each) for each in between) == count


@given(DAYS, COUNTS)
def test_one_more_day_is_later(day: date, count: int) -> None:
    assert CALENDAR.add(day, count + 1) > CALENDAR.add(day, count)


@given(MOMENTS, st.integers(0, 72), COUNTS)
def test_ordering_later_never_arrives_earlier(now: Any, hours: int, days: int) -> None:
    later = now + timedelta(hours=hours)
    first = CALENDAR.arrival(now, lead_days=days, transit_days=2)
    assert CALENDAR.arrival(later, lead_days=days, transit_days=2) >= first


@pytest.mark.parametrize(("language", "text"), [("en", "Thursday 26 Nov"), ("vi", "thứ Năm 26/11")])
def test_day_is_written_as_each_language_writes_it(language: str, text: str) -> None:
    with translation.override(language):
        assert day_text(date(2026, 11, 26)) == text
