"""What a visitor has told us so far, kept in the session; each step needs those before it."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from gifting.choices import GiftChoice
from orders.records import Contact

KEY = "checkout"
LAST_ORDER = "last_order"


class Progress:
    def __init__(self, request: HttpRequest) -> None:
        self._session = request.session
        stored = request.session.get(KEY)
        self._stored: dict[str, Any] = stored if isinstance(stored, dict) else {}

    @property
    def contact(self) -> Contact | None:
        """None when nothing, or something an older version wrote, is stored."""
        try:
            return Contact(**self._stored["contact"])
        except (KeyError, TypeError):
            return None

    @property
    def method_code(self) -> str:
        return str(self._stored.get("method", ""))

    @property
    def gift(self) -> GiftChoice | None:
        return GiftChoice.from_json(self._stored.get("gift"))

    def keep_contact(self, contact: Contact) -> None:
        """A new address asks for the delivery again."""
        self._keep(contact=asdict(contact), method="")

    def keep_method(self, code: str) -> None:
        self._keep(method=code)

    def keep_gift(self, choice: GiftChoice | None) -> None:
        self._keep(gift=choice.as_json() if choice else None)

    def finish(self, order_token: str) -> None:
        """The order is placed. The contact stays for the next one; delivery and gift go."""
        self._keep(method="", gift=None)
        self._session[LAST_ORDER] = order_token

    @property
    def last_order_token(self) -> str:
        return str(self._session.get(LAST_ORDER, ""))

    def _keep(self, **changes: Any) -> None:
        self._stored = {**self._stored, **changes}
        self._session[KEY] = self._stored
