"""The worksheet "Bündnisaufbau": actors; bodies and agreements; priorities and planning (A12, A13, A16).

Its words are German in every language: it goes out to people and comes back by its headings.
"""

from collections.abc import Sequence

from klappt.actors.enums import NoteKind
from klappt.actors.extensions import SheetRow
from klappt.actors.models import ImportedNote, Institution, InstitutionType
from klappt.actors.selectors.notes import (
    BODY_HEADINGS,
    BODY_KINDS,
    KIND_WORDS,
    NOTE_KEY_HEADING,
    NOTES_SHEET,
    PRIORITY_HEADINGS,
    note_cells,
)
from klappt.actors.selectors.sheet import (
    COLUMNS,
    FIELD_WORDS,
    KEY_COLUMN,
    TICK_WORDS,
    cells_of,
)
from klappt.alliances.models import Alliance
from klappt.sheets.formats import fitting, short
from klappt.sheets.layout import Column, Layout, SheetLayout
from klappt.sheets.signs import OWN_SHEET, digest

_TICKS = tuple(word for word in TICK_WORDS.values() if word)
_FIELDS = tuple(word for word in FIELD_WORDS.values() if word)
_TICK_COLUMNS = frozenset({"cooperation", "core_group", "forum"})


def worksheet(
    alliance: Alliance,
    institutions: Sequence[Institution],
    notes: Sequence[ImportedNote],
    as_of: str,
    kept: Sequence[SheetRow] = (),
) -> Layout:
    """The filled worksheet; without institutions and notes it is the empty one for those who start.

    `kept` are bodies and agreements that have a place of their own; they stand instead of their notes.
    """
    replaced = {key for row in kept for key in row.replaces}
    notes = [note for note in notes if note.pk not in replaced]
    actors = _actors(alliance, institutions, as_of)
    return Layout(
        sheets=[
            actors,
            _bodies(alliance, [note for note in notes if note.kind in BODY_KINDS], kept),
            _priorities(alliance, [note for note in notes if note.kind == NoteKind.PRIORITY]),
            *_rest(alliance, [note for note in notes if note.kind not in {*BODY_KINDS, NoteKind.PRIORITY}]),
            _own(alliance, institutions),
        ],
        title=f"Bündnisaufbau: {alliance.name}",
        source=alliance.name,
        as_of=as_of,
        properties={"klappt-worksheet": "buendnisaufbau/1", "klappt-alliance": alliance.key},
    )


def key_of(alliance: Alliance, key: int | str) -> str:
    return f"{alliance.key}:{key}"


def _actors(alliance: Alliance, institutions: Sequence[Institution], as_of: str) -> SheetLayout:
    types = tuple(sorted(str(kind) for kind in InstitutionType.objects.all()))
    choices = {"field": _FIELDS, "kind": fitting(types), **dict.fromkeys(_TICK_COLUMNS, _TICKS)}
    columns = [
        Column(KEY_COLUMN.heading, KEY_COLUMN.width, hidden=True),
        *(
            Column(
                column.heading,
                column.width,
                column.hint,
                choices.get(column.key, ()),
                closed=column.key in _TICK_COLUMNS or column.key == "field",
            )
            for column in COLUMNS
        ),
    ]
    rows = [
        [key_of(alliance, each.pk), *(short(text) for text in cells_of(each).values())]
        for each in institutions
    ]
    lines = [
        f"Bündnisaufbau – Akteure: {alliance.name}",
        f"Stand: {as_of}. Jede Einrichtung oder Abteilung steht in einer Zeile, neue einfach darunter.",
        "Häkchen: ja, nein oder ? (noch zu klären); leer heißt: noch nicht gefragt.",
        "Sie können die Datei in klappt wieder hochladen. Dort sehen Sie vorher jede Änderung.",
    ]
    return SheetLayout("Akteure", columns, rows, lines, frozen_columns=2, spare=200)


def _note_sheet(
    alliance: Alliance,
    name: str,
    title: str,
    columns: Sequence[Column],
    notes: Sequence[ImportedNote],
    kept: Sequence[SheetRow] = (),
) -> SheetLayout:
    told = [
        *((str(note.pk), note_cells(note)) for note in notes),
        *((row.key, row.cells) for row in kept),
    ]
    rows = [
        [key_of(alliance, own), *(short(cells.get(column.heading, "")) for column in columns)]
        for own, cells in told
    ]
    key = Column(NOTE_KEY_HEADING, KEY_COLUMN.width, hidden=True)
    return SheetLayout(name, [key, *columns], rows, [f"Bündnisaufbau – {title}: {alliance.name}"], 2)


def _bodies(alliance: Alliance, notes: Sequence[ImportedNote], kept: Sequence[SheetRow]) -> SheetLayout:
    kinds = tuple(KIND_WORDS[kind.value] for kind in NoteKind if kind in BODY_KINDS)
    wide = {"Gremium / Vereinbarung": 36, "Beteiligte": 32, "Bemerkung": 32, "Weiteres": 28}
    columns = [
        Column(
            heading,
            wide.get(heading, 18),
            "Bitte wählen oder eigene Worte eintragen." if heading == "Art" else "",
            kinds if heading == "Art" else (),
        )
        for heading in BODY_HEADINGS
    ]
    title = "Gremien und Vereinbarungen"
    return _note_sheet(alliance, title, title, columns, notes, kept)


def _priorities(alliance: Alliance, notes: Sequence[ImportedNote]) -> SheetLayout:
    wide = {"Thema": 32, "Was genau": 36, "Bemerkung": 32, "Weiteres": 28}
    columns = [Column(heading, wide.get(heading, 16)) for heading in PRIORITY_HEADINGS]
    return _note_sheet(alliance, "Prioritäten und Planung", "Prioritäten und Planung", columns, notes)


def _rest(alliance: Alliance, notes: Sequence[ImportedNote]) -> list[SheetLayout]:
    """Remarks, ideas, further columns: on a sheet of their own, if there are any."""
    if not notes:
        return []
    columns = [
        Column(NOTE_KEY_HEADING, KEY_COLUMN.width, hidden=True),
        Column("Art", 18),
        Column("Text", 80),
        Column("Aus", 40),
    ]
    rows = [
        [
            key_of(alliance, note.pk),
            KIND_WORDS[note.kind],
            short(note.text),
            f"{note.source}, {note.sheet}, Zeile {note.row}",
        ]
        for note in notes
    ]
    return [
        SheetLayout(NOTES_SHEET, columns, rows, [f"Notizen aus früheren Tabellen: {alliance.name}"], 2, 50)
    ]


def _own(alliance: Alliance, institutions: Sequence[Institution]) -> SheetLayout:
    """How each cell stood at the download, so that an upload knows who changed what."""
    columns = [Column("key"), *(Column(column.key) for column in COLUMNS)]
    rows = [
        [key_of(alliance, each.pk), *(digest(short(text)) for text in cells_of(each).values())]
        for each in institutions
    ]
    return SheetLayout(OWN_SHEET, columns, rows, spare=0, hidden=True)
