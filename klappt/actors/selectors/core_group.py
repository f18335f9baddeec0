"""A group by field and by question, around its table, and what it lacks (A9, A15)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from klappt.actors.enums import Criterion, Field, Group, Tick
from klappt.actors.extensions import seats
from klappt.actors.models import CriterionMark, Institution, SelectionSettings
from klappt.alliances.scope import read_once
from klappt.core.seating import Place, seats_around

TABLE_RADIUS = 118


class Placed(Protocol):
    """What takes a chair: an institution, or the seat it has in a body."""

    @property
    def pk(self) -> Any: ...
    @property
    def field(self) -> Any: ...


@dataclass(frozen=True)
class Chair:
    """A chair at the table: who sits there, or for which field it stands empty ("" for any)."""

    number: int
    place: Place
    field: str
    institution: Placed | None = None
    is_new: bool = False

    @property
    def field_label(self) -> str:
        return str(Field(self.field).label) if self.field else ""


@dataclass(frozen=True)
class Table:
    """The picture: chairs clockwise, field by field."""

    chairs: tuple[Chair, ...]
    chair_radius: float

    @property
    def scale(self) -> float:
        """How much larger than its drawing (24 units wide) a chair is."""
        return round(self.chair_radius / 12, 3)

    @property
    def taken(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.institution]

    @property
    def empty(self) -> list[Chair]:
        return [chair for chair in self.chairs if not chair.institution]


@dataclass(frozen=True)
class Share:
    """How many of the group stand for a field or a question, and how many were asked for."""

    key: str
    label: str
    institutions: tuple[Placed, ...]
    wanted: int

    @property
    def missing(self) -> int:
        return max(0, self.wanted - len(self.institutions))


@read_once
def selection_settings() -> SelectionSettings:
    """What the alliance asks of its core group; the usual numbers while nobody has changed them."""
    return SelectionSettings.objects.first() or SelectionSettings()


@read_once
def sitting_on(day: datetime.date) -> list[Institution]:
    """Who sits in the core group on this day, in the order of the table; once a seat."""
    taken = seats(Group.CORE_GROUP, day).select_related("institution")
    return [seat.institution for seat in taken.order_by("institution__position", "pk")]


def core_group_on(day: datetime.date) -> set[int]:
    """Keys of the institutions that sit in the core group on this day."""
    taken = seats(Group.CORE_GROUP, day)
    return set(taken.order_by("pk").values_list("institution_id", flat=True))


def shares_by_field(group: Sequence[Placed], wanted: dict[str, int]) -> list[Share]:
    return [
        Share(
            field.value,
            str(field.label),
            tuple(each for each in group if each.field == field),
            wanted.get(field.value, 0),
        )
        for field in Field
    ]


def shares_by_criterion(group: Sequence[Institution], wanted: dict[str, int]) -> list[Share]:
    known = {each.pk: each for each in group}
    meeting: dict[str, list[Institution]] = {criterion.value: [] for criterion in Criterion}
    marks = CriterionMark.objects.filter(institution__in=group, meets=Tick.YES)
    for criterion, key in marks.order_by("institution__position", "pk").values_list(
        "criterion", "institution_id"
    ):
        meeting[criterion].append(known[key])
    return [
        Share(
            criterion.value,
            str(criterion.label),
            tuple(meeting[criterion.value]),
            wanted.get(criterion.value, 0),
        )
        for criterion in Criterion
    ]


def lay_table(
    group: Sequence[Placed], *, size: int, fields: Iterable[Share], new: frozenset[int] = frozenset()
) -> Table:
    """Chairs field by field; where a field lacks somebody its chair stands empty, the rest at the end."""
    places: list[tuple[str, Placed | None]] = []
    for share in fields:
        places += [(share.key, institution) for institution in share.institutions]
        places += [(share.key, None)] * share.missing
    places += [("", institution) for institution in group if institution.field not in Field]
    places += [("", None)] * (size - len(places))
    seating = seats_around(len(places), radius=TABLE_RADIUS)
    chairs = tuple(
        Chair(number, place, field, institution, is_new=institution is not None and institution.pk in new)
        for number, (place, (field, institution)) in enumerate(zip(seating.places, places, strict=True), 1)
    )
    return Table(chairs, seating.chair)
