"""Offers from a table: nothing before the confirm, doubts are asked, a round trip changes nothing (B3)."""

import datetime
import io

import openpyxl
import pytest

from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.offers.enums import UploadKind
from klappt.offers.exports.worksheet import worksheet
from klappt.offers.imports.plan import Verdict
from klappt.offers.imports.preview import carry_out, preview
from klappt.offers.models import Offer
from klappt.offers.selectors.sheet import lines
from klappt.offers.services.examples import copy_examples
from klappt.offers.services.importing import decide_on_upload, upload_offers
from klappt.offers.services.offers import change_offer
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import give_role
from klappt.offers.tests.factories import make_offer
from klappt.sheets.formats import Format, written
from klappt.sheets.tests.files import saved, table

HEADINGS = ("Angebot", "Kürzel", "Art", "Träger", "Plätze im Jahr", "Dauer in Monaten", "Gibt es seit")
DAY = datetime.date(2026, 11, 1)


@pytest.fixture
def alliance(cast):
    with scope(cast.alliance):
        yield cast.alliance


def looked_at(cast, data, name="Angebote.xlsx", **decisions):
    upload = upload_offers(alliance=cast.alliance, name=name, data=data, kind=UploadKind.TABLE, by=cast.alma)
    decide_on_upload(upload=upload, by=cast.alma, decisions=decisions)
    return upload, preview(cast.alliance, data, name, upload)


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def filled(alliance, cast):
    """Two offers with everything a worksheet holds."""
    vhs = make_institution(alliance, name="VHS Musterkreis")
    copy_examples(alliance=alliance, keys=["BVB"], by=cast.alma)
    offer = make_offer(
        alliance,
        "Brückenkurs",
        key="BRUECKE",
        description="Erste Zeile\nzweite Zeile",
        months=3,
        website="www.vhs.de",
        checked_on=DAY,
        valid_from=DAY,
        doubt="Raum offen",
    )
    give_role(offer=offer, institution=vhs, role="carries", by=cast.alma, since=DAY)
    count_places(offer=offer, places=None, as_of=DAY, by=cast.alma)
    make_offer(alliance, "Nachhilfe", key="IDEE", stage="idea", effort="2.5")
    return offer


def exported(alliance, form=Format.XLSX):
    return written(worksheet(alliance, lines(alliance), "01.11.2026"), form)


def edited(data, change):
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book["Angebote"])
    return saved(book)


def cell_of(sheet, heading, name):
    headings = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value == heading}
    row = next(cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == name)
    return sheet.cell(row, headings[heading])


@pytest.mark.parametrize("form", [Format.XLSX, Format.ODS, Format.CSV])
def test_the_own_worksheet_comes_back_without_a_difference(cast, alliance, form):
    filled(alliance, cast)
    _upload, plan = looked_at(cast, exported(alliance, form), f"Angebote.{form.value}")
    assert verdicts(plan) == [Verdict.LEAVE] * 3
    assert not plan.carriers


def test_a_table_of_anybody_becomes_offers(cast, alliance):
    vhs = make_institution(alliance, name="VHS Musterkreis")
    data = table(
        HEADINGS,
        ("Brückenkurs", "", "Projekt", "VHS Musterkreis", "unbekannt", 3, datetime.date(2026, 8, 1)),
        ("Berufsberatung", "BB", "Regelangebot", "", 40, "", ""),
    )
    upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.CREATE, Verdict.CREATE]
    assert not Offer.objects.exists()
    carry_out(plan, alliance=alliance, source="Angebote.xlsx", by=cast.alma, upload=upload)
    bridge, advice = Offer.objects.order_by("position")
    assert (bridge.key, bridge.kind, bridge.months) == ("BRUECKENKURS", "specific", 3)
    assert bridge.valid_from == datetime.date(2026, 8, 1)
    assert [row.institution for row in bridge.roles.all()] == [vhs]
    assert bridge.place_counts.get().places is None
    assert (advice.key, advice.kind, advice.place_counts.get().places) == ("BB", "regular", 40)
    event = Event.objects.get(verb="offers.file_imported")
    assert (event.by, event.details["added"]) == (cast.alma, 2)


def test_an_unknown_institution_is_asked_about_once(cast, alliance):
    make_institution(alliance, name="Volkshochschule Musterkreis")
    data = table(HEADINGS[:4], ("Kurs A", "A", "", "Kolping Bildung"), ("Kurs B", "B", "", "Kolping Bildung"))
    _upload, plan = looked_at(cast, data)
    (question,) = plan.carriers
    assert verdicts(plan) == [Verdict.OPEN, Verdict.OPEN]
    assert len(question.places) == 2
    upload, plan = looked_at(cast, data, carriers={question.sign: "add"})
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    added = Institution.objects.get(name="Kolping Bildung")
    assert {offer.roles.get().institution for offer in Offer.objects.all()} == {added}


def test_an_unknown_institution_can_be_chosen_or_left_out(cast, alliance):
    vhs = make_institution(alliance, name="Volkshochschule Musterkreis")
    data = table(HEADINGS[:4], ("Kurs A", "A", "", "Volkshochschule Musterkreis Nord"))
    _upload, plan = looked_at(cast, data)
    (question,) = plan.carriers
    assert str(vhs.pk) in dict(question.options)
    upload, plan = looked_at(cast, data, carriers={question.sign: "leave"})
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    assert not Offer.objects.get().roles.exists()


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Dauer in Monaten", "ein halbes Jahr", "months"),
        ("Plätze im Jahr", "-3", "places"),
        ("Gibt es seit", "irgendwann", "valid_from"),
        ("Art", "blau", "kind"),
        ("Kürzel", "zwei Worte", "key"),
        ("Geprüft am", "31.02.2026", "checked_on"),
    ],
)
def test_what_cannot_be_stored_is_asked_field_by_field(cast, alliance, heading, text, kind):
    data = table(("Angebot", heading), ("Kurs", text))
    _upload, plan = looked_at(cast, data)
    (row,) = plan.rows
    assert row.verdict is Verdict.OPEN
    assert [question.kind.value for question in row.questions] == [kind]
    assert text in row.questions[0].message
    _upload, plan = looked_at(cast, data, **{row.id: {kind: ""}})
    assert verdicts(plan) == [Verdict.CREATE]


def test_a_wrong_answer_leaves_the_question_open(cast, alliance):
    data = table(("Angebot", "Dauer in Monaten"), ("Kurs", "lang"))
    _upload, plan = looked_at(cast, data, **{"0-2": {"months": "sehr lang"}})
    assert verdicts(plan) == [Verdict.OPEN]
    _upload, plan = looked_at(cast, data, **{"0-2": {"months": "6"}})
    assert plan.changes[0].values["months"] == 6


def test_the_end_lies_before_the_beginning(cast, alliance):
    data = table(("Angebot", "Gibt es seit", "Gibt es bis"), ("Kurs", "01.08.2026", "01.08.2025"))
    _upload, plan = looked_at(cast, data)
    assert [question.kind.value for question in plan.rows[0].questions] == ["valid_until"]


def test_a_row_without_a_name_is_asked_or_left_out(cast, alliance):
    data = table(HEADINGS[:2], ("", "A"))
    _upload, plan = looked_at(cast, data)
    assert [question.kind.value for question in plan.rows[0].questions] == ["name"]
    _upload, plan = looked_at(cast, data, **{"0-2": {"act": "leave_out"}})
    assert verdicts(plan) == [Verdict.OUT]


def test_the_same_offer_twice_is_asked(cast, alliance):
    data = table(HEADINGS[:2], ("Kurs A", "A"), ("Kurs A neu", "A"))
    _upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.CREATE, Verdict.OPEN]
    upload, plan = looked_at(cast, data, **{"0-3": {"twice": "separate"}})
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    assert Offer.objects.count() == 2


def test_a_similar_offer_is_asked(cast, alliance):
    offer = make_offer(alliance, "Brückenkurs Deutsch", key="BK")
    data = table(("Angebot", "Dauer in Monaten"), ("Brueckenkurs Deutsch.", 4), ("Brückenkurse Deutsch", 5))
    _upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.CHANGE, Verdict.OPEN]
    assert plan.rows[0].target.pk == offer.pk


def test_only_what_was_changed_in_the_file_is_changed(cast, alliance):
    offer = filled(alliance, cast)
    data = exported(alliance)
    change_offer(offer=offer, by=cast.alma, doubt="inzwischen geklärt")

    def change(sheet):
        cell_of(sheet, "Dauer in Monaten", "Brückenkurs").value = "6"

    upload, plan = looked_at(cast, edited(data, change))
    (row,) = [row for row in plan.rows if row.verdict is Verdict.CHANGE]
    assert [(each.column, each.old, each.new) for each in row.changes] == [("months", "3", "6")]
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    offer.refresh_from_db()
    assert (offer.months, offer.doubt) == (6, "inzwischen geklärt")


def test_what_was_changed_in_both_places_is_asked(cast, alliance):
    offer = filled(alliance, cast)
    data = exported(alliance)
    change_offer(offer=offer, by=cast.alma, doubt="hier geändert")

    def change(sheet):
        cell_of(sheet, "Zweifel", "Brückenkurs").value = "in der Datei geändert"

    _upload, plan = looked_at(cast, edited(data, change))
    (row,) = [row for row in plan.rows if row.verdict is Verdict.OPEN]
    assert [question.kind.value for question in row.questions] == ["conflict"]
    upload, plan = looked_at(cast, edited(data, change), **{row.id: {"conflict": "file"}})
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    offer.refresh_from_db()
    assert offer.doubt == "in der Datei geändert"


def test_an_emptied_cell_empties_and_a_role_ends(cast, alliance):
    offer = filled(alliance, cast)

    def change(sheet):
        cell_of(sheet, "Träger", "Brückenkurs").value = ""
        cell_of(sheet, "Dauer in Monaten", "Brückenkurs").value = ""

    upload, plan = looked_at(cast, edited(exported(alliance), change))
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    offer.refresh_from_db()
    assert offer.months is None
    assert offer.roles.get().valid_until is not None
    assert verdicts(looked_at(cast, exported(alliance))[1]) == [Verdict.LEAVE] * 3


def test_a_rule_never_changes_by_a_table(cast, alliance):
    filled(alliance, cast)
    before = Offer.objects.get(key="BVB").rules.get().condition

    def change(sheet):
        cell_of(sheet, "Zugang (nur zum Lesen)", "BVB").value = "offen für alle"

    _upload, plan = looked_at(cast, edited(exported(alliance), change))
    assert verdicts(plan) == [Verdict.LEAVE] * 3
    assert Offer.objects.get(key="BVB").rules.get().condition == before


def test_columns_klappt_has_no_place_for_are_named(cast, alliance):
    _upload, plan = looked_at(cast, table(("Angebot", "Farbe der Broschüre"), ("Kurs", "grün")))
    assert "Farbe der Broschüre" in plan.content.notices[0]
    assert plan.rows[0].row.extra == {"Farbe der Broschüre": "grün"}


def test_text_that_looks_like_a_formula_stays_text(cast, alliance):
    make_offer(alliance, '=HYPERLINK("http://x")', key="F")
    _upload, plan = looked_at(cast, exported(alliance))
    assert verdicts(plan) == [Verdict.LEAVE]


@pytest.mark.parametrize("places", ["1.000", "1,000", "12.000"])
def test_a_thousand_is_never_taken_for_a_one(cast, alliance, places):
    data = table(["Angebot", "Plätze im Jahr"], ["Kurs", places])
    _upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.OPEN]


def test_words_beside_a_day_are_asked_about_and_a_clock_time_is_not(cast, alliance):
    head = ["Angebot", "Gibt es seit"]
    _upload, plan = looked_at(cast, table(head, ["Kurs", "01.08.2026 oder später"]))
    assert verdicts(plan) == [Verdict.OPEN]
    _upload, plan = looked_at(cast, table(head, ["Kurs", "01.08.2026 14:05"]))
    assert verdicts(plan) == [Verdict.CREATE]


@pytest.mark.parametrize(
    "heading", ["Rechtsgrundlage", "Wer entscheidet", "Üblicher Träger", "Dauer in Worten", "Internet"]
)
def test_what_is_too_long_for_its_field_is_asked_about(cast, alliance, heading):
    data = table(["Angebot", heading], ["Kurs", "lang " * 100])
    _upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.OPEN]


def test_a_name_too_long_is_asked_for_and_never_cut(cast, alliance):
    data = table(["Angebot", "Kürzel"], ["Kurs " * 60, "K"])
    upload, plan = looked_at(cast, data)
    assert verdicts(plan) == [Verdict.OPEN]
    decide_on_upload(upload=upload, by=cast.alma, decisions={plan.rows[0].id: {"name": "Kurs"}})
    assert verdicts(preview(alliance, data, upload.name, upload)) == [Verdict.CREATE]


def test_a_cell_below_no_heading_is_told_of(cast, alliance):
    data = table(["Angebot", "Kürzel", ""], ["Kurs", "K", "nur montags"])
    _upload, plan = looked_at(cast, data)
    assert "nur montags" in plan.rows[0].row.extra.values()
    assert any(notice.rstrip(".").endswith(" C") for notice in plan.content.notices)
