"""How often one visitor may try codes and place orders; nothing of theirs is lost by waiting."""

from django.http import HttpRequest, HttpResponse

from accounts.limits import Limit, refusal

# by session, and by client for visitors who throw their cookies away
VOUCHERS = Limit("voucher", attempts=10, client_attempts=30, seconds=10 * 60)
PLACING = Limit("place", attempts=10, client_attempts=60, seconds=10 * 60)


def refused(request: HttpRequest, limit: Limit) -> HttpResponse | None:
    """Count one try of this session; a page with status 429 when it was one too many."""
    session = request.session.session_key or ""
    return refusal(request, limit, address=session, template="checkout/too_many.html")
