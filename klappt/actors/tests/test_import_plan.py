"""What an upload would do: new, changed, left, asked; and what it then does, all of it or nothing (C3)."""

import pytest

from conftest import Cast
from klappt.actors.imports.decisions import MERGE, SEPARATE
from klappt.actors.imports.plan import Plan, Verdict
from klappt.actors.imports.preview import Decided, carry_out, preview
from klappt.actors.imports.suggestions import answered_alike, safe_answers
from klappt.actors.models import ContactPerson, HeadingMemory, ImportedNote, Institution
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.importing import Author
from klappt.actors.tests.factories import make_institution
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.sheets.decisions import LEAVE_OUT
from klappt.sheets.tests.files import table, workbook

HEAD = ["Einrichtung", "Abteilung", "Bereich", "Ansprechpartner", "Tel.", "Mail", "BKG", "Bemerkung"]
VHS = ["VHS", None, "Bildung", "Frau Klein", 2841123456, "v@vhs.de", "x", None]


def planned(alliance: Alliance, *rows: list[object], **answers: dict[str, str]) -> Plan:
    with scope(alliance):
        return preview(table(HEAD, *rows), "Akteure.xlsx", Decided(rows=answers))


def bring_in(alliance: Alliance, *rows: list[object], **answers: dict[str, str]) -> None:
    plan = planned(alliance, *rows, **answers)
    with scope(alliance):
        carry_out(plan, alliance=alliance, source="Akteure.xlsx", author=Author(signature="test"))


def entry(alliance: Alliance, name: str = "VHS") -> Institution:
    with scope(alliance):
        found: Institution = Institution.objects.get(name=name)
    return found


def test_a_new_row_becomes_an_institution_with_its_contact(cast: Cast) -> None:
    plan = planned(cast.alliance, VHS)
    assert [row.verdict for row in plan.rows] == [Verdict.CREATE]
    with scope(cast.alliance):
        assert not Institution.objects.exists()
    bring_in(cast.alliance, VHS)
    found = entry(cast.alliance)
    assert (found.field, found.core_group_planned, found.cooperation) == ("education", "yes", "")
    with scope(cast.alliance):
        contact = ContactPerson.objects.get()
    assert (contact.name, contact.phone, contact.email) == ("Frau Klein", "02841123456", "v@vhs.de")


def test_it_is_one_event_with_the_counts(cast: Cast) -> None:
    bring_in(cast.alliance, VHS, ["Caritas", None, "Soziales", None, None, None, None, None])
    event = Event.objects.get(verb="actors.table_imported")
    assert (event.details["added"], event.details["changed"], event.signature) == (2, 0, "test")
    assert not Event.objects.filter(verb="actors.institution_added").exists()


def test_bringing_in_the_same_table_again_changes_nothing(cast: Cast) -> None:
    rows = [
        VHS,
        ["Caritas", "JMD", "Soziales", "A\nB", "0203 1234 / 0203 1235", "a@c.de; b@c.de", "?", "ruft an"],
    ]
    bring_in(cast.alliance, *rows)
    plan = planned(cast.alliance, *rows)
    assert [row.verdict for row in plan.rows] == [Verdict.LEAVE, Verdict.LEAVE]
    assert not any(row.questions for row in plan.rows)
    assert not plan.does_something


def test_an_empty_cell_says_nothing_and_remarks_are_added(cast: Cast) -> None:
    make_institution(cast.alliance, "VHS", note="alt", address="Weg 1", core_group_planned="yes")
    plan = planned(cast.alliance, ["VHS", None, "Bildung", None, None, None, "nein", "neu"])
    changes = {change.column: (change.old, change.new) for change in plan.rows[0].changes}
    assert changes == {"core_group": ("ja", "nein"), "note": ("alt", "alt\nneu")}


def test_a_contact_that_is_not_known_yet_is_added_and_the_others_stay(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS")
    with set_up(cast.alliance):
        set_contacts(
            institution=institution, contacts=[Contact(name="Herr Groß", phone="0203 1")], by=cast.alma
        )
    bring_in(cast.alliance, VHS)
    with scope(cast.alliance):
        assert [contact.name for contact in institution.contacts.all()] == ["Herr Groß", "Frau Klein"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([None, "BuT", "Bildung", None, "0203 1234", None, None, None], "name"),
        (["VHS", None, "Bildung", None, None, "info@vhs", None, None], "email"),
        (["VHS", None, "Umwelt", None, None, None, None, None], "field"),
    ],
)
def test_a_doubt_has_to_be_decided_before_anything_is_stored(
    cast: Cast, row: list[object], kind: str
) -> None:
    plan = planned(cast.alliance, row)
    assert [question.kind.value for question in plan.rows[0].questions if question.is_open] == [kind]
    with scope(cast.alliance), pytest.raises(ValueError, match="decision"):
        carry_out(plan, alliance=cast.alliance, source="x", author=Author(signature="test"))
    answer = {"name": "Jobcenter", "email": "info@vhs.de", "field": "education"}[kind]
    decided = planned(cast.alliance, row, **{"0-2": {kind: answer}})
    assert [each.verdict for each in decided.rows] == [Verdict.CREATE]
    assert answer in {change.new for change in decided.rows[0].changes} or kind == "field"


def test_an_uncertain_tick_stays_uncertain_unless_somebody_decides(cast: Cast) -> None:
    row = ["VHS", None, "Bildung", None, None, None, "x?", None]
    assert planned(cast.alliance, row).rows[0].questions[0].value == "uncertain"
    bring_in(cast.alliance, row, **{"0-2": {"core_group": "no"}})
    assert entry(cast.alliance).core_group_planned == "no"


def test_a_duplicate_in_the_file_is_asked_about_and_put_together_or_kept(cast: Cast) -> None:
    double = ["Volkshochschule", None, "Bildung", None, "02841 123456", "v@vhs.de", None, "Räume"]
    rows = (["VHS", None, "Bildung", None, "02841 123456", "v@vhs.de", "x", None], double)
    assert [row.verdict for row in planned(cast.alliance, *rows).rows] == [Verdict.CREATE, Verdict.OPEN]
    separate = planned(cast.alliance, *rows, **{"0-3": {"duplicate": SEPARATE}})
    assert [row.verdict for row in separate.rows] == [Verdict.CREATE, Verdict.CREATE]
    bring_in(cast.alliance, *rows, **{"0-3": {"duplicate": MERGE}})
    found = entry(cast.alliance)
    assert (found.note, found.core_group_planned) == ("Räume", "yes")
    with scope(cast.alliance):
        assert Institution.objects.count() == 1


def test_one_that_looks_like_an_entry_here_is_asked_about(cast: Cast) -> None:
    here = make_institution(cast.alliance, "Agentur für Arbeit Waiblingen", field="work")
    row = ["AfA Waiblingen", None, "Arbeit", None, None, None, "x", None]
    plan = planned(cast.alliance, row)
    if plan.rows[0].verdict is Verdict.OPEN:
        plan = planned(cast.alliance, row, **{"0-2": {"known": str(here.pk)}})
    assert plan.rows[0].target is not None
    assert {change.column for change in plan.rows[0].changes} <= {"core_group", "name"}


def test_a_row_left_out_is_kept_as_a_note(cast: Cast) -> None:
    bring_in(cast.alliance, VHS, **{"0-2": {"act": LEAVE_OUT}})
    with scope(cast.alliance):
        assert not Institution.objects.exists()
        assert "VHS" in ImportedNote.objects.get(kind="left_out").text


def test_what_has_no_column_is_kept_with_the_institution(cast: Cast) -> None:
    data = table([*HEAD, "Öffnungszeiten"], [*VHS, "Mo-Fr"])
    with scope(cast.alliance):
        carry_out(
            preview(data, "a.xlsx"), alliance=cast.alliance, source="a.xlsx", author=Author(signature="test")
        )
        note = ImportedNote.objects.get(kind="extra")
        assert note.institution.name == "VHS"
    assert note.columns == {"Öffnungszeiten": "Mo-Fr"}


def test_bodies_priorities_and_remarks_are_kept_once(cast: Cast) -> None:
    data = workbook(
        {
            "Akteure": [["Stand: März"], HEAD, VHS],
            "Gremien": [["Name", "Art", "Leitung"], ["AK Sprache", "AK", "VHS"]],
            "Prioritäten": [["Prio", "Thema"], [1, "Wohnen"], ["Ideenspeicher"], ["Café"]],
        }
    )
    for _again in range(2):
        with scope(cast.alliance):
            plan = preview(data, "a.xlsx")
            carry_out(plan, alliance=cast.alliance, source="a.xlsx", author=Author(signature="test"))
    with scope(cast.alliance):
        notes = sorted((note.kind, note.text) for note in ImportedNote.objects.all())
    assert notes == [
        ("idea", "Café"),
        ("note", "Stand: März"),
        ("priority", "Prio: 1; Thema: Wohnen"),
        ("working_group", "Name: AK Sprache; Art: AK; Leitung: VHS"),
    ]


def test_a_chosen_meaning_is_remembered_for_the_next_table(cast: Cast) -> None:
    data = table(["Einrichtung", "Tel.", "Runde"], ["VHS", "0203 1234", "x"])
    with scope(cast.alliance):
        plan = preview(data, "a.xlsx", Decided(roles={"Akteure": {"C": "forum"}}))
        carry_out(plan, alliance=cast.alliance, source="a.xlsx", author=Author(signature="test"))
        assert {(row.heading, row.role) for row in HeadingMemory.objects.all()} == {("runde", "forum")}
        assert preview(data, "a.xlsx").content.rows[0].forum == "yes"


def test_another_alliance_is_neither_matched_nor_touched(cast: Cast) -> None:
    theirs = make_institution(cast.other_alliance, "VHS", note="ihres")
    keyed = table(["klappt-Schlüssel", "Einrichtung", "Tel."], [f"dort:{theirs.pk}", "VHS", "0203 1234"])
    with scope(cast.alliance):
        plan = preview(keyed, "a.xlsx")
        assert plan.rows[0].verdict is Verdict.CREATE
        carry_out(plan, alliance=cast.alliance, source="a.xlsx", author=Author(signature="test"))
    assert entry(cast.other_alliance).note == "ihres"
    assert entry(cast.alliance).pk != theirs.pk


def test_all_or_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from klappt.actors.services import importing

    def fails(*_arguments: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(importing, "_remember", fails)
    with pytest.raises(RuntimeError):
        bring_in(cast.alliance, VHS)
    with scope(cast.alliance):
        assert not Institution.objects.exists()
        assert not ImportedNote.objects.exists()


def test_answers_for_many_rows_at_once(cast: Cast) -> None:
    rows = [
        ["A", None, "Umwelt", None, None, None, None, None],
        ["B", None, "Sport", None, None, None, None, None],
    ]
    plan = planned(cast.alliance, *rows)
    answers = answered_alike(plan, {}, "field", "social")
    assert [row.verdict for row in planned(cast.alliance, *rows, **answers).rows] == [Verdict.CREATE] * 2
    assert planned(cast.alliance, *rows, **safe_answers(plan)).is_settled


def test_two_people_in_one_cell_become_two_contacts(cast: Cast) -> None:
    row = [
        "AWO",
        None,
        "Migr./Int.",
        "Frau Kaya / Herr Wolf",
        "0231 12345; 0231 12346",
        "kaya@awo.de",
        "x",
        None,
    ]
    bring_in(cast.alliance, row)
    with scope(cast.alliance):
        contacts = list(ContactPerson.objects.values_list("name", "phone", "email"))
    assert contacts == [("Frau Kaya", "023112345", "kaya@awo.de"), ("Herr Wolf", "023112346", "")]
    assert entry(cast.alliance, "AWO").field == "migration"
