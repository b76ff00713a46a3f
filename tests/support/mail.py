"""A real mail server for tests: it takes what is sent over SMTP and keeps it in a list."""

import email
import re
import socket
from collections.abc import Iterator
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Post:
    """The letters that came in, newest last."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        self.letters.append(email.message_from_bytes(bytes(envelope.content or b""), policy=default))
        return "250 kept"

    def code_for(self, address: str) -> str:
        """The six digits of the last letter to an address."""
        letter = next(one for one in reversed(self.letters) if address in str(one["To"]))
        found = re.search(r"\b\d{3}[ ]?\d{3}\b", str(letter["Subject"]))
        assert found, f"no code in {letter['Subject']}"
        return found.group().replace(" ", "")


@pytest.fixture
def post(settings: object) -> Iterator[Post]:
    """Send mail over SMTP for the length of a test, to a server that keeps it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Post()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""  # type: ignore[attr-defined]
    settings.EMAIL_USE_TLS = False  # type: ignore[attr-defined]
    yield kept
    server.stop()
