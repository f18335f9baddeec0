"""Core group and forums by what they are called, founded where there is none yet."""

import datetime

from klappt.accounts.models import User
from klappt.actors.enums import Group
from klappt.actors.models import ContactPerson, Institution
from klappt.alliances.enums import Part
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, Seat
from klappt.bodies.services.bodies import found_body
from klappt.bodies.services.seats import give_seat

KIND_OF = {Group.CORE_GROUP: BodyKind.CORE_GROUP, Group.FORUM: BodyKind.FORUM}


def join_group(
    *,
    institution: Institution,
    group: Group,
    since: datetime.date | None,
    by: User | None,
    forum_name: str = "",
    person: ContactPerson | None = None,
    deputy: ContactPerson | None = None,
    until: datetime.date | None = None,
    signature: str = "",
) -> Seat:
    """The institution gets a seat in the core group or in a forum, which begins with it if need be."""
    alliance = institution.alliance
    with event(events.SEAT_GIVEN, by=by, alliance=alliance, signature=signature):
        body = _standing(KIND_OF[group], forum_name, since) or found_body(
            alliance=alliance,
            by=by,
            signature=signature,
            kind=KIND_OF[group],
            name=" ".join(forum_name.split()) or alliance.name_of(Part(group.value)),
            valid_from=since,
        )
        _reach_back(body, since)
        return give_seat(
            body=body,
            institution=institution,
            since=since,
            until=until,
            person=person,
            deputy=deputy,
            by=by,
            signature=signature,
        )


def rename_core_group(*, alliance: Alliance, by: User | None) -> None:
    """The alliance calls its core group by another name now: so is the body called."""
    body = _standing(BodyKind.CORE_GROUP, "", None)
    name = alliance.name_of(Part.CORE_GROUP)
    if body is None or body.name == name:
        return
    with event(events.BODY_CHANGED, by=by, alliance=alliance):
        body.name = name
        body.save(update_fields=["name"])


def _standing(kind: BodyKind, name: str, since: datetime.date | None) -> Body | None:
    """The body of this kind (and name) that has not ended before the day."""
    found = Body.objects.filter(kind=kind)
    if name.strip():
        found = found.filter(name__iexact=" ".join(name.split()))
    body: Body
    for body in found:
        if body.valid_until is None or (since is not None and since <= body.valid_until):
            return body
    return None


def _reach_back(body: Body, since: datetime.date | None) -> None:
    """A seat that begins before its body says that the body is older than was noted."""
    if since and body.valid_from and since < body.valid_from:
        body.valid_from = since
        body.save(update_fields=["valid_from"])
