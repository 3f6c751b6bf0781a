"""robots.txt: what belongs to one visitor, or would only repeat the catalogue, is not crawled."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

PRIVATE = ("basket/", "checkout/", "orders/", "pay/", "demo-pay/", "account/", "search/?")
PRIVATE_ROOTS = ("/admin/", "/dashboard/", "/health/")


@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    closed = [f"/{code}/{part}" for code, _ in settings.LANGUAGES for part in PRIVATE]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in (*closed, *PRIVATE_ROOTS)),
        "",
        f"Sitemap: {settings.SITE_ORIGIN}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
