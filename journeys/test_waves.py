"""Waves: planned, released, followed on the board, read and asked back about; for everybody (C2)."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.returns.models import Return, Wave
from klappt.returns.services.asking_back import ask_back, ask_to_reopen
from klappt.returns.services.contacts import note_contact
from klappt.returns.tests.factories import make_handed_in, make_return, make_wave
from klappt.worksheets.tests.factories import make_edition

PAGES = (
    "",
    "planen/",
    "1/",
    "1/buendnisse/",
    "1/hier/",
    "1/dort/",
    "1/hier/kontakt/",
    "1/hier/rueckfrage/",
    "1/dort/wieder-oeffnen/",
    "2/",
    "2/buendnisse/",
    "2/oeffnen/",
)


def fill(cast: Cast) -> Wave:
    """An open wave with everything in it, and one that is planned."""
    wave = make_wave(cast, letter="Wir lesen jede Antwort.")
    made = make_handed_in(cast, make_return(cast, wave)).of_return
    soon = timezone.localdate() + datetime.timedelta(days=7)
    ask_back(return_=made, section="building", text="Mit Jobcenter?", due_on=soon, by=cast.doris)
    note_contact(return_=made, on=timezone.localdate(), way="call", note="Kommt", by=cast.doris)
    other = make_handed_in(cast, make_return(cast, wave, alliance=cast.other_alliance)).of_return
    ask_to_reopen(return_=other, reason="Zahlen vertauscht", by=cast.emil)
    make_return(cast, make_wave(cast, wave.edition, is_open=False, title="Noch einmal"))
    return wave


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    opened = window.sign_in(cast.doris).go(f"/wellen/{page}")
    opened.evaluate("document.querySelectorAll('main details.disclosure').forEach((d) => { d.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_from_the_plan_to_the_release(desk: Walk, cast: Cast) -> None:
    make_edition(cast.doris)
    page = desk.sign_in(cast.doris).go("/wellen/")
    follow(page.get_by_role("link", name="Welle planen"))
    page.get_by_label("Titel der Welle").fill("Bündnisaufbau 2026")
    page.get_by_label("Arbeitshilfe und Ausgabe").select_option(index=1)
    follow(page.get_by_role("button", name="Weiter: Bündnisse auswählen"))
    page.get_by_role("checkbox", name="Bündnis hier auswählen").check()
    follow(page.get_by_role("button", name="Angekreuzte aufnehmen"))
    expect(page.get_by_text("1 Bündnis ist aufgenommen.")).to_be_visible()
    follow(page.get_by_role("link", name="Welle durchsehen"))
    follow(page.get_by_role("button", name="Welle freigeben"))
    expect(page.get_by_role("link", name="Welle jetzt öffnen")).to_be_visible()
    assert Return.objects.get().alliance == cast.alliance


def test_several_are_reminded_by_keyboard(desk: Walk, cast: Cast) -> None:
    make_return(cast)
    page = desk.sign_in(cast.doris).go("/wellen/1/")
    tick = page.get_by_role("checkbox", name="Bündnis hier auswählen")
    tick.focus()
    page.keyboard.press("Space")
    remind = page.get_by_role("button", name="Jetzt erinnern")
    remind.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Ihre Worte").fill("Rufen Sie gern an.")
    follow(page.get_by_role("button", name="Erinnerung senden"))
    expect(page.get_by_text("1 Erinnerung ist unterwegs.")).to_be_visible()
