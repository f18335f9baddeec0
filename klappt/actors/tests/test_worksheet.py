"""The worksheet goes out and comes back: unchanged, it proposes nothing (A12, C3)."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from conftest import Cast, Office
from klappt.actors.enums import Criterion
from klappt.actors.exports.worksheet import worksheet
from klappt.actors.imports.plan import Plan, Verdict
from klappt.actors.imports.preview import Decided, carry_out, preview
from klappt.actors.models import ImportedNote, Institution
from klappt.actors.selectors.sheet import entries
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.cooperation import mark_criterion
from klappt.actors.services.importing import Author
from klappt.actors.services.institutions import change_institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.sheets.formats import Format, written
from klappt.sheets.tests.files import saved, workbook


@pytest.fixture
def filled(cast: Cast) -> Alliance:
    """An alliance with everything that can stand in the table, also what is hard to carry through a file."""
    rows = [
        make_institution(
            cast.alliance, "VHS =Musterstadt", note="zwei\nZeilen", cooperation="uncertain", field=""
        ),
        make_institution(
            cast.alliance, "VHS Musterstadt", department="Grundbildung", core_group_planned="yes"
        ),
        make_institution(
            cast.alliance, "Volkshochschule Musterstadt", forum_planned="no", website="www.vhs.de"
        ),
        make_institution(cast.alliance, "Caritas", field="social", address="Weg 1\n47441 Moers"),
    ]
    people = [
        Contact("Leitung", "", "+49 203 1-2", "a@b.de"),
        Contact("", "Frau Klein", "", "k@b.de"),
        Contact(phone="0711"),
    ]
    with set_up(cast.alliance):
        set_contacts(institution=rows[0], contacts=people, by=cast.alma)
        set_contacts(
            institution=rows[1], contacts=[Contact("Beratung", phone="0203 / 12 34 - 5")], by=cast.alma
        )
        mark_criterion(
            institution=rows[3], criterion=Criterion.OFFERS, meets="yes", note="Kurse: A1", by=cast.alma
        )
        mark_criterion(
            institution=rows[3], criterion=Criterion.DECIDES, meets="", note="fragen", by=cast.alma
        )
    first = workbook(
        {
            "Gremien": [["Gremium", "Art", "wer ist dabei", "Raum"], ["AK Sprache", "AK", "VHS\nJC", "12"]],
            "Prioritäten": [["Prio", "Thema", "Aufwand"], [1, "Wohnen", "hoch"], ["Ideen:"], ["Café"]],
        }
    )
    bring_in(cast.alliance, first)
    return cast.alliance


def bring_in(alliance: Alliance, data: bytes, **answers: dict[str, str]) -> Plan:
    with scope(alliance):
        plan = preview(data, "Akteure.xlsx", Decided(rows=answers))
        carry_out(plan, alliance=alliance, source="Akteure.xlsx", author=Author(signature="test"))
    return plan


def download(alliance: Alliance, file_format: Format = Format.XLSX) -> bytes:
    with scope(alliance):
        layout = worksheet(alliance, entries(), list(ImportedNote.objects.all()), "22.11.2026")
        return written(layout, file_format)


def uploaded(alliance: Alliance, data: bytes, name: str = "Akteure.xlsx") -> Plan:
    with scope(alliance):
        return preview(data, name)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def cell(book: openpyxl.Workbook, name: str, heading: str) -> openpyxl.cell.Cell:
    sheet = book["Akteure"]
    row = next(row for row in sheet.iter_rows() if row[1].value == name)
    column = next(each.column for each in sheet[6] if each.value == heading)
    return sheet.cell(row[0].row, column)


def assert_nothing(plan: Plan) -> None:
    assert [(row.verdict.value, row.changes, row.questions) for row in plan.rows] == [
        ("leave", [], [])
    ] * len(plan.rows)
    assert plan.notes == []


@pytest.mark.parametrize("file_format", list(Format))
def test_unchanged_it_proposes_nothing(filled: Alliance, file_format: Format) -> None:
    plan = uploaded(filled, download(filled, file_format), f"Akteure.{file_format}")
    assert len(plan.rows) == 4
    assert_nothing(plan)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file_format", "target"), [(Format.XLSX, "ods"), (Format.ODS, "ods"), (Format.ODS, "xlsx")]
)
def test_saved_again_by_libreoffice_it_proposes_nothing(
    filled: Alliance, file_format: Format, target: str, office: Office
) -> None:
    plan = uploaded(filled, office(download(filled, file_format), file_format.value, target))
    assert len(plan.rows) == 4
    assert_nothing(plan)


def test_the_empty_worksheet_proposes_nothing(cast: Cast) -> None:
    plan = uploaded(cast.alliance, download(cast.alliance))
    assert plan.rows == []
    assert not plan.does_something


def test_a_changed_cell_changes_this_cell_and_an_emptied_one_empties(filled: Alliance) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell(book, "Caritas", "BKG geplant").value = "ja"
        cell(book, "Caritas", "Anschrift").value = None
        cell(book, "Caritas", "Einrichtung").value = "Caritasverband"

    data = edited(download(filled), change)
    told = {row.row.name: row.changes for row in uploaded(filled, data).rows if row.changes}
    assert {change.column for change in told["Caritasverband"]} == {"name", "core_group", "address"}
    bring_in(filled, data)
    with scope(filled):
        found = Institution.objects.get(name="Caritasverband")
    assert (found.core_group_planned, found.address, found.field) == ("yes", "", "social")


def test_a_row_that_was_copied_is_a_new_entry(filled: Alliance) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Akteure"]
        sheet.append([each.value for each in sheet[7]])
        sheet.cell(sheet.max_row, 2).value = "Ganz andere Einrichtung"

    plan = uploaded(filled, edited(download(filled), change))
    assert [row.row.name for row in plan.rows if row.verdict is Verdict.CREATE] == ["Ganz andere Einrichtung"]


def test_what_changed_only_here_since_the_download_stays(filled: Alliance, cast: Cast) -> None:
    data = download(filled)
    with set_up(filled):
        change_institution(institution=Institution.objects.get(name="Caritas"), by=cast.alma, note="neu")
    assert_nothing(uploaded(filled, data))


def test_what_changed_in_both_is_asked_about(filled: Alliance, cast: Cast) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell(book, "Caritas", "Bemerkung").value = "aus der Datei"

    data = edited(download(filled), change)
    with set_up(filled):
        change_institution(institution=Institution.objects.get(name="Caritas"), by=cast.alma, note="von hier")
    open_row = next(row for row in uploaded(filled, data).rows if row.verdict is Verdict.OPEN)
    assert "von hier" in open_row.questions[0].message
    assert "aus der Datei" in open_row.questions[0].message
    for answer, note in (("here", "von hier"), ("file", "aus der Datei")):
        bring_in(filled, data, **{open_row.id: {"conflict": answer}})
        with scope(filled):
            assert Institution.objects.get(name="Caritas").note == note


def test_bodies_and_priorities_go_out_and_a_new_wording_comes_back(filled: Alliance) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Gremien und Vereinbarungen"]
        assert [each.value for each in sheet[4]][1:4] == ["AK Sprache", "AK", None]
        sheet.cell(4, 2).value = "AK Deutsch"
        sheet.append([None, "AK Wohnen", "Arbeitskreis"])

    bring_in(filled, edited(download(filled), change))
    with scope(filled):
        names = sorted(
            name
            for note in ImportedNote.objects.filter(kind="working_group")
            for name in note.columns.values()
            if name.startswith("AK ")
        )
        assert ImportedNote.objects.filter(kind="priority").count() == 1
    assert names == ["AK Deutsch", "AK Wohnen"]
    assert_nothing(uploaded(filled, download(filled)))
