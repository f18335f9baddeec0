"""Bringing in offers: the example catalogue, a table, and a provider who confirms (B3)."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.offers.models import Offer
from klappt.offers.services.examples import copy_examples
from klappt.offers.tests.editions import forget, ship
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.public.tests.factories import ask_about_offer
from klappt.sheets.tests.files import table

HERE = "/b/hier/angebote/"
SHOTS = os.environ.get("KLAPPT_SHOTS")
ROWS = (
    ("Angebot", "Art", "Träger", "Dauer in Monaten", "Gibt es seit", "Farbe"),
    ("Brückenkurs Deutsch", "Projekt", "Kolping Bildungswerk", "drei", "01.08.2026", "grün"),
    ("Berufsberatung", "Regelangebot", "VHS Musterkreis", 12, "", ""),
    ("Nachhilfe am Nachmittag", "blau", "", 6, "irgendwann", ""),
)


def look(page: Page, walk: Walk, name: str) -> None:
    walk.no_wider_than_the_window()
    assert_accessible(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index] # every window has a size


def test_the_example_catalogue_is_copied(window: Walk, cast: Cast) -> None:
    page = window.sign_in(cast.alma).go(f"{HERE}beispiele/")
    look(page, window, "examples")
    page.get_by_role("checkbox", name="Integrationskurs (allgemein) übernehmen").check()
    follow(page.get_by_role("button", name="Angekreuzte übernehmen"))
    expect(page.get_by_text("1 von 44 Beispielen")).to_be_visible()
    follow(page.get_by_role("link", name="Berufsvorbereitende Bildungsmaßnahme (BvB)"))
    look(page, window, "example")
    follow(page.get_by_role("button", name="Dieses Angebot übernehmen"))
    with scope(cast.alliance):
        assert sorted(Offer.objects.values_list("key", flat=True)) == ["BVB", "IK"]


def test_a_newer_edition_is_decided_point_by_point(
    window: Walk, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with scope(cast.alliance):
        (offer,) = copy_examples(alliance=cast.alliance, keys=["BVB"], by=cast.alma)
    new = {"all": [{"attr": "german", "op": ">=", "value": "B1", "source": "neu", "as_of": "2027-01-01"}]}
    ship(monkeypatch, tmp_path, BVB={"months": 12, "access": new})
    try:
        page = window.sign_in(cast.alma).go(f"{HERE}{offer.pk}/neue-fassung/")
        look(page, window, "newer")
        follow(page.get_by_role("button", name="So entscheiden"))
        expect(page.get_by_text("Was Sie nicht gewählt haben")).to_be_visible()
    finally:
        monkeypatch.undo()
        forget()
    with scope(cast.alliance):
        offer.refresh_from_db()
    assert offer.months == 12


def test_a_table_is_looked_through_and_taken_over(window: Walk, cast: Cast) -> None:
    make_institution(cast.alliance, "VHS Musterkreis")
    page = window.sign_in(cast.alma).go(f"{HERE}datei/hochladen/")
    look(page, window, "upload")
    page.locator("#file").set_input_files(
        {"name": "Angebote.xlsx", "mimeType": "application/octet-stream", "buffer": table(*ROWS)}
    )
    follow(page.get_by_role("button", name="Datei lesen"))
    look(page, window, "columns")
    follow(page.get_by_role("button", name="Zeilen durchsehen"))
    look(page, window, "preview")
    page.get_by_label("In die Akteurstabelle aufnehmen").check()
    page.locator("input[name$='-months']").fill("3")
    page.locator("input[name$='-kind'][value='specific']").check()
    page.locator("input[name$='-valid_from-blank']").check()
    follow(page.get_by_role("button", name="Entscheidungen festhalten"))
    follow(page.get_by_role("button", name="Alles übernehmen"))
    expect(page.get_by_role("heading", name="Ihre Angebote sind drin")).to_be_visible()
    look(page, window, "receipt")
    follow(page.get_by_role("link", name="Angebote mitnehmen"))
    look(page, window, "ways-out")
    with scope(cast.alliance):
        assert Offer.objects.count() == 3


def test_a_provider_confirms_without_signing_in(window: Walk, cast: Cast) -> None:
    offer = make_offer(cast.alliance, months=2)
    make_rule(offer, {"all": [{"attr": "german", "op": ">=", "value": "A2", "note": "mündlich"}]})
    page = window.go(f"/angebot/{ask_about_offer(cast, offer)}/")
    look(page, window, "provider")
    page.get_by_label("Plätze im Jahr").fill("20")
    follow(page.get_by_role("button", name="So stimmt es"))
    expect(page.get_by_role("heading", name="Danke")).to_be_visible()
    look(page, window, "provider-thanks")
    with scope(cast.alliance):
        assert offer.place_counts.get().places == 20
