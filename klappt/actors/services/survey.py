"""Going through the six questions institution by institution, also with two people at once (A15)."""

from dataclasses import dataclass

from django.db import transaction

from klappt.accounts.models import User
from klappt.actors.enums import Criterion
from klappt.actors.models import CriterionMark, Institution
from klappt.actors.services.cooperation import mark_criterion


@dataclass(frozen=True)
class Said:
    """An answer to one question with its note; empty means not asked."""

    meets: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answered:
    """What stands there now. `refused` is an answer that somebody else's stands against."""

    stored: Said
    changed: bool
    refused: str | None = None


def answer(
    *, institution: Institution, criterion: Criterion, said: Said, opened_with: Said, by: User
) -> Answered:
    """Answer a question that was opened while `opened_with` stood there.

    If somebody else answered meanwhile, their answer stays and ours is given back to decide;
    of two notes both are kept, one below the other.
    """
    with transaction.atomic():
        # The entry is locked and not the mark: the mark may not exist yet.
        Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        stored = _stored(institution, criterion)
        meets, refused = _meets(stored, said, opened_with)
        note = _note(stored.note, _clean(said.note), _clean(opened_with.note))
        changed = Said(meets, note) != stored
        if changed:
            mark_criterion(institution=institution, criterion=criterion, meets=meets, note=note, by=by)
    return Answered(Said(meets, note), changed=changed, refused=refused)


def _stored(institution: Institution, criterion: Criterion) -> Said:
    mark: CriterionMark | None = institution.criteria.filter(criterion=criterion).first()
    return Said(mark.meets, mark.note) if mark else Said()


def _meets(stored: Said, said: Said, opened_with: Said) -> tuple[str, str | None]:
    if said.meets in (opened_with.meets, stored.meets):
        return stored.meets, None
    if stored.meets != opened_with.meets:
        return stored.meets, said.meets
    return said.meets, None


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _note(stored: str, said: str, opened_with: str) -> str:
    if said in (opened_with, stored):
        return stored
    if stored in (opened_with, "") or stored in said:
        return said
    return f"{stored}\n{said}".strip()
