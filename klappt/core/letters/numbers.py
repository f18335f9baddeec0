"""The number of a mail of ours, as it stands in its Message-ID and in everything that answers it."""

import re
import uuid

_OURS = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.klappt@", re.IGNORECASE)


def message_id(number: uuid.UUID, domain: str) -> str:
    """The Message-ID (RFC 5322, with its angle brackets) of the mail with this number."""
    return f"<{number}.klappt@{domain}>"


def numbers_in(text: str) -> tuple[uuid.UUID, ...]:
    """The numbers of mails of ours that a text names, in its order, each once."""
    return tuple(dict.fromkeys(uuid.UUID(found) for found in _OURS.findall(text)))
