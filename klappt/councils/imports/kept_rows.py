"""Rows of a preview as they are kept beside the upload until somebody confirms."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.vocabulary import Note, Row


def to_keep(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Plain values, as JSON holds them."""
    return [
        {
            "kind": row.kind.value,
            "id": row.id,
            "title": row.title,
            "verdict": row.verdict.value,
            "changes": row.changes,
            "notes": [[note.doubt.value, note.what] for note in dict.fromkeys(row.notes)],
        }
        for row in rows
    ]


def kept(plain: Iterable[dict[str, Any]]) -> list[Row]:
    """The same rows again."""
    return [
        Row(
            kind=Kind(each["kind"]),
            id=each["id"],
            title=each["title"],
            verdict=Verdict(each["verdict"]),
            changes=each["changes"],
            notes=[Note(Doubt(doubt), each["id"], what) for doubt, what in each["notes"]],
        )
        for each in plain
    ]


def fingerprint(plain: list[dict[str, Any]]) -> str:
    """Tells whether what was seen is still what would happen."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
