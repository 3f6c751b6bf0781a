"""Production: PostgreSQL, Redis, TLS in front; what differs by machine is in the environment."""

from shop.settings.base import *  # noqa: F403
from shop.settings.base import STRIPE_SECRET_KEY
from shop.settings.environment import env, origin, required

SITE_ORIGIN = origin("SITE_ORIGIN")
SECRET_KEY = required(env.str, "SECRET_KEY", "50 or more random characters")
ALLOWED_HOSTS = [
    *required(env.list, "ALLOWED_HOSTS", "host names, separated by commas"),
    "localhost",  # the health check of docker-compose.yml
]
DATABASES = {
    "default": required(env.dj_db_url, "DATABASE_URL", "postgres://user:password@host/name")
}
DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=5000"  # milliseconds
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": required(env.str, "REDIS_URL", "redis://host:6379/0"),
    }
}
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
PAYMENT_PROVIDERS = env.list(
    "PAYMENT_PROVIDERS",
    ["payments.providers.stripe.StripeProvider"] if STRIPE_SECRET_KEY else [],
)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)  # the one that ends TLS
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
