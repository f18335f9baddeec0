"""What contexts above tell the actors: who sits in the core group and in forums, and what else belongs on an
institution's page. Each registers in its AppConfig.ready(); the actors never ask who."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from klappt.actors.enums import Group
from klappt.actors.models import Institution
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

_SEATING: list[tuple[Seating, Page]] = []
_SECTIONS: dict[str, Section] = {}


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
