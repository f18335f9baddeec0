"""Handing in, reading what was handed in, an addendum, and what others sent; for everybody (C1, C2)."""

import re

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.returns.enums import Sharing
from klappt.returns.models import LateQuestion, Return, SentSection
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.late import ask_late
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave, write

PAGES = ("2/abgeben/", "1/abgegeben/2/?vergleich=1", "1/nachtrag/{late}/", "andere/")


def fill(cast: Cast) -> LateQuestion:
    """A wave handed in twice with a late question, one to be handed in, and what another alliance sent."""
    make_institution(cast.alliance, name="VHS Musterstadt")
    wave = make_wave(cast)
    row = make_handed_in(cast, make_return(cast, wave)).of_return
    with set_up(cast.alliance):
        row.state = "reopened"
        row.save()
    write(cast, row, {"aim": "Ein neues Ziel"})
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma)
    make_handed_in(cast, make_return(cast, wave, alliance=cast.other_alliance))
    make_return(cast, make_wave(cast, wave.edition, title="Noch einmal"), answers=FULL)
    question = Question("late", QuestionKind.LONG_TEXT, "Wer hat vermittelt?")
    return ask_late(
        wave=wave, question=question, sharing=Sharing.RESEARCH, reason="Fiel später auf", by=cast.doris
    )


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    late = fill(cast)
    opened = window.sign_in(cast.alma).go(f"/b/hier/arbeitshilfen/{page.format(late=late.pk)}")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_where_research_asks(window: Walk, cast: Cast) -> None:
    fill(cast)
    assert_accessible(window.sign_in(cast.doris).go("/wellen/1/nachtrag/"))
    window.no_wider_than_the_window()


def test_from_the_worksheet_to_the_receipt(desk: Walk, cast: Cast) -> None:
    row = make_return(cast, answers=FULL)
    page = desk.sign_in(cast.alma).go(f"/b/hier/arbeitshilfen/{row.wave.number}/")
    follow(page.get_by_role("link", name="Durchsehen und abgeben"))
    page.get_by_label("Ja, dieser Abschnitt geht an die wissenschaftliche Begleitung", exact=True).check()
    page.get_by_label("Nein, der Abschnitt bleibt doch hier").last.check()
    follow(page.get_by_role("button", name="Jetzt abgeben"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Abgegeben am"))
    with page.expect_download() as receipt:
        page.get_by_role("link", name="Beleg (PDF)").click()
    assert receipt.value.suggested_filename == "beleg-hier-welle-1-1.pdf"
    assert Return.objects.get(pk=row.pk).state == "handed_in"
    assert set(SentSection.objects.filter(was_held_back=True).values_list("section", flat=True)) == {"advice"}


def test_a_further_question_is_answered(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.alma).go("/b/hier/arbeitshilfen/1/")
    follow(page.get_by_role("link", name="Weitere Frage beantworten"))
    page.get_by_label("Wer hat vermittelt?").fill("Das Sozialamt")
    page.get_by_label("Ja, diese Antwort geht an die wissenschaftliche Begleitung").check()
    follow(page.get_by_role("button", name="Nachtrag abgeben"))
    expect(page.get_by_role("heading", name=re.compile("Nachtrag vom"))).to_be_visible()
    expect(page.get_by_text("Das Sozialamt")).to_be_visible()
