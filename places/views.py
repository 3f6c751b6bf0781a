"""Showrooms and design centres, and the dated events of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from languages import calendar
from languages.localized import localized
from places.forms import VenueFilter
from places.map import markers, outline
from places.models import Event, Venue
from sources.citations import with_sources
from sources.models import Source


def venues(request: HttpRequest) -> HttpResponse:
    form = VenueFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    listed = Venue.objects.select_related("commune")
    if chosen.get("commune"):
        listed = listed.filter(commune=chosen["commune"])
    if chosen.get("kind"):
        listed = listed.filter(kind=chosen["kind"])
    found = with_sources(listed.order_by("-is_known_open", "kind", "slug"))
    marked = markers(
        (
            localized(venue, "name").text,
            f"#{venue.slug}",
            (venue.commune.longitude, venue.commune.latitude) if venue.commune else None,
        )
        for venue, _sources in found
    )
    title = _("Showrooms and design centres")
    context = {
        "form": form,
        "is_filtered": bool(chosen.get("commune") or chosen.get("kind")),
        "venues": [{"venue": venue, "sources": sources} for venue, sources in found],
        "markers": marked,
        "outline": outline(),
        "crumbs": [(_("Home"), reverse("home")), (title, reverse("places:venues"))],
        "page_title": title,
        "page_description": _("Where OCOP goods of Hanoi are shown, as far as sources tell."),
    }
    return render(request, "places/venues.html", context)


def events(request: HttpRequest) -> HttpResponse:
    """Coming events first, the nearest at the top; then those of unknown date; then past ones."""
    found = with_sources(Event.objects.all())
    today = calendar.hanoi_today()
    coming: list[tuple[Event, list[Source]]] = []
    undated, past = list(coming), list(coming)
    for event, sources in found:
        if event.starts_on is None:
            undated.append((event, sources))
        elif (event.ends_on or event.starts_on) < today:
            past.append((event, sources))
        else:
            coming.insert(0, (event, sources))
    title = _("Events")
    context = {
        "coming": coming,
        "undated": undated,
        "past": past,
        "crumbs": [(_("Home"), reverse("home")), (title, reverse("events"))],
        "page_title": title,
        "page_description": _("Fairs and weeks of Hanoi's OCOP goods, with dates and sources."),
    }
    return render(request, "places/events.html", context)
