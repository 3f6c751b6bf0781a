"""The demo: one process, SQLite, demo goods, accounts and payments. Python only, DEBUG off."""

import secrets

from shop.settings.base import *  # noqa: F403
from shop.settings.base import SQLITE_OPTIONS, STRIPE_SECRET_KEY, VAR_DIR
from shop.settings.environment import env

DEMO_MODE = True
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _kept_secret() -> str:
    """A key of this machine alone, kept so that a restart does not empty the baskets."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = env.str("SECRET_KEY", None) or _kept_secret()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "demo.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
PAYMENT_PROVIDERS = ["payments.providers.demo.DemoProvider"]
if STRIPE_SECRET_KEY:  # a test key; the demo provider stays for the attempts that it began
    PAYMENT_PROVIDERS.insert(0, "payments.providers.stripe.StripeProvider")
SEARCH_POPULAR_AFTER = {"searches": 2, "days": 1}  # so that it is seen within a minute

# http://localhost: cookies marked secure would never come back
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
OSCAR_BASKET_COOKIE_SECURE = False
OSCAR_URL_SCHEMA = "http"
