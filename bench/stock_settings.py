"""A stock django-oscar 4.2 without our forks: the yardstick for placing orders.

Our forks replace the models that Oscar's creator writes, so stock Oscar needs a process and a
database of its own. Engine, options and server are the same on both sides.
"""

import oscar
from oscar.defaults import *  # noqa: F403  Oscar's documented way to take its defaults

from shop.settings.base import SQLITE_OPTIONS, VAR_DIR
from shop.settings.environment import env

SECRET_KEY = "only-for-the-benchmark"  # noqa: S105  never used outside it
SITE_ID = 1
INSTALLED_APPS = [app for app in oscar.INSTALLED_APPS if app != "haystack"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "stock.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
if env.str("BENCH_DATABASE_URL", ""):
    DATABASES["default"] = env.dj_db_url("BENCH_DATABASE_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_INITIAL_ORDER_STATUS = "Pending"
OSCAR_INITIAL_LINE_STATUS = "Pending"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
