"""A note from a table becomes a structure, an agreement or a body; the note itself stays (A13)."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import ImportedNote
from klappt.agreements import events
from klappt.agreements.models import Agreement, Edition, Placement, Structure
from klappt.agreements.services.agreements import About, Wording, make_agreement
from klappt.agreements.services.becoming import remove_if_empty
from klappt.agreements.services.structures import Said, note_structure, remove_structure
from klappt.audit.models import Change
from klappt.audit.services import event
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.bodies.services.bodies import found_body


@dataclass(frozen=True)
class NewBody:
    kind: BodyKind | str
    name: str
    purpose: str = ""
    function: str = ""
    since: datetime.date | None = None


def place_as_structure(*, note: ImportedNote, said: Said, by: User) -> Structure:
    with event(events.NOTE_PLACED, by=by, alliance=note.alliance):
        _check_free(note)
        structure = note_structure(alliance=note.alliance, said=said, by=by)
        Placement.objects.create(alliance_id=note.alliance_id, note=note, structure=structure, made_here=True)
    return structure


def place_as_agreement(*, note: ImportedNote, about: About, wording: Wording, by: User) -> Agreement:
    with event(events.NOTE_PLACED, by=by, alliance=note.alliance):
        _check_free(note)
        agreement = make_agreement(alliance=note.alliance, about=about, wording=wording, by=by)
        Placement.objects.create(alliance_id=note.alliance_id, note=note, agreement=agreement, made_here=True)
    return agreement


def place_as_body(*, note: ImportedNote, body: NewBody, by: User) -> Body:
    with event(events.NOTE_PLACED, by=by, alliance=note.alliance):
        _check_free(note)
        made = found_body(
            alliance=note.alliance,
            kind=body.kind,
            name=body.name.strip(),
            purpose=body.purpose.strip(),
            function=body.function.strip(),
            valid_from=body.since,
            by=by,
        )
        Placement.objects.create(alliance_id=note.alliance_id, note=note, body=made, made_here=True)
    return made


def place_at(
    *,
    note: ImportedNote,
    by: User,
    structure: Structure | None = None,
    agreement: Agreement | None = None,
    body: Body | None = None,
) -> Placement:
    """It is one that stands here already; exactly one of the three is given."""
    if sum(each is not None for each in (structure, agreement, body)) != 1:
        raise ValidationError(_("Please choose exactly one."))
    with event(events.NOTE_PLACED, by=by, alliance=note.alliance):
        _check_free(note)
        row: Placement = Placement.objects.create(
            alliance_id=note.alliance_id, note=note, structure=structure, agreement=agreement, body=body
        )
    return row


def take_back(*, placement: Placement, by: User) -> bool:
    """The note stands among the open ones again. What was made of it goes as well, if nobody has worked
    with it since; True when it is gone."""
    thing, made_here = placement.thing, placement.made_here
    with event(events.NOTE_TAKEN_BACK, by=by, alliance=placement.alliance):
        placement.delete()
        return made_here and thing is not None and _remove_untouched(thing, by)


def _remove_untouched(thing: Structure | Agreement | Body, by: User) -> bool:
    if thing.placements.exists() or _changed_since(thing):
        return False
    if isinstance(thing, Body):
        return remove_if_empty(thing)
    if isinstance(thing, Agreement):
        return _remove_agreement(thing)
    if thing.answers.exists() or thing.fills.exists() or thing.body_id:
        return False
    remove_structure(structure=thing, by=by)
    return True


def _remove_agreement(agreement: Agreement) -> bool:
    editions = list(agreement.editions.all())
    if _is_named(agreement) or any(_changed_since(each) or each.paper for each in editions):
        return False
    _delete_agreement(agreement)
    return True


def _changed_since(row: Structure | Agreement | Body | Edition) -> bool:
    """Whether the history knows more of it than that it was made."""
    model = row._meta.label_lower
    return Change.objects.filter(model=model, object_id=str(row.pk)).count() > 1


def _is_named(agreement: Agreement) -> bool:
    """A format rests on it, or a lever of a context above."""
    own = {"editions", "placements"}
    ties = [each for each in Agreement._meta.related_objects if each.get_accessor_name() not in own]
    return any(
        tie.related_model._default_manager.filter(**{tie.field.name: agreement}).exists() for tie in ties
    )


def _delete_agreement(agreement: Agreement) -> None:
    """Row by row, so that the history holds each of them."""
    for edition in agreement.editions.all():
        edition.parties.all().delete()
        edition.delete()
    agreement.delete()


def _check_free(note: ImportedNote) -> None:
    if Placement.objects.filter(note=note).exists():
        raise ValidationError(_("Somebody has found a place for this note already."))
