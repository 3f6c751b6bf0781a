"""What every environment shares: one file per environment imports it; oscar.py is Oscar's half."""

import logging

import django_stubs_ext
import oscar as oscar_package
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import validate
from whitenoise.compress import Compressor

from shop.settings.environment import PROJECT_DIR, env, origin
from shop.settings.oscar import *  # noqa: F403  settings files gather names

django_stubs_ext.monkeypatch()  # admin.ModelAdmin[Product] at run time

BASE_DIR = PROJECT_DIR
DEBUG = False
DEMO_MODE = False
SITE_ID = 1
SITE_NAME = "Làng Nghề"
VAR_DIR = env.path("LANGNGHE_VAR_DIR", default=BASE_DIR / "var")
SITE_ORIGIN = origin("SITE_ORIGIN", "http://localhost:8000")

FORKS = {
    "django.contrib.staticfiles": "shop.apps.ServedFilesConfig",
    "oscar.apps.checkout.apps.CheckoutConfig": "checkout.apps.CheckoutConfig",
    "oscar.apps.shipping.apps.ShippingConfig": "delivery.apps.DeliveryConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig": "catalogue.apps.CatalogueConfig",
    "oscar.apps.partner.apps.PartnerConfig": "producers.apps.ProducersConfig",
    "oscar.apps.payment.apps.PaymentConfig": "payments.apps.PaymentsConfig",
    "oscar.apps.order.apps.OrderConfig": "orders.apps.OrdersConfig",
    "oscar.apps.search.apps.SearchConfig": "search.apps.SearchConfig",
}
# haystack stays importable for Oscar but uninstalled: its simple engine warns on every save
LEFT_OUT = {"haystack"}
INSTALLED_APPS = [
    "shop.apps.ShopConfig",  # first: its commands and templates win
    "languages.apps.LanguagesConfig",
    "accounts.apps.AccountsConfig",
    "outbox.apps.OutboxConfig",
    "sources.apps.SourcesConfig",
    "places.apps.PlacesConfig",
    *(FORKS.get(app, app) for app in oscar_package.INSTALLED_APPS if app not in LEFT_OUT),
    "certification.apps.CertificationConfig",
    "gifting.apps.GiftingConfig",
    "listings.apps.ListingsConfig",
    "backoffice.apps.BackofficeConfig",  # after the packages whose admin pages it replaces
    "django_htmx",
    "csp",
    "sorl.thumbnail",
]

MIDDLEWARE = [
    "shop.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.compression.TextCompressionMiddleware",  # static files were compressed when collected
    "csp.middleware.CSPMiddleware",
    "shop.security.BackOfficePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "shop.template_files.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "shop.context_processors.shop",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # DEFERRED made 2 of 8 writers fail at once with "locked"
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "accounts:profile"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# compressed already; WhiteNoise knows the others
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "avif")
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # papers and pictures that nobody has approved: no address leads to this folder
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "shop.static_files.StaticFilesStorage"},
}

# guides/storefront.md §1.3; the back office has a looser policy of its own (shop.security)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # seconds
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes: no form of ours is larger
FILE_UPLOAD_HANDLERS = [
    "listings.quota.QuotaHandler",  # all files of a request together, before they are stored
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
TRUSTED_PROXIES = 0  # our own proxies in front, whose X-Forwarded-For the rate limits believe
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Làng Nghề <no-reply@langnghe.example>")
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds

# The seller's legal identity, on every page (E-commerce Law); real values from the environment.
SELLER = {
    "name": env.str("SELLER_NAME", "Làng Nghề (minh họa)"),
    "address": env.str("SELLER_ADDRESS", "Hà Nội, Việt Nam"),
    "phone": env.str("SELLER_PHONE", "024 0000 0000"),
    "email": env.str("SELLER_EMAIL", "cham-soc@langnghe.example"),
    "registration": env.str("SELLER_REGISTRATION", ""),
}

# Illustrative delivery table: dong a parcel, working days after the maker's lead time.
DELIVERY = {
    "hanoi": {"fee": 35_000, "days": 2},
    "elsewhere": {"fee": 55_000, "days": 5},
    "pickup": {"fee": 0, "days": 0},
    "cutoff_hour": 15,
    # Tết of 2027 and 2028, the day before New Year's Eve to the fifth day: nobody delivers
    "closed": [("2027-02-04", "2027-02-10"), ("2028-01-24", "2028-01-30")],
}

# Illustrative: dong a parcel for each wrap; how far ahead a gift's day may be wished
GIFT_WRAPS = {"paper": 20_000, "cloth": 60_000}
GIFT_LATEST_DAYS = 90

PAYMENT_PROVIDERS: list[str] = []  # dotted classes; the first is the default
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
# several while one is replaced
STRIPE_WEBHOOK_SECRETS: list[str] = env.list("STRIPE_WEBHOOK_SECRETS", [])
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "")  # stripe-mock's address, never in production
# dong; about US$0.50, which Stripe wants at least. Told in the basket; Stripe has the last word.
STRIPE_SMALLEST_AMOUNT = env.int("STRIPE_SMALLEST_AMOUNT", 15_000)
STRIPE_TEST_MODE = env.bool("STRIPE_TEST_MODE", False)  # a rehearsal outside the demo, on purpose
RESERVATION_MINUTES = 30
SEARCH_BACKEND = {
    "fts5": "search.backends.fts5.Fts5Backend",
    "elasticsearch": "search.backends.elasticsearch.ElasticsearchBackend",
}[env.str("SEARCH", "fts5", validate=validate.OneOf(["fts5", "elasticsearch"]))]
SEARCH_INDEX_FILE = VAR_DIR / "search.sqlite3"
SEARCH_PAGE_SIZE = 24
SEARCH_LOG_DAYS = env.int("SEARCH_LOG_DAYS", 90)  # what is older is deleted
# a search is suggested to others after so many searches on so many different days
SEARCH_POPULAR_AFTER = {"searches": 5, "days": 2}
ELASTICSEARCH_URLS: list[str] = env.list("ELASTICSEARCH_URLS", ["http://127.0.0.1:9200"])
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", "")  # encoded, as Elasticsearch shows it
ELASTICSEARCH_CA = env.str("ELASTICSEARCH_CA", "")  # file of the authority that signed the nodes
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", 2.0)  # seconds that a page waits
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", "langnghe")  # of the names of its indices
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", 1)  # read when an index is built
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", 0)  # 1 where there are several nodes
SEARCH_LEXICON_SECONDS = 3  # how soon a process asks whether staff changed what words mean

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "shop.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "shop.logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "json",
        },
    },
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", logging.INFO)},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        # at INFO and DEBUG the SDK repeats what was sent and answered, e-mail addresses too
        "stripe": {"level": "WARNING"},
        # tells every request and every failed one; ours tell when Elasticsearch fails and returns
        "elastic_transport": {"level": "ERROR"},
    },
}
