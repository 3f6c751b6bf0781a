"""What the shop asks of a payment provider. Amounts are in minor units of the currency."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from payments.models import State


@dataclass(frozen=True)
class CreateRequest:
    """Frozen into the attempt, so that every retry under one key sends the same."""

    attempt_id: str
    order_number: str
    amount_minor: int
    currency: str
    email: str  # "" where the provider is to ask for it
    language: str
    return_url: str  # after paying
    cancel_url: str  # after going back without paying
    description: str = ""  # what the provider's page says is paid for
    expires_at: int = 0  # seconds since 1970: the provider closes the session by itself then

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
class DisputeSnapshot:
    """`state` is one of payments.models.Dispute.State."""

    ref: str
    state: str
    amount_minor: int
    reason: str = ""


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
    disputes: tuple[DisputeSnapshot, ...] = field(default=())


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


@dataclass(frozen=True)
class Seen:
    """A session met in the provider's own list, as far as the list tells."""

    ref: str
    attempt_id: str
    state: State


class Provider(Protocol):
    """Every call may raise OutcomeUnknown, RateLimited or Refused."""

    @property
    def code(self) -> str: ...

    @property
    def account(self) -> str:
        """The account that events name; "" where only foreign accounts are named."""

    @property
    def livemode(self) -> bool: ...

    @property
    def smallest_minor(self) -> int:
        """The least that can be paid, told in the basket; the provider's own no comes later."""

    @property
    def label(self) -> str:
        """How the buyer is told who takes the payment."""

    def create(self, request: CreateRequest, *, idempotency_key: str) -> Snapshot:
        """Open a session; the same key gives the same object. May raise StoredFailure."""

    def fetch(self, ref: str) -> Snapshot:
        """The session of that id, or of a payment's id that an event named."""

    def find(self, attempt_id: str, *, since: datetime) -> Snapshot | None:
        """The session made for this attempt at or after `since`, when no id of it is known."""

    def sessions(self, *, since: datetime) -> Iterator[Seen]:
        """Every session that this shop opened since then, as the provider has it."""

    def close(self, ref: str) -> Snapshot:
        """Make the session unpayable unless it is paid or being processed already; tells which."""

    def refund(self, ref: str, *, amount_minor: int, idempotency_key: str) -> RefundSnapshot: ...

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Check the signature and read the event; BadEvent on anything else."""
