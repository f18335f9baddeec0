"""A real actor table, against the counts an independent reader found (needs KLAPPT_CORPUS)."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from klappt.actors.imports.read import read_table
from klappt.actors.imports.rows import ActorRow, TableContent
from klappt.sheets.grid import cell_text
from klappt.sheets.read import read_workbook

CORPUS = os.environ.get("KLAPPT_CORPUS", "")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder that holds actors/"),
]
ERRORS = {
    "invalid_email": "invalid_email",
    "missing_institution": "missing_name",
    "unknown_field": "unknown_field",
    None: None,
}
KINDS = {"committee": "committee", "working group": "working_group", "agreement": "agreement"}
WARNINGS = {
    "phone stored as number, leading zero lost": "phone_as_number",
    "line break in a cell": "line_break",
    "several phone numbers in one cell": "several_phones",
    "several e-mail addresses in one cell": "several_emails",
    "no-break space in the address": "no_break_space",
    "zero-width space inside the e-mail address (as in the source)": "invisible_sign",
    "hidden row": "hidden_row",
}


def folder() -> Path:
    return Path(CORPUS) / "actors"


def expected() -> dict[str, Any]:
    return json.loads((folder() / "expected_rems-murr.json").read_text())  # type: ignore[no-any-return] # JSON of a known shape


def content(suffix: str) -> TableContent:
    path = folder() / f"akteure_rems-murr.{suffix}"
    return read_table(read_workbook(path.read_bytes(), path.name))


def as_csv(encoding: str, delimiter: str) -> TableContent:
    sheet = read_workbook((folder() / "akteure_rems-murr.xlsx").read_bytes()).sheets[0]
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(
        [cell_text(value) for value in row] for row in sheet.rows
    )
    return read_table(read_workbook(target.getvalue().encode(encoding, errors="replace"), "Akteure.csv"))


def told(row: ActorRow) -> dict[str, object]:
    kinds = {problem.kind.value for problem in row.problems} - {"uncertain_tick"}
    return {
        "row": row.row,
        "name": row.name,
        "department": row.department,
        "field": row.field,
        "phones": row.phones,
        "emails": row.emails,
        "ticks": [row.cooperation, row.core_group, row.forum],
        "note": row.note,
        "error": next(iter(kinds), None),
        "duplicate_of": row.duplicate_of,
    }


def wanted() -> list[dict[str, object]]:
    return [
        {
            "row": row["sheet_row"],
            "name": row["institution"],
            "department": row["department"],
            "field": row["field"],
            "phones": row["phones"],
            "emails": row["emails"],
            "ticks": [row["cooperation"], row["bkg"], row["forum"]],
            "note": row["note"],
            "error": ERRORS[row["error"]],
            "duplicate_of": row["duplicate_of_row"],
        }
        for row in expected()["rows"]
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_every_row_as_the_independent_reader_found_it(suffix: str) -> None:
    assert [told(row) for row in content(suffix).rows] == wanted()


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")])
def test_the_csv_of_the_same_table_says_the_same(encoding: str, delimiter: str) -> None:
    assert [told(row) for row in as_csv(encoding, delimiter).rows] == wanted()


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_encodings_lose_signs_they_do_not_have_and_nothing_else(encoding: str) -> None:
    """The zero-width space of row 20 became a "?" that does no harm."""
    assert [told(row) for row in as_csv(encoding, ";").rows] == wanted()


def test_what_was_noticed_beside_the_doubts() -> None:
    found = {
        row.row: sorted(hint.kind.value for hint in row.hints) for row in content("xlsx").rows if row.hints
    }
    assert found == {
        row["sheet_row"]: sorted(WARNINGS[warning] for warning in row["warnings"])
        for row in expected()["warning_rows"]
    }


def test_bodies_priorities_and_what_is_neither() -> None:
    read, truth = content("ods"), expected()
    assert [(body.row, body.name, body.kind) for body in read.bodies] == [
        (row["sheet_row"], row["name"], KINDS[row["type"]]) for row in truth["committees"]["rows"]
    ]
    assert [(item.row, item.rank, item.text) for item in read.priorities] == [
        (row["sheet_row"], row["rank"], row["topic"]) for row in truth["priorities"]["rows"]
    ]
    aside = {aside.row for aside in read.left_aside if aside.sheet == "Akteure"}
    assert aside >= {*truth["trailing_note_rows"], *(row["sheet_row"] for row in truth["section_headings"])}
    ideas = [item.text for item in read.left_aside if item.why == "idea"]
    assert ideas == [row["text"] for row in truth["priorities"]["ideas_not_priorities"]["rows"]]
