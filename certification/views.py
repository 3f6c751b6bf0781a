"""The verification pages: a look-up form, one certificate, and the short address of a label."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.limits import Limit, client_of, spend
from catalogue.freshness import revalidated
from certification import codes, json_ld
from certification.lookups import LONGEST, Kind, find_by_code, look_up
from certification.verdicts import verdict_of
from languages.localized import localized

LOOKUPS = Limit("certificates", attempts=60, client_attempts=60, seconds=60)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    title = _("Check a certificate")
    return [(_("Home"), reverse("home")), (title, reverse("certification:lookup")), *more]


@require_safe
@revalidated
def lookup(request: HttpRequest) -> HttpResponse:
    """GET ?code=…; a single result has a page of its own."""
    typed = request.GET.get("code", "").replace("\x00", "").strip()
    context: dict[str, Any] = {
        "crumbs": _crumbs(),
        "page_title": _("Check a certificate"),
        "page_description": _("Type the code of a label or a decision number to check it."),
        "typed": typed[:LONGEST],
    }
    if not typed:
        return render(request, "certification/lookup.html", context)
    if wait := spend(LOOKUPS, client=client_of(request)):
        return _too_many(request, wait)
    result = look_up(typed)
    if len(result.found) == 1:
        return redirect(result.found[0][0].get_absolute_url())
    context |= {"result": result, "verdicts": [verdict_of(*cited) for cited in result.found]}
    return render(request, "certification/lookup.html", context)


@require_safe
@revalidated
def detail(request: HttpRequest, code: str) -> HttpResponse:
    if wait := spend(LOOKUPS, client=client_of(request)):
        return _too_many(request, wait)
    canonical = codes.normalise(code)
    if canonical and canonical != code:
        return redirect("certification:detail", canonical, permanent=True)
    cited = find_by_code(canonical) if canonical else None
    if cited is None:
        return _not_found(request, code)
    certificate = cited[0]
    verdict = verdict_of(*cited)
    title = localized(certificate.product, "title").text
    context = {
        "verdict": verdict,
        "certificate": certificate,
        "statement": json_ld.page(verdict),
        "crumbs": _crumbs((certificate.code, certificate.get_absolute_url())),
        "page_title": f"{verdict.title}: {title}",
        "page_description": f"OCOP, {title}. {verdict.short}",
    }
    return render(request, "certification/detail.html", context)


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR code: goes to the page in the reader's language."""
    with translation.override(get_language_from_request(request)):
        canonical = codes.normalise(code)
        address = reverse("certification:detail", args=[canonical or code[:LONGEST]])
    response = redirect(address)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, no-cache"
    return response


def _not_found(request: HttpRequest, code: str) -> HttpResponse:
    kind = Kind.OURS if codes.normalise(code) else Kind.MISTYPED
    context = {
        "crumbs": _crumbs(),
        "page_title": _("Not found"),
        "typed": code[:LONGEST],
        "result": {"kind": kind, "typed": code[:LONGEST]},
        "verdicts": [],
    }
    return render(request, "certification/lookup.html", context, status=404)


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    context = {"crumbs": _crumbs(), "page_title": _("Too many look-ups"), "wait": wait}
    response = render(request, "certification/too_many.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response
