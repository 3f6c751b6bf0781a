"""The buyer between shop and provider: to pay, back from paying, and changing one's mind."""

import logging

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.limits import Limit, refusal
from orders.exceptions import AmountOutOfRange, NotCancellable
from orders.models import Order, Status
from orders.privacy import private_page
from payments import services
from payments.exceptions import AttemptStillOpen, ProviderError, ProviderNotConfigured
from payments.models import Attempt, State

logger = logging.getLogger(__name__)
STARTS = Limit("pay", attempts=5, client_attempts=30, seconds=10 * 60)
MOST_POLLS = 15  # one every two seconds
UNPAYABLE = ("amount_too_small", "amount_too_large")


@require_http_methods(["GET", "POST"])
@private_page("same-origin")
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """GET opens the session (T2) and leads to the provider by link and meta refresh: Chromium
    applies form-action to redirects. POST starts again after an attempt that was closed."""
    order = get_object_or_404(Order.everything, public_token=token)
    if order.status != Status.PENDING:
        return redirect(order)
    if request.method == "POST":
        return _start_again(request, order)
    try:
        attempt = services.open_newest(order)
    except ProviderNotConfigured:
        attempt = services.newest_attempt(order)
        logger.exception("attempt of a provider that is not configured")
    order.refresh_from_db()
    if order.status != Status.PENDING:
        return redirect(order)
    phase = phase_of(attempt)
    context = {"order": order, "attempt": attempt, "phase": phase}
    response = render(request, "payments/pay.html", context)
    if phase in ("checking", "processing"):
        ask_again(response, request.path, seconds=_patience(attempt))
    return response


@require_GET
@private_page("same-origin")
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """Where the provider sends the buyer: asks what happened, never guesses that it failed."""
    order = get_object_or_404(Order.everything, public_token=token)
    attempt = services.newest_attempt(order)
    if attempt is not None and attempt.is_live:
        try:
            attempt = services.sync(attempt)
        except (ProviderError, ProviderNotConfigured, OperationalError):
            logger.warning("return page could not ask the provider", exc_info=True)
        order.refresh_from_db()
    if order.status != Status.PENDING:
        return redirect(f"{order.get_absolute_url()}?thanks=1")
    polls = _number(request.GET.get("n", ""))
    phase = phase_of(attempt)
    is_polling = polls < MOST_POLLS and phase not in ("declined", "closed", "unpayable")
    context = {"order": order, "attempt": attempt, "phase": phase, "is_polling": is_polling}
    response = render(request, "payments/return.html", context)
    if is_polling:
        ask_again(response, f"{request.path}?n={polls + 1}", seconds=2)
    return response


@require_http_methods(["GET", "POST"])
@private_page("same-origin")
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then cancel before payment."""
    order = get_object_or_404(Order.everything, public_token=token)
    if order.status != Status.PENDING:
        return redirect(order)
    if request.method == "GET":
        return render(request, "payments/cancel.html", {"order": order})
    try:
        order = services.cancel(order)
    except NotCancellable:
        messages.warning(request, _("This order can no longer be cancelled here."))
    else:
        messages.info(request, _cancel_text(order))
    return redirect(order)


def phase_of(attempt: Attempt | None) -> str:
    """ready, declined, checking, processing, unpayable or closed: what the page tells."""
    if attempt is None:
        return "closed"
    state = State(attempt.state)
    if state == State.OPEN:
        return "declined" if attempt.error_code else "ready"
    phases = {State.NEW: "checking", State.PROCESSING: "processing", State.SUCCEEDED: "checking"}
    is_unpayable = state == State.FAILED and attempt.error_code in UNPAYABLE
    return phases.get(state, "unpayable" if is_unpayable else "closed")


def ask_again(response: HttpResponse, url: str, *, seconds: int) -> None:
    """Polling without JavaScript: the header does what a meta element would do."""
    response["Refresh"] = f"{seconds}; url={url}"


def _patience(attempt: Attempt | None) -> int:
    """Seconds until the page asks again: longer for a provider that asked for patience."""
    return 15 if attempt is not None and attempt.error_code == "rate_limit" else 4


def _start_again(request: HttpRequest, order: Order) -> HttpResponse:
    token = order.public_token
    refused = refusal(request, STARTS, address=token, template="checkout/too_many.html")
    if refused is not None:
        return refused
    try:
        services.begin_again(order=order)
    except (AttemptStillOpen, AmountOutOfRange, ProviderNotConfigured):
        logger.info("no further attempt", extra={"order": order.number})
    return redirect(reverse("payments:pay", args=[order.public_token]))


def _cancel_text(order: Order) -> str:
    if order.status == Status.CANCELLED:
        return _("The order is cancelled and nothing was charged.")
    return _("We are cancelling the order; the payment provider has not confirmed it yet.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
