"""`/health/live`: the process answers. `/health/ready`: it can sell; each part is named."""

import logging
from collections.abc import Callable
from dataclasses import asdict

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outbox.models import Message
from search.services import health as search_health

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _database() -> str:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(pending)} migrations are not applied" if pending else ""


def _cache() -> str:
    cache.set("health", "ok", 10)
    return "" if cache.get("health") == "ok" else "the cache forgets"


def _outbox() -> str:
    parked = Message.objects.parked().count()
    return f"{parked} messages are parked" if parked else ""


# what must hold before traffic is sent here; a parked message or a lost index does not stop a sale
VITAL: dict[str, Callable[[], str]] = {"database": _database, "cache": _cache}
WATCHED: dict[str, Callable[[], str]] = {"outbox": _outbox}


def _examine(check: Callable[[], str]) -> str:
    """Empty when well, else what is wrong; any failure of the part is its answer."""
    try:
        return check()
    except (DatabaseError, OSError) as error:
        logger.warning("health check failed: %s", type(error).__name__)
        return type(error).__name__


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 with the failing part when a vital one fails; the search engine that answers is named."""
    vital = {name: _examine(check) for name, check in VITAL.items()}
    watched = {name: _examine(check) for name, check in WATCHED.items()}
    parts = {name: problem or "ok" for name, problem in {**vital, **watched}.items()}
    return JsonResponse(
        {"ready": not any(vital.values()), **parts, "search": asdict(search_health())},
        status=503 if any(vital.values()) else 200,
    )
