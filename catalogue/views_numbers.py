"""Hanoi's OCOP in numbers: each figure with its date, its sources and what contradicts it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.stories import Passage
from languages.localized import localized
from sources.citations import Notes, with_sources
from sources.impact import Statement, impact
from sources.models import Figure, Source


def numbers(request: HttpRequest) -> HttpResponse:
    told = impact()
    by_key = {source.key: source for source in Source.objects.filter(key__in=told.source_keys)}
    notes = Notes()
    figures = [
        {"figure": figure, "notes": notes.cite(sources)}
        for figure, sources in with_sources(Figure.objects.all())
    ]
    statements = [*told.paragraphs, *([told.said_by] if told.said_by else [])]
    title = _("OCOP in numbers")
    context = {
        "figures": figures,
        "impact_title": localized(told.title, "text"),
        "impact": _passages(statements, by_key, notes),
        "notes": notes,
        "crumbs": [(_("Home"), reverse("home")), (title, reverse("catalogue:numbers"))],
        "page_title": title,
        "page_description": _(
            "Hanoi's OCOP programme and craft villages in figures, each with its date and source."
        ),
    }
    return render(request, "catalogue/numbers.html", context)


def _passages(
    statements: Iterable[Statement], by_key: dict[str, Source], notes: Notes
) -> list[Passage]:
    return [
        Passage(
            text=localized(statement, "text"),
            notes=notes.cite(by_key[key] for key in statement.source_keys if key in by_key),
        )
        for statement in statements
    ]
