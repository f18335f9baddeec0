import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance, Period
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, Chair, Seat, SeatHolder
from klappt.bodies.services.days import overlap


class BodyValues(TypedDict, total=False):
    """What stands about a body. What is not named stays as it is."""

    kind: str
    name: str
    purpose: str
    function: str
    power: str
    rhythm: str
    parent: Body | None
    valid_from: datetime.date | None


def found_body(
    *, alliance: Alliance, by: User | None, signature: str = "", **values: Unpack[BodyValues]
) -> Body:
    """A new body, from its first day on. ValidationError by column when something is wrong."""
    with event(events.BODY_FOUNDED, by=by, alliance=alliance, signature=signature):
        body = Body(alliance=alliance, position=_next_position())
        _write(body, values)
        body.save()
    return body


def change_body(*, body: Body, by: User | None, signature: str = "", **values: Unpack[BodyValues]) -> Body:
    """Change what is named; seats that began before a later first day forbid it."""
    with event(events.BODY_CHANGED, by=by, alliance=body.alliance, signature=signature):
        _write(body, values)
        begins = body.valid_from
        if begins and body.seats.filter(valid_from__lt=begins).exists():
            raise ValidationError({"valid_from": _("A seat began earlier. Please change that seat first.")})
        body.save()
    return body


def end_body(*, body: Body, on: datetime.date | None, by: User | None, signature: str = "") -> Body:
    """The body exists until this day; seats, people and chairs end with it and stay to be read.

    Without a day it goes on; seats that ended with it stay ended.
    """
    with event(events.BODY_ENDED, by=by, alliance=body.alliance, signature=signature):
        body.valid_until = on
        body.clean()
        if on is not None:
            _refuse_later_beginnings(body, on)
            _end_with(body, on)
        _refuse_second_core_group(body)
        body.save()
    return body


def _write(body: Body, values: BodyValues) -> None:
    for name, value in values.items():
        setattr(body, name, value.strip() if isinstance(value, str) else value)
    body.full_clean(exclude=["alliance"], validate_constraints=False)
    _refuse_circle(body)
    _refuse_twin(body)
    _refuse_second_core_group(body)


def _refuse_circle(body: Body) -> None:
    above = body.parent
    while above is not None:
        if above.pk == body.pk:
            raise ValidationError({"parent": _("A body cannot belong to itself or to one below it.")})
        above = above.parent


def _refuse_twin(body: Body) -> None:
    """Two bodies of one name at the same time could not be told apart; one after the other can."""
    twins = Body.objects.filter(name__iexact=body.name).exclude(pk=body.pk)
    if any(overlap(each, body.valid_from, body.valid_until) for each in twins):
        raise ValidationError({"name": _("There is a body of this name already.")})


def _refuse_second_core_group(body: Body) -> None:
    if body.kind != BodyKind.CORE_GROUP:
        return
    others = Body.objects.filter(kind=BodyKind.CORE_GROUP).exclude(pk=body.pk)
    if any(overlap(each, body.valid_from, body.valid_until) for each in others):
        raise ValidationError({"kind": _("There is a core group already. It can be only one at a time.")})


def _refuse_later_beginnings(body: Body, on: datetime.date) -> None:
    if body.seats.filter(valid_from__gt=on).exists() or body.chairs.filter(valid_from__gt=on).exists():
        raise ValidationError({"valid_until": _("A seat or a chair begins after this day.")})
    if SeatHolder.objects.filter(seat__body=body, valid_from__gt=on).exists():
        raise ValidationError({"valid_until": _("Somebody takes a seat after this day.")})


def _end_with(body: Body, on: datetime.date) -> None:
    open_rows: list[Period] = [
        *SeatHolder.objects.filter(seat__body=body).order_by("pk"),
        *Seat.objects.filter(body=body),
        *Chair.objects.filter(body=body),
    ]
    for row in open_rows:
        if row.valid_until is None or row.valid_until > on:
            row.valid_until = on
            row.save(update_fields=["valid_until"])


def _next_position() -> int:
    last: int | None = Body.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
