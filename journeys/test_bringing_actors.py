"""Bringing in the table of actors one has, page by page (A1): axe and both widths, and the way to its end."""

from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.models import Institution
from klappt.alliances.scope import scope
from klappt.sheets.tests.files import table

HERE = "/b/hier/akteure/tabelle/hochladen/"
ROWS = (
    ("Einrichtung", "Bereich", "Mail", "BKG", "Runde"),
    ("VHS Musterkreis", "Bildung", "vhs@beispiel.example", "x", ""),
    ("Caritas", "Soziales", "info@caritas", "?", ""),
)


def look(page: Page, walk: Walk) -> None:
    walk.no_wider_than_the_window()
    assert_accessible(page)


def upload(walk: Walk, rows: tuple[tuple[object, ...], ...]) -> Page:
    page = walk.go(HERE)
    page.locator("#file").set_input_files(
        {"name": "Akteure.xlsx", "mimeType": "application/octet-stream", "buffer": table(*rows)}
    )
    follow(page.get_by_role("button", name="Tabelle lesen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sind Ihre Spalten so gemeint?")
    return page


def test_every_page_of_the_way_is_accessible(window: Walk, cast: Cast) -> None:
    look(window.sign_in(cast.alma).go(HERE), window)
    page = upload(window, ROWS)
    look(page, window)
    follow(page.get_by_role("button", name="Zeilen durchsehen"))
    expect(page.locator("ol.rows > li").first).to_be_visible()
    look(page, window)
    look(window.go(HERE), window)  # with an upload that is not finished


def test_a_clear_table_is_taken_over(desk: Walk, cast: Cast) -> None:
    desk.sign_in(cast.alma)
    page = upload(desk, ROWS[:2])
    follow(page.get_by_role("button", name="Zeilen durchsehen"))
    follow(page.get_by_role("button", name="Alles übernehmen"))
    expect(page.get_by_text("wurde am")).to_be_visible()
    look(page, desk)
    with scope(cast.alliance):
        assert Institution.objects.get().name == "VHS Musterkreis"
