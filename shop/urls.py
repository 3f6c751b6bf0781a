"""Every address of the shop; the pages people read are under /vi/ and /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from places.views import events
from shop import health
from shop.home import HomeView, choose_language

handler404 = "shop.errors.not_found"
urlpatterns = [
    path("", choose_language, name="root"),
    path("admin/", include("backoffice.urls")),  # before Django's: its log-in is limited
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("c/", include("certification.short_urls")),
    path("payments/webhooks/", include("payments.webhook_urls")),
    path("", include("shop.root_urls")),
]
urlpatterns += i18n_patterns(
    path("", HomeView.as_view(), name="home"),
    path("", include("catalogue.urls")),
    path("", include("search.urls")),
    path("certificates/", include("certification.urls")),
    path("venues/", include("places.urls")),
    path("events/", events, name="events"),
    path("basket/", include("checkout.basket_urls")),
    path("checkout/", include("checkout.urls")),
    path("orders/", include("orders.urls")),
    path("gifts/", include("gifting.urls")),
    path("pay/", include("payments.urls")),
    path("demo-pay/", include("payments.demo_urls")),
    path("desk/", include("listings.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("shop.account_urls")),
    path("", include("shop.page_urls")),
)
if settings.DEMO_MODE:  # elsewhere the web server or the object store gives them out
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
