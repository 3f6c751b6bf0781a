"""Stripe Checkout Sessions on Stripe's own page: the only module that imports stripe.

One session is one attempt with one line item, the order's total, so that no rounding per line can
differ. What the shop believes is fetched; an event only says that there is something to fetch.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import stripe
from django.conf import settings
from django.utils.translation import gettext

from payments.exceptions import (
    BadEvent,
    NotAllowed,
    OutcomeUnknown,
    RateLimited,
    Refused,
    StoredFailure,
)
from payments.providers.base import CreateRequest, Event, RefundSnapshot, Seen, Snapshot
from payments.providers.stripe_objects import (
    ACCOUNT,
    EXPAND,
    disputed_intent,
    our_attempt,
    refund_snapshot,
    session_params,
    snapshot,
    state,
    subject,
    word,
)
from payments.signatures import verify

logger = logging.getLogger(__name__)

SIGNATURE_HEADER = "Stripe-Signature"
# docs/payments.md tells the same list to whoever makes the endpoint
EVENTS = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
    "charge.refunded",
    "charge.refund.updated",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "refund.created",
    "refund.updated",
    "refund.failed",
)
TIMEOUT = (3, 10)  # seconds to connect, to read; the SDK's own is 80 while a buyer waits
RETRIES = 1  # of the SDK, under the same key
CLOCK_SKEW = timedelta(minutes=10)


class StripeProvider:
    code = "stripe"
    account = ACCOUNT

    def __init__(self, http_client: stripe.HTTPClient | None = None) -> None:
        self._http_client = http_client
        self._client: stripe.StripeClient | None = None

    @property
    def livemode(self) -> bool:
        return "_live_" in settings.STRIPE_SECRET_KEY

    @property
    def smallest_minor(self) -> int:
        return int(settings.STRIPE_SMALLEST_AMOUNT)

    @property
    def label(self) -> str:
        if self.livemode:
            return gettext("By card, on Stripe's secure page")
        return gettext("By card, on Stripe's page in test mode (no money moves)")

    def create(self, request: CreateRequest, *, idempotency_key: str) -> Snapshot:
        with _errors_translated():
            made = self._sessions.create(
                session_params(request), {"idempotency_key": idempotency_key}
            )
        return snapshot(made.to_dict())

    def fetch(self, ref: str) -> Snapshot:
        """Of a session's id, or of a PaymentIntent's that a refund's or charge's event named."""
        if ref.startswith("pi_"):
            ref = self._session_of_intent(ref)
        with _errors_translated():
            found = self._sessions.retrieve(ref, {"expand": EXPAND})
        session = found.to_dict()
        intent = disputed_intent(session)
        return snapshot(session, self.disputes(intent) if intent else ())

    def disputes(self, intent: str) -> list[dict[str, Any]]:
        """Of a payment. A key that may not read them hides them, but stops no payment."""
        try:
            with _errors_translated():
                listed = self._api.v1.disputes.list({"payment_intent": intent, "limit": 10})
        except NotAllowed:
            return []
        return [dispute.to_dict() for dispute in listed.data]

    def find(self, attempt_id: str, *, since: datetime) -> Snapshot | None:
        """By the metadata of the sessions made since then: the list, for search lags behind."""
        for seen in self.sessions(since=since - CLOCK_SKEW):
            if seen.attempt_id == attempt_id:
                return self.fetch(seen.ref)
        return None

    def sessions(self, *, since: datetime) -> Iterator[Seen]:
        with _errors_translated():
            page = self._sessions.list({"created": {"gte": int(since.timestamp())}, "limit": 100})
            for found in page.auto_paging_iter():
                session = found.to_dict()
                attempt_id = our_attempt(session.get("metadata"))
                if attempt_id:
                    yield Seen(session["id"], attempt_id, state(session))

    def close(self, ref: str) -> Snapshot:
        """Only an open session can be expired: a refusal says that it is over, not how."""
        try:
            with _errors_translated():
                closed = self._sessions.expire(ref, {"expand": EXPAND})
        except NotAllowed:
            raise
        except Refused:
            return self.fetch(ref)
        return snapshot(closed.to_dict())

    def refund(self, ref: str, *, amount_minor: int, idempotency_key: str) -> RefundSnapshot:
        intent = self.fetch(ref).intent_ref
        if not intent:
            raise Refused("not_paid")
        with _errors_translated():
            made = self._api.v1.refunds.create(
                {"payment_intent": intent, "amount": amount_minor},
                {"idempotency_key": idempotency_key},
            )
        return refund_snapshot(made.to_dict())

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Checked by payments.signatures: the SDK raises UnicodeDecodeError on unsigned noise."""
        verify(body, headers.get(SIGNATURE_HEADER, ""), settings.STRIPE_WEBHOOK_SECRETS)
        try:
            content = json.loads(body)
            thing = content["data"]["object"]
            return Event(
                event_id=word(content["id"]),
                type=word(content["type"]),
                object_ref=subject(thing),
                attempt_id=our_attempt(thing.get("metadata")),
                livemode=content["livemode"] is True,
                account=word(content.get("account") or ""),
                api_version=word(content.get("api_version") or ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadEvent("not an event of Stripe") from error

    @property
    def _api(self) -> stripe.StripeClient:
        if self._client is None:
            base = settings.STRIPE_API_BASE
            self._client = stripe.StripeClient(
                settings.STRIPE_SECRET_KEY,
                http_client=self._http_client or stripe.RequestsClient(timeout=TIMEOUT),
                max_network_retries=RETRIES,
                base_addresses={"api": base} if base else None,
            )
        return self._client

    @property
    def _sessions(self) -> Any:
        return self._api.v1.checkout.sessions

    def _session_of_intent(self, intent: str) -> str:
        with _errors_translated():
            found = self._sessions.list({"payment_intent": intent, "limit": 1}).data
        if not found:
            raise Refused("no_session_of_intent")
        return str(found[0].id)


@contextmanager
def _errors_translated() -> Iterator[None]:
    """Stripe's errors as ours, by what they say about the outcome (guides/payments.md §3.4).

    Their messages may repeat an e-mail address, so neither message nor cause goes further: the
    code and Stripe's request id are what a person needs.
    """
    try:
        yield
    except stripe.RateLimitError as error:
        _log(error)
        raise RateLimited("rate_limit") from None
    except (stripe.APIConnectionError, stripe.APIError) as error:
        _log(error)
        is_stored = (error.headers or {}).get("idempotent-replayed") == "true"
        if is_stored and (error.http_status or 0) >= 500:
            raise StoredFailure("stored_failure") from None
        raise OutcomeUnknown(error.code or "no_answer") from None
    except stripe.AuthenticationError as error:
        _log(error)
        raise NotAllowed("authentication") from None
    except stripe.PermissionError as error:
        _log(error)
        raise NotAllowed("permission") from None
    except stripe.StripeError as error:  # card, invalid request, idempotency: a definitive no
        _log(error)
        raise Refused(error.code or type(error).__name__) from None


def _log(error: stripe.StripeError) -> None:
    logger.warning(
        "Stripe: %s %s %s (%s)",
        type(error).__name__,
        error.http_status or "",
        error.code or "",
        error.request_id or "no request id",
    )
