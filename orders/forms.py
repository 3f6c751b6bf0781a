from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The address that you gave with the order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
