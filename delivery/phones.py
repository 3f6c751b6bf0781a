"""Phone numbers that a courier can call."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _


class PhoneField(forms.CharField):
    """A Vietnamese number in any usual spelling; cleaned to +84912345678."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "tel", "inputmode": "tel", "type": "tel"}
        attrs["autocomplete"] = kwargs.pop("autocomplete", "tel")
        super().__init__(max_length=24, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        problem = forms.ValidationError(_("Enter a Vietnamese phone number, such as 0912 345 678."))
        try:
            number = phonenumbers.parse(typed, "VN")
        except phonenumbers.NumberParseException as error:
            raise problem from error
        if number.country_code != 84 or not phonenumbers.is_valid_number(number):
            raise problem
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
