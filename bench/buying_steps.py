"""A visitor's way from the filled basket to the paid order, step by step."""

import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.defaults import OSCAR_BASKET_COOKIE_OPEN

from bench.baskets import make_baskets
from bench.counting import count_queries
from bench.shop_side import CONTACT, goods
from orders.models import Order, Status
from payments import demo
from payments.models import DemoSession
from payments.providers.demo import SIGNATURE_HEADER, SUCCESS, signed_event
from places.models import Commune

ADDRESS = {
    "email": CONTACT.email,
    "full_name": CONTACT.full_name,
    "phone": CONTACT.phone,
    "province": CONTACT.province_code,
    "address": CONTACT.address,
}


@dataclass(frozen=True)
class Step:
    step: str
    queries: int
    milliseconds: float
    is_expected: bool


class Visit:
    """One purchase; `steps` holds what each request of it cost."""

    def __init__(self, basket_id: int) -> None:
        cache.clear()  # limits count placings by address, and every visit comes from this one
        self.client = Client()
        self.client.cookies[OSCAR_BASKET_COOKIE_OPEN] = Signer().sign(str(basket_id))
        self.steps: list[Step] = []

    def go(self) -> list[Step]:
        contact, delivery = reverse("checkout:contact"), reverse("checkout:delivery")
        ward = Commune.objects.filter(province__code=CONTACT.province_code).values_list("code")
        answers = {**ADDRESS, "commune": ward[0][0]}
        self._get("contact, GET", contact)
        self._post("contact, POST", contact, answers)
        self._get("delivery, GET", delivery)
        self._post("delivery, POST", delivery, {"method": "hanoi"})
        page = self._get("review, GET", reverse("checkout:review")).content.decode()
        shown = re.findall(r'name="fingerprint" value="([^"]+)"', page)
        placed = self._post("place, POST", reverse("checkout:place"), {"fingerprint": shown[0]})
        self._get("pay page, GET", placed["Location"])
        order = Order.reservations.get(public_token=placed["Location"].rstrip("/").split("/")[-1])
        self._pay(order)
        self._get("return page, GET", reverse("payments:return", args=[order.public_token]), 302)
        self._get("order page, GET", order.get_absolute_url())
        return self.steps

    def _pay(self, order: Order) -> None:
        """At the provider, whose own announcement is lost: the event posted here is the first."""
        session = DemoSession.objects.get(attempt_id=str(order.attempts.get().pk))
        session = demo.act(session=session, action="pay_unheard", number=SUCCESS)
        body, headers = signed_event(session, event_id=f"bench-{session.ref}", kind="demo.paid")
        webhook = reverse("webhooks:receive", args=["demo"])
        self._measure(
            "webhook event, POST",
            lambda: self.client.generic(
                "POST", webhook, body, headers={SIGNATURE_HEADER: headers[SIGNATURE_HEADER]}
            ),
            200,
        )
        paid = Order.everything.get(pk=order.pk)
        if paid.status != Status.PAID:
            raise SystemExit(f"the event left the order {paid.status}")

    def _get(self, step: str, address: str, expected: int = 200) -> Any:
        return self._measure(step, lambda: self.client.get(address), expected)

    def _post(self, step: str, address: str, answers: dict[str, str]) -> Any:
        expected = 303 if step.startswith("place") else 302
        return self._measure(step, lambda: self.client.post(address, answers), expected)

    def _measure(self, step: str, request: Callable[[], Any], expected: int) -> Any:
        with CaptureQueriesContext(connection) as captured:
            before = time.perf_counter()
            response = request()
            milliseconds = (time.perf_counter() - before) * 1000
        as_expected = response.status_code == expected
        self.steps.append(Step(step, count_queries(captured), milliseconds, as_expected))
        return response


def measure_steps(*, lines: Sequence[int], count: int) -> list[list[dict[str, Any]]]:
    """For each number of lines the medians of `count` purchases, made in turns, after one more
    that warms up."""
    baskets = [make_baskets(goods(), lines=number, count=count + 1) for number in lines]
    _, *turns = [[Visit(pk).go() for pk in turn] for turn in zip(*baskets, strict=True)]
    return [
        [asdict(_median(same)) for same in zip(*visits, strict=True)]
        for visits in zip(*turns, strict=True)
    ]


def _median(same: Sequence[Step]) -> Step:
    return Step(
        step=same[0].step,
        queries=max(step.queries for step in same),
        milliseconds=statistics.median(step.milliseconds for step in same),
        is_expected=all(step.is_expected for step in same),
    )
