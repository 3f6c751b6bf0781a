"""Tests: SQLite in a file, or PostgreSQL when DATABASE_URL says so; the demo provider."""

from pathlib import Path
from tempfile import mkdtemp

from shop.settings.base import *  # noqa: F403
from shop.settings.base import SQLITE_OPTIONS
from shop.settings.environment import env

TEST_DIR = Path(mkdtemp(prefix="langnghe-test-"))
VAR_DIR = TEST_DIR
MEDIA_ROOT = TEST_DIR / "media"
STATIC_ROOT = TEST_DIR / "static"
SEARCH_INDEX_FILE = TEST_DIR / "search.sqlite3"
SEARCH_BACKEND = "search.backends.fts5.Fts5Backend"
ELASTICSEARCH_URLS = [env.str("TEST_ELASTICSEARCH_URL", "http://127.0.0.1:1")]  # where nobody is
SECRET_KEY = "only-for-tests"  # noqa: S105  never used outside the test process
SITE_ORIGIN = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_MODE = True
PAYMENT_PROVIDERS = ["payments.providers.demo.DemoProvider"]
STRIPE_SECRET_KEY = STRIPE_API_BASE = ""  # whatever the environment holds, tests do not call out
STRIPE_WEBHOOK_SECRETS = []

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": TEST_DIR / "test.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        # in-memory shared cache answered "table is locked" to concurrent writers
        "TEST": {"NAME": TEST_DIR / "test.sqlite3"},
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, tests only
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TEST_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
OSCAR_BASKET_COOKIE_SECURE = False
