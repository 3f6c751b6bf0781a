"""Signed event bodies in Stripe's scheme: `t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`."""

import hashlib
import hmac
import time

from payments.exceptions import BadEvent

TOLERANCE = 300  # seconds, both ways


def sign(body: bytes, secret: str, *, at: int | None = None) -> str:
    moment = int(time.time()) if at is None else at
    return f"t={moment},v1={_digest(body, secret, moment)}"


def verify(body: bytes, header: str, secrets: list[str], *, now: int | None = None) -> None:
    """BadEvent unless one of the secrets (several while rotating) signed this body just now."""
    moment, signatures = _read(header)
    current = int(time.time()) if now is None else now
    if abs(current - moment) > TOLERANCE:
        raise BadEvent("timestamp outside the tolerance")
    for secret in secrets:
        if secret and any(
            hmac.compare_digest(_digest(body, secret, moment), given) for given in signatures
        ):
            return
    raise BadEvent("no signature matches")


def _digest(body: bytes, secret: str, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()


def _read(header: str) -> tuple[int, list[str]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    try:
        moment = next(int(value) for name, _, value in pairs if name == "t")
    except (StopIteration, ValueError) as error:
        raise BadEvent("no timestamp") from error
    signatures = [value for name, _, value in pairs if name == "v1" and value.isascii()]
    if not signatures:
        raise BadEvent("no signature")
    return moment, signatures
