"""What comes in by mail, and who is asked about it.

A context registers a reader in its AppConfig.ready(). Who wrote a mail proves nothing, an address is easily
forged: a reader decides by something only the right person can know (the UID of an invitation, a secret).
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class IncomingMail:
    """A mail as plain values: addresses without names, the text without HTML, each calendar file as bytes.

    `answers_to` is the `OutgoingMail.number` of the mail of ours it answers, if it names one. `is_automatic`
    means that a machine says it wrote it (an absence notice, a room's calendar).
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    calendars: tuple[bytes, ...] = ()
    message_id: str = ""
    answers_to: uuid.UUID | None = None
    is_automatic: bool = False


# True: it was mine, and I have taken it in. It runs inside the transaction that remembers the mail.
Reader = Callable[[IncomingMail], bool]

_READERS: list[Reader] = []


def add_reader(reader: Reader) -> None:
    if reader not in _READERS:
        _READERS.append(reader)


def readers() -> tuple[Reader, ...]:
    return tuple(_READERS)
