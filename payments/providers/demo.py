"""The demo provider: Stripe's card numbers, signed events and faults, without keys or network.

It plays a provider that is somewhere else: the shop reaches it only through the protocol and
through events handed to the same receiving function as the webhook's.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from outbox.services import enqueue
from payments.exceptions import BadEvent, Refused
from payments.models import DemoRefund, DemoSession, State
from payments.providers.base import CreateRequest, Event, RefundSnapshot, Seen, Snapshot
from payments.signatures import sign, verify

SIGNATURE_HEADER = "Demo-Signature"
SUCCESS = "4242424242424242"
DECLINES = {
    "4000000000000002": "card_declined",
    "4000000000009995": "insufficient_funds",
    "4000000000000069": "expired_card",
    "4000000000000127": "incorrect_cvc",
}
CHALLENGES = ("4000002500003155", "4000002760003184")
_STATES = {
    DemoSession.State.OPEN: State.OPEN,
    DemoSession.State.CHALLENGE: State.OPEN,
    DemoSession.State.PROCESSING: State.PROCESSING,
    DemoSession.State.PAID: State.SUCCEEDED,
    DemoSession.State.FAILED: State.FAILED,
    DemoSession.State.EXPIRED: State.CANCELED,
}


class DemoProvider:
    code = "demo"
    account = "acct_demo"
    livemode = False
    smallest_minor = 1

    @property
    def label(self) -> str:
        return gettext("Demo payment (no money moves)")

    def create(self, request: CreateRequest, *, idempotency_key: str) -> Snapshot:
        session, is_new = DemoSession.objects.get_or_create(
            idempotency_key=idempotency_key,
            defaults={
                "ref": f"demo_{secrets.token_hex(12)}",
                "attempt_id": request.attempt_id,
                "amount_minor": request.amount_minor,
                "currency": request.currency,
                "return_url": request.return_url,
                "cancel_url": request.cancel_url,
                "language": request.language,
            },
        )
        if not is_new and session.amount_minor != request.amount_minor:
            raise Refused("idempotency_error")
        return self._snapshot(session)

    def fetch(self, ref: str) -> Snapshot:
        return self._snapshot(self._session(ref))

    def find(self, attempt_id: str, *, since: datetime) -> Snapshot | None:
        made = DemoSession.objects.filter(attempt_id=attempt_id, created_at__gte=since).first()
        return self._snapshot(made) if made else None

    def sessions(self, *, since: datetime) -> Iterator[Seen]:
        for made in DemoSession.objects.filter(created_at__gte=since):
            yield Seen(made.ref, made.attempt_id, _STATES[DemoSession.State(made.state)])

    def close(self, ref: str) -> Snapshot:
        open_states = [DemoSession.State.OPEN, DemoSession.State.CHALLENGE]
        DemoSession.objects.filter(ref=ref, state__in=open_states).update(
            state=DemoSession.State.EXPIRED
        )
        return self.fetch(ref)

    def refund(self, ref: str, *, amount_minor: int, idempotency_key: str) -> RefundSnapshot:
        with transaction.atomic():
            session = DemoSession.objects.select_for_update().get(ref=ref)
            made = DemoRefund.objects.filter(idempotency_key=idempotency_key).first()
            if made is None:
                given = sum(session.refunds.values_list("amount_minor", flat=True))
                is_paid = session.state == DemoSession.State.PAID
                if not is_paid or given + amount_minor > session.amount_minor:
                    raise Refused("charge_already_refunded" if is_paid else "not_paid")
                made = DemoRefund.objects.create(
                    ref=f"demo_re_{secrets.token_hex(10)}",
                    idempotency_key=idempotency_key,
                    session=session,
                    amount_minor=amount_minor,
                )
        return RefundSnapshot(made.ref, made.amount_minor)

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        verify(body, headers.get(SIGNATURE_HEADER, ""), webhook_secrets())
        try:
            content = json.loads(body)
            return Event(
                event_id=_word(content["id"]),
                type=_word(content["type"]),
                object_ref=_word(content["object"]),
                attempt_id=_word(content["attempt"]),
                livemode=content["livemode"] is True,
                account=_word(content["account"]),
                api_version="demo-1",
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BadEvent("not an event of ours") from error

    def _session(self, ref: str) -> DemoSession:
        try:
            return DemoSession.objects.get(ref=ref)
        except DemoSession.DoesNotExist as error:
            raise Refused("no_such_session") from error

    def _snapshot(self, session: DemoSession) -> Snapshot:
        is_paid = session.state == DemoSession.State.PAID
        with override(session.language):
            pay_url = reverse("demo_pay:page", args=[session.ref])
        return Snapshot(
            ref=session.ref,
            state=_STATES[DemoSession.State(session.state)],
            amount_minor=session.amount_minor,
            currency=session.currency,
            livemode=self.livemode,
            account=self.account,
            attempt_id=session.attempt_id,
            pay_url=pay_url,
            capture_ref=f"{session.ref}_charge" if is_paid else "",
            captured_minor=session.amount_minor if is_paid else 0,
            decline_code=session.decline_code,
            label=f"•••• {session.card_last4}" if session.card_last4 else "",
            refunds=tuple(
                RefundSnapshot(refund.ref, refund.amount_minor) for refund in session.refunds.all()
            ),
        )


def webhook_secrets() -> list[str]:
    """The newest first; the fallbacks are accepted while keys rotate."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [f"demo-webhook:{key!s}" for key in keys]


def signed_event(session: DemoSession, *, event_id: str, kind: str) -> tuple[bytes, dict[str, str]]:
    """An event's body and headers as the provider would post them."""
    body = json.dumps(
        {
            "id": event_id,
            "type": kind,
            "object": session.ref,
            "attempt": session.attempt_id,
            "livemode": DemoProvider.livemode,
            "account": DemoProvider.account,
        }
    ).encode()
    return body, {SIGNATURE_HEADER: sign(body, webhook_secrets()[0])}


def announce(session: DemoSession, *, times: int = 1) -> None:
    """Post the session's news to the shop `times` times, unless its events are to get lost."""
    if session.loses_events:
        return
    event_id = f"evt_{secrets.token_hex(10)}"
    for number in range(times):
        enqueue(
            topic="payments.demo_event",
            key=f"{event_id}-{number}",
            payload={"session": session.ref, "event": event_id, "kind": f"demo.{session.state}"},
        )


def _word(value: object) -> str:
    if not isinstance(value, str) or len(value) > 120 or "\x00" in value:
        raise TypeError("a short text was expected")
    return value
