"""The demo's settings on a folder of its own, with two yardstick pages beside the shop."""

from shop.settings.demo import *  # noqa: F403
from shop.settings.demo import BASE_DIR, DATABASES, STORAGES, TEMPLATES
from shop.settings.environment import env

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["testserver", "localhost"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "bench" / "templates"]
OUTBOX_DRAIN_ON_COMMIT = False  # as in production: mails and index updates are the worker's time
if env.str("BENCH_DATABASE_URL", ""):
    DATABASES["default"] = env.dj_db_url("BENCH_DATABASE_URL")
