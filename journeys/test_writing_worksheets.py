"""A researcher writes a worksheet by keyboard alone, tries it on a phone, and publishes it for ever (C1)."""

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.core.questionnaire.model import QuestionKind
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import begin_draft
from klappt.worksheets.services.writing import write_question
from klappt.worksheets.tests.factories import make_draft, make_edition, make_worksheet

BASE = "/arbeitshilfen/"
DRAFT = BASE + "aufbau/2/"
WRITE = DRAFT + "schreiben/"


def fill(cast: Cast) -> None:
    """An edition, and a draft of the next one in which a question is reworded."""
    make_edition(cast.doris)
    draft = begin_draft(worksheet=make_worksheet(cast.doris), by=cast.doris)
    seen = draft.questionnaire.question("aim")
    to = type(seen)(seen.key, seen.kind, "Was ist Ihr Ziel?", required=True)
    write_question(edition=draft, key="aim", seen=seen, to=to, by=cast.doris, what="aim")


@pytest.mark.parametrize(
    "page",
    [
        BASE,
        BASE + "neu/",
        BASE + "einlesen/",
        BASE + "aufbau/",
        BASE + "aufbau/1/",
        BASE + "aufbau/1/vorschau/",
        DRAFT + "vergleich/",
        DRAFT + "vorschau/?breite=telefon",
        DRAFT + "veroeffentlichen/",
        WRITE,
        WRITE + "abschnitt/building/",
        WRITE + "abschnitt/building/frage/",
        WRITE + "frage/contact/",
        WRITE + "frage/meetings/",
        WRITE + "frage/aim/umformuliert/",
        WRITE + "frage/trust/bedingung/?frage=lead",
        WRITE + "frage/aim/entfernen/",
    ],
)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    window.sign_in(cast.doris).go(page)
    assert_accessible(window.page)
    window.no_wider_than_the_window()


def press_on(page: Page, words: str, *, most: int = 120) -> None:
    """Walk with Tab to what has these words, and press Enter."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} is not reached by Tab on {page.url}")


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"{name} is not reached by Tab on {page.url}")


def newest() -> Edition:
    found: Edition = Edition.objects.get(worksheet__key="uebergaenge")
    return found


def test_a_worksheet_is_written_by_keyboard_alone(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.doris).go(BASE)
    press_on(page, "Neue Arbeitshilfe schreiben")
    page.wait_for_url("**/neu/")
    tab_to(page, "title")
    page.keyboard.type("Übergänge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/schreiben/")
    press_on(page, "Abschnitt hinzufügen")
    page.wait_for_url("**/schreiben/abschnitt/")
    tab_to(page, "title")
    page.keyboard.type("Was gelingt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/frage/")
    press_on(page, "Eine von mehreren")
    page.wait_for_url("**/frage/choice/")
    tab_to(page, "label")
    page.keyboard.type("Gibt es eine feste Stelle?")
    tab_to(page, "options-0-label")
    page.keyboard.type("Ja")
    tab_to(page, "options-1-label")
    page.keyboard.type("Nein")
    press_on(page, "Antwort hinzufügen")
    expect(page.locator("#options-2-label")).to_be_visible()
    expect(page.locator("#options-add")).to_be_focused()
    page.locator("#options-2-label").focus()
    page.keyboard.type("Bald")
    page.keyboard.press("Enter")
    page.wait_for_url("**/schreiben/#*")
    (question,) = newest().questionnaire.questions
    assert [option.label for option in question.options] == ["Ja", "Nein", "Bald"]


def test_alt_and_an_arrow_move_the_question_and_stay_on_it(desk: Walk, cast: Cast) -> None:
    make_draft(cast.doris)
    page = desk.sign_in(cast.doris).go(BASE + "aufbau/1/schreiben/")
    page.locator("#story .draft-question__label").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#section-building .draft-question").first).to_have_id("story")
    expect(page.locator("#up-story")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#section-building .draft-question").nth(1)).to_have_id("story")
    keys = [each.key for each in Edition.objects.get().questionnaire.section("building").questions]
    assert keys[:2] == ["aim", "story"]


def test_it_is_tried_out_on_a_phone_and_published(desk: Walk, cast: Cast) -> None:
    draft = make_draft(cast.doris)
    page = desk.sign_in(cast.doris).go(BASE + "aufbau/1/vorschau/?breite=telefon")
    expect(page.get_by_text("Warum nicht?")).to_have_count(0)
    page.locator("#frage-lead").get_by_label("Nein").check()
    follow(page.get_by_role("button", name="Zeigen, was daraus folgt"))
    expect(page.get_by_text("Warum nicht?")).to_be_visible()
    sheet = page.locator(".preview__sheet")
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth + 1")
    page.goto(desk.base + BASE + "aufbau/1/veroeffentlichen/")
    page.get_by_label("Ich habe die Vorschau angesehen").check()
    follow(page.get_by_role("button", name="Ausgabe veröffentlichen"))
    expect(page.get_by_text("Veröffentlicht und unveränderlich")).to_be_visible()
    row = Edition.objects.get(pk=draft.pk)
    assert row.state == EditionState.PUBLISHED
    assert {each.kind for each in row.questionnaire.questions} == set(QuestionKind)


def test_without_scripts_rows_are_added_and_moved_too(open_window: object, cast: Cast) -> None:
    make_draft(cast.doris)
    assert callable(open_window)
    walk: Walk = open_window(java_script_enabled=False)
    page = walk.sign_in(cast.doris).go(BASE + "aufbau/1/schreiben/frage/lead/")
    follow(page.get_by_role("button", name="Antwort hinzufügen"))
    page.locator("#options-2-label").fill("Bald")
    follow(page.get_by_role("button", name="Nach oben: 3"))
    expect(page.locator("#options-1-label")).to_have_value("Bald")
    follow(page.get_by_role("button", name="Frage speichern"))
    labels = [each.label for each in Edition.objects.get().questionnaire.question("lead").options]
    assert labels == ["Ja", "Bald", "Nein"]


def test_a_column_asks_only_for_what_its_kind_needs(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.doris).go(WRITE + "abschnitt/building/frage/table/")
    unit, options = page.locator("[name=columns-0-unit]"), page.locator("[name=columns-0-options]")
    expect(page.locator("[name=columns-0-label]")).to_be_visible()
    expect(unit).to_be_hidden()
    expect(options).to_be_hidden()
    page.locator("[name=columns-0-kind]").select_option("number")
    expect(unit).to_be_visible()
    expect(options).to_be_hidden()
    page.locator("[name=columns-0-kind]").select_option("choice")
    expect(unit).to_be_hidden()
    expect(options).to_be_visible()
