"""Whole dong, written as each language writes it."""

from decimal import Decimal

from django.utils.translation import get_language

NO_BREAK_SPACE = "\u00a0"


def format_dong(amount: Decimal | int, language: str | None = None) -> str:
    """1250000 → "1.250.000 ₫" in Vietnamese, "₫1,250,000" in English.

    Raises ValueError for a fraction of a dong: VND has no minor unit.
    """
    whole = int(amount)
    if whole != amount:
        raise ValueError(f"{amount} is not a whole number of dong")
    grouped = f"{abs(whole):,}"
    sign = "−" if whole < 0 else ""
    if (language or get_language() or "vi").startswith("vi"):
        return f"{sign}{grouped.replace(',', '.')}{NO_BREAK_SPACE}₫"
    return f"{sign}₫{grouped}"
