"""A real mail server on this machine, for whoever wants to see a mail arrive."""

import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


class Postbox:
    """A mail server on this machine that answers as told and keeps what it accepts."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.received: list[Envelope] = []

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.received.append(envelope)
        return answer


# Below those the system gives to connections: until our server listens, no browser's connection sits there.
PORTS = range(20_000, 32_000)
STARTS_WITHIN = 120  # seconds; aiosmtpd gives up after five, which a busy machine may need


def free_port() -> int:
    """Drawn by the system's own dice: those of `random` show the same in every process of a run."""
    while True:
        port = secrets.choice(PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def start_server(box: Postbox) -> Controller:
    server = Controller(box, hostname="127.0.0.1", port=free_port(), ready_timeout=STARTS_WITHIN)
    server.start()
    return server


@contextmanager
def open_postbox(settings: Settings) -> Iterator[Postbox]:
    """Mail goes there, by the real queue."""
    box = Postbox()
    server = start_server(box)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield box
    server.stop()
