"""Comparing the providers' lists of sessions with our attempts (payments.md §3.7, case D)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from payments import providers
from payments.models import Attempt, State
from payments.providers.base import Provider, Seen
from payments.services.inbox import is_uuid

MARGIN = timedelta(days=1)  # a session may be younger than its attempt


@dataclass(frozen=True)
class Difference:
    """`attempt` is None when no attempt of ours explains the session."""

    code: str
    action: str
    seen: Seen
    attempt: Attempt | None


def sweep(*, since: datetime) -> Iterator[Difference]:
    """Sessions opened since then of which an attempt knows nothing, or less. May raise
    ProviderError."""
    for provider in providers.all_providers():
        ours = Attempt.objects.filter(provider=provider.code, created_at__gte=since - MARGIN)
        known = dict(ours.values_list("provider_ref", "state"))
        for seen in provider.sessions(since=since):
            is_known = seen.ref in known
            if is_known and State(known[seen.ref]).rank >= seen.state.rank:
                continue
            difference = _compare(provider, seen)
            if difference is not None:
                yield difference


def _compare(provider: Provider, seen: Seen) -> Difference | None:
    ours = Attempt.objects.select_related("order").filter(provider=provider.code)
    attempt = ours.filter(provider_ref=seen.ref).first()
    if attempt is None:
        attempt = ours.filter(pk=seen.attempt_id).first() if is_uuid(seen.attempt_id) else None
    if attempt is None and seen.state not in (State.PROCESSING, State.SUCCEEDED):
        return None  # no money in it: an earlier database of this shop, forgotten with it
    if attempt is None:
        return Difference("D-unknown-session", f"look at {seen.ref} there", seen, None)
    if attempt.provider_ref not in (None, seen.ref):
        return Difference("D-second-session", f"look at {seen.ref} there", seen, None)
    if attempt.provider_ref is None:
        return Difference("D-unheard-session", "sync", seen, attempt)
    if State(attempt.state).rank < seen.state.rank:
        return Difference("D-behind", "sync", seen, attempt)
    return None
