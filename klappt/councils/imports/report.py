"""The report of an import: for people as lines, for programs as JSON (docs/oparl.md)."""

from collections.abc import Iterable, Iterator
from typing import Any

from klappt.councils.enums import Verdict
from klappt.councils.vocabulary import Content, Note, Row

FORMAT = "klappt-oparl-report/1"


def as_json(
    content: Content,
    rows: Iterable[Row],
    *,
    source: str,
    chosen: Iterable[str],
    alliance: str = "",
    stored: bool = False,
) -> dict[str, Any]:
    """Everything that was read, what becomes of it and every doubt. Only plain values."""
    rows = list(rows)
    return {
        "format": FORMAT,
        "source": source,
        "alliance": alliance or None,
        "stored": stored,
        "read": content.read,
        "councils": [{"id": identifier, "name": name} for identifier, name in content.towns.items()],
        "chosen": sorted(chosen),
        "bodies": [_body(content, body.id) for body in content.bodies],
        "counts": _counts(rows),
        "rows": [_row(row) for row in rows],
        "left_out": [{"kind": left.kind, "id": left.id, "title": left.title} for left in content.left_out],
        "doubts": [_note(note) for note in dict.fromkeys(content.notes)],
    }


def _body(content: Content, identifier: str) -> dict[str, Any]:
    body = next(each for each in content.bodies if each.id == identifier)
    return {
        "id": body.id,
        "name": body.name,
        "kind": body.kind.value,
        "council": body.town or None,
        "parent": body.parent or None,
        "since": body.begins.isoformat() if body.begins else None,
        "until": body.ends.isoformat() if body.ends else None,
        "former_names": [
            {"name": each.name, "until": each.until.isoformat() if each.until else None}
            for each in body.former_names
        ],
        "memberships": sum(seat.body == body.id for seat in content.seats),
        "meetings": sum(body.id in meeting.bodies for meeting in content.meetings),
    }


def _counts(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        by_verdict = found.setdefault(row.kind, dict.fromkeys(Verdict.values, 0))
        by_verdict[row.verdict] += 1
    return found


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "id": row.id,
        "title": row.title,
        "verdict": row.verdict.value,
        "changes": {key: {"was": old, "becomes": new} for key, (old, new) in row.changes.items()},
        "doubts": [_note(note) for note in dict.fromkeys(row.notes)],
    }


def _note(note: Note) -> dict[str, str]:
    return {"about": note.about, "code": note.doubt.value, "value": note.what, "message": note.message}


def as_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One line for each object, its doubts below it."""
    for row in rows:
        yield f"{row.verdict.label}: {row.kind.label} {row.title}"
        for key, (old, new) in row.changes.items():
            yield f"    {key}: {old or '–'} → {new or '–'}"
        for note in dict.fromkeys(row.notes):
            yield f"    {note.message}"
