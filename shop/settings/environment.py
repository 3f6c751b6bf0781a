"""Reads settings from the environment; a missing or odd value stops the start and is named."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

Value = TypeVar("Value")

env = Env()
PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


def required(read: Callable[..., Value], name: str, why: str) -> Value:
    """The variable's value; raises ImproperlyConfigured naming it when missing or unreadable."""
    try:
        value = read(name)
    except EnvError as error:
        raise ImproperlyConfigured(f"Set {name} ({why}): {error}") from error
    if value in ("", []):
        raise ImproperlyConfigured(f"Set {name} ({why}): it is empty.")
    return value


def origin(name: str, default: str | None = None) -> str:
    """Scheme and host of the shop's own address, such as https://langnghe.example; no slash."""
    value = (env.str(name, default) or "").strip().rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"Set {name} to the shop's own origin, such as https://langnghe.example "
            f"(scheme and host, no path): it is {value!r}."
        )
    return value
