"""What others run already, the guiding questions on it, and what is missing (A13, A14)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.enums import Tick
from klappt.actors.models import Institution
from klappt.agreements import events
from klappt.agreements.enums import Question, StructureKind
from klappt.agreements.models import Agreement, MissingStructure, Structure, StructureAnswer
from klappt.alliances.models import Alliance
from klappt.audit.services import event


@dataclass(frozen=True)
class Said:
    """What is known of a structure."""

    kind: StructureKind | str
    name: str
    institution: Institution | None = None
    run_by: str = ""
    about: str = ""
    members: str = ""
    rhythm: str = ""
    contact: str = ""
    note: str = ""
    source: str = ""
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to a guiding question; an empty one means: not asked yet."""

    question: Question
    answer: Tick | str = ""
    note: str = ""
    fed_by: str = ""
    fed_since: datetime.date | None = None


@dataclass(frozen=True)
class Wanted:
    """What is missing."""

    kind: StructureKind | str
    name: str
    why: str = ""
    follows: str = ""


def note_structure(*, alliance: Alliance, said: Said, by: User | None, signature: str = "") -> Structure:
    """Note what others run. ValidationError by field."""
    last = Structure.objects.aggregate(last=Max("position"))["last"] or 0
    structure = Structure(alliance=alliance, position=last + 1)
    with event(events.STRUCTURE_NOTED, by=by, alliance=alliance, signature=signature):
        _write(structure, said)
    return structure


def change_structure(*, structure: Structure, said: Said, by: User) -> Structure:
    with event(events.STRUCTURE_CHANGED, by=by, alliance=structure.alliance):
        _write(structure, said)
    return structure


def remove_structure(*, structure: Structure, by: User) -> None:
    """It was noted by mistake. What exists no longer gets an end instead."""
    with event(events.STRUCTURE_REMOVED, by=by, alliance=structure.alliance):
        structure.answers.all().delete()
        structure.placements.all().delete()
        structure.delete()


def answer_questions(*, structure: Structure, answers: Iterable[Answer], by: User | None) -> Structure:
    """Write down the answers; a question that does not belong to this kind is refused."""
    known = {row.question: row for row in structure.answers.all()}
    with event(events.QUESTIONS_ANSWERED, by=by, alliance=structure.alliance):
        for each in answers:
            if each.question not in structure.questions:
                raise ValidationError(_("This question does not belong to a structure of this kind."))
            row = known.get(each.question) or StructureAnswer(
                alliance_id=structure.alliance_id, structure=structure, question=each.question
            )
            row.answer, row.note, row.fed_by = each.answer, each.note.strip(), each.fed_by.strip()
            row.fed_since = each.fed_since
            if each.question not in known and not (row.answer or row.note or row.fed_by or row.fed_since):
                continue
            row.clean_fields(exclude=["alliance", "structure"])
            row.save()
    return structure


def note_missing(
    *, alliance: Alliance, wanted: Wanted, by: User | None, day: datetime.date
) -> MissingStructure:
    missing = MissingStructure(alliance=alliance, noted_on=day)
    with event(events.MISSING_NOTED, by=by, alliance=alliance):
        _write_missing(missing, wanted)
    return missing


def change_missing(*, missing: MissingStructure, wanted: Wanted, by: User) -> MissingStructure:
    with event(events.MISSING_CHANGED, by=by, alliance=missing.alliance):
        _write_missing(missing, wanted)
    return missing


def fill_missing(
    *,
    missing: MissingStructure,
    on: datetime.date,
    by: User,
    structure: Structure | None = None,
    agreement: Agreement | None = None,
) -> MissingStructure:
    """It exists now: as this structure, as this agreement, or in some other way."""
    with event(events.MISSING_FILLED, by=by, alliance=missing.alliance):
        missing.filled_on, missing.structure, missing.agreement = on, structure, agreement
        if on < missing.noted_on:
            raise ValidationError({"on": _("On this day it was not yet missing. Please choose a later one.")})
        missing.save()
    return missing


def miss_again(*, missing: MissingStructure, by: User) -> MissingStructure:
    with event(events.MISSING_AGAIN, by=by, alliance=missing.alliance):
        missing.filled_on = missing.structure = missing.agreement = None
        missing.save()
    return missing


def _write(structure: Structure, said: Said) -> None:
    for name, value in vars(said).items():
        setattr(structure, name, value.strip() if isinstance(value, str) else value)
    structure.clean_fields(exclude=["alliance", "institution", "body"])
    structure.clean()
    structure.save()


def _write_missing(missing: MissingStructure, wanted: Wanted) -> None:
    for name, value in vars(wanted).items():
        setattr(missing, name, value.strip())
    missing.clean_fields(exclude=["alliance", "structure", "agreement"])
    missing.save()
