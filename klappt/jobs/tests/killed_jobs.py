"""Jobs and a reader for workers that get killed; what they leave behind can be counted."""

import os
import signal
import uuid

from klappt.jobs.inbox import IncomingMail
from klappt.jobs.models import Mailbox
from klappt.jobs.schedule import job


def _leave(name: str) -> None:
    Mailbox.objects.create(name=f"{name} {uuid.uuid4()}")


@job(attempts=5)
def note(number: int) -> None:
    """May run twice, must run once."""
    _leave(f"note-{number}")


def mourn() -> None:
    _leave("given-up")


@job(attempts=2, given_up=mourn)
def deadly() -> None:
    _leave("deadly")
    os.kill(os.getpid(), signal.SIGKILL)


def keep(mail: IncomingMail) -> bool:
    _leave(mail.text)
    return True
