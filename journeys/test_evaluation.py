"""Evaluation: figures, open answers, codebook and files; what the state office must never see (C9)."""

import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.evaluation.tests.factories import hand_in_for, second_wording, some_alliances
from klappt.returns.models import Return, Wave
from klappt.returns.tests.factories import make_wave
from klappt.worksheets.tests.factories import make_edition

FIGURES = ("", "aufbau/", "aufbau/?abschnitt=advice&art=kreis&immer=on", "aufbau/codebuch/")
RESEARCH = ("aufbau/texte/", "aufbau/texte/?q=nirgends", "aufbau/dateien/")
FILE = "aufbau/dateien/herunterladen/?datei=csv"


def fill(cast: Cast) -> None:
    """Two waves that are over, in two editions, with as many returns as figures need."""
    today = timezone.localdate()
    alliances = some_alliances(5)
    for months, edition in ((12, make_edition(cast.doris)), (1, make_edition(cast.doris, second_wording()))):
        ago = datetime.timedelta(days=30 * months)
        last = today - ago
        wave = make_wave(cast, edition)
        for alliance in alliances:
            hand_in_for(cast, wave, alliance, {})
        Wave.objects.filter(pk=wave.pk).update(opens_on=last - datetime.timedelta(days=60), closes_on=last)
        # In time: late ones never count in figures.
        in_time = timezone.now() - ago - datetime.timedelta(days=2)
        Return.objects.filter(wave=wave).update(first_handed_in_at=in_time)


def see(walk: Walk, path: str) -> Page:
    page = walk.go(f"/auswertung/{path}")
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(page)
    walk.no_wider_than_the_window()
    return page


def test_axe_finds_nothing_on_what_research_sees(window: Walk, cast: Cast) -> None:
    fill(cast)
    window.sign_in(cast.doris)
    for path in (*FIGURES, *RESEARCH):
        see(window, path)


def test_the_state_office_sees_figures_and_no_single_answer(window: Walk, cast: Cast) -> None:
    fill(cast)
    window.sign_in(cast.lars)
    for path in FIGURES:
        page = see(window, path)
        expect(page.get_by_text("Runden Tisch")).to_have_count(0)
        expect(page.get_by_role("link", name="Offene Antworten")).to_have_count(0)
        expect(page.get_by_role("link", name="Daten mitnehmen")).to_have_count(0)
    for path in (*RESEARCH, FILE):
        answer = window.context.request.get(f"{window.base}/auswertung/{path}")
        assert answer.status == 403
        assert "Nur die wissenschaftliche Begleitung" in answer.text()


def test_from_the_picture_to_the_table_by_keyboard(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.doris).go("/auswertung/")
    follow(page.get_by_role("rowheader").get_by_role("link", name="Bündnisaufbau"))
    picture = page.get_by_role("img", name="Migration und Integration: Welle 1 100 % (n = 5)")
    expect(picture).to_be_visible()
    figure = page.locator("figure").filter(has=picture)
    expect(figure.get_by_role("table")).to_be_hidden()
    figure.get_by_text("Als Tabelle").focus()
    page.keyboard.press("Enter")
    expect(figure.get_by_role("table")).to_be_visible()
    expect(figure.get_by_role("row", name="beantwortet (n) 5 5")).to_be_visible()


def test_open_answers_are_found_and_taken(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.doris).go("/auswertung/aufbau/texte/")
    page.get_by_label("Wörter in der Antwort").fill("tisch")
    follow(page.get_by_role("button", name="Anzeigen"))
    expect(page.get_by_text("Runden Tisch").first).to_be_visible()
    page = desk.go("/auswertung/aufbau/dateien/")
    page.get_by_label("CSV (Strichpunkte, Komma bei Zahlen)").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Herunterladen").click()
    assert taken.value.suggested_filename.startswith("arbeitshilfe-aufbau-daten-")
