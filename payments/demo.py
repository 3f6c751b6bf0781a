"""What happens at the demo provider when the buyer, or fate, presses a button."""

from django.db import transaction

from payments.models import DemoSession
from payments.providers.demo import CHALLENGES, DECLINES, SUCCESS, announce

State = DemoSession.State
KNOWN_CARDS = {SUCCESS, *DECLINES, *CHALLENGES}
NEEDS_CARD = {"pay", "pay_later", "pay_unheard", "pay_twice_told"}
ACTIONS = NEEDS_CARD | {
    "confirm",  # the 3-D Secure question was answered
    "refuse",  # … or not
    "abandon",  # back to the shop, nothing paid
    "money_arrives",  # the delayed payment succeeds
    "money_fails",  # … or not
    "pay_after_close",  # the bank takes the money although the session is closed
}


def act(*, session: DemoSession, action: str, number: str = "") -> DemoSession:
    """Change the session as the button says and announce it with signed events.

    A button that does not fit the session's state changes nothing.
    """
    with transaction.atomic():
        session = DemoSession.objects.select_for_update().get(pk=session.pk)
        before = session.state
        if action in NEEDS_CARD and before == State.OPEN:
            _use_card(session, action, number)
        elif before == State.CHALLENGE and action in ("confirm", "refuse"):
            session.state = State.PAID if action == "confirm" else State.OPEN
            session.decline_code = "" if action == "confirm" else "authentication_required"
        elif before == State.PROCESSING and action in ("money_arrives", "money_fails"):
            session.state = State.PAID if action == "money_arrives" else State.FAILED
        elif before == State.EXPIRED and action == "pay_after_close":
            session.state = State.PAID
        elif action == "abandon":
            session.decline_code = ""
        session.save()
        if session.state != before or session.decline_code:
            announce(session, times=2 if action == "pay_twice_told" else 1)
    return session


def _use_card(session: DemoSession, action: str, number: str) -> None:
    session.card_last4 = number[-4:]
    session.decline_code = DECLINES.get(number, "")
    session.loses_events = action == "pay_unheard"
    if session.decline_code:
        return
    if number in CHALLENGES:
        session.state = State.CHALLENGE
    else:
        session.state = State.PROCESSING if action == "pay_later" else State.PAID
