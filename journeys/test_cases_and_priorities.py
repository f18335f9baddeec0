"""A practitioner notes a conference without a person; the group decides what comes first."""

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.cases.models import CasePattern, Finding
from klappt.cases.tests.factories import make_conference, make_finding, make_pattern, some_institutions
from klappt.priorities.models import Ranking
from klappt.priorities.tests.factories import (
    give,
    held_item,
    make_note,
    make_priority,
    make_ranking,
    make_round,
    make_step,
)

CASES, PRIORITIES = "/b/hier/fallkonferenzen/", "/b/hier/prioritaeten/"


def fill(cast: Cast) -> dict[str, int]:
    """Something on every page; gives the numbers that stand in addresses."""
    conference = make_conference(cast)
    finding = make_finding(cast, conference, pattern=make_pattern(cast, conference))
    row, other, item = make_priority(cast), make_priority(cast, "Zimmer zum Lernen"), held_item(cast)
    round_ = make_round(cast)
    for user, word in ((cast.alma, "0"), (cast.bernd, "4"), (cast.ceren, "4")):
        give(cast, round_, user, {row: word})
    make_step(cast, row, item)
    make_ranking(cast, [row, other], item)
    make_note(cast)
    return {"conference": conference.pk, "finding": finding.pk, "priority": row.pk}


@pytest.mark.parametrize(
    "page",
    [
        CASES,
        CASES + "konferenzen/",
        CASES + "konferenzen/neu/",
        CASES + "konferenzen/{conference}/",
        CASES + "konferenzen/{conference}/muster/",
        CASES + "konferenzen/{conference}/befund/",
        CASES + "befund/{finding}/folge/massnahme/",
        CASES + "befund/{finding}/folge/luecke/",
        PRIORITIES,
        PRIORITIES + "vorschlaege/",
        PRIORITIES + "vorschlaege/neu/",
        PRIORITIES + "gewichten/",
        PRIORITIES + "runden/",
        PRIORITIES + "beschluss/",
        PRIORITIES + "{priority}/",
        PRIORITIES + "{priority}/schritt/",
    ],
)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    opened = window.sign_in(cast.alma).go(page.format(**fill(cast)))
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_a_practitioner_notes_a_conference_and_a_name_is_refused(desk: Walk, cast: Cast) -> None:
    some_institutions(cast)
    page = desk.sign_in(cast.paula).go(CASES)
    follow(page.get_by_role("link", name="Fallkonferenz eintragen").first)
    page.get_by_label("Stelle 0").check()
    page.get_by_label("Stelle 1").check()
    follow(page.get_by_role("button", name="Fallkonferenz eintragen"))
    follow(page.get_by_role("link", name="Muster eintragen"))
    page.get_by_label("Worum es ging").select_option(label="Deutschkurs")
    page.get_by_label("Wo die Kette gerissen ist").select_option(label="Warten auf einen Platz")
    page.get_by_label("An welcher Schnittstelle").select_option(label="Jobcenter")
    page.get_by_label("ein freier Platz").check()
    follow(page.get_by_role("button", name="Muster eintragen"))
    follow(page.get_by_role("link", name="Befund eintragen").first)
    page.get_by_label("Was sich über Strukturen gezeigt hat").select_option(label="Es gibt zu wenige Plätze")
    page.get_by_label("In einem Satz").fill("Frau Kaya lehnt alle ab.")
    follow(page.get_by_role("button", name="Befund eintragen"))
    expect(page.get_by_role("alert")).to_contain_text("Darin steht ein Name")
    expect(page.get_by_label("Ich habe den Text durchgesehen")).to_have_count(0)
    page.get_by_label("In einem Satz").fill("Die Plätze reichen nur für die Hälfte.")
    follow(page.get_by_role("button", name="Befund eintragen"))
    expect(page.get_by_text("Die Plätze reichen nur für die Hälfte.")).to_be_visible()
    assert all("422" in complaint for complaint in desk.complaints)
    desk.complaints.clear()  # the browser tells of every answer that is not 200
    with scope(cast.alliance):
        assert (CasePattern.objects.count(), Finding.objects.count()) == (1, 1)


def test_the_group_decides_and_the_first_step_is_planned(desk: Walk, cast: Cast) -> None:
    make_priority(cast, "Kurse am Morgen")
    held_item(cast, title="Was zuerst kommt")
    page = desk.sign_in(cast.alma).go(PRIORITIES)
    follow(page.get_by_role("link", name="Beschluss festhalten"))
    page.get_by_label("Kurse am Morgen").select_option("1")
    _pick(page, "Beschlossen in", "Was zuerst kommt")
    _pick(page, "Wer sich kümmert", "Alma")
    follow(page.get_by_role("button", name="Reihenfolge festhalten"))
    expect(page.get_by_role("heading", name="Kurse am Morgen")).to_be_visible()
    with scope(cast.alliance):
        assert Ranking.objects.count() == 1


def _pick(page: Page, label: str, words: str) -> None:
    """By typing, as people do."""
    field = page.get_by_role("combobox", name=label)
    field.fill(words)
    page.keyboard.press("Enter")
