"""The board: a card is dragged, carried by keys, or moved by its button without scripts (A7)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import Cast
from journeys.conftest import Walk, follow
from klappt.alliances.scope import scope
from klappt.measures.tests.factories import moved_to, several
from klappt.meetings.enums import OutcomeState
from klappt.meetings.models import Outcome

HERE = "/b/hier/massnahmen/"


@pytest.fixture
def rows(cast: Cast) -> dict[str, Outcome]:
    """One of each state; Ceren answers for "open" and "overdue", Paula for the others."""
    return several(cast)


def state_of(cast: Cast, row: Outcome) -> str:
    with scope(cast.alliance):
        return str(Outcome.objects.get(pk=row.pk).state)


def column(page: Page, state: str) -> Locator:
    return page.locator(f"[data-column={state}]")


def card(page: Page, row: Outcome) -> Locator:
    return page.locator(f"#m{row.pk}")


def drag(page: Page, row: Outcome, state: str) -> None:
    """As a hand does it: hold the card where no link stands, move over the column, let go."""
    card(page, row).drag_to(column(page, state).locator(".board__head"), source_position={"x": 6, "y": 6})


def test_a_card_is_dragged_to_the_next_column(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    page = desk.sign_in(cast.ceren).go(HERE)
    with page.expect_navigation():
        drag(page, rows["open"], "begun")
    expect(column(page, "begun").locator(f"#m{rows['open'].pk}")).to_be_visible()
    expect(page.get_by_text("„Plätze erfragen“: begonnen.")).to_be_visible()
    assert state_of(cast, rows["open"]) == OutcomeState.BEGUN


def test_a_card_over_many_columns(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    page = desk.sign_in(cast.alma).go(HERE)
    with page.expect_navigation():
        drag(page, rows["stuck"], "done")
    expect(column(page, "done").locator(f"#m{rows['stuck'].pk}")).to_be_visible()
    assert state_of(cast, rows["stuck"]) == OutcomeState.DONE


def test_where_a_reason_is_needed_it_is_asked_for(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    page = desk.sign_in(cast.ceren).go(HERE)
    with page.expect_navigation():
        drag(page, rows["open"], "stuck")
    assert state_of(cast, rows["open"]) == OutcomeState.AGREED
    page.get_by_label("Worauf wartet es, wer könnte helfen?").fill("Raum fehlt")
    follow(page.get_by_role("button", name="Speichern"))
    expect(column(page, "stuck").locator(f"#m{rows['open'].pk}")).to_contain_text("Raum fehlt")
    assert state_of(cast, rows["open"]) == OutcomeState.STUCK


def test_let_go_at_its_own_column_nothing_happens(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    page = desk.sign_in(cast.ceren).go(HERE)
    drag(page, rows["open"], "agreed")
    expect(page.locator(".is-over")).to_have_count(0)
    expect(page).to_have_url(desk.base + HERE)
    assert state_of(cast, rows["open"]) == OutcomeState.AGREED


def test_what_belongs_to_others_stays_where_it_is(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    page = desk.sign_in(cast.ceren).go(HERE)
    expect(card(page, rows["stuck"])).not_to_have_attribute("draggable", "true")
    drag(page, rows["stuck"], "done")
    expect(column(page, "stuck").locator(f"#m{rows['stuck'].pk}")).to_be_visible()
    expect(page).to_have_url(desk.base + HERE)
    assert state_of(cast, rows["stuck"]) == OutcomeState.STUCK


def test_somebody_was_quicker(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    """The move is refused with who noted what; it holds once it is said again."""
    page = desk.sign_in(cast.ceren).go(HERE)
    moved_to(cast, rows["open"], OutcomeState.DROPPED)
    with page.expect_navigation():
        drag(page, rows["open"], "begun")
    assert all("422" in complaint for complaint in desk.complaints)
    desk.complaints.clear()  # the browser tells of every answer that is not 200
    expect(page.get_by_text("Inzwischen hat Alma festgehalten: fallen gelassen.")).to_be_visible()
    assert state_of(cast, rows["open"]) == OutcomeState.DROPPED
    follow(page.get_by_role("button", name="Speichern"))
    expect(column(page, "begun").locator(f"#m{rows['open'].pk}")).to_be_visible()
    assert state_of(cast, rows["open"]) == OutcomeState.BEGUN


def test_the_same_by_keys_alone(desk: Walk, cast: Cast, rows: dict[str, Outcome]) -> None:
    """Tab to the card's menu, open it, choose: everything dragging can do."""
    page = desk.sign_in(cast.ceren).go(HERE)
    menu = card(page, rows["open"]).locator("summary")
    menu.focus()
    page.keyboard.press("Enter")
    choice = card(page, rows["open"]).get_by_role("button", name="Erledigt")
    choice.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(column(page, "done").locator(f"#m{rows['open'].pk}")).to_be_visible()
    assert state_of(cast, rows["open"]) == OutcomeState.DONE


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_a_button_moves_the_card(
    open_window: Callable[..., Walk], cast: Cast, rows: dict[str, Outcome], width: int
) -> None:
    walk = open_window(width=width, java_script_enabled=False)
    page = walk.sign_in(cast.ceren).go(HERE)
    follow(card(page, rows["open"]).get_by_role("button", name="Begonnen"))
    expect(column(page, "begun").locator(f"#m{rows['open'].pk}")).to_be_visible()
    card(page, rows["open"]).locator("summary").click()
    follow(card(page, rows["open"]).get_by_role("link", name="Stockt"))
    page.get_by_label("Worauf wartet es, wer könnte helfen?").fill("Raum fehlt")
    follow(page.get_by_role("button", name="Speichern"))
    expect(column(page, "stuck").locator(f"#m{rows['open'].pk}")).to_contain_text("Raum fehlt")
    assert state_of(cast, rows["open"]) == OutcomeState.STUCK
