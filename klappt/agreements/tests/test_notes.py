"""What came in with a table finds its place with a click; nothing is lost, and it can be taken back (A13)."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.actors.enums import NoteKind
from klappt.actors.imports.preview import preview
from klappt.actors.models import ImportedNote
from klappt.actors.tests.factories import make_institution
from klappt.agreements.enums import Question
from klappt.agreements.models import Agreement, Placement, Structure
from klappt.agreements.services.structures import Answer, answer_questions
from klappt.agreements.tests.factories import make_note, make_structure
from klappt.alliances.scope import scope
from klappt.bodies.models import Body

TAKEN = {"party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0", "remind_days": "30"}


def url(cast: Cast, name: str, *keys: Any) -> str:
    return reverse(f"agreements:{name}", args=[cast.alliance.key, *keys])


def form_of(browser: Client, address: str) -> dict[str, Any]:
    """What the form of a page would send if nobody changed it."""
    context = browser.get(address).context
    found: dict[str, Any] = {}
    for form in [context["form"], context.get("edition")]:
        if form is not None:
            found |= {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    return found


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    browser: Client = sign_in(cast.alma)
    return browser


def test_the_form_is_filled_in_from_the_columns(cast: Cast, alma: Client) -> None:
    school = make_institution(cast.alliance, "Volkshochschule", short_name="VHS")
    note = make_note(cast)
    said = form_of(alma, url(cast, "note_structure", note.pk))
    assert said["name"] == "AK Sprache"
    assert said["kind"] == "working_group"
    assert said["institution"] == school.pk
    assert said["rhythm"] == "monatlich"
    assert said["members"] == "VHS, Jobcenter"
    assert "Raum: 12" in said["note"]


def test_a_note_becomes_a_structure_and_says_so(cast: Cast, alma: Client) -> None:
    note = make_note(cast)
    address = url(cast, "note_structure", note.pk)
    assert alma.post(address, form_of(alma, address)).status_code == 302
    with scope(cast.alliance):
        structure = Structure.objects.get()
        assert Placement.objects.get(note=note).structure == structure
        assert ImportedNote.objects.filter(pk=note.pk, columns=note.columns).exists()
    page = alma.get(reverse("actors:imported_notes", args=[cast.alliance.key])).content.decode()
    assert url(cast, "structure", structure.pk) in page
    assert url(cast, "note_structure", note.pk) not in page


def test_a_note_becomes_an_agreement_with_its_parties(cast: Cast, alma: Client) -> None:
    jobcenter = make_institution(cast.alliance, "Jobcenter")
    note = make_note(
        cast,
        NoteKind.AGREEMENT,
        Gremium="Verfahren Übergabe",
        Beteiligte="Jobcenter, Kreishandwerkerschaft",
        Gültig_bis="31.12.2027",
    )
    address = url(cast, "note_agreement", note.pk)
    page = alma.get(address).context
    assert [each.initial for each in page["parties"].initial_forms] == [
        {"institution": jobcenter.pk, "name": ""},
        {"institution": None, "name": "Kreishandwerkerschaft"},
    ]
    rows_sent = {
        "party-INITIAL_FORMS": "2",
        "party-0-institution": jobcenter.pk,
        "party-1-name": "Kreishandwerkerschaft",
    }
    data = {**form_of(alma, address), **TAKEN, **rows_sent}
    assert alma.post(address, data).status_code == 302
    with scope(cast.alliance):
        agreement = Agreement.objects.get()
        assert agreement.kind == "procedure"
        assert [str(party) for party in agreement.editions.get().parties.all()] == [
            "Jobcenter",
            "Kreishandwerkerschaft",
        ]
        assert str(agreement.editions.get().valid_until) == "2027-12-31"


def test_a_note_becomes_a_body_with_all_that_was_said(cast: Cast, alma: Client) -> None:
    note = make_note(cast)
    address = url(cast, "note_body", note.pk)
    assert alma.post(address, form_of(alma, address)).status_code == 302
    with scope(cast.alliance):
        body = Body.objects.get()
    assert (body.name, body.kind) == ("AK Sprache", "working_group")
    for text in ("VHS, Jobcenter", "monatlich", "Raum: 12"):
        assert text in body.function


def test_undo_removes_what_nobody_has_touched(cast: Cast, alma: Client) -> None:
    note = make_note(cast)
    for name, model in (("note_structure", Structure), ("note_agreement", Agreement), ("note_body", Body)):
        address = url(cast, name, note.pk)
        alma.post(address, {**TAKEN, **form_of(alma, address)})
        with scope(cast.alliance):
            assert model.objects.count() == 1
            placement = Placement.objects.get()
        alma.post(url(cast, "note_back", placement.pk))
        with scope(cast.alliance):
            assert not model.objects.exists()
            assert ImportedNote.objects.filter(pk=note.pk).exists()


def test_undo_keeps_what_somebody_has_worked_with(cast: Cast, alma: Client) -> None:
    note = make_note(cast)
    address = url(cast, "note_structure", note.pk)
    alma.post(address, form_of(alma, address))
    with scope(cast.alliance):
        structure, placement = Structure.objects.get(), Placement.objects.get()
        answer_questions(structure=structure, answers=[Answer(Question.FEED, "yes")], by=cast.alma)
    alma.post(url(cast, "note_back", placement.pk))
    with scope(cast.alliance):
        assert Structure.objects.filter(pk=structure.pk).exists()
        assert not Placement.objects.exists()


def test_one_note_finds_one_place_only(cast: Cast, alma: Client) -> None:
    note, structure = make_note(cast), make_structure(cast)
    address = url(cast, "note_same", note.pk)
    assert alma.post(address, {"same": f"structure-{structure.pk}"}).status_code == 302
    assert alma.post(address, {"same": f"structure-{structure.pk}"}).status_code == 422
    with scope(cast.alliance):
        assert Placement.objects.count() == 1


def worksheet(cast: Cast, browser: Client) -> bytes:
    answer = browser.get(reverse("actors:download", args=[cast.alliance.key, "xlsx"]))
    return bytes(answer.content)


def rows(data: bytes) -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Gremien und Vereinbarungen"]
    table = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(table) if "Art" in row)
    return [dict(zip(table[head], row, strict=True)) for row in table[head + 1 :] if any(row)]


def test_the_worksheet_gives_everything_back_and_comes_in_unchanged(cast: Cast, alma: Client) -> None:
    """Unplaced notes as they stood; what has a place as it stands now, once."""
    placed, left = make_note(cast), make_note(cast, Gremium="Runder Tisch Arbeit")
    address = url(cast, "note_structure", placed.pk)
    alma.post(address, {**form_of(alma, address), "about": "Sprachkurse abstimmen\nund vermitteln"})
    make_structure(cast, "Netzwerk Ausbildung")
    data = worksheet(cast, alma)
    told = {row["Gremium / Vereinbarung"]: row for row in rows(data)}
    assert set(told) == {"AK Sprache", "Runder Tisch Arbeit", "Netzwerk Ausbildung"}
    assert len(rows(data)) == 3
    assert told["AK Sprache"]["Wie oft"] == "monatlich"
    assert "Sprachkurse abstimmen" in told["AK Sprache"]["Bemerkung"]
    assert "Raum: 12" in told["AK Sprache"]["Bemerkung"]
    with scope(cast.alliance):
        assert preview(data, "Akteure.xlsx").notes == []
    assert left.pk


def test_what_was_changed_in_the_file_is_kept_as_a_note(cast: Cast, alma: Client) -> None:
    make_structure(cast, "Netzwerk Ausbildung", rhythm="monatlich")
    book = openpyxl.load_workbook(io.BytesIO(worksheet(cast, alma)))
    for row in book["Gremien und Vereinbarungen"].iter_rows():
        for cell in row:
            if cell.value == "monatlich":
                cell.value = "jede Woche"
    changed = io.BytesIO()
    book.save(changed)
    with scope(cast.alliance):
        (note,) = preview(changed.getvalue(), "Akteure.xlsx").notes
        assert Structure.objects.get().rhythm == "monatlich"
    assert "jede Woche" in note.text


def test_practitioners_see_what_became_of_it_and_change_nothing(cast: Cast, sign_in: Any) -> None:
    note = make_note(cast)
    page = sign_in(cast.paula).get(reverse("actors:imported_notes", args=[cast.alliance.key]))
    assert url(cast, "note_structure", note.pk) not in page.content.decode()
