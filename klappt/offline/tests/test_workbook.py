"""The worksheet as XLSX and back (C3)."""

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings

from conftest import Office
from klappt.core.questionnaire.values import Reply
from klappt.core.questionnaire.values import given as reply
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.imports.assemble import Answered, answers_in
from klappt.offline.imports.open import open_file
from klappt.offline.outline.places import places
from klappt.offline.tests.answers import replies_to
from klappt.offline.tests.books import Rows, changed, rewritten
from klappt.offline.tests.factories import ALL, HOSTILE, assert_same, make_content, read_back
from klappt.sheets.read import read_workbook
from klappt.worksheets.tests.factories import EVERY_KIND


def answers_of(data: bytes) -> dict[str, Answered]:
    asked = places(EVERY_KIND)
    return answers_in(open_file(data, "").read(asked), asked)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(replies=replies_to(EVERY_KIND))
def test_what_goes_out_comes_back(replies: dict[str, Reply]) -> None:
    assert_same(replies, read_back(as_xlsx(make_content(replies))))


def test_nothing_an_alliance_wrote_becomes_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(make_content(HOSTILE)))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_only_what_is_to_be_filled_is_open() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(make_content(ALL)))) as archive:
        book = archive.read("xl/workbook.xml")
        visible = [archive.read(f"xl/worksheets/sheet{n}.xml") for n in range(1, 7)]
    assert book.count(b'state="veryHidden"') == 2
    assert all(b"<sheetProtection" in sheet and b"password" not in sheet for sheet in visible)


def test_rows_may_be_moved_sorted_and_set_apart() -> None:
    def shuffled(_name: str, rows: Rows) -> Rows:
        random.Random(5).shuffle(rows)
        return [each for row in rows for each in (row, [])]

    assert_same(ALL, read_back(rewritten(as_xlsx(make_content(ALL)), shuffled)))


def test_without_hidden_columns_and_properties_the_numbers_tell() -> None:
    def bare(name: str, rows: Rows) -> Rows:
        return [row[1:] for row in rows[1:]] if name[0].isdecimal() and "." not in name[:3] else rows

    found = read_back(rewritten(as_xlsx(make_content(ALL)), bare, properties=False))
    assert_same(ALL, found)


def test_what_does_not_fit_is_said_with_its_cell() -> None:
    data = changed(
        as_xlsx(make_content(ALL)),
        {
            "members": "zwölf",
            "lead": "Vielleicht",
            "begun": "bald",
            "topics.school": 9,
            "fields.work": "halb",
        },
    )
    found = answers_of(data)
    for key in ("members", "lead", "begun", "topics", "fields"):
        assert found[key].reply is None, key
        (misfit,) = found[key].misfits
        assert "2 Aufbau" in misfit.where
    assert found["members"].misfits[0].said == "zwölf"
    assert found["aim"].reply == ALL["aim"]


def test_in_a_table_each_cell_that_does_not_fit_is_said() -> None:
    rows = [{"day": "2026-05-04", "topic": "Kurs", "people": "9"}]
    data = as_xlsx(make_content({"meetings": reply(rows)}))

    def wrong(name: str, found: Rows) -> Rows:
        if not name.startswith("2.11"):
            return found
        return [*found, ["", "bald", "Treffen", "viele"]]

    misfits = answers_of(rewritten(data, wrong))["meetings"].misfits
    assert [misfit.said for misfit in misfits] == ["bald", "viele"]


def test_a_question_that_stands_twice_must_say_one_thing() -> None:
    def twice(_name: str, rows: Rows) -> Rows:
        copies = [[*row[:3], "Anders", *row[4:]] for row in rows if row and row[0] == "aim"]
        return [*rows, *copies, *[row for row in rows if row and row[0] == "members"]]

    found = answers_of(rewritten(as_xlsx(make_content(ALL)), twice))
    assert found["aim"].reply is None
    assert found["members"].reply == ALL["members"]


def test_an_answer_beside_does_not_apply_is_a_doubt() -> None:
    data = changed(as_xlsx(make_content(ALL)), {"story": "ja"}, column=4)
    assert answers_of(data)["story"].reply is None


@pytest.mark.process
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_libreoffice_saves_it_and_nothing_is_lost(office: Office, suffix: str) -> None:
    wanted = {**ALL, **HOSTILE}
    saved = office(as_xlsx(make_content(wanted)), "xlsx", suffix)
    assert_same(wanted, read_back(saved))
    if suffix == "xlsx":
        hidden = {sheet.name for sheet in read_workbook(saved).sheets if sheet.hidden}
        assert hidden == {"klappt", "klappt-Listen"}
