"""Measures: moved on the board by keyboard, answered from the mail on a phone, read by everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.measures.tests.factories import a_letter_link, make_carried, several
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_outcome

HERE = "/b/hier/massnahmen/"
PAGES = (
    "",
    "liste/",
    "ziele/",
    "beschluesse/",
    "weitergetragen/",
    "erinnerungen/",
    "neu/",
    "weitergetragen/neu/",
)


def fill(cast: Cast) -> dict[str, Outcome]:
    rows = several(cast)
    make_outcome(cast, kind=OutcomeKind.GOAL, text="Wer kommt, beginnt in vier Wochen einen Sprachkurs")
    make_outcome(cast, kind=OutcomeKind.DECISION, text="Der Kurs wird geöffnet")
    make_carried(cast)
    return rows


def state_of(cast: Cast, row: Outcome) -> str:
    with scope(cast.alliance):
        return str(Outcome.objects.get(pk=row.pk).state)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page)
    opened.evaluate("document.querySelectorAll('main details.disclosure').forEach((d) => { d.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_on_one_measure_and_its_verbs(window: Walk, cast: Cast) -> None:
    row = fill(cast)["stuck"]
    for path in ("", "aendern/", "stand/dropped/"):
        assert_accessible(window.sign_in(cast.alma).go(f"{HERE}{row.pk}/{path}"))
        window.no_wider_than_the_window()


def test_a_card_is_moved_by_keyboard(desk: Walk, cast: Cast) -> None:
    row = fill(cast)["open"]
    page = desk.sign_in(cast.ceren).go(HERE)
    card = page.locator(f"#m{row.pk}")
    card.get_by_role("button", name="Begonnen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[data-column=begun]").locator(f"#m{row.pk}")).to_be_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    follow(card.get_by_role("link", name="Stockt"))
    page.get_by_label("Worauf wartet es, wer könnte helfen?").fill("Raum fehlt")
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.locator("[data-column=stuck]").locator(f"#m{row.pk}")).to_contain_text("Raum fehlt")
    assert state_of(cast, row) == OutcomeState.STUCK


def test_the_answer_comes_from_the_mail_on_a_phone(open_window: Callable[..., Walk], cast: Cast) -> None:
    phone = open_window(width=360)
    path = f"/massnahmen/{a_letter_link(cast)}/"
    with scope(cast.alliance):
        row = Outcome.objects.measures().get()
    page = phone.go(f"{path}?massnahme={row.pk}&antwort=stuck")
    assert_accessible(page)
    phone.no_wider_than_the_window()
    assert state_of(cast, row) == OutcomeState.AGREED
    page.get_by_label("Worauf wartet es, wer könnte helfen?").fill("Raum fehlt")
    follow(page.get_by_role("button", name="Es stockt, und zwar deshalb"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    assert_accessible(page)
    assert state_of(cast, row) == OutcomeState.STUCK
    assert_accessible(phone.go(f"{path}rhythmus/"))
