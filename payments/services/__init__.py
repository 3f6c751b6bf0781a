"""Every write that concerns money. Locks are taken Order → Attempt → StockRecords."""

from payments.services.attempts import (
    begin_again,
    begin_attempt,
    close,
    live_attempt,
    newest_attempt,
    open_attempt,
    open_newest,
    sync,
)
from payments.services.expiry import cancel, expire, expire_reservations
from payments.services.inbox import Receipt, receive_event, work_on
from payments.services.refunds import request_refund
from payments.services.snapshots import apply

__all__ = [
    "Receipt",
    "apply",
    "begin_again",
    "begin_attempt",
    "cancel",
    "close",
    "expire",
    "expire_reservations",
    "live_attempt",
    "newest_attempt",
    "open_attempt",
    "open_newest",
    "receive_event",
    "request_refund",
    "sync",
    "work_on",
]
