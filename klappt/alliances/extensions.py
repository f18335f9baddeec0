"""What contexts above bring to the alliance's own pages: steps of the process plan, tiles and news of the
start page, search. Each registers in its AppConfig.ready(); the alliance never asks who."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from klappt.accounts.enums import Role
from klappt.alliances.enums import StepState
from klappt.alliances.policies import Member

Words = str | Promise


@dataclass(frozen=True)
class Standing:
    """How a step stands: read from what is there. `says` is a sentence with a number."""

    state: StepState
    says: Words
    url: str = ""
    action: Words = ""


@dataclass(frozen=True)
class Step:
    """A step of the process plan (A4)."""

    key: str
    order: int
    label: Words
    why: Words
    stands: Callable[[Member], Standing]


@dataclass(frozen=True)
class Tile:
    """A part of the start page: for whom, in which order, which template with which context."""

    key: str
    order: int
    roles: frozenset[Role]
    template: str
    context: Callable[[Member], dict[str, Any]]


class Urgency(StrEnum):
    """What something on the start page asks of the reader."""

    DECIDE = "decide"
    DUE = "due"
    WAITING = "waiting"
    RUNS_OUT = "runs_out"


@dataclass(frozen=True)
class Choice:
    """An answer that can be given where the matter stands: a button and what it posts."""

    label: Words
    posts: tuple[tuple[str, str], ...]
    icon: str = ""


@dataclass(frozen=True)
class Matter:
    """Something that comes up, waits for an answer, needs deciding or runs out on a day.

    `choices` are posted to `decide_url`; what needs more than a button is answered behind `url`.
    """

    urgency: Urgency
    says: Words
    url: str
    action: Words
    day: datetime.date | None = None
    decide_url: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Hit:
    """Something the search found."""

    kind: Words
    title: str
    line: str
    url: str
    is_help: bool = False  # stands below what was looked for


@dataclass(frozen=True)
class Unwritten:
    """A mail that is owed and could not be written until now. It is tried again by itself, at the latest
    after a day; `url` leads to what it is about."""

    says: Words
    url: str
    tries: int
    again_at: datetime.datetime


# Made once for all changes that are told together, so that it may look something up once.
Teller = Callable[[Any], str]
TellerMaker = Callable[[], Teller]
SearchProvider = Callable[[Member, str], Iterable[Hit]]
MatterProvider = Callable[[Member], Iterable[Matter]]
UnwrittenProvider = Callable[[Member], Iterable[Unwritten]]

_STEPS: dict[str, Step] = {}
_TILES: dict[str, Tile] = {}
_SEARCHES: list[SearchProvider] = []
_TELLERS: dict[tuple[str, str], TellerMaker] = {}
_MATTERS: list[MatterProvider] = []
_WEEK: dict[str, Tile] = {}
_UNWRITTEN: list[UnwrittenProvider] = []


def add_step(step: Step) -> None:
    _STEPS[step.key] = step


def add_tile(tile: Tile) -> None:
    _TILES[tile.key] = tile


def add_search(provider: SearchProvider) -> None:
    if provider not in _SEARCHES:
        _SEARCHES.append(provider)


def add_matters(provider: MatterProvider) -> None:
    if provider not in _MATTERS:
        _MATTERS.append(provider)


def add_unwritten(provider: UnwrittenProvider) -> None:
    """Mails a context owes the alliance and could not write; they stand on the page of its mails."""
    if provider not in _UNWRITTEN:
        _UNWRITTEN.append(provider)


def add_week_part(tile: Tile) -> None:
    """A part of the page of one's week, above what comes up: what the next meeting needs, for example."""
    _WEEK[tile.key] = tile


def add_teller(model: str, field: str, maker: TellerMaker) -> None:
    """How the history tells the values of a field that only its own context can put into words."""
    _TELLERS[model, field] = maker


def teller_for(model: str, field: str) -> TellerMaker | None:
    return _TELLERS.get((model, field))


def steps() -> list[Step]:
    return sorted(_STEPS.values(), key=lambda each: each.order)


def tiles(role: Role) -> list[Tile]:
    return sorted((t for t in _TILES.values() if role in t.roles), key=lambda each: each.order)


def week_parts(role: Role) -> list[Tile]:
    return sorted((t for t in _WEEK.values() if role in t.roles), key=lambda each: each.order)


def matters(member: Member) -> list[Matter]:
    """By day; what has no day comes last."""
    found = [matter for provider in _MATTERS for matter in provider(member)]
    return sorted(found, key=lambda each: each.day or datetime.date.max)


def unwritten(member: Member) -> list[Unwritten]:
    """What is tried again soonest comes first."""
    found = [each for provider in _UNWRITTEN for each in provider(member)]
    return sorted(found, key=lambda each: each.again_at)


def search(member: Member, text: str) -> list[Hit]:
    return [hit for provider in _SEARCHES for hit in provider(member, text)]
