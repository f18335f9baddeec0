"""Imported notes as rows of the worksheet: bodies and agreements, priorities and planning, the rest."""

import re
from collections.abc import Mapping

from klappt.actors.enums import NoteKind
from klappt.actors.models import ImportedNote

NOTES_SHEET = "Notizen"
NOTE_KEY_HEADING = "klappt-Schlüssel"
REST_HEADING = "Weiteres"
BODY_KINDS = frozenset(
    {
        NoteKind.COMMITTEE,
        NoteKind.WORKING_GROUP,
        NoteKind.STEERING_GROUP,
        NoteKind.CORE_GROUP,
        NoteKind.FORUM,
        NoteKind.AGREEMENT,
    }
)
KIND_WORDS = {
    NoteKind.COMMITTEE.value: "Gremium",
    NoteKind.WORKING_GROUP.value: "Arbeitskreis",
    NoteKind.STEERING_GROUP.value: "Steuerungsgruppe",
    NoteKind.CORE_GROUP.value: "Kerngruppe",
    NoteKind.FORUM.value: "Forum",
    NoteKind.AGREEMENT.value: "Vereinbarung",
    NoteKind.PRIORITY.value: "Priorität",
    NoteKind.IDEA.value: "Idee",
    NoteKind.NOTE.value: "Notiz",
    NoteKind.COMMENT.value: "Kommentar",
    NoteKind.EXTRA.value: "Weitere Spalten",
    NoteKind.LEFT_OUT.value: "Ausgelassene Zeile",
}
# Which words in a heading of somebody's table lead to which column of ours; the first that matches.
BODY_COLUMNS = (
    ("Art", r"^art\b|^typ\b|^form\b"),
    ("Federführung", r"federführ|leitung|vorsitz|geschäftsführ|moderation|zuständig|verantwort"),
    ("Wie oft", r"wie oft|turnus|rhythmus|häufigkeit"),
    ("Nächster Termin", r"termin|nächste"),
    ("Beteiligte", r"dabei|mitglied|teilnehm|beteiligt|partner"),
    ("Gültig bis", r"gültig|laufzeit|läuft bis"),
    ("Bemerkung", r"^bem|notiz|anmerk|hinweis"),
    (
        "Gremium / Vereinbarung",
        r"gremi|arbeitskreis|\bak|vereinbarung|verfahren|netzwerk|name|bezeichnung|titel",
    ),
)
PRIORITY_COLUMNS = (
    ("Priorität", r"^prio|^rang"),
    ("Was genau", r"was genau|beschreib|konkret|details"),
    ("Bis wann", r"bis wann|frist|termin|zeit"),
    ("Wer", r"^wer\b|verantwort|zuständig"),
    ("Stand", r"stand|status"),
    ("Bemerkung", r"^bem|notiz|anmerk|hinweis"),
    ("Thema", r"thema|schwerpunkt|maßnahme|vorhaben|^was\b"),
)
BODY_HEADINGS = ("Gremium / Vereinbarung", *(heading for heading, _ in BODY_COLUMNS[:-1]), REST_HEADING)
PRIORITY_HEADINGS = (
    "Priorität",
    "Thema",
    *(heading for heading, _ in PRIORITY_COLUMNS if heading not in ("Priorität", "Thema")),
    REST_HEADING,
)


def note_text(columns: Mapping[str, str]) -> str:
    """All columns as one text for people."""
    return "; ".join(f"{heading}: {text}" for heading, text in columns.items() if text)


def note_cells(note: ImportedNote) -> dict[str, str]:
    """The row of a body or priority in our worksheet; what fits no column stands under "Weiteres"."""
    columns = BODY_COLUMNS if note.kind in BODY_KINDS else PRIORITY_COLUMNS
    cells: dict[str, str] = {}
    rest: list[str] = []
    for heading, text in note.columns.items():
        ours = _column_for(heading, columns)
        if not text:
            continue
        if ours and ours not in cells:
            cells[ours] = text
        else:
            rest.append(text if heading == REST_HEADING else f"{heading}: {text}")
    if rest:
        cells[REST_HEADING] = "\n".join(rest)
    if note.kind in BODY_KINDS:
        cells.setdefault("Art", KIND_WORDS[note.kind])
    return cells


def _column_for(heading: str, columns: tuple[tuple[str, str], ...]) -> str | None:
    if heading == REST_HEADING:
        return None
    exact = next((ours for ours, _ in columns if ours == heading), None)
    lowered = heading.lower()
    return exact or next((ours for ours, pattern in columns if re.search(pattern, lowered)), None)
