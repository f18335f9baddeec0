"""Whose rows may be read and written right now. Without an open scope nothing answers."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class NoScope(RuntimeError):
    """Rows of an alliance were asked for, but nobody said of which alliance."""


class OutsideScope(RuntimeError):
    """A row belongs to another alliance than the one whose scope is open."""


class HasKey(Protocol):
    pk: Any


@dataclass(frozen=True)
class Scope:
    """`ids` None means every alliance; then `reason` says what for."""

    ids: frozenset[int] | None
    reason: str = ""

    def holds(self, alliance_id: int | None) -> bool:
        return self.ids is None or alliance_id in self.ids

    def within(self, outer: "Scope") -> bool:
        return outer.ids is None or (self.ids is not None and self.ids <= outer.ids)


_current: ContextVar[Scope | None] = ContextVar("klappt_scope", default=None)


def current() -> Scope:
    found = _current.get()
    if found is None:
        raise NoScope("open a scope first: with scope(alliance):")
    return found


def as_setting() -> str:
    """The open scope as PostgreSQL is told it: `*` for every alliance, their numbers, or nothing."""
    found = _current.get()
    if found is None:
        return ""
    return "*" if found.ids is None else ",".join(str(pk) for pk in sorted(found.ids))


@contextmanager
def _opened(wanted: Scope) -> Iterator[Scope]:
    outer = _current.get()
    if outer is not None and not wanted.within(outer):
        raise OutsideScope("a scope can be narrowed, never widened or exchanged")
    token = _current.set(wanted)
    try:
        yield wanted
    finally:
        _current.reset(token)


@contextmanager
def scope(
    alliance: HasKey | None = None, *, alliances: Iterable[HasKey] = (), reason: str = ""
) -> Iterator[Scope]:
    """Open the rows of one alliance; or of several, and then say what for."""
    if alliance is not None:
        wanted = Scope(frozenset({alliance.pk}), reason)
    else:
        if not reason:
            raise ValueError("several alliances at once need a reason")
        wanted = Scope(frozenset(each.pk for each in alliances), reason)
    with _opened(wanted) as opened:
        yield opened


@contextmanager
def every_alliance(*, reason: str) -> Iterator[Scope]:
    """For jobs and commands that go through all alliances."""
    if not reason:
        raise ValueError("all alliances at once need a reason")
    with _opened(Scope(None, reason)) as opened:
        yield opened


_read: ContextVar[dict[Any, Any] | None] = ContextVar("klappt_read", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """For a page made of many parts that changes nothing: what several of them ask is read once.

    What was read ends with the page; nothing is kept from one request to the next.
    """
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def read_once(selector: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A selector that parts of one page ask alike. Outside of `one_look` it reads each time.

    What it gives is shared by those who ask: they must not change it.
    """

    @wraps(selector)
    def read(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        known = _read.get()
        if known is None:
            return selector(*args, **kwargs)
        key = (selector, current(), args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = selector(*args, **kwargs)
        found: Answer = known[key]
        return found

    return read
