"""Attempts to pay, the append-only ledger of money, and the inbox of provider events."""

from payments.models.attempts import LIVE, Attempt, State
from payments.models.demo import DemoRefund, DemoSession
from payments.models.disputes import Dispute
from payments.models.inbox import Inbox
from payments.models.ledger import Ledger, LedgerQuerySet
from payments.models.mirror import Source, Transaction
from payments.models.refunds import Refund

__all__ = [
    "LIVE",
    "Attempt",
    "DemoRefund",
    "DemoSession",
    "Dispute",
    "Inbox",
    "Ledger",
    "LedgerQuerySet",
    "Refund",
    "Source",
    "State",
    "Transaction",
]

from oscar.apps.payment.models import *  # noqa: F403  after our own classes
