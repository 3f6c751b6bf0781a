"""The forms of the desk. A refused form keeps what was typed, however long."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import email_field
from catalogue.models import Category
from languages.calendar import hanoi_today
from languages.money import format_dong
from listings import quota
from listings.fields import CategoryField, FilesField, WholeNumberField
from listings.models import Submission
from listings.uploads import MEGABYTES
from producers.models import Partner, StockRecord

CERTIFICATE = (
    "certificate_number", "certificate_authority", "certificate_stars",
    "certificate_issued_on", "certificate_ends_on",
)  # fmt: skip
NEW_ONLY = ("category", "ocop_group", "price", "stock")
WORDS = (
    "title", "title_en", "category", "ocop_group", "description", "description_en",
    "story", "story_en",
)  # fmt: skip
FACTS = (
    "materials", "materials_en", "technique", "technique_en", "dimensions", "dimensions_en",
    "weight_g", "price", "stock",
)  # fmt: skip
NEEDED = ("title", "description", "category", "price", "stock")  # before staff may see it
NEEDED_OF_CERTIFICATE = ("certificate_stars", "certificate_issued_on", "certificate_authority")


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SubmissionForm(forms.ModelForm[Submission]):
    """A draft may lack anything; `is_final` asks for what staff need."""

    category = CategoryField(
        label=_("Category"),
        required=False,
        queryset=Category.objects.filter(is_public=True, numchild=0).order_by("path"),
    )
    weight_g = WholeNumberField(label=_("Weight with packing, grams"), required=False)
    price = WholeNumberField(label=_("Price with VAT, dong"), required=False)
    stock = WholeNumberField(label=_("Pieces in stock"), required=False)

    class Meta:
        model = Submission
        fields = [*WORDS, *FACTS, *CERTIFICATE]
        widgets = {"certificate_issued_on": _day(), "certificate_ends_on": _day()}
        help_texts = {
            "story": _(
                "Who makes it, since when, what is special. A blank line starts a paragraph."
            ),
            "dimensions": _("For example 12 × 8 cm."),
            "certificate_ends_on": _("Left empty: 36 months after the issue."),
        }

    def __init__(self, *args: Any, is_final: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_new:
            for name in NEW_ONLY:
                del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut what was pasted
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 6
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"
            if name in NEEDED:
                field.required = is_final
        self.is_final = is_final

    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in WORDS if name in self.fields]

    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in FACTS if name in self.fields]

    def certificate(self) -> list[forms.BoundField]:
        return [self[name] for name in CERTIFICATE]

    def values(self) -> dict[str, Any]:
        """The fields without fault, which a draft may keep."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        self._check_dates(answers.get("certificate_issued_on"), answers.get("certificate_ends_on"))
        named = any(answers.get(name) for name in CERTIFICATE)
        if self.is_final and named:
            needed = ("certificate_number", *NEEDED_OF_CERTIFICATE)
            for name in needed:
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, gettext("A certificate needs this."))
        return answers

    def _check_dates(self, issued_on: date | None, ends_on: date | None) -> None:
        if issued_on and issued_on > hanoi_today():
            self.add_error("certificate_issued_on", gettext("This day has not come yet."))
        if issued_on and ends_on and ends_on < issued_on:
            self.add_error("certificate_ends_on", gettext("This is before the day of issue."))


class FilesForm(forms.Form):
    pictures = FilesField(label=_("Pictures of the goods"), required=False)
    scans = FilesField(label=_("Scan of the certificate"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"count": MEGABYTES, "total": quota.MEGABYTES}
        text = gettext("JPEG, PNG or WebP, up to %(count)d MB each and %(total)d MB at once, at "
                       "most 6. The first stands on the cards. The place where a photo was taken "
                       "is removed.")  # fmt: skip
        self.fields["pictures"].help_text = text % limit
        self.fields["pictures"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
        text = gettext(
            "PDF or a photo, up to %(count)d MB, at most 3. Only you and our staff see it."
        )
        self.fields["scans"].help_text = text % limit
        accepted = "application/pdf,image/jpeg,image/png,image/webp"
        self.fields["scans"].widget.attrs["accept"] = accepted


class OfferForm(forms.Form):
    """Price and stock of one stock record; goods made to order have no stock to count."""

    price = WholeNumberField(
        label=_("Price with VAT, dong"), min_value=1_000, max_value=1_000_000_000
    )
    stock = WholeNumberField(label=_("Pieces in stock"), min_value=0, max_value=100_000)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)
    shown_price = forms.DecimalField(widget=forms.HiddenInput, required=False)
    shown_stock = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: StockRecord, **kwargs: Any) -> None:
        price, stock = record.price, record.num_in_stock
        initial = {"price": int(price or 0), "stock": stock, "shown_stock": stock}
        initial["shown_price"] = None if price is None else int(price)
        super().__init__(*args, **{**kwargs, "initial": initial})
        if stock is None:
            del self.fields["stock"], self.fields["shown_stock"]

    def count_again(self, price: Decimal | None, stock: int | None) -> None:
        """Name what is there now; the next answer is to that."""
        text = gettext(
            "The offer changed meanwhile, by a sale or an edit: stock %(stock)s, price %(price)s."
        )
        told = "–" if price is None else format_dong(price)
        self.add_error(None, text % {"stock": "–" if stock is None else stock, "price": told})
        answers = {name: self.data.get(name, "") for name in self.fields}
        now = {"shown_stock": stock, "shown_price": "" if price is None else int(price)}
        self.data = {**answers, **now}


class HandOverForm(forms.Form):
    carrier = forms.CharField(label=_("Carrier"), max_length=60, required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=60, required=False)


class DecisionForm(forms.Form):
    """What staff answer; `seen` is the digest of the page they judged."""

    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason or question"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The maker reads this. Needed to refuse or to ask."),
    )  # fmt: skip
    accepts_outdated = forms.BooleanField(
        label=_("I have compared the fields marked as outdated"), required=False
    )

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = action in ("refuse", "ask")
        self.fields["reason"].widget.attrs.pop("maxlength", None)


class MemberForm(forms.Form):
    email = email_field("off")
    maker = forms.CharField(
        label=_("Maker"), max_length=120,
        help_text=_("As in the address of the maker's page, for example hop-tac-xa-hoa-sen."),
    )  # fmt: skip

    def clean_maker(self) -> Partner:
        maker = Partner.objects.filter(slug=self.cleaned_data["maker"].strip().lower()).first()
        if maker is None:
            raise forms.ValidationError(gettext("There is no maker with this address."))
        return maker
