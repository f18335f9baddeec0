"""Who sits where on a day. Other contexts ask here and nowhere else."""

import datetime
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from klappt.actors.enums import Group
from klappt.actors.models import Institution
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, Chair, Seat, SeatHolder


def sitting(body: Body, day: datetime.date) -> list[Seat]:
    """The seats of a body that hold on this day, in their order, with institution and people of that day.

    `seat.holder()`, `seat.deputies()` and `seat.holders.all()` answer for the day without asking again.
    """
    return list(with_people(Seat.objects.active_on(day).filter(body=body), day))


def seats_in(group: Group, day: datetime.date) -> QuerySet[Seat]:
    """The seats in the core group, or in any forum, that hold on this day, in bodies that do."""
    bodies = Body.objects.active_on(day).filter(kind=group.value).order_by()
    found: QuerySet[Seat] = Seat.objects.active_on(day).filter(body__in=bodies)
    return found


def with_people(seats: QuerySet[Seat], day: datetime.date) -> QuerySet[Seat]:
    """The same seats with institution and the people of that day: always one query more."""
    # Whoever holds the seat stands before the deputies.
    people = SeatHolder.objects.active_on(day).select_related("contact", "user")
    return (
        seats.select_related("body", "institution")
        .prefetch_related(Prefetch("holders", people.order_by("-part", "-valid_from", "pk")))
        .order_by("position", "pk")
    )


def chair_on(body: Body, day: datetime.date) -> Chair | None:
    """Who chairs the body on this day."""
    found: Chair | None = (
        Chair.objects.active_on(day).filter(body=body).select_related("seat__institution").first()
    )
    return found


def bodies_on(day: datetime.date, *, kinds: Iterable[str] = ()) -> list[Body]:
    """The bodies that exist on this day, of these kinds or of every kind."""
    found = Body.objects.active_on(day)
    kinds = list(kinds)
    return list(found.filter(kind__in=kinds) if kinds else found)


def bodies_by_institution(day: datetime.date) -> dict[int, list[str]]:
    """In which bodies each institution sits on this day, by its key: one query, however many there are."""
    bodies = Body.objects.active_on(day).order_by()
    rows = Seat.objects.active_on(day).filter(body__in=bodies).order_by("body__position", "body", "pk")
    found: dict[int, list[str]] = {}
    for institution, name in rows.values_list("institution_id", "body__name"):
        names = found.setdefault(institution, [])
        names += [] if name in names else [name]
    return found


def seats_of(institution: Institution, day: datetime.date) -> list[Seat]:
    """All seats the institution has or had, those of today first, with everybody who was ever on them."""
    people = SeatHolder.objects.select_related("contact").order_by("-part", "-valid_from", "pk")
    rows = (
        Seat.objects.filter(institution=institution)
        .select_related("body")
        .prefetch_related(Prefetch("holders", people))
        .order_by("-valid_from", "pk")
    )
    return sorted(rows, key=lambda seat: not seat.holds_on(day))


def core_group_on(day: datetime.date) -> Body | None:
    """The core group of this day: there is one at a time."""
    found: Body | None = (
        Body.objects.active_on(day).filter(kind=BodyKind.CORE_GROUP).select_related("parent").first()
    )
    return found
