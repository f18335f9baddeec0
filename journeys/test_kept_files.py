"""A file chosen over a bad line is kept by the browser, across a reload, too, and sent later (C2)."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

from journeys.conftest import assert_accessible
from journeys.desk import AGED, Desk
from klappt.alliances.scope import scope
from klappt.returns.models import Answer, AnswerFile

FILES = """async () => new Promise((resolve) => { const asked = indexedDB.open("klappt-kept", 1);
    asked.onupgradeneeded = () => { asked.transaction.abort(); resolve(-1); };  // the page makes it
    asked.onsuccess = () => { const all = asked.result.transaction("files").objectStore("files").getAllKeys();
    all.onsuccess = () => { asked.result.close(); resolve(all.result.length); }; }; })"""


def plan(folder: Path, name: str = "Plan.pdf", size: int = 300_000) -> Path:
    file = folder / name
    file.write_bytes(b"%PDF-1.7 " + name.encode() + b"x" * size)
    return file


def choose(page: Page, file: Path) -> None:
    page.locator("#q-plan").set_input_files(file)
    page.locator("#q-begun").focus()


def kept(desk: Desk) -> dict[str, bytes]:
    with scope(desk.cast.alliance):
        return {each.name: bytes(each.content) for each in AnswerFile.objects.order_by("pk")}


def test_a_chosen_file_survives_closing_the_window_and_is_sent_later(
    desk_of_alma: Desk, tmp_path: Path
) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    file = plan(tmp_path)
    choose(page, file)
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    page.get_by_text("Was wartet?").click()
    expect(page.locator("[data-kept-list]")).to_have_text(re.compile("Gibt es einen Plan.*Plan.pdf"))
    assert_accessible(page)
    page.wait_for_function(f"async () => await ({FILES})() === 1")
    content = file.read_bytes()
    file.unlink()
    page.close()
    assert kept(desk) == {}
    desk.line.mend()
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    expect(page.locator("#frage-plan")).to_contain_text("Plan.pdf (")
    desk.says_nothing_waits()
    assert kept(desk) == {"Plan.pdf": content}
    page.wait_for_function(f"async () => await ({FILES})() === 0")


def test_it_is_sent_from_another_page_too(desk_of_alma: Desk, tmp_path: Path) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    file = plan(tmp_path)
    choose(page, file)
    page.wait_for_function(f"async () => await ({FILES})() === 1")
    page.evaluate(AGED)
    page.close()
    desk.line.mend()
    desk.walk.page = desk.walk.context.new_page()
    desk.overview()
    desk.says_nothing_waits()
    assert kept(desk) == {"Plan.pdf": file.read_bytes()}


def test_the_file_chosen_last_is_the_answer(desk_of_alma: Desk, tmp_path: Path) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    choose(page, plan(tmp_path, "Alt.pdf"))
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    choose(page, plan(tmp_path, "Neu.pdf"))
    desk.line.mend()
    page.get_by_role("button", name="Jetzt senden").click()
    desk.says_nothing_waits()
    assert list(kept(desk))[-1] == "Neu.pdf"
    assert desk.stored()["plan"]["name"] == "Neu.pdf"


def test_whoever_signs_in_next_neither_sees_nor_sends_it(desk_of_alma: Desk, tmp_path: Path) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    choose(page, plan(tmp_path))
    page.wait_for_function(f"async () => await ({FILES})() === 1")
    page.close()
    desk.line.mend()
    desk.sign_in(desk.cast.ceren)
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    assert page.locator("#q-plan").evaluate("input => input.files.length") == 0
    page.get_by_role("button", name="Verwerfen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwerfen").click()
    page.wait_for_function(f"async () => await ({FILES})() === 0")
    assert kept(desk) == {}


def test_a_request_that_was_held_up_does_not_undo_what_was_typed_later(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    held: list[dict[str, Any]] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
            return
        request = route.request
        held.append({"url": request.url, "data": request.post_data, "headers": request.all_headers()})
        route.abort()

    page.route("**/aim/speichern/", hold)
    page.locator("#q-aim").fill("Erst")
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    page.locator("#q-aim").fill("Erst, und dann weiter")
    page.locator("#q-begun").focus()
    desk.says_nothing_waits()
    # Now the first one comes out of the queue it was stuck in.
    (late,) = held
    answer = desk.walk.context.request.post(late["url"], data=late["data"], headers=late["headers"])
    assert answer.status == 200
    assert desk.stored() == {"aim": "Erst, und dann weiter"}
    with scope(desk.cast.alliance):
        assert [each.value for each in Answer.objects.filter(beside=True)] == ["Erst"]
