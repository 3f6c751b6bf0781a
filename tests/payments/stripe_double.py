"""Stripe in memory behind the SDK's own HTTP client: sessions, refunds, stored keys and faults."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe
from urllib3 import HTTPHeaderDict

Answer = tuple[str, int, Mapping[str, str]]


class FakeStripe(stripe.HTTPClient):
    """`faults` are met one per request: before or after the work, or instead of the answer."""

    name = "fake"

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.calls: list[tuple[str, str, str]] = []  # method, path, body
        self.sessions: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.disputes: list[dict[str, Any]] = []
        self.stored: dict[str, tuple[str, str, int]] = {}
        self.page_size = 100
        self.makes_nothing = False  # every create ends in an internal error, stored under its key

    def _sleep_time_seconds(self, num_retries: int) -> float:
        return 0

    def request(
        self, method: str, url: str, headers: Any, post_data: Any = None, **_: Any
    ) -> Answer:
        path, query = urlsplit(url).path, urlsplit(url).query
        sent = post_data or query or ""
        self.calls.append((method, path, sent))
        fault = self.faults.pop(0) if self.faults else ""
        early = self._fault_before(fault)
        if early is not None:
            return early
        key = headers.get("Idempotency-Key", "") if method == "post" else ""
        body, status, is_replayed = self._under_key(key, method, path, sent, fault)
        if fault == "timeout_after":
            raise stripe.APIConnectionError("timed out", should_retry=True)
        if fault == "truncated":
            return body[: len(body) // 2], 200, HTTPHeaderDict()
        extra = {"Idempotent-Replayed": "true"} if is_replayed else {}
        if fault.startswith("500"):
            extra["Stripe-Should-Retry"] = "false"
        return body, status, HTTPHeaderDict({"Request-Id": "req_1", **extra})

    def _fault_before(self, fault: str) -> Answer | None:
        if fault == "timeout_before":
            raise stripe.APIConnectionError("timed out", should_retry=True)
        texts = {
            "429": ("rate_limit_error", "lan@example.com asks too often", 429),
            "401": ("invalid_request_error", "Invalid API Key provided: sk_test_****", 401),
            "403": ("invalid_request_error", "The key lacks the permission", 403),
            "402": ("card_error", "Your card was declined", 402),
        }
        if fault in texts:
            kind, message, status = texts[fault]
            return error_body(kind, message), status, HTTPHeaderDict()
        if fault == "502_html":
            return "<html><h1>502 Bad Gateway</h1></html>", 502, HTTPHeaderDict()
        return None

    def _under_key(
        self, key: str, method: str, path: str, sent: str, fault: str
    ) -> tuple[str, int, bool]:
        if key in self.stored:
            first_sent, body, status = self.stored[key]
            if first_sent != sent:
                return error_body("idempotency_error", "other parameters"), 400, False
            return body, status, True
        if fault == "500_nothing_made" or (key and self.makes_nothing):
            body, status = error_body("api_error", "internal"), 500
        else:
            body, status = self._work(method, path, dict(parse_qsl(sent)))
            if fault == "500_made":
                body, status = error_body("api_error", "internal"), 500
        if key and not (400 <= status < 500):
            self.stored[key] = (sent, body, status)
        return body, status, False

    def _work(self, method: str, path: str, sent: dict[str, str]) -> tuple[str, int]:
        parts = path.strip("/").split("/")[1:]
        if parts == ["refunds"]:
            return self._refund(sent)
        if parts == ["disputes"]:
            of_intent = [d for d in self.disputes if d["payment_intent"] == sent["payment_intent"]]
            listed = {"object": "list", "data": of_intent, "has_more": False, "url": path}
            return json.dumps(listed), 200
        if parts == ["checkout", "sessions"]:
            return self._create(sent) if method == "post" else self._list(sent)
        session = self.sessions.get(parts[2])
        if session is None:
            return error_body("invalid_request_error", "No such session", "resource_missing"), 404
        if parts[-1] == "expire":
            if session["status"] != "open":
                return error_body("invalid_request_error", "not open"), 400
            session.update(status="expired", url=None)
        return json.dumps(session), 200

    def _create(self, sent: dict[str, str]) -> tuple[str, int]:
        amount = int(sent["line_items[0][price_data][unit_amount]"])
        if amount < 13_000:
            return error_body("invalid_request_error", "too small", "amount_too_small"), 400
        if sent.get("customer_email", "").endswith(".invalid"):
            return error_body("invalid_request_error", "Invalid email", "email_invalid"), 400
        if not 1800 <= int(sent["expires_at"]) - time.time() <= 86_400:
            return error_body("invalid_request_error", "expires_at"), 400
        ref = f"cs_test_{len(self.sessions) + 1}"
        self.sessions[ref] = {
            "id": ref,
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": amount,
            "currency": sent["line_items[0][price_data][currency]"],
            "metadata": {
                name: sent[f"metadata[{name}]"]
                for name in ("attempt", "order", "shop")
                if f"metadata[{name}]" in sent
            },
            "url": f"https://checkout.stripe.com/c/pay/{ref}",
            "livemode": False,
            "payment_intent": None,
            "created": int(time.time()),
        }
        return json.dumps(self.sessions[ref]), 200

    def _list(self, sent: dict[str, str]) -> tuple[str, int]:
        newest_first = list(reversed(self.sessions.values()))
        found = [
            session
            for session in newest_first
            if session["created"] >= int(sent.get("created[gte]", "0"))
            and sent.get("payment_intent", "") in ("", (session["payment_intent"] or {}).get("id"))
        ]
        if "starting_after" in sent:
            ids = [session["id"] for session in found]
            found = found[ids.index(sent["starting_after"]) + 1 :]
        page = [
            {**session, "payment_intent": (session["payment_intent"] or {}).get("id")}
            for session in found[: self.page_size]
        ]
        listed = {
            "object": "list",
            "data": page,
            "has_more": len(found) > self.page_size,
            "url": "/v1/checkout/sessions",
        }
        return json.dumps(listed), 200

    def _refund(self, sent: dict[str, str]) -> tuple[str, int]:
        intent = next(
            session["payment_intent"]
            for session in self.sessions.values()
            if (session["payment_intent"] or {}).get("id") == sent["payment_intent"]
        )
        charge = intent["latest_charge"]
        given = sum(refund["amount"] for refund in charge["refunds"]["data"])
        if given + int(sent["amount"]) > intent["amount_received"]:
            code = "charge_already_refunded"
            return error_body("invalid_request_error", "already refunded", code), 400
        ref = f"re_{len(self.refunds) + 1}"
        made = {
            "id": ref,
            "object": "refund",
            "amount": int(sent["amount"]),
            "status": "succeeded",
            "payment_intent": intent["id"],
            "metadata": {},
        }
        self.refunds[ref] = made
        charge["refunds"]["data"].append(made)
        return json.dumps(made), 200

    # what buyers and banks do there

    def pay(self, ref: str) -> dict[str, Any]:
        session = self.sessions[ref]
        session.update(status="complete", payment_status="paid", url=None)
        session["payment_intent"] = self._intent(session, "succeeded")
        return session

    def pay_slowly(self, ref: str) -> None:
        session = self.sessions[ref]
        session.update(status="complete", payment_status="unpaid", url=None)
        session["payment_intent"] = self._intent(session, "processing")

    def fail_slowly(self, ref: str) -> None:
        self.sessions[ref]["payment_intent"] = self._intent(
            self.sessions[ref], "requires_payment_method"
        )

    def decline(self, ref: str, code: str, decline_code: str = "") -> None:
        intent = self._intent(self.sessions[ref], "requires_payment_method")
        intent["last_payment_error"] = {"code": code, "decline_code": decline_code or None}
        self.sessions[ref]["payment_intent"] = intent

    def dispute(self, ref: str, status: str) -> dict[str, Any]:
        """The buyer complains at the bank, or the bank goes on with it."""
        intent = self.sessions[ref]["payment_intent"]
        intent["latest_charge"]["disputed"] = True
        made = {
            "id": f"dp_{intent['id']}",
            "object": "dispute",
            "amount": intent["amount_received"],
            "status": status,
            "reason": "fraudulent",
            "payment_intent": intent["id"],
            "charge": intent["latest_charge"]["id"],
            "metadata": {},
        }
        self.disputes = [made]
        return made

    def fail_refund(self, ref: str) -> dict[str, Any]:
        """The buyer's bank sends the money back."""
        self.refunds[ref]["status"] = "failed"
        return self.refunds[ref]

    def _intent(self, session: dict[str, Any], status: str) -> dict[str, Any]:
        is_paid = status == "succeeded"
        number = session["id"].rpartition("_")[2]
        charge = {
            "id": f"ch_{number}",
            "object": "charge",
            "payment_method_details": {"type": "card", "card": {"last4": "4242"}},
            "refunds": {"object": "list", "data": [], "has_more": False, "url": "/v1/refunds"},
        }
        return {
            "id": f"pi_{number}",
            "object": "payment_intent",
            "status": status,
            "amount_received": session["amount_total"] if is_paid else 0,
            "latest_charge": charge if is_paid else None,
            "last_payment_error": None,
        }


def error_body(kind: str, message: str, code: str = "") -> str:
    return json.dumps({"error": {"type": kind, "message": message, "code": code or None}})
