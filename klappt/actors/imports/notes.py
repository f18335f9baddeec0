"""What is kept beside the actor table so that nothing of an upload is lost (A13, A16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from klappt.actors.enums import NoteKind
from klappt.actors.extensions import SheetRow
from klappt.actors.imports.matching import key_number
from klappt.actors.imports.rows import ActorRow, Aside, TableContent, Why
from klappt.actors.models import ImportedNote
from klappt.actors.selectors.notes import NOTE_KEY_HEADING, note_cells, note_text
from klappt.actors.services.importing import Note

_KEPT = {
    Why.TITLE: NoteKind.NOTE,
    Why.NOTE: NoteKind.NOTE,
    Why.LEGEND: NoteKind.NOTE,
    Why.IDEA: NoteKind.IDEA,
    Why.COMMENT: NoteKind.NOTE,
    Why.HIDDEN_SHEET: NoteKind.NOTE,
    Why.NO_TABLE: NoteKind.NOTE,
}


@dataclass(slots=True)
class KnownNotes:
    """Notes the alliance has already: the same text is not kept twice, our own rows come back by key."""

    texts: set[tuple[str, str]] = field(default_factory=set)
    by_pk: dict[int, ImportedNote] = field(default_factory=dict)
    rows: dict[str, SheetRow] = field(default_factory=dict)

    def knows(self, note: Note) -> bool:
        return note.target is None and (note.kind.value, note.text) in self.texts


def known_notes(notes: Sequence[ImportedNote], rows: Sequence[SheetRow] = ()) -> KnownNotes:
    return KnownNotes(
        {(note.kind, note.text) for note in notes},
        {note.pk: note for note in notes},
        {row.key: row for row in rows},
    )


def notes_of_content(content: TableContent, known: KnownNotes) -> list[Note]:
    """Bodies, agreements, priorities, ideas and remarks that are new or worded anew."""
    notes = [
        *(
            _row_note(NoteKind(body.kind), body.sheet, body.row, body.columns, known)
            for body in content.bodies
        ),
        *(
            _row_note(NoteKind.PRIORITY, item.sheet, item.row, item.columns, known)
            for item in content.priorities
        ),
        *(_aside_note(aside) for aside in content.left_aside if aside.why in _KEPT),
    ]
    return [note for note in notes if note is not None and not known.knows(note)]


def notes_of_row(row: ActorRow) -> list[Note]:
    """Comments and columns of an institution that klappt has no place for."""
    notes = [Note(NoteKind.COMMENT, row.sheet, row.row, comment) for comment in row.comments]
    if row.extra:
        notes.append(Note(NoteKind.EXTRA, row.sheet, row.row, note_text(row.extra), row.extra))
    return notes


def row_as_note(row: ActorRow) -> Note:
    columns = {**row.cells, **row.extra}
    return Note(
        NoteKind.LEFT_OUT, row.sheet, row.row, note_text({k: v for k, v in columns.items() if v}), columns
    )


def _aside_note(aside: Aside) -> Note:
    return Note(_KEPT[aside.why], aside.sheet, aside.row, aside.text)


def _row_note(
    kind: NoteKind, sheet: str, row: int, columns: dict[str, str], known: KnownNotes
) -> Note | None:
    """None for a row of our own worksheet that says what it said.

    What has a place of its own by now is not changed behind its back: a new wording is kept as a note.
    """
    own_key = columns.get(NOTE_KEY_HEADING, "")
    row_of_ours = known.rows.get(own_key.rpartition(":")[2].strip())
    own = known.by_pk.get(key_number(own_key))
    said = {heading: text for heading, text in columns.items() if heading != NOTE_KEY_HEADING}
    if row_of_ours is not None and _same(said, row_of_ours.cells):
        return None
    if own is None:
        return Note(kind, sheet, row, note_text(said), said)
    if said == {heading: text for heading, text in note_cells(own).items() if text}:
        return None
    return Note(kind, sheet, row, note_text(said), said, target=own.pk)


def _same(said: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    """Spreadsheet programs move spaces and line ends; words they leave alone."""
    return _words(said) == _words(cells)


def _words(cells: Mapping[str, str]) -> dict[str, list[str]]:
    return {heading: text.split() for heading, text in cells.items() if text.strip()}
