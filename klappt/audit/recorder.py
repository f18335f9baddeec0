"""The open event. Audited rows can only be written while one is open: who and when are never missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from klappt.audit.enums import ChangeKind


class NoEventOpen(RuntimeError):
    """Something audited was written outside `with event(...)`."""


@dataclass(frozen=True)
class Noted:
    model: str
    object_id: str
    label: str
    kind: ChangeKind
    fields: dict[str, list[Any]]


@dataclass
class OpenEvent:
    """Collects what changes until the transaction ends."""

    noted: list[Noted] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    alliance_id: int | None = None

    def belongs_to(self, alliance: Any) -> None:
        """For an event that only creates the alliance it belongs to."""
        self.alliance_id = alliance.pk


_open: ContextVar[OpenEvent | None] = ContextVar("klappt_open_event", default=None)


def current() -> OpenEvent | None:
    return _open.get()


def require() -> OpenEvent:
    opened = _open.get()
    if opened is None:
        raise NoEventOpen("open an event first: with event(VERB, by=...):")
    return opened


@contextmanager
def opened(event: OpenEvent) -> Iterator[OpenEvent]:
    token = _open.set(event)
    try:
        yield event
    finally:
        _open.reset(token)
