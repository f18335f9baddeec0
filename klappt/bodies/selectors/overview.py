"""All bodies of an alliance on a day, as they belong to each other."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from klappt.actors.enums import Field
from klappt.actors.selectors.core_group import selection_settings
from klappt.alliances.scope import read_once
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.models import Body, Chair, CompositionAim, Seat, SeatHolder
from klappt.bodies.selectors.composition import missing_fields

_KINDS = [kind.value for kind in BodyKind]


@dataclass(frozen=True)
class Line:
    """A body in the list: how deep it hangs, who chairs it, how many seats, what is vacant."""

    body: Body
    level: int
    seats: int
    unfilled: int
    vacant: list[Field]
    chair: str


@dataclass(frozen=True)
class Overview:
    standing: list[Line]
    ended: list[Line]

    @property
    def seats(self) -> int:
        return sum(line.seats for line in self.standing)

    @property
    def unfilled(self) -> int:
        return sum(line.unfilled for line in self.standing)

    @property
    def vacant(self) -> int:
        return sum(len(line.vacant) for line in self.standing)


@read_once
def overview(day: datetime.date) -> Overview:
    """Bodies that stand (or are still to begin) as a tree, those that have ended beside it; a fixed number of
    queries, however many bodies and seats there are."""
    bodies = list(Body.objects.all())
    standing = [body for body in bodies if body.valid_until is None or body.valid_until >= day]
    ended = [body for body in bodies if body.valid_until is not None and body.valid_until < day]
    counts = _Counts.on(day)
    return Overview(
        standing=[counts.line(body, level) for body, level in _tree(standing)],
        ended=[
            counts.line(body, 0) for body in sorted(ended, key=lambda each: each.valid_until, reverse=True)
        ],
    )


def _tree(bodies: Iterable[Body]) -> list[tuple[Body, int]]:
    """Parents before their children, in the order of the kinds; without its parent a child is a root."""
    rows = sorted(bodies, key=lambda each: (_KINDS.index(each.kind), each.position, each.pk))
    there = {each.pk for each in rows}
    below: dict[int | None, list[Body]] = defaultdict(list)
    for each in rows:
        below[each.parent_id if each.parent_id in there else None].append(each)

    def walk(key: int | None, level: int) -> list[tuple[Body, int]]:
        return [found for each in below[key] for found in ((each, level), *walk(each.pk, level + 1))]

    return walk(None, 0)


@dataclass(frozen=True)
class _Counts:
    fields: dict[int, Counter[str]]
    unfilled: Counter[int]
    wanted: dict[int, dict[str, int]]
    core_group_wants: dict[str, int]
    chairs: dict[int, str]

    @classmethod
    def on(cls, day: datetime.date) -> "_Counts":
        sitting = SeatHolder.objects.active_on(day).filter(part=Part.HOLDER, seat=OuterRef("pk")).order_by()
        seats = Seat.objects.active_on(day).annotate(is_filled=Exists(sitting)).order_by("pk")
        fields: dict[int, Counter[str]] = defaultdict(Counter)
        unfilled: Counter[int] = Counter()
        for body, field, is_filled in seats.values_list("body_id", "field", "is_filled"):
            fields[body][field] += 1
            unfilled[body] += not is_filled
        wanted: dict[int, dict[str, int]] = defaultdict(dict)
        for body, field, number in CompositionAim.objects.order_by("pk").values_list(
            "body_id", "field", "at_least"
        ):
            wanted[body][field] = number
        chairs = Chair.objects.active_on(day).order_by("valid_from", "pk").values_list("body_id", "name")
        return cls(fields, unfilled, wanted, dict(selection_settings().per_field), dict(chairs))

    def line(self, body: Body, level: int) -> Line:
        there = self.fields.get(body.pk, Counter())
        is_core = body.kind == BodyKind.CORE_GROUP
        wanted = self.core_group_wants if is_core else self.wanted.get(body.pk, {})
        return Line(
            body=body,
            level=level,
            seats=sum(there.values()),
            unfilled=self.unfilled[body.pk],
            vacant=missing_fields(wanted, there),
            chair=self.chairs.get(body.pk, ""),
        )
