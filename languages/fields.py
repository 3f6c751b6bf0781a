"""Form fields for texts that people type."""

import re
from typing import Any

from django import forms

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_BUT_LINE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class OneLineField(forms.CharField):
    """A text without line breaks or control characters: it goes into labels and mail headers."""

    def to_python(self, value: Any) -> Any:
        cleaned = super().to_python(value)
        return " ".join(_CONTROL.sub(" ", cleaned).split()) if isinstance(cleaned, str) else cleaned


def clean_lines(text: str) -> str:
    """Line breaks as one character each, no other control characters, no space at the ends."""
    return _CONTROL_BUT_LINE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
