"""What contexts above tell the actors: who sits in the core group and in forums, what else belongs on an
institution's page, what notes from tables became, and which rows of the worksheet they keep. Each registers
in its AppConfig.ready(); the actors never ask who."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from klappt.actors.enums import Group
from klappt.actors.models import ImportedNote, Institution
from klappt.alliances.models import Alliance
from klappt.alliances.policies import Member

# Rows that have an `institution` and hold in the group on the day.
Seating = Callable[[Group, datetime.date], QuerySet[Any]]


@dataclass(frozen=True)
class Section:
    """A part of an institution's page: which template with which context. `hangs`: what goes with it."""

    key: str
    template: str
    context: Callable[[Member, Institution], dict[str, Any]]
    hangs: Callable[[Institution], Iterable[tuple[str | Promise, int]]] = lambda _institution: ()


# The address of the core group's page, on the day written like this or today.
Page = Callable[[Alliance, str], str]


@dataclass(frozen=True)
class Way:
    """What a note could become: the words on a button, and where it leads."""

    words: str | Promise
    url: str


@dataclass(frozen=True)
class Place:
    """What a note became; `undo` takes it back (by POST), empty where the reader may not."""

    kind: str | Promise
    title: str
    url: str
    undo: str = ""


@dataclass(frozen=True)
class NoteStanding:
    place: Place | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class SheetRow:
    """A row of the sheet of bodies and agreements that another context keeps.

    `key` tells it apart in a file that comes back; `cells` by heading; `replaces` are the notes that it says
    better than they do themselves.
    """

    key: str
    cells: Mapping[str, str]
    replaces: frozenset[int] = frozenset()


NoteReader = Callable[[Member, Sequence[ImportedNote]], Mapping[int, NoteStanding]]
RowMaker = Callable[[], Sequence[SheetRow]]

_SEATING: list[tuple[Seating, Page]] = []
_SECTIONS: dict[str, Section] = {}
_READERS: list[NoteReader] = []
_ROWS: list[RowMaker] = []


def seats_come_from(seating: Seating, page: Page) -> None:
    """There is one truth of who sits where: whoever keeps the seats says so once."""
    _SEATING[:] = [(seating, page)]


def seats(group: Group, day: datetime.date) -> QuerySet[Any]:
    """The seats that hold in the core group, or in any forum, on this day; each has its `institution`."""
    return _SEATING[0][0](group, day)


def core_group_page(alliance: Alliance, day: str = "") -> str:
    return _SEATING[0][1](alliance, day)


def add_section(section: Section) -> None:
    _SECTIONS[section.key] = section


def sections() -> list[Section]:
    return list(_SECTIONS.values())


def add_note_reader(reader: NoteReader) -> None:
    if reader not in _READERS:
        _READERS.append(reader)


def add_sheet_rows(maker: RowMaker) -> None:
    if maker not in _ROWS:
        _ROWS.append(maker)


def note_standings(member: Member, notes: Sequence[ImportedNote]) -> dict[int, NoteStanding]:
    """By the number of the note; where several contexts have something to say, a place comes before ways."""
    found: dict[int, NoteStanding] = {}
    for reader in _READERS:
        for key, standing in reader(member, notes).items():
            before = found.get(key, NoteStanding())
            place = before.place or standing.place
            found[key] = NoteStanding(place, () if place else (*before.ways, *standing.ways))
    return found


def sheet_rows() -> list[SheetRow]:
    """In the open alliance."""
    return [row for maker in _ROWS for row in maker()]
