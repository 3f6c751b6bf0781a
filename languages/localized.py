"""One way to read the two-language columns: `x` is Vietnamese and required, `x_en` may be blank."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True)
class Localized:
    """A text in the reader's language, or the Vietnamese one when that is all there is."""

    text: str
    is_fallback: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def localized(record: Any, field: str, language: str | None = None) -> Localized:
    """The text of `field` (or of `field_en`) of a record in the active language.

    `is_fallback` is set when English was asked for and only Vietnamese exists, so that
    pages can mark it with lang="vi".
    """
    vietnamese = getattr(record, field) or ""
    if (language or get_language() or "vi").startswith("vi"):
        return Localized(vietnamese)
    english = getattr(record, f"{field}_en") or ""
    if english:
        return Localized(english)
    return Localized(vietnamese, is_fallback=bool(vietnamese))
