"""What the columns of a note say about the thing it can become (A13). Nothing of a note is left out."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from klappt.actors.enums import NoteKind
from klappt.actors.models import ImportedNote, Institution
from klappt.actors.selectors.notes import REST_HEADING, note_cells
from klappt.agreements.enums import AgreementKind, StructureKind
from klappt.bodies.enums import BodyKind

NAME, KIND, LEAD, RHYTHM, NEXT = "Gremium / Vereinbarung", "Art", "Federführung", "Wie oft", "Nächster Termin"
MEMBERS, UNTIL, NOTE = "Beteiligte", "Gültig bis", "Bemerkung"
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+und\s+")
_AS_STRUCTURE = {
    NoteKind.AGREEMENT: StructureKind.AGREEMENT,
    NoteKind.WORKING_GROUP: StructureKind.WORKING_GROUP,
}
BODY_OF_NOTE = {
    NoteKind.COMMITTEE: BodyKind.COMMITTEE,
    NoteKind.WORKING_GROUP: BodyKind.WORKING_GROUP,
    NoteKind.STEERING_GROUP: BodyKind.STEERING_GROUP,
    NoteKind.CORE_GROUP: BodyKind.CORE_GROUP,
    NoteKind.FORUM: BodyKind.FORUM,
}


def as_structure(note: ImportedNote) -> dict[str, Any]:
    """What the form for a structure begins with."""
    cells = note_cells(note)
    until = day_in(cells.get(UNTIL, ""))
    lead = cells.get(LEAD, "")
    institution = institution_called(lead)
    return {
        "name": _name(note, cells),
        "kind": structure_kind(note, cells),
        "institution": institution.pk if institution else None,
        "run_by": "" if institution else lead[:200],
        "members": cells.get(MEMBERS, ""),
        "rhythm": _joined(cells, RHYTHM, NEXT)[:160],
        "valid_until": until,
        "note": _lines(cells, *_rest(until), KIND),
        "source": f"{note.source}, {note.sheet}, Zeile {note.row}"[:200],
    }


def as_agreement(note: ImportedNote) -> dict[str, Any]:
    cells = note_cells(note)
    until = day_in(cells.get(UNTIL, ""))
    procedural = re.search(
        r"verfahren|leitfaden|regelung", f"{cells.get(KIND, '')} {_name(note, cells)}", re.IGNORECASE
    )
    return {
        "name": _name(note, cells),
        "kind": AgreementKind.PROCEDURE if procedural else AgreementKind.COOPERATION,
        "subject": cells.get(NOTE, ""),
        "valid_until": until,
        "note": _lines(cells, LEAD, RHYTHM, NEXT, *(() if until else (UNTIL,)), REST_HEADING, KIND),
    }


def parties_in(note: ImportedNote) -> list[dict[str, Any]]:
    """Who takes part, one row each: as an institution where exactly one is called like that."""
    names = [part for part in _BETWEEN.split(note_cells(note).get(MEMBERS, "")) if part]
    found = [(name, institution_called(name)) for name in names]
    return [
        {"institution": known.pk if known else None, "name": "" if known else name[:300]}
        for name, known in found
    ]


def as_body(note: ImportedNote) -> dict[str, Any]:
    cells = note_cells(note)
    return {
        "name": _name(note, cells)[:160],
        "kind": BODY_OF_NOTE.get(NoteKind(note.kind), BodyKind.COMMITTEE),
        "purpose": cells.get(NOTE, ""),
        "function": _lines(cells, LEAD, RHYTHM, NEXT, MEMBERS, UNTIL, REST_HEADING, KIND),
    }


def structure_kind(note: ImportedNote, cells: Mapping[str, str]) -> StructureKind:
    said = f"{cells.get(KIND, '')} {cells.get(NAME, '')}".casefold()
    if note.kind == NoteKind.AGREEMENT:
        return StructureKind.PROCEDURE if "verfahren" in said else StructureKind.AGREEMENT
    if "netzwerk" in said:
        return StructureKind.NETWORK
    return _AS_STRUCTURE.get(NoteKind(note.kind), StructureKind.BODY)


def institution_called(words: str) -> Institution | None:
    """The one institution of this name or short name; None when it is none or several."""
    wanted = words.strip().casefold()
    if not wanted:
        return None
    rows = Institution.objects.order_by("pk")
    found = [
        row for row in rows if wanted in (name.casefold() for name in (str(row), row.name, row.short_name))
    ]
    return found[0] if len(found) == 1 else None


def day_in(text: str) -> datetime.date | None:
    """The day if the text is one and says nothing else."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _name(note: ImportedNote, cells: Mapping[str, str]) -> str:
    return (cells.get(NAME, "") or note.text)[:200]


def _rest(until: datetime.date | None) -> tuple[str, ...]:
    return (NOTE, *(() if until else (UNTIL,)), REST_HEADING)


def _joined(cells: Mapping[str, str], *headings: str) -> str:
    first, *others = headings
    told = [cells.get(first, ""), *(f"{each}: {cells[each]}" for each in others if cells.get(each))]
    return "; ".join(filter(None, told))


def _lines(cells: Mapping[str, str], *headings: str) -> str:
    """What stands under these headings, one line each; the remark alone needs no heading."""
    told = [
        cells[each] if each in (NOTE, REST_HEADING) else f"{each}: {cells[each]}"
        for each in headings
        if cells.get(each)
    ]
    return "\n".join(told)
