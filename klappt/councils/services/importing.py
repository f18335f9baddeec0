"""Bringing in what a council's system gave: tried out first, then all of it or nothing."""

from collections import Counter
from typing import Any

from django.db import transaction

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.alliances.services.uploads import finish_upload, keep_decided, keep_upload, throw_upload_away
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.councils import events
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.models import CouncilUpload
from klappt.councils.services.bodies_in import take_bodies
from klappt.councils.services.meetings_in import take_items, take_meetings, take_papers
from klappt.councils.services.origins import origins
from klappt.councils.services.seats_in import take_seats
from klappt.councils.services.work import Choice, Work
from klappt.councils.vocabulary import Content, Note, Row


def rehearse(
    *, alliance: Alliance, content: Content, choice: Choice, by: User | None, signature: str = ""
) -> list[Row]:
    """What would become of each object: the real import, taken back at once. Nothing is stored."""
    with transaction.atomic():
        rows = bring_in(
            alliance=alliance, content=content, choice=choice, by=by, signature=signature, source=""
        )
        transaction.set_rollback(True)
    return rows


def bring_in(
    *,
    alliance: Alliance,
    content: Content,
    choice: Choice,
    source: str,
    by: User | None,
    signature: str = "",
    channel: Channel = Channel.IMPORT,
    upload: CouncilUpload | None = None,
) -> list[Row]:
    """Take over the chosen bodies with seats, meetings, agendas and papers, as one event.

    What the rules of the alliance refuse is left out and says why; the rest comes in.
    """
    with event(
        events.FILE_IMPORTED, by=by, alliance=alliance, channel=channel, signature=signature, file=source
    ) as opened:
        work = Work(alliance, content, choice, origins(), by, signature, notes=content.notes_by_object())
        take_bodies(work)
        take_seats(work)
        take_meetings(work)
        take_items(work)
        take_papers(work)
        _tell_what_is_left_out(work)
        counts = counted(work.rows)
        opened.details.update(counts)
        if upload is not None:
            finish_upload(upload, counts)
    return work.rows


def counted(rows: list[Row]) -> dict[str, int]:
    """How many of each kind and verdict, as `body_new`."""
    return dict(Counter(f"{row.kind}_{row.verdict}" for row in rows))


def _tell_what_is_left_out(work: Work) -> None:
    told = {row.id for row in work.rows}
    for left in work.content.left_out:
        origin = work.origins.get(left.id)
        is_chosen = left.body in work.choice.bodies or left.id in work.choice.bodies
        if left.id in told or not (origin or is_chosen):
            continue
        row = work.begin(Kind(left.kind), left.id, left.title)
        row.verdict = Verdict.OUT
        if origin and not origin.is_gone and left.id in work.content.deleted:
            row.verdict = Verdict.UNCHANGED
            row.notes = [note for note in row.notes if note.doubt != Doubt.DELETED]
            row.notes.append(Note(Doubt.DELETED_THERE, left.id))


def upload_council(*, alliance: Alliance, name: str, data: bytes, by: User) -> CouncilUpload:
    """Keep an uploaded file, so that looking it through survives a restart."""
    with event(events.FILE_UPLOADED, by=by, alliance=alliance, file=name):
        return keep_upload(CouncilUpload, alliance=alliance, name=name, data=data, by=by)


def choose(*, upload: CouncilUpload, by: User, **values: dict[str, Any]) -> None:
    """Keep which bodies were chosen (`choices`) and what would come of them (`decisions`)."""
    with event(events.FILE_DECIDED, by=by, alliance=upload.alliance):
        keep_decided(upload, **values)


def throw_away(*, upload: CouncilUpload, by: User) -> None:
    with event(events.FILE_THROWN_AWAY, by=by, alliance=upload.alliance):
        throw_upload_away(upload)
