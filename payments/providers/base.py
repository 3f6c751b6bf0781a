"""What the shop asks of a payment provider. Amounts are in minor units of the currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from payments.models import State


@dataclass(frozen=True)
class CreateRequest:
    """Frozen into the attempt, so that every retry under one key sends the same."""

    attempt_id: str
    order_number: str
    amount_minor: int
    currency: str
    email: str
    language: str
    return_url: str  # after paying
    cancel_url: str  # after going back without paying

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "CreateRequest":
        return cls(**stored)


@dataclass(frozen=True)
class RefundSnapshot:
    ref: str
    amount_minor: int
    has_succeeded: bool = True
    has_failed: bool = False


@dataclass(frozen=True)
class Snapshot:
    """The provider's object as it is now: the only data the shop believes."""

    ref: str
    state: State
    amount_minor: int
    currency: str
    livemode: bool
    account: str
    attempt_id: str
    pay_url: str = ""
    intent_ref: str | None = None
    capture_ref: str = ""
    captured_minor: int = 0
    decline_code: str = ""
    label: str = ""  # such as "•••• 4242"
    refunds: tuple[RefundSnapshot, ...] = field(default=())


@dataclass(frozen=True)
class Event:
    """A signed event after its signature was checked. It is a trigger, never data."""

    event_id: str
    type: str
    object_ref: str
    attempt_id: str
    livemode: bool
    account: str
    api_version: str = ""


class Provider(Protocol):
    """Every call may raise OutcomeUnknown, RateLimited or Refused."""

    code: str
    account: str
    livemode: bool

    @property
    def label(self) -> str:
        """How the buyer is told who takes the payment."""

    def create(self, request: CreateRequest, *, idempotency_key: str) -> Snapshot:
        """Open a session; the same key gives the same object."""

    def fetch(self, ref: str) -> Snapshot: ...

    def close(self, ref: str) -> Snapshot:
        """Make the session unpayable unless it is paid or being processed already; tells which."""

    def refund(self, ref: str, *, amount_minor: int, idempotency_key: str) -> RefundSnapshot: ...

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Check the signature and read the event; BadEvent on anything else."""
