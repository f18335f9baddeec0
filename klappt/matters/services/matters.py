"""Submissions and conflicts inside the administration, step by step (A8)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.alliances.services.links import take_back
from klappt.audit.services import event
from klappt.matters import events
from klappt.matters.enums import NEXT_STATES, MatterKind, MatterState
from klappt.matters.models import Basis, InternalMatter, MatterStep
from klappt.meetings.models import Outcome


@dataclass(frozen=True)
class Content:
    """What the coordination writes of a matter."""

    title: str
    text: str = ""
    institution: Institution | None = None
    wanted_by: datetime.date | None = None
    bases: tuple[Outcome, ...] = ()


BEGINS = {MatterKind.SUBMISSION: MatterState.DRAFT, MatterKind.CONFLICT: MatterState.RECORDED}


def record(
    *,
    alliance: Alliance,
    kind: MatterKind,
    content: Content,
    by: User,
    out_of: InternalMatter | None = None,
) -> InternalMatter:
    """Begin a submission as a draft, or record a conflict."""
    matter = InternalMatter(alliance=alliance, kind=kind, state=BEGINS[kind], out_of=out_of)
    with event(events.MATTER_RECORDED, by=by, alliance=alliance):
        _write(matter, content)
        note_step(matter, by=by)
    return matter


def change(*, matter: InternalMatter, content: Content, by: User) -> InternalMatter:
    """Change what is written. What somebody was asked already keeps the words they were asked in."""
    with event(events.MATTER_CHANGED, by=by, alliance=matter.alliance):
        row = locked(matter)
        if not row.is_open:
            raise ValidationError(_("This matter is settled; its text stays as it was."))
        _write(row, content)
    return row


def move(*, matter: InternalMatter, to: MatterState, text: str, by: User) -> InternalMatter:
    """Take a step that nobody else is asked for. It says what happened; links still open are closed when
    the matter is settled by it. ValidationError when the step is no longer possible or says nothing."""
    text = text.strip()
    if to != MatterState.WITHDRAWN and not text:
        raise ValidationError({"text": _("Please say what happened; it is the only place where it stands.")})
    with event(events.MATTER_MOVED, by=by, alliance=matter.alliance):
        row = locked(matter)
        step(row, to, by=by, text=text)
        if not row.is_open:
            close_links(row)
    return row


def step(
    row: InternalMatter,
    to: MatterState,
    *,
    by: User | None,
    text: str = "",
    signature: str = "",
) -> None:
    """The state and its line in the history. Inside an event, on a locked row."""
    if to not in NEXT_STATES[MatterState(row.state)]:
        raise ValidationError(
            _("This is no longer possible. The matter now stands at “%(state)s”."),
            params={"state": row.get_state_display()},
        )
    row.state = to
    row.save(update_fields=["state"])
    note_step(row, by=by, text=text, signature=signature)


def note_step(row: InternalMatter, *, by: User | None, text: str = "", signature: str = "") -> MatterStep:
    made: MatterStep = MatterStep.objects.create(
        alliance_id=row.alliance_id,
        matter=row,
        state=row.state,
        text=text,
        by=by,
        signature=signature,
        at=timezone.now(),
    )
    return made


def close_links(row: InternalMatter) -> None:
    for inquiry in row.inquiries.unanswered().order_by("pk"):
        take_back(inquiry)


def locked(matter: InternalMatter) -> InternalMatter:
    """The row as it stands now: somebody else may have taken the step meanwhile."""
    row: InternalMatter = (
        InternalMatter.objects.select_for_update(of=("self",)).select_related("alliance").get(pk=matter.pk)
    )
    return row


def _write(matter: InternalMatter, content: Content) -> None:
    matter.title, matter.text = " ".join(content.title.split()), content.text.strip()
    matter.institution, matter.wanted_by = content.institution, content.wanted_by
    matter.full_clean(exclude=["alliance", "institution", "out_of"])
    matter.save()
    _set_bases(matter, content.bases)


def _set_bases(matter: InternalMatter, outcomes: Sequence[Outcome]) -> None:
    wanted = {each.pk: each for each in outcomes}
    for row in matter.bases.all():
        if row.outcome_id in wanted:
            del wanted[row.outcome_id]
        else:
            row.delete()
    for outcome in wanted.values():
        Basis.objects.create(alliance_id=matter.alliance_id, matter=matter, outcome=outcome)
