"""How often one visitor may try something: counters in the cache, nothing personal kept."""

import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """`attempts` for one address from one client, `client_attempts` for all it names, a window."""

    name: str
    attempts: int
    client_attempts: int
    seconds: int


LOGIN = Limit("login", attempts=6, client_attempts=40, seconds=5 * 60)
REGISTER = Limit("register", attempts=3, client_attempts=10, seconds=60 * 60)
RESET = Limit("reset", attempts=3, client_attempts=10, seconds=60 * 60)
CONTACT = Limit("contact", attempts=5, client_attempts=5, seconds=60 * 60)


def spend(limit: Limit, *, client: str, address: str = "") -> int:
    """Count one attempt; 0 when it is allowed, else the seconds until the next may be made."""
    now = time.time()
    window = int(now // limit.seconds)
    used_up = [
        _count(limit, window, client, address.strip().casefold()) > limit.attempts,
        _count(limit, window, client) > limit.client_attempts,
    ]
    if not any(used_up):
        return 0
    return max(1, math.ceil((window + 1) * limit.seconds - now))


def refusal(
    request: HttpRequest,
    limit: Limit,
    *,
    address: str = "",
    template: str = "accounts/too_many.html",
) -> HttpResponse | None:
    """Count one attempt of this request; a page with status 429 when it was one too many."""
    seconds = spend(limit, client=client_of(request), address=address)
    if not seconds:
        return None
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def client_of(request: HttpRequest) -> str:
    """The address the request came from.

    X-Forwarded-For is believed only as far as our TRUSTED_PROXIES have written it: anything
    further left was typed by the client.
    """
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and len(hops) >= proxies and hops[-proxies]:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _count(limit: Limit, window: int, *who: str) -> int:
    digest = salted_hmac("accounts.limits", "\0".join(who)).hexdigest()[:32]
    key = f"limit:{limit.name}:{len(who)}:{digest}:{window}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1
