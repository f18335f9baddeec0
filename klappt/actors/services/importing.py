"""Bringing in a table: upload, look through, carry out. Until it is carried out nothing changes (C3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import Criterion, NoteKind
from klappt.actors.models import HeadingMemory, ImportDraft, ImportedNote, Institution
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.cooperation import mark_criterion
from klappt.actors.services.institutions import Values, add_institution, add_type, change_institution
from klappt.alliances.models import Alliance
from klappt.alliances.services.uploads import finish_upload, keep_decided, keep_upload, throw_upload_away
from klappt.audit.enums import Channel
from klappt.audit.services import event


@dataclass(frozen=True)
class Note:
    """A row, or part of one, that no column of klappt takes."""

    kind: NoteKind
    sheet: str
    row: int
    text: str
    columns: Mapping[str, str] = field(default_factory=dict)
    target: int | None = None
    """The note this is a new wording of."""


@dataclass(frozen=True)
class EntryChange:
    """One institution to add (`target` None) or to change. None for `contacts`: they stay as they are."""

    values: Values
    target: int | None = None
    type_label: str | None = None
    contacts: tuple[Contact, ...] | None = None
    criteria: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Author:
    """Who answers for it: a person, or where nobody is signed in, who it was in words."""

    by: User | None = None
    signature: str = ""
    channel: Channel = Channel.IMPORT


@dataclass
class Result:
    added: int = 0
    changed: int = 0
    noted: int = 0


def upload_table(*, alliance: Alliance, name: str, data: bytes, by: User) -> ImportDraft:
    """Keep an uploaded file, so that looking it through survives a restart. Old ones are emptied."""
    with event(events.TABLE_UPLOADED, by=by, alliance=alliance, file=name):
        return keep_upload(ImportDraft, alliance=alliance, name=name, data=data, by=by)


def keep_draft(*, draft: ImportDraft, by: User, **values: dict[str, Any]) -> None:
    """Keep what was decided so far: `choices` (what columns mean) or `decisions` (on single rows)."""
    with event(events.TABLE_DECIDED, by=by, alliance=draft.alliance):
        keep_decided(draft, **values)


def throw_away(*, draft: ImportDraft, by: User) -> None:
    """Forget the uploaded file; what had been decided on it goes with it."""
    with event(events.TABLE_THROWN_AWAY, by=by, alliance=draft.alliance):
        throw_upload_away(draft)


def bring_in_table(
    *,
    alliance: Alliance,
    source: str,
    entries: Sequence[EntryChange],
    notes: Sequence[Note],
    author: Author,
    meanings: Mapping[str, str] | None = None,
    draft: ImportDraft | None = None,
) -> Result:
    """Carry out a whole table: all of it or nothing, as one event.

    `meanings` (role by heading) are remembered for the next table.
    """
    result = Result()
    with event(
        events.TABLE_IMPORTED,
        by=author.by,
        alliance=alliance,
        channel=author.channel,
        signature=author.signature,
        file=source,
    ) as opened:
        for entry in entries:
            institution = _write_entry(alliance, entry, author, result)
            result.noted += _keep_notes(alliance, source, entry.notes, institution)
        result.noted += _keep_notes(alliance, source, notes, None)
        _remember(alliance, meanings or {})
        counts = {"added": result.added, "changed": result.changed, "noted": result.noted}
        opened.details.update(counts)
        if draft is not None:
            finish_upload(draft, counts)
    return result


def remove_note(*, note: ImportedNote, by: User) -> None:
    """The note has found its place elsewhere or is no longer needed."""
    with event(events.NOTE_REMOVED, by=by, alliance=note.alliance):
        note.delete()


def _write_entry(alliance: Alliance, entry: EntryChange, author: Author, result: Result) -> Institution:
    values = entry.values
    if entry.type_label is not None:
        kind = (
            add_type(alliance=alliance, label=entry.type_label, **_who(author)) if entry.type_label else None
        )
        values = {**values, "type": kind}
    if entry.target is None:
        institution = add_institution(
            alliance=alliance, contacts=entry.contacts or (), **_who(author), **values
        )
        result.added += 1
    else:
        institution = Institution.objects.get(pk=entry.target)
        change_institution(institution=institution, **_who(author), **values)
        if entry.contacts is not None:
            set_contacts(institution=institution, contacts=entry.contacts, **_who(author))
        result.changed += 1
    for criterion, (meets, note) in entry.criteria.items():
        mark_criterion(
            institution=institution, criterion=Criterion(criterion), meets=meets, note=note, **_who(author)
        )
    return institution


def _who(author: Author) -> Any:
    return {"by": author.by, "signature": author.signature}


def _keep_notes(
    alliance: Alliance, source: str, notes: Sequence[Note], institution: Institution | None
) -> int:
    """The same text on the same sheet is kept once, however often a table is brought in."""
    count = 0
    for note in notes:
        if note.target is not None:
            _reword(note)
            count += 1
            continue
        known = ImportedNote.objects.filter(kind=note.kind, sheet=note.sheet, text=note.text)
        if institution is not None:
            known = known.filter(institution=institution)
        if known.exists():
            continue
        ImportedNote.objects.create(
            alliance=alliance,
            kind=note.kind,
            text=note.text,
            columns=dict(note.columns),
            sheet=note.sheet[:100],
            row=note.row,
            source=source[:200],
            institution=institution,
        )
        count += 1
    return count


def _reword(note: Note) -> None:
    kept = ImportedNote.objects.get(pk=note.target)
    kept.kind, kept.text, kept.columns = note.kind, note.text, dict(note.columns)
    kept.save(update_fields=["kind", "text", "columns"])


def _remember(alliance: Alliance, meanings: Mapping[str, str]) -> None:
    for heading, role in meanings.items():
        known = HeadingMemory.objects.filter(heading=heading[:240]).first()
        if known is None:
            HeadingMemory.objects.create(alliance=alliance, heading=heading[:240], role=role)
        elif known.role != role:
            known.role = role
            known.save(update_fields=["role"])
