"""What contexts above bring to the page of a body: its meetings, its agreements. Each registers in its
AppConfig.ready(); the bodies never ask who."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from klappt.alliances.policies import Member
from klappt.bodies.models import Body


@dataclass(frozen=True)
class Section:
    """A part of a body's page: in which order, which template with which context, as it stands on a day.

    A context of None leaves the part out, for whoever may not see it.
    """

    key: str
    order: int
    template: str
    context: Callable[[Member, Body, datetime.date], dict[str, Any] | None]


_SECTIONS: dict[str, Section] = {}


def add_section(section: Section) -> None:
    _SECTIONS[section.key] = section


def sections() -> list[Section]:
    return sorted(_SECTIONS.values(), key=lambda each: each.order)
