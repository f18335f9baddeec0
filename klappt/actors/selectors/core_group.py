"""Who sits in the core group on a day, by field and by question, and what is missing (A9, A15)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klappt.actors.enums import Criterion, Field, Group, Tick
from klappt.actors.models import CriterionMark, GroupMembership, Institution, SelectionSettings
from klappt.core.seating import Place, seats_around

TABLE_RADIUS = 118


@dataclass(frozen=True)
class Chair:
    """A chair at the table: who sits there, or for which field it stands empty ("" for any)."""

    number: int
    place: Place
    field: str
    institution: Institution | None = None
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
    institutions: tuple[Institution, ...]
    wanted: int

    @property
    def missing(self) -> int:
        return max(0, self.wanted - len(self.institutions))


@dataclass(frozen=True)
class Composition:
    """The core group on one day."""

    day: datetime.date
    seats: list[GroupMembership]
    table: Table
    by_field: list[Share]
    by_criterion: list[Share]
    size: int

    @property
    def missing(self) -> list[Share]:
        return [share for share in (*self.by_field, *self.by_criterion) if share.missing]


def selection_settings() -> SelectionSettings:
    """What the alliance asks of its core group; the usual numbers while nobody has changed them."""
    return SelectionSettings.objects.first() or SelectionSettings()


def composition(day: datetime.date) -> Composition:
    """Who sat there on this day. Field and answers to the questions are those known today."""
    asked = selection_settings()
    seats = list(
        GroupMembership.objects.active_on(day)
        .filter(group=Group.CORE_GROUP)
        .select_related("institution", "person", "deputy")
        .order_by("institution__position", "pk")
    )
    sitting = [seat.institution for seat in seats]
    by_field = shares_by_field(sitting, asked.per_field)
    return Composition(
        day=day,
        seats=seats,
        table=lay_table(sitting, size=asked.size, fields=by_field),
        by_field=by_field,
        by_criterion=shares_by_criterion(sitting, asked.per_criterion),
        size=asked.size,
    )


def core_group_on(day: datetime.date) -> set[int]:
    """Keys of the institutions that sit in the core group on this day."""
    seats = GroupMembership.objects.active_on(day).filter(group=Group.CORE_GROUP)
    return set(seats.order_by("pk").values_list("institution_id", flat=True))


def shares_by_field(group: Sequence[Institution], wanted: dict[str, int]) -> list[Share]:
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
    group: Sequence[Institution], *, size: int, fields: Iterable[Share], new: frozenset[int] = frozenset()
) -> Table:
    """Chairs field by field; where a field lacks somebody its chair stands empty, the rest at the end."""
    places: list[tuple[str, Institution | None]] = []
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
