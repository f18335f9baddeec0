"""Who the alliance is, by field: who is there, works with it, is planned, sits in, is missing."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from klappt.actors.enums import Field, Group, Tick
from klappt.actors.extensions import seats
from klappt.actors.models import Institution

MOST_CHAIRS = 8


@dataclass(frozen=True)
class FieldCount:
    """How many institutions of one field; `field` None: those whose field nobody has set yet.

    `planned` are those planned for the core group that do not sit in it yet.
    """

    field: Field | None
    total: int = 0
    cooperating: int = 0
    planned: int = 0
    members: int = 0
    forum: int = 0

    @property
    def chairs(self) -> list[str]:
        """The seats to draw, by how they stand; one empty chair where nobody is in sight."""
        seats = ["there"] * self.members + ["planned"] * self.planned
        return seats[:MOST_CHAIRS] or ["missing"]


@dataclass(frozen=True)
class Picture:
    fields: tuple[FieldCount, ...]
    without_field: FieldCount

    @property
    def lines(self) -> tuple[FieldCount, ...]:
        return (*self.fields, self.without_field) if self.without_field.total else self.fields

    @property
    def total(self) -> int:
        return sum(each.total for each in (*self.fields, self.without_field))

    @property
    def missing(self) -> list[Field]:
        """Fields from which nobody is planned for the core group and nobody sits in it."""
        return [each.field for each in self.fields if each.field and not each.planned + each.members]


def picture(day: datetime.date) -> Picture:
    """Counted in one query, however many institutions there are."""
    taken = seats(Group.CORE_GROUP, day).filter(institution=OuterRef("pk"))
    counted = (
        Institution.objects.annotate(sits=Exists(taken))
        .order_by("field")
        .values("field")
        .annotate(
            total=Count("pk"),
            cooperating=Count("pk", filter=Q(cooperation=Tick.YES)),
            planned=Count("pk", filter=Q(core_group_planned=Tick.YES, sits=False)),
            members=Count("pk", filter=Q(sits=True)),
            forum=Count("pk", filter=Q(forum_planned=Tick.YES)),
        )
    )
    found = {row.pop("field"): row for row in counted}
    return Picture(
        fields=tuple(FieldCount(field, **found.get(field.value, {})) for field in Field),
        without_field=FieldCount(None, **found.get("", {})),
    )
