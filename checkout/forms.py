"""What is asked of a buyer: eight fields at most, each with its reason."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from checkout.baskets import MOST_UNITS
from checkout.vouchers import LONGEST_CODE
from delivery.parcels import HANOI_CODE
from delivery.phones import PhoneField
from languages.fields import OneLineField
from orders.records import Contact
from places.models import Commune, Province
from places.old_units import find_communes, is_old_province


class ConditionalChoiceField(forms.ChoiceField):
    """Needed in one case only, so that neither "optional" nor "required" would be true of it."""

    is_conditional = True


class ConditionalLineField(OneLineField):
    is_conditional = True


class QuantityForm(forms.Form):
    """`least` is 0 where 0 takes the line out."""

    quantity = forms.IntegerField(label=_("Quantity"))

    def __init__(self, *args: Any, least: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least = least

    def clean_quantity(self) -> int:
        quantity = int(self.cleaned_data["quantity"])
        if quantity < self.least:
            raise forms.ValidationError(_("Choose at least 1."))
        if quantity > MOST_UNITS:
            text = _("An order holds at most %(most)d pieces.") % {"most": MOST_UNITS}
            raise forms.ValidationError(text)
        return quantity


class VoucherForm(forms.Form):
    code = OneLineField(
        label=_("Voucher code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ContactForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("For the confirmation and the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    full_name = OneLineField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        help_text=_("Only for the courier, to call when the parcel comes."),
    )
    province = forms.ChoiceField(
        label=_("Province or city"),
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    commune = ConditionalChoiceField(
        label=_("Ward or commune in Hanoi"),
        required=False,
        help_text=_("For Hanoi. The 126 units since July 2025."),
    )
    ward = ConditionalLineField(
        label=_("Ward or commune by name"),
        max_length=120,
        required=False,
        help_text=_(
            "For other provinces. In Hanoi leave it empty, or type the name from before July 2025, "
            "and we find the unit of today."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    address = OneLineField(
        label=_("House number and street, or village"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    note = forms.CharField(
        label=_("Note for the courier"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, hanoi_only: list[str] | None = None, **kwargs: Any) -> None:
        """`hanoi_only` names the goods of the basket that cannot leave Hanoi."""
        super().__init__(*args, **kwargs)
        self.hanoi_only = hanoi_only or []
        self.provinces = {province.code: province for province in Province.objects.all()}
        self.communes = {
            commune.code: commune
            for commune in Commune.objects.filter(province__code=HANOI_CODE).order_by("slug")
        }
        self._choices("province", self.provinces)
        self._choices("commune", self.communes)
        if not self.is_bound and not self.initial.get("province"):
            self.initial["province"] = HANOI_CODE

    def _choices(self, name: str, records: dict[str, Any]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        # in Vietnamese whatever the page: the courier reads it
        options = [(code, record.name) for code, record in records.items()]
        field.choices = [("", _("Choose")), *options]

    def clean_province(self) -> str:
        code = str(self.cleaned_data["province"])
        if code != HANOI_CODE and self.hanoi_only:
            text = _(
                "%(goods)s can be delivered in Hanoi only. Choose an address in Hanoi, or take it "
                "out of the basket."
            )
            raise forms.ValidationError(text % {"goods": ", ".join(self.hanoi_only)})
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        province = cleaned.get("province")
        if province == HANOI_CODE and "commune" not in self.errors and not cleaned.get("commune"):
            self._find_commune(cleaned)
        if province and province != HANOI_CODE and not cleaned.get("ward"):
            self.add_error("ward", _("Enter your ward or commune."))
        return cleaned

    def _find_commune(self, cleaned: dict[str, Any]) -> None:
        """Take the one unit of today that the typed name can mean, or offer those that it can."""
        typed = cleaned.get("ward", "")
        found = find_communes(typed, self.communes.values())
        if len(found) == 1:
            cleaned["commune"] = found[0].code
        elif found:
            field = cast(forms.ChoiceField, self.fields["commune"])
            heirs = [(commune.code, commune.name) for commune in found]
            everyone = [(commune.code, commune.name) for commune in self.communes.values()]
            rest = [option for option in everyone if option not in heirs]
            group = _("%(name)s is now in") % {"name": typed}
            field.choices = [("", _("Choose")), (group, heirs), (_("All of Hanoi"), rest)]
            names = ", ".join(commune.name for commune in found)
            text = _("%(typed)s may be in any of these today: %(names)s. Choose one.")
            self.add_error("commune", text % {"typed": typed, "names": names})
        elif is_old_province(typed):
            text = _("Hà Tây has been part of Hanoi since 2008. Choose your ward or commune, or "
                     "type its old name or your old district, such as Thường Tín.")  # fmt: skip
            self.add_error("commune", text)
        elif typed:
            text = _("We do not know %(typed)s in Hanoi. Choose your ward or commune.")
            self.add_error("commune", text % {"typed": typed})
        else:
            self.add_error("commune", _("Choose your ward or commune."))

    def contact(self) -> Contact:
        """The cleaned answers; a commune typed for the other case is left out."""
        answers = self.cleaned_data
        is_hanoi = answers["province"] == HANOI_CODE
        commune = self.communes.get(answers["commune"]) if is_hanoi else None
        return Contact(
            email=answers["email"],
            full_name=answers["full_name"],
            phone=answers["phone"],
            province_code=answers["province"],
            province=self.provinces[answers["province"]].name,
            commune_code=commune.code if commune else "",
            ward=commune.name if commune else answers["ward"],
            address=answers["address"],
            note=answers["note"],
        )


class DeliveryForm(forms.Form):
    method = forms.ChoiceField(label=_("How shall it come?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, methods: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["method"])
        field.choices = [(method.code, method.name) for method in methods]
