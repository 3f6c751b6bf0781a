"""The filter of the venue list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from languages.localized import localized
from places.models import Commune, Venue


class CommuneField(forms.ModelChoiceField[Commune]):
    def label_from_instance(self, obj: Commune) -> str:
        return localized(obj, "name").text


class VenueFilter(forms.Form):
    """GET; an unknown commune or kind is ignored, so that an old address still opens."""

    commune = CommuneField(
        label=_("Commune or ward"),
        queryset=Commune.objects.filter(venues__isnull=False).distinct().order_by("slug"),
        to_field_name="slug",
        required=False,
        empty_label=_("All communes"),
    )
    kind = forms.ChoiceField(
        label=_("Kind of place"),
        choices=[("", _("All kinds")), *Venue.Kind.choices],
        required=False,
    )
