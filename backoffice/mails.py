"""The demo's mails, read from its folder: no mail leaves the demo, and staff want to see them."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # Django's file backend writes it after each mail
SHOWN = 100


@dataclass(frozen=True)
class DemoMail:
    """`key` is the file's name and the mail's place in it."""

    key: str
    subject: str
    to: str
    date: str
    text: str
    html: str


def demo_mails() -> list[DemoMail]:
    """The newest first."""
    folder = Path(settings.VAR_DIR) / "mail"  # EMAIL_FILE_PATH of shop.settings.demo
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    found: list[DemoMail] = []
    for file in files[:SHOWN]:
        parts = file.read_bytes().split(SEPARATOR)
        mails = [_read(f"{file.stem}.{n}", part) for n, part in enumerate(parts) if part.strip()]
        found += reversed(mails)
    return found[:SHOWN]


def _read(key: str, source: bytes) -> DemoMail:
    message = email.message_from_bytes(source, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  the policy sees to it
    return DemoMail(
        key=key,
        subject=str(message["subject"]),
        to=str(message["to"]),
        date=str(message["date"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""
