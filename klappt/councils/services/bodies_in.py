"""Bodies of the council become bodies of the alliance: new ones, the same by name, changed ones."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from klappt.bodies.models import Body
from klappt.bodies.services.bodies import change_body, end_body, found_body
from klappt.bodies.services.days import overlap
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.models import FormerName, Origin
from klappt.councils.services.origins import differences, keep_origin
from klappt.councils.services.work import Work, attempt, show_changes
from klappt.councils.vocabulary import CouncilBody, Day, Row


def take_bodies(work: Work) -> None:
    for body in _parents_first(work):
        row = work.begin(Kind.BODY, body.id, body.name)
        if work.is_gone(row):
            continue
        origin = work.origins.get(body.id)
        if origin and origin.body:
            attempt(row, _update, work, body, row, origin)
        else:
            attempt(row, _found, work, body, row)


def _parents_first(work: Work) -> Iterator[CouncilBody]:
    wanted = {body.id: body for body in work.content.bodies if body.id in work.choice.bodies}
    seen: set[str] = set()

    def walk(body: CouncilBody) -> Iterator[CouncilBody]:
        if body.id in seen:
            return
        seen.add(body.id)
        if body.parent in wanted:
            yield from walk(wanted[body.parent])
        yield body

    for body in wanted.values():
        yield from walk(body)


def _values(work: Work, body: CouncilBody) -> dict[str, Any]:
    above = work.bodies.get(body.parent)
    known = work.origins.get(body.parent)
    parent = above or (known.body if known else None)
    return {
        "name": body.name,
        "kind": body.kind.value,
        "valid_from": body.begins,
        "valid_until": body.ends,
        "parent": parent.pk if parent else None,
    }


def _found(work: Work, council: CouncilBody, row: Row) -> None:
    values = _values(work, council)
    body = _twin(council)
    if body:
        row.note(Doubt.SAME_NAME)
        row.verdict = Verdict.UNCHANGED
    else:
        body = found_body(
            alliance=work.alliance,
            name=council.name,
            kind=council.kind.value,
            valid_from=council.begins,
            parent=Body.objects.filter(pk=values["parent"]).first(),
            **work.who,
        )
        if council.ends:
            end_body(body=body, on=council.ends, **work.who)
    work.bodies[council.id] = body
    _keep_names(work, body, council, row)
    keep_origin(
        alliance=work.alliance, identifier=council.id, kind=Kind.BODY, taken=values, known=None, body=body
    )


def _twin(council: CouncilBody) -> Body | None:
    """A body of the same name at the same time: there cannot be a second one."""
    named = Body.objects.filter(name__iexact=council.name).order_by("-pk")
    return next((each for each in named if overlap(each, council.begins, council.ends)), None)


def _update(work: Work, council: CouncilBody, row: Row, origin: Origin) -> None:
    body: Body = Body.objects.get(pk=origin.body_id)
    here = {
        "name": body.name,
        "kind": body.kind,
        "valid_from": body.valid_from,
        "valid_until": body.valid_until,
        "parent": body.parent_id,
    }
    found = differences(origin, here, _values(work, council))
    row.notes += found.notes
    show_changes(row, here, found.to_write)
    work.bodies[council.id] = body
    to_write = dict(found.to_write)
    if "name" in to_write:
        _keep_name(work, body, body.name, council.as_of or timezone.localdate())
        row.note(Doubt.NAME_CHANGED, body.name)
    if "parent" in to_write:
        to_write["parent"] = Body.objects.filter(pk=to_write["parent"]).first()
    ends = to_write.pop("valid_until", body.valid_until)
    if to_write:
        change_body(body=body, **to_write, **work.who)
    if ends != body.valid_until:
        end_body(body=body, on=ends, **work.who)
    _keep_names(work, body, council, row)
    keep_origin(
        alliance=work.alliance,
        identifier=council.id,
        kind=Kind.BODY,
        taken=found.taken,
        known=origin,
        body=body,
    )


def _keep_names(work: Work, body: Body, council: CouncilBody, row: Row) -> None:
    for former in council.former_names:
        is_new = _keep_name(work, body, former.name, former.until)
        if is_new and row.verdict == Verdict.UNCHANGED:
            row.verdict = Verdict.CHANGED


def _keep_name(work: Work, body: Body, name: str, until: Day) -> bool:
    if name == body.name and not until:
        return False
    if FormerName.objects.filter(body=body, name=name).exists():
        return False
    FormerName.objects.create(alliance=work.alliance, body=body, name=name, valid_until=until)
    return True
