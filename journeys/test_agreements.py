"""Agreements, formats, the Ausländerbehörde and what exists already, in a browser (A13, A14, A18, A19)."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.enums import BuiltInType
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.agreements.enums import ContinuationState
from klappt.agreements.models import CentralFormat, Edition, FixedContact, Placement, Structure
from klappt.agreements.services.formats import Standing, agree_prospect, set_continuation
from klappt.agreements.services.structures import Wanted, note_missing
from klappt.agreements.tests.factories import (
    BEGUN,
    PAPER,
    edition_of,
    make_format,
    make_note,
    make_paper_agreement,
    make_structure,
)
from klappt.alliances.scope import scope

ABH = "Ausländerbehörde Musterkreis"
HERE = "/b/hier/vereinbarungen/"
NOTES = "/b/hier/akteure/tabelle/aus-tabellen/"
LISTS = ("", "formate/", "abh/", "strukturen/", "strukturen/?am=2025-03-01", "neu/", "formate/neu/")


def make_abh(cast: Cast, **fields: Any) -> Institution:
    with scope(cast.alliance):
        kind = InstitutionType.objects.get(key=BuiltInType.ABH)
    made: Institution = make_institution(cast.alliance, ABH, type=kind, **fields)
    return made


def fill(cast: Cast) -> dict[str, int]:
    """Something of each kind; the keys stand for them in addresses."""
    abh = make_abh(cast, contacts=[make_contact()])
    review_on = timezone.localdate() + datetime.timedelta(weeks=14)
    agreement = make_paper_agreement(cast, parties=(abh,), paper=PAPER, review_on=review_on)
    jour_fixe, structure = make_format(cast, partners=(abh,)), make_structure(cast)
    with scope(cast.alliance):
        agree_prospect(format=jour_fixe, text="Früh beraten", on=BEGUN, source="Protokoll", by=cast.alma)
        set_continuation(
            format=jour_fixe,
            standing=Standing(ContinuationState.AGREED, into="KIM"),
            since=BEGUN,
            by=cast.alma,
        )
        note_missing(alliance=cast.alliance, wanted=Wanted("procedure", "Übergabe"), by=cast.alma, day=BEGUN)
    return {
        "agreement": agreement.pk,
        "edition": edition_of(cast, agreement).pk,
        "format": jour_fixe.pk,
        "structure": structure.pk,
        "note": make_note(cast).pk,
        "abh": abh.pk,
    }


@pytest.mark.parametrize("page", LISTS)
def test_axe_finds_nothing_on_the_lists(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page)
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


PAGES = (
    "{agreement}/",
    "{agreement}/neue-fassung/",
    "{agreement}/beenden/",
    "fassung/{edition}/bearbeiten/",
    "fassung/{edition}/geprueft/",
    "formate/{format}/",
    "formate/{format}/partner/",
    "formate/{format}/verstetigung/",
    "formate/{format}/bleibeperspektive/",
    "kontakt/bei/{abh}/",
    "strukturen/{structure}/",
    "strukturen/{structure}/fragen/",
    "notiz/{note}/struktur/",
    "notiz/{note}/vereinbarung/",
    "notiz/{note}/steht-schon-hier/",
)


def test_axe_finds_nothing_on_one_of_each(window: Walk, cast: Cast) -> None:
    keys = fill(cast)
    window.sign_in(cast.alma)
    for path in (*(HERE + page.format(**keys) for page in PAGES), NOTES):
        assert_accessible(window.go(path))
        window.no_wider_than_the_window()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_agreement_is_renewed_and_the_old_edition_stays(
    open_window: Callable[..., Walk], cast: Cast, width: int
) -> None:
    keys = fill(cast)
    walk = open_window(width=width)
    page = walk.sign_in(cast.alma).go(f"{HERE}{keys['agreement']}/")
    follow(page.get_by_role("link", name="Neue Fassung eintragen"))
    expect(page.get_by_role("group", name="Beteiligte 1").locator("select")).to_have_value(str(keys["abh"]))
    page.get_by_label("Gilt ab").fill("2026-10-01")
    page.get_by_label("Was neu daran ist").fill("Auch für Ermessensduldung")
    follow(page.get_by_role("button", name="Neue Fassung eintragen"))
    expect(page.get_by_role("heading", name="Fassung 2", exact=True)).to_be_visible()
    editions = page.get_by_role("complementary").get_by_role("listitem")
    expect(editions).to_have_count(2)
    expect(editions.first).to_contain_text("Auch für Ermessensduldung")
    expect(editions.last.get_by_role("link", name="Vereinbarung.pdf")).to_be_visible()
    page = walk.go(f"{HERE}{keys['agreement']}/?am=2026-03-01")
    expect(page.get_by_role("heading", name="Fassung 1", exact=True)).to_be_visible()
    with scope(cast.alliance):
        ends = Edition.objects.get(pk=keys["edition"]).valid_until
    assert ends == datetime.date(2026, 9, 30)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_note_of_the_workbook_becomes_a_structure_and_its_questions_are_answered(
    open_window: Callable[..., Walk], cast: Cast, width: int
) -> None:
    make_note(cast)
    walk = open_window(width=width)
    page = walk.sign_in(cast.alma).go(HERE + "strukturen/")
    follow(page.get_by_role("link", name="Aus Ihren Tabellen übernehmen"))
    follow(page.get_by_role("link", name="Als Vorhandenes übernehmen"))
    expect(page.get_by_label("Name", exact=True)).to_have_value("AK Sprache")
    expect(page.get_by_role("complementary")).to_contain_text("monatlich")
    follow(page.get_by_role("button", name="Übernehmen"))
    asked = page.get_by_role("group", name="Könnte sie das Thema aufgreifen?")
    asked.get_by_label("ja", exact=True).check()
    follow(page.get_by_role("button", name="Antworten festhalten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("AK Sprache")
    expect(page.locator("main")).to_contain_text("Akteure.xlsx")
    page = walk.go(NOTES)
    expect(page.get_by_role("link", name="AK Sprache")).to_be_visible()
    expect(page.get_by_role("link", name="Als Vorhandenes übernehmen")).to_have_count(0)
    with scope(cast.alliance):
        assert Placement.objects.get().structure == Structure.objects.get()


def test_what_was_taken_over_by_mistake_is_taken_back(desk: Walk, cast: Cast) -> None:
    make_note(cast)
    page = desk.sign_in(cast.alma).go(NOTES)
    follow(page.get_by_role("link", name="Als Vorhandenes übernehmen"))
    follow(page.get_by_role("button", name="Übernehmen"))
    page = desk.go(NOTES)
    follow(page.get_by_role("button", name="Zurücknehmen"))
    expect(page.get_by_role("link", name="Als Vorhandenes übernehmen")).to_be_visible()
    with scope(cast.alliance):
        assert not Structure.objects.exists()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_the_auslaenderbehoerde_leads_to_what_is_missing(
    open_window: Callable[..., Walk], cast: Cast, width: int
) -> None:
    make_abh(cast)
    walk = open_window(width=width)
    page = walk.sign_in(cast.alma).go(HERE + "abh/")
    missing = page.get_by_role("heading", name="Punkte").locator("xpath=..").get_by_role("listitem")
    before = missing.count()
    follow(page.locator(".office__parts").get_by_role("link", name="Benennen").first)
    page.get_by_label("oder Name oder Funktion").fill("Servicetelefon der ABH")
    follow(page.get_by_role("button", name="Ansprechperson benennen"))
    page = walk.go(HERE + "abh/")
    expect(page.locator("main")).to_contain_text("Servicetelefon der ABH")
    expect(missing).to_have_count(before - 1)
    with scope(cast.alliance):
        assert FixedContact.objects.get().name == "Servicetelefon der ABH"


def test_a_format_is_made_permanent_without_scripts(open_window: Callable[..., Walk], cast: Cast) -> None:
    found = make_format(cast, partners=(make_abh(cast),))
    walk = open_window(width=360, java_script_enabled=False)
    page = walk.sign_in(cast.alma).go(f"{HERE}formate/{found.pk}/")
    expect(page.locator("main")).to_contain_text("Noch hat niemand gesagt, ob und wie es weitergeht.")
    follow(page.get_by_role("link", name="Sagen, wie weit es verstetigt ist"))
    page.get_by_label("Wie weit es ist").select_option(ContinuationState.AGREED)
    page.get_by_label("In welche Regelstruktur").fill("KIM")
    follow(page.get_by_role("button", name="Stand festhalten"))
    expect(page.locator("main")).to_contain_text("KIM")
    with scope(cast.alliance):
        row = CentralFormat.objects.get().continuations.get()
    assert (row.state, row.into) == (ContinuationState.AGREED, "KIM")


def test_a_member_reads_and_is_offered_no_verb(desk: Walk, cast: Cast) -> None:
    keys = fill(cast)
    page = desk.sign_in(cast.ceren).go(f"{HERE}{keys['agreement']}/")
    expect(page.get_by_role("complementary").get_by_role("link", name="Vereinbarung.pdf")).to_be_visible()
    expect(page.get_by_role("link", name="Neue Fassung eintragen")).to_have_count(0)
    page = desk.go(HERE + "strukturen/")
    expect(page.get_by_role("link", name="Vorhandenes festhalten")).to_have_count(0)
