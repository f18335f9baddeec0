"""A structure becomes a body of the alliance with one click, and can be taken back as easily (A14)."""

import datetime
from typing import Any

from klappt.accounts.models import User
from klappt.actors.enums import NoteKind
from klappt.agreements import events
from klappt.agreements.enums import StructureKind
from klappt.agreements.models import Placement, Structure
from klappt.audit.services import event
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.bodies.services.bodies import found_body

_AS_BODY = {
    StructureKind.WORKING_GROUP.value: BodyKind.WORKING_GROUP,
    StructureKind.NETWORK.value: BodyKind.FORUM,
}
BODY_OF_NOTE = {
    NoteKind.COMMITTEE: BodyKind.COMMITTEE,
    NoteKind.WORKING_GROUP: BodyKind.WORKING_GROUP,
    NoteKind.STEERING_GROUP: BodyKind.STEERING_GROUP,
    NoteKind.CORE_GROUP: BodyKind.CORE_GROUP,
    NoteKind.FORUM: BodyKind.FORUM,
}


def make_body(*, structure: Structure, by: User, day: datetime.date) -> Body:
    """Found a body of the same name and link the two; what it is linked to already is given back."""
    if structure.body is not None:
        return structure.body
    with event(events.BODY_MADE, by=by, alliance=structure.alliance):
        body = found_body(
            alliance=structure.alliance,
            kind=_AS_BODY.get(structure.kind, BodyKind.COMMITTEE),
            name=structure.name[:160],
            purpose=structure.about,
            valid_from=day,
            by=by,
        )
        structure.body = body
        structure.save()
    return body


def undo_body(*, structure: Structure, by: User) -> bool:
    """Undo the link. The body goes as well if nobody has worked with it; True when it is gone."""
    body = structure.body
    if body is None:
        return False
    with event(events.BODY_UNDONE, by=by, alliance=structure.alliance):
        structure.body = None
        structure.save()
        return remove_if_empty(body)


def remove_if_empty(body: Body) -> bool:
    """Inside an open event: a body nobody has given a seat, a chair, an aim or a part to goes again."""
    if _is_used(body):
        return False
    body.delete()
    return True


def _is_used(body: Body) -> bool:
    """Seats, chairs, formats, and what contexts above have tied to it: a series, a meeting."""
    # What points at a body with related_name "+" is among the hidden ones: a tie like any other.
    ties: list[Any] = [
        each
        for each in Body._meta.get_fields(include_hidden=True)
        if each.one_to_many and each.auto_created and each.related_model is not Placement
    ]
    return any(tie.related_model._default_manager.filter(**{tie.field.name: body}).exists() for tie in ties)
