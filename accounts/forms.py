"""The forms about an account. Each field tells the browser its purpose and lets people paste."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import LANGUAGES, User


def email_field(autocomplete: str) -> forms.EmailField:
    attributes = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs=attributes)
    )


def password_field(label: Any, autocomplete: str) -> forms.CharField:
    """Never stripped: a space may be part of a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=256, widget=widget)


def name_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "name"})
    return forms.CharField(label=_("Full name"), max_length=255, required=False, widget=widget)


class SignInForm(AuthenticationForm):
    """Django's, with an e-mail address for a name and one answer for every wrong pair."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This e-mail address and password do not belong together."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = email_field("username")
        self.fields["password"] = password_field(_("Password"), "current-password")


class RegisterForm(forms.Form):
    name = name_field()
    email = email_field("username")
    password = password_field(_("Password"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("At least 8 characters. A short sentence is good.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password")
        if password:
            person = User(email=cleaned.get("email", ""), first_name=cleaned.get("name", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class ConfirmForm(forms.Form):
    password = password_field(_("The password you chose"), "current-password")


class ResetForm(forms.Form):
    email = email_field("username")


class ProfileForm(forms.Form):
    name = name_field()
    language = forms.ChoiceField(
        label=_("Language of our mails"), choices=LANGUAGES, widget=forms.RadioSelect
    )


class CloseAccountForm(forms.Form):
    """Asks the password again, for a browser left open is not consent."""

    password = password_field(_("Your password"), "current-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."))
        return password
