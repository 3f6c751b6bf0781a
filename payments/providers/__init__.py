"""Payment providers behind one small protocol, chosen by PAYMENT_PROVIDERS."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from payments.exceptions import ProviderNotConfigured
from payments.providers.base import Provider


def default_provider() -> Provider:
    """The first of PAYMENT_PROVIDERS; ProviderNotConfigured when there is none."""
    if not settings.PAYMENT_PROVIDERS:
        raise ProviderNotConfigured
    return _load(settings.PAYMENT_PROVIDERS[0])


def provider(code: str) -> Provider:
    """The configured provider of that code, or ProviderNotConfigured."""
    for path in settings.PAYMENT_PROVIDERS:
        found = _load(path)
        if found.code == code:
            return found
    raise ProviderNotConfigured(code)


def all_providers() -> list[Provider]:
    return [_load(path) for path in settings.PAYMENT_PROVIDERS]


@cache
def _load(path: str) -> Provider:
    made: Provider = import_string(path)()
    return made
