"""Log-in of staff, the way to an object's own page, and the mails of the demo."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.limits import LOGIN, refusal
from backoffice.mails import DemoMail, demo_mails
from gifting.models import GiftOptions
from orders.models import Order


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Django's own, with the limits of the shop's log-in."""
    if request.method == "POST":
        refused = refusal(request, LOGIN, address=request.POST.get("username", ""))
        if refused is not None:
            return refused
    return admin.site.login(request)


@require_GET
@staff_member_required
def view_on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """Django's own, but not for pages that open by a secret: any staff would read it there."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model in (Order, GiftOptions):
        raise Http404
    return shortcut(request, content_type_id, object_id)


@require_GET
@staff_member_required
def mails(request: HttpRequest) -> HttpResponse:
    context = {**admin.site.each_context(request), "mails": _all_mails()}
    return render(request, "backoffice/mails.html", context)


@require_GET
@staff_member_required
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML part as a page of its own, without script."""
    found = next((each for each in _all_mails() if each.key == key), None)
    if found is None or not found.html:
        raise Http404
    response = HttpResponse(found.html)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


def _all_mails() -> list[DemoMail]:
    if not settings.DEMO_MODE:
        raise Http404
    return demo_mails()
