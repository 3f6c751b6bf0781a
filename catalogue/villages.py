"""The craft villages as a list and as the markers of a map, numbered alike."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from languages.localized import localized
from places.map import Marker, markers
from places.models import Village


def listed() -> QuerySet[Village]:
    """With craft, commune and the number of their public goods."""
    public = Count("products", filter=Q(products__is_public=True, products__parent=None))
    return (
        Village.objects.select_related("craft", "commune").annotate(goods=public).order_by("slug")
    )


def drawn(villages: Iterable[Village]) -> list[Marker]:
    return markers(
        (
            localized(village, "name").text,
            village.get_absolute_url(),
            (village.commune.longitude, village.commune.latitude) if village.commune else None,
        )
        for village in villages
    )
