"""Form fields of the desk."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from languages.localized import localized

_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
_SEPARATOR = re.compile(r"[.,\s]")


class WholeNumberField(forms.IntegerField):
    """Takes "150000", "150.000" and "150,000 ₫"; Django's own reads "150.000" as 150."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write a whole number, such as 150.000.")}

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip().rstrip("₫đ").strip()
        if text in self.empty_values:
            return None
        if _GROUPED.fullmatch(text):
            text = _SEPARATOR.sub("", text)
        if not (text.isascii() and text.isdigit()) or len(text) > 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Oscar's model is untyped
    def label_from_instance(self, category: Any) -> str:
        return localized(category, "name").text


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is judged by `listings.uploads`, not here."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        clean: Callable[..., Any] = super().clean
        return [clean(each, initial) for each in files if each]
