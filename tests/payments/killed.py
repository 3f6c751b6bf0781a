"""`python -m tests.payments.killed POINT ATTEMPT`: a process that dies without a word there."""

import os
import sys
from typing import NoReturn
from unittest import mock

import django

DEATH = 9
# where the process dies, before that function does anything
POINTS = {
    "before the provider is asked": "payments.services.attempts.providers.provider",
    "after the provider has answered": "payments.services.attempts._accept",
    "while the answer is applied": "payments.services.snapshots.derive_payment_state",
    "after the commit": "outbox.services.drain",
}


def die(*args: object, **kwargs: object) -> NoReturn:
    os._exit(DEATH)


def main(point: str, attempt_id: str) -> None:
    django.setup()
    from payments.models import Attempt  # needs the settings
    from payments.services import sync

    attempt = Attempt.objects.get(pk=attempt_id)
    with mock.patch(POINTS[point], die):
        sync(attempt)


if __name__ == "__main__":
    main(*sys.argv[1:])
