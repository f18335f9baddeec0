"""Who sits where on a day. Other contexts ask here and nowhere else."""

import datetime
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from klappt.bodies.models import Body, Chair, Seat, SeatHolder


def sitting(body: Body, day: datetime.date) -> list[Seat]:
    """The seats of a body that hold on this day, in their order, with institution and people of that day.

    `seat.holder()`, `seat.deputies()` and `seat.holders.all()` answer for the day without asking again.
    """
    return list(with_people(Seat.objects.active_on(day).filter(body=body), day))


def with_people(seats: QuerySet[Seat], day: datetime.date) -> QuerySet[Seat]:
    """The same seats with institution and the people of that day: always one query more."""
    people = SeatHolder.objects.active_on(day).select_related("contact", "user")
    return (
        seats.select_related("body", "institution")
        .prefetch_related(Prefetch("holders", people.order_by("part", "-valid_from", "pk")))
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
