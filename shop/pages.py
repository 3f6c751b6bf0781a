"""Pages of prose: the policies and what OCOP stars are. The texts are templates, one per language;
fees, days and the seller's identity come from the settings, so that they are written once."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Registration
from catalogue.seals import candidate_seal, expired_seal, reported_seal, solid_seal
from shop.models import Enquiry

POLICIES: dict[str, Promise] = {
    "delivery": _("Delivery"),
    "returns": _("Returns and refunds"),
    "payment": _("Payment"),
    "terms": _("Terms of sale"),
    "privacy": _("Privacy"),
}
REPORT_DAMAGE_HOURS = 48  # the shop's own promise, after the parcel arrived
RETURN_DAYS = 7
REFUND_WORKING_DAYS = 7


@dataclass(frozen=True)
class Band:
    """Points and who decides (Decision 26/2026/QĐ-TTg, Art. 3.3 and 4)."""

    stars: int
    points_from: int
    points_below: int | None
    by_ministry: bool


BANDS = [Band(3, 50, 70, False), Band(4, 70, 90, False), Band(5, 90, None, True)]


def policy(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in POLICIES:
        raise Http404(slug)
    return _prose(
        request,
        f"pages/policies/{slug}",
        page_title=POLICIES[slug],
        slug=slug,
        policies=POLICIES,
        delivery=settings.DELIVERY,
        reservation_minutes=settings.RESERVATION_MINUTES,
        basket_days=settings.OSCAR_BASKET_COOKIE_LIFETIME // 86_400,
        session_days=settings.SESSION_COOKIE_AGE // 86_400,
        registration_days=Registration.LIFETIME.days,
        enquiry_days=Enquiry.KEPT.days,
        damage_hours=REPORT_DAMAGE_HOURS,
        return_days=RETURN_DAYS,
        refund_days=REFUND_WORKING_DAYS,
    )


def ocop(request: HttpRequest) -> HttpResponse:
    return _prose(
        request,
        "pages/ocop",
        page_title=_("What OCOP stars say"),
        bands=[(band, solid_seal(band.stars)) for band in BANDS],
        solid=solid_seal(4),
        candidate=candidate_seal(),
        reported=reported_seal(4),
        expired=expired_seal(4),
    )


def _prose(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    language = "en" if get_language() == "en" else "vi"
    context |= {"seller": settings.SELLER, "is_demo": settings.DEMO_MODE}
    return render(request, f"{template}.{language}.html", context)
