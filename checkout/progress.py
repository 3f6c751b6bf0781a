"""What a visitor has told us so far, kept in the session; each step needs those before it."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

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

    def keep_contact(self, contact: Contact) -> None:
        """A new address asks for the delivery again."""
        self._keep(contact=asdict(contact), method="")

    def keep_method(self, code: str) -> None:
        self._keep(method=code)

    def finish(self, order_token: str) -> None:
        """The order is placed. The contact stays for the next one; the choice of delivery goes."""
        self._keep(method="")
        self._session[LAST_ORDER] = order_token

    @property
    def last_order_token(self) -> str:
        return str(self._session.get(LAST_ORDER, ""))

    def _keep(self, **changes: Any) -> None:
        self._stored = {**self._stored, **changes}
        self._session[KEY] = self._stored
