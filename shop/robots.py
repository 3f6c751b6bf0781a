"""robots.txt: what is one visitor's is not crawled; result pages are, to read their noindex."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

PRIVATE = ("basket/", "checkout/", "orders/", "pay/", "demo-pay/", "account/")
PRIVATE_ROOTS = ("/admin/", "/health/")


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
