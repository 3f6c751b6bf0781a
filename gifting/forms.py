"""The gift's fields, below "this is a gift"; without the tick they are ignored."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from delivery.dates import WorkingCalendar, day_text
from delivery.phones import PhoneField
from gifting.choices import GiftChoice
from gifting.models import LONGEST_MESSAGE
from gifting.wraps import wraps
from languages.calendar import hanoi_today
from languages.fields import OneLineField, clean_lines
from languages.money import format_dong


class GiftForm(forms.Form):
    is_gift = forms.BooleanField(label=_("This is a gift"), required=False)
    recipient_name = OneLineField(
        label=_("Recipient"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    recipient_phone = PhoneField(
        label=_("Recipient's phone"),
        autocomplete="off",
        required=False,
        help_text=_("The courier calls this number instead of yours."),
    )
    # no maxlength on the widget: a browser would cut a pasted text without a word
    message = forms.CharField(
        label=_("Message on the card"),
        required=False,
        help_text=_("At most 300 characters. You see it once more before you pay."),
        widget=forms.Textarea(attrs={"rows": 4, "data-count-to": LONGEST_MESSAGE}),
    )
    wrap = forms.ChoiceField(label=_("Wrap"), required=False, widget=forms.RadioSelect)
    hides_prices = forms.BooleanField(
        label=_("No prices in the parcel"), required=False, initial=True
    )
    deliver_on = forms.DateField(
        label=_("Day of delivery"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, earliest: date, parcels: int, **kwargs: Any) -> None:
        """`earliest` is when the chosen delivery can be there; wraps are priced per parcel."""
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.latest = hanoi_today() + timedelta(days=settings.GIFT_LATEST_DAYS)
        offered = [
            (wrap.code, f"{wrap.name} (+ {format_dong(wrap.price * parcels)})") for wrap in wraps()
        ]
        cast(forms.ChoiceField, self.fields["wrap"]).choices = [("", _("No wrap")), *offered]
        day = self.fields["deliver_on"]
        day.help_text = _(
            "The earliest is %(day)s. Leave it empty for as soon as possible. "
            "Nobody delivers on Sundays and at Tết."
        ) % {"day": day_text(earliest)}
        day.widget.attrs |= {"min": str(earliest), "max": str(self.latest)}

    def clean_message(self) -> str:
        message = clean_lines(self.cleaned_data["message"])
        if len(message) > LONGEST_MESSAGE:
            text = _("The message has %(count)d characters; the card holds %(most)d. Shorten it.")
            raise forms.ValidationError(text % {"count": len(message), "most": LONGEST_MESSAGE})
        return message

    def clean_deliver_on(self) -> date | None:
        day: date | None = self.cleaned_data["deliver_on"]
        if day is None:
            return None
        if day < hanoi_today():
            raise forms.ValidationError(_("This day has passed."))
        if day < self.earliest:
            text = _("The goods cannot be there before %(day)s.")
            raise forms.ValidationError(text % {"day": day_text(self.earliest)})
        if day > self.latest:
            text = _("Choose a day until %(day)s.")
            raise forms.ValidationError(text % {"day": day_text(self.latest)})
        calendar = WorkingCalendar.from_settings()
        if not calendar.is_working(day):
            text = _("Nobody delivers on this day. The next one is %(day)s.")
            next_day = day_text(calendar.first_working(day))
            raise forms.ValidationError(text % {"day": next_day})
        return day

    def full_clean(self) -> None:
        """An abandoned gift form never stops a purchase."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("is_gift"):
            self._errors = forms.utils.ErrorDict()

    def choice(self) -> GiftChoice | None:
        """The cleaned answers; None when it is no gift."""
        if not self.cleaned_data.get("is_gift"):
            return None
        wanted = {key: value for key, value in self.cleaned_data.items() if key != "is_gift"}
        return GiftChoice(**wanted)
