"""A body on a day: who sits there, by field against what the alliance set itself, what is vacant (A9)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import Field
from klappt.actors.selectors.core_group import (
    Share,
    Table,
    lay_table,
    selection_settings,
    shares_by_criterion,
    shares_by_field,
)
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, CompositionAim, Seat
from klappt.bodies.selectors.seats import sitting


@dataclass(frozen=True)
class Composition:
    """`by_criterion` is asked of the core group only (A15). `size`: how many seats there are to be."""

    day: datetime.date
    seats: list[Seat]
    table: Table
    by_field: list[Share]
    by_criterion: list[Share]
    size: int

    @property
    def missing(self) -> list[Share]:
        return [share for share in (*self.by_field, *self.by_criterion) if share.missing]

    @property
    def vacant_fields(self) -> list[Share]:
        return [share for share in self.by_field if share.missing]

    @property
    def unfilled(self) -> list[Seat]:
        """Seats on which nobody sits on this day."""
        return [seat for seat in self.seats if seat.holder() is None]

    @property
    def vacancies(self) -> list[str]:
        """Each vacant field, said aloud."""
        return [say_share(share) for share in self.vacant_fields]


def composition(body: Body, day: datetime.date) -> Composition:
    """The seats of the day against the wishes of today; fields are those the seats were given for."""
    asked = selection_settings() if body.kind == BodyKind.CORE_GROUP else None
    wanted = asked.per_field if asked else aims_of(body)
    seats = sitting(body, day)
    by_field = shares_by_field(seats, wanted)
    size = asked.size if asked else max(sum(wanted.values()), len(seats))
    people = [seat.institution for seat in seats]
    return Composition(
        day=day,
        seats=seats,
        table=lay_table(seats, size=size, fields=by_field),
        by_field=by_field,
        by_criterion=shares_by_criterion(people, asked.per_criterion) if asked else [],
        size=size,
    )


def aims_of(body: Body) -> dict[str, int]:
    """How many seats of each field are wanted; what nobody has set is wanted by nobody."""
    if body.kind == BodyKind.CORE_GROUP:
        return dict(selection_settings().per_field)
    rows = CompositionAim.objects.filter(body=body).order_by("pk")
    return dict(rows.values_list("field", "at_least"))


def say_share(share: Share) -> str:
    """“Soziales: 1 of 2, one place is empty.”"""
    told = {"field": share.label, "there": len(share.institutions), "wanted": share.wanted}
    if not share.wanted:
        return _("%(field)s: %(there)d.") % told
    if not share.missing:
        return _("%(field)s: %(there)d of %(wanted)d.") % told
    says = ngettext(
        "%(field)s: %(there)d of %(wanted)d, one place is empty.",
        "%(field)s: %(there)d of %(wanted)d, %(missing)d places are empty.",
        share.missing,
    )
    return says % {**told, "missing": share.missing}


def missing_fields(wanted: Mapping[str, int], there: Mapping[str, int]) -> list[Field]:
    """Fields of which a body has fewer seats than are wanted."""
    return [field for field in Field if there.get(field.value, 0) < wanted.get(field.value, 0)]
