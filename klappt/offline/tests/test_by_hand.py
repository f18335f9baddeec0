"""Files as people really bring them: edited by hand, of another time or place, and by two at once (C3)."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from openpyxl.workbook import Workbook as Book

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given as reply
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.imports.assemble import Answered, answers_in
from klappt.offline.imports.open import open_file
from klappt.offline.models import WorksheetUpload
from klappt.offline.outline.places import places
from klappt.offline.tests.books import changed
from klappt.offline.tests.factories import ALL, assert_same, make_content
from klappt.offline.tests.test_pages import bring, confirm, refused, standing, taken_along
from klappt.returns.models import Answer
from klappt.returns.tests.factories import FULL, make_return, write
from klappt.worksheets.tests.factories import EVERY_KIND

AUFBAU, ANSWER = "2 Aufbau", 4


def saved(data: bytes, change: Callable[[Book], Any]) -> bytes:
    """After somebody was at it with a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(change: Callable[[Book], Any]) -> dict[str, Answered]:
    asked = places(EVERY_KIND)
    return answers_in(open_file(saved(as_xlsx(make_content(ALL)), change), "").read(asked), asked)


def put(key: str, value: object) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        sheet = book[AUFBAU]
        row = next(cell.row for cell in sheet["A"] if cell.value == key)
        sheet.cell(row, ANSWER, value).number_format = "General"  # type: ignore[arg-type] # whatever somebody types

    return change


@pytest.mark.parametrize(
    ("key", "typed", "means"),
    [
        ("begun", "1.3.2019", "2019-03-01"),
        ("begun", "2019-03-01", "2019-03-01"),
        ("members", " 1.200 ", "1200"),
        ("members", "12,0", "12"),
        ("members", 12.0, "12"),
    ],
)
def test_days_and_numbers_typed_as_text(key: str, typed: object, means: str) -> None:
    found = read(put(key, typed))[key]
    assert found.reply == reply(means), found.misfits


@pytest.mark.parametrize("typed", ["12,5", "ca. 12", "12 oder 13", "-3"])
def test_what_is_no_whole_number_is_said_and_not_guessed(typed: str) -> None:
    found = read(put("members", typed))["members"]
    assert found.reply is None
    assert found.misfits[0].said == typed
    assert AUFBAU in found.misfits[0].where


def test_deleted_columns_and_merged_cells_lose_nothing() -> None:
    def change(book: Book) -> None:
        sheet = book[AUFBAU]
        for span in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(span))
        row = next(cell.row for cell in sheet["A"] if cell.value == "aim")
        sheet.merge_cells(start_row=row, end_row=row, start_column=ANSWER, end_column=ANSWER + 2)
        sheet.delete_cols(2, 2)

    assert_same(ALL, {key: each.reply for key, each in read(change).items() if each.reply})


def test_a_formula_without_a_value_is_no_answer_and_nothing_runs() -> None:
    found = read(put("aim", '=WEBSERVICE("http://localhost/")'))["aim"]
    assert found.reply is not None
    assert not found.reply.value


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    return sign_in(cast.alma)


def test_a_file_of_another_edition_is_told_and_not_kept(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)

    def of_another(book: Book) -> None:
        for name in book.custom_doc_props.names:
            if name == "klappt-stamp":
                stamp = book.custom_doc_props[name]
                parts = str(stamp.value).split(" · ")
                stamp.value = " · ".join((*parts[:2], "f" * 16, *parts[3:]))

    data = saved(taken_along(alma, made), of_another)
    assert "anderen Ausgabe" in refused(bring(alma, made, data))
    with scope(cast.alliance):
        assert not WorksheetUpload.objects.exists()


def test_two_bring_files_at_once_and_the_second_one_is_asked(cast: Cast, alma: Client, sign_in: Any) -> None:
    made = make_return(cast, answers=FULL)
    data = taken_along(alma, made)
    ceren = sign_in(cast.ceren)
    first = bring(alma, made, changed(data, {"aim": "Almas Ziel", "members": 14})).url
    second = bring(ceren, made, changed(data, {"aim": "Cerens Ziel", "begun": "01.04.2020"})).url
    seen = ceren.get(second).context["comparison"]
    assert not seen.open_count
    confirm(alma, first)
    late = ceren.post(second, {"act": "confirm", "seen": seen.fingerprint})
    assert late.status_code == 409
    assert standing(cast, made)["aim"] == reply("Almas Ziel")
    confirm(ceren, second, aim="file")
    now = standing(cast, made)
    assert [now[key].value for key in ("aim", "members", "begun")] == ["Cerens Ziel", "14", "2020-04-01"]
    with scope(cast.alliance):
        written = Answer.objects.filter(question="aim").values_list("value", flat=True)
        assert set(written) == {FULL["aim"], "Almas Ziel", "Cerens Ziel"}


def test_confirmed_twice_it_is_stored_once(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"aim": "Wohnen"})).url
    seen = alma.get(preview).context["comparison"].fingerprint
    for _twice in range(2):
        assert alma.post(preview, {"act": "confirm", "seen": seen}).url == preview + "fertig/"
    with scope(cast.alliance):
        assert Answer.objects.filter(question="aim").count() == 2


def test_an_old_file_does_not_undo_what_was_written_since(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    old = taken_along(alma, made)
    write(cast, made, {"aim": "Neu", "members": "99"})
    page = alma.get(bring(alma, made, changed(old, {"advice": "Aus dem alten"})).url)
    assert [each.key for each in page.context["comparison"].differences] == ["advice"]
