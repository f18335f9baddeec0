"""A worksheet without the net: taken along, filled in, brought back, looked through, taken over (C3)."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.offline.tests.books import Rows, changed, rewritten
from klappt.returns.models import Remark, Return
from klappt.returns.selectors.answers import replies
from klappt.returns.tests.factories import FULL, make_return, write

SHOTS = os.environ.get("KLAPPT_SHOTS")


def look(page: Page, walk: Walk, name: str) -> None:
    walk.no_wider_than_the_window()
    assert_accessible(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index] # every window has a size


@pytest.fixture
def made(cast: Cast) -> Return:
    return make_return(cast, answers=FULL)


def with_a_row_of_ours(name: str, rows: Rows) -> Rows:
    return [*rows, ["", "", "Zusatz", "Mit dem Jugendamt klären"]] if name == "2 Aufbau" else rows


def test_out_and_back(window: Walk, cast: Cast, made: Return, tmp_path: Path) -> None:
    page = window.sign_in(cast.alma).go(f"/b/hier/arbeitshilfen/{made.wave.number}/")
    follow(page.get_by_role("link", name="Als Datei ausfüllen"))
    look(page, window, "offline-files")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile(r"Tabelle \(\.xlsx\)")).click()
    ours = {"aim": "Wohnen zuerst", "members": "viele", "advice": "Aus der Datei", "story": ""}
    filled = tmp_path / "Arbeitshilfe.xlsx"
    filled.write_bytes(rewritten(changed(Path(waiting.value.path()).read_bytes(), ours), with_a_row_of_ours))
    write(cast, made, {"advice": "Inzwischen in klappt"})
    page.get_by_label("Datei").set_input_files(filled)
    follow(page.get_by_role("button", name="Datei lesen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Antwort wartet auf Ihre Entscheidung")
    expect(page.get_by_text("Zelle D")).to_be_visible()
    expect(page.get_by_text("Zusatz | Mit dem Jugendamt klären")).to_be_visible()
    look(page, window, "offline-preview")
    page.locator("#f-advice").get_by_label("beide Texte behalten").check()
    page.locator("#n-1").get_by_label("als Bemerkung zu").check()
    follow(page.get_by_role("button", name="Wie gewählt übernehmen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Antworten sind übernommen")
    expect(page.get_by_text("als Bemerkung übernommen")).to_be_visible()
    look(page, window, "offline-receipt")
    with scope(cast.alliance):
        now = replies(made)
        assert Remark.objects.get().text.endswith("Zusatz | Mit dem Jugendamt klären")
    assert now["aim"] == given("Wohnen zuerst")
    assert now["advice"] == given("Inzwischen in klappt\n\nAus der Datei")
    assert now["story"] == given(FULL["story"])
