"""Where providers post their events. No language, no session, no CSRF: the signature decides."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.exceptions import BadEvent, ProviderNotConfigured, RetryLater
from payments.services import receive_event

logger = logging.getLogger(__name__)
LARGEST_BODY = 256 * 1024  # bytes


@csrf_exempt
@require_POST
@transaction.non_atomic_requests
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """200 done, repeated or not ours; 400 unsigned or unreadable; 413 too large; 503 again."""
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
            return HttpResponse(status=413)
        body = request.body
    except (RequestDataTooBig, ValueError):
        return HttpResponse(status=413)
    if len(body) > LARGEST_BODY:
        return HttpResponse(status=413)
    try:
        receipt = receive_event(provider, body, request.headers)
    except ProviderNotConfigured:
        return HttpResponse(status=404)
    except BadEvent as error:
        logger.warning("webhook refused: %s", error)
        return HttpResponse(status=400)
    except RetryLater as error:
        logger.warning("webhook postponed: %s", error)
        return HttpResponse(status=503)
    return HttpResponse(receipt.value, content_type="text/plain")
