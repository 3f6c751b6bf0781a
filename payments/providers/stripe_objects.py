"""Stripe's objects as plain dictionaries: what we send, and what we read of what comes back."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from payments.models import Dispute, State
from payments.providers.base import CreateRequest, DisputeSnapshot, RefundSnapshot, Snapshot

ACCOUNT = ""  # events of our own account name none; those of connected accounts do
# the session, its payment and card, and what was given back: all that a Snapshot needs
EXPAND = ["payment_intent.latest_charge.refunds"]


def session_params(request: CreateRequest) -> dict[str, Any]:
    """A pure function of the frozen request: a retry under the same key must send the same."""
    metadata = {
        "attempt": request.attempt_id,
        "order": request.order_number,
        "shop": _origin(request.return_url),
    }
    product = {"name": request.description or request.order_number}
    price = {
        "currency": request.currency.lower(),
        "unit_amount": request.amount_minor,
        "product_data": product,
    }
    params: dict[str, Any] = {
        "mode": "payment",
        "ui_mode": "hosted_page",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": request.attempt_id,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},  # so that events of charges name us too
        "success_url": request.return_url,
        "cancel_url": request.cancel_url,
        "locale": "vi" if request.language == "vi" else "en",
        "expand": EXPAND,
    }
    if request.email:
        params["customer_email"] = request.email
    if request.expires_at:
        params["expires_at"] = request.expires_at
    return params


def snapshot(session: dict[str, Any], disputes: Iterable[Mapping[str, Any]] = ()) -> Snapshot:
    intent = _expanded(session.get("payment_intent"))
    charge = _expanded(intent.get("latest_charge"))
    given_back = (charge.get("refunds") or {}).get("data") or []
    return Snapshot(
        ref=session["id"],
        state=state(session),
        amount_minor=session.get("amount_total") or 0,
        currency=(session.get("currency") or "").upper(),
        livemode=bool(session.get("livemode")),
        account=ACCOUNT,
        attempt_id=(session.get("metadata") or {}).get("attempt") or "",
        pay_url=session.get("url") or "",
        intent_ref=intent.get("id") or None,
        capture_ref=intent.get("id") or "",  # one payment a session; the charge may come later
        captured_minor=intent.get("amount_received") or 0,
        decline_code=_decline_code(intent),
        label=_card_label(charge),
        refunds=tuple(refund_snapshot(refund) for refund in given_back),
        disputes=tuple(dispute_snapshot(dispute) for dispute in disputes),
    )


def disputed_intent(session: Mapping[str, Any]) -> str:
    """The payment to ask for disputes; "" when its charge has none."""
    intent = _expanded(session.get("payment_intent"))
    is_disputed = _expanded(intent.get("latest_charge")).get("disputed")
    return str(intent.get("id") or "") if is_disputed else ""


def state(session: Mapping[str, Any]) -> State:
    """Sold only when Stripe says paid; complete but unpaid is a bank that takes its time."""
    if session.get("status") == "expired":
        return State.CANCELED
    if session.get("status") != "complete":
        return State.OPEN
    if session.get("payment_status") in ("paid", "no_payment_required"):
        return State.SUCCEEDED
    has_failed = _expanded(session.get("payment_intent")).get("status") in (
        "requires_payment_method",
        "canceled",
    )
    return State.FAILED if has_failed else State.PROCESSING


def _decline_code(intent: Mapping[str, Any]) -> str:
    problem = intent.get("last_payment_error") or {}
    code = problem.get("code") or ""
    if code == "payment_intent_authentication_failure":
        return "authentication_required"
    return str(problem.get("decline_code") or code)[:60]


def _card_label(charge: Mapping[str, Any]) -> str:
    details = charge.get("payment_method_details") or {}
    last4 = (details.get("card") or {}).get("last4")
    return f"•••• {last4}" if last4 else str(details.get("type") or "")


def refund_snapshot(refund: Mapping[str, Any]) -> RefundSnapshot:
    return RefundSnapshot(
        ref=refund["id"],
        amount_minor=refund["amount"],
        has_succeeded=refund.get("status") == "succeeded",
        has_failed=refund.get("status") in ("failed", "canceled"),
    )


def dispute_snapshot(dispute: Mapping[str, Any]) -> DisputeSnapshot:
    """A bank's mere question ("warning_…") is a dispute of the same state here."""
    status = str(dispute.get("status") or "").removeprefix("warning_")
    is_known = status in Dispute.State.values
    return DisputeSnapshot(
        ref=dispute["id"],
        state=status if is_known else Dispute.State.CLOSED,
        amount_minor=dispute["amount"],
        reason=str(dispute.get("reason") or "")[:60],
    )


def subject(thing: Mapping[str, Any]) -> str:
    """What to fetch: the session itself, else the payment that a charge or refund belongs to."""
    intent = _expanded(thing.get("payment_intent")).get("id")
    if thing.get("object") != "checkout.session" and intent:
        return word(intent)
    return word(thing.get("id") or "")


def _expanded(value: Any) -> Mapping[str, Any]:
    """An object of Stripe's, whether it came whole or as its id alone."""
    if isinstance(value, str):
        return {"id": value}
    return value or {}


def our_attempt(metadata: Any) -> str:
    """The attempt that this shop wrote there; "" for other shops on the same account."""
    if not metadata or metadata.get("shop") != settings.SITE_ORIGIN:
        return ""
    return word(metadata.get("attempt") or "")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def word(value: object) -> str:
    if not isinstance(value, str) or len(value) > 120 or "\x00" in value:
        raise TypeError("a short text was expected")
    return value
