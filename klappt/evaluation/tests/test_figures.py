"""Figures on screen: never of too few, and what is missing looks different from nothing."""

import datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.config.tests.counting import assert_query_count
from klappt.evaluation.selectors.counting import counting
from klappt.evaluation.selectors.data_table import data_table
from klappt.evaluation.selectors.figure import Figure
from klappt.evaluation.selectors.figures import figures
from klappt.evaluation.selectors.sent import sent
from klappt.evaluation.selectors.stage import Choice, Stage
from klappt.evaluation.tests.factories import hand_in_for, some_alliances
from klappt.returns.models import Wave
from klappt.returns.tests.factories import make_wave

pytestmark = pytest.mark.django_db
AFTER = datetime.timedelta(days=60)


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """Seven returns: six with a lead, one without, all of one kind of area."""
    made = make_wave(cast)
    for at, alliance in enumerate(some_alliances(7)):
        answers: dict[str, Any] = {"members": str(10 + at), "lead": "yes" if at else "no"}
        hand_in_for(cast, made, alliance, answers)
    return made


def figure(wave: Wave, key: str, choice: Choice | None = None) -> Figure:
    found = sent(wave.edition.worksheet, as_it_ended=True)
    waves = counting(found, timezone.localdate() + AFTER)
    stage = Stage(found, data_table(found), waves, choice or Choice())
    return figures(stage, [key])[0]


def test_one_alone_is_told_together_with_others(wave: Wave) -> None:
    told = figure(wave, "lead")
    assert [(line.words, line.bars[0] and line.bars[0].count) for line in told.lines] == [("Ja / Nein", 7)]


def test_seven_numbers_are_too_few_for_a_median(wave: Wave) -> None:
    (one,) = figure(wave, "members").waves
    assert one.answered == 7
    assert (one.median, one.middle_half) == ("", "")


def test_a_question_only_one_was_asked_shows_nothing(wave: Wave) -> None:
    """Who has no lead is asked why: how many were not asked would tell how many have none."""
    told = figure(wave, "why_no_lead")
    assert not [line for line in told.lines if line.is_missing]
    assert all(each.answered is None for each in told.waves)


def test_ticks_stand_in_one_picture(wave: Wave) -> None:
    told = figure(wave, "fields")
    assert [(line.words, line.bars[0] and line.bars[0].share) for line in told.lines] == [
        ("Migration und Integration", 100),
        ("Arbeit und Wirtschaft", 100),
    ]


def test_as_long_as_returns_come_in_there_are_no_figures(wave: Wave) -> None:
    found = sent(wave.edition.worksheet)
    (now,) = counting(found, timezone.localdate())
    assert (now.is_over, now.returns, now.members) == (False, 7, frozenset())


def test_late_ones_never_count_and_the_page_says_how_many_they_are(
    wave: Wave, cast: Cast, sign_in: Any
) -> None:
    found = sent(wave.edition.worksheet)
    for row in found.rows[:2]:
        row.first_handed_in_at += AFTER
    (one,) = counting(found, timezone.localdate() + AFTER * 2)
    assert (one.returns, one.late, one.left_out, len(one.members)) == (7, 2, 0, 5)
    for row in found.rows[2:]:
        row.first_handed_in_at += AFTER
    (none,) = counting(found, timezone.localdate() + AFTER * 2)
    assert (none.late, none.left_out, len(none.members)) == (7, 0, 0)


def test_the_page(wave: Wave, cast: Cast, sign_in: Any) -> None:
    page = reverse("evaluation:worksheet", args=[wave.edition.worksheet.key])
    assert "Was ist Ihr wichtigstes Ziel?" not in sign_in(cast.lars).get(page).content.decode()
    assert sign_in(cast.doris).get(page).content.decode().count("/dateien/") == 1
    assert sign_in(cast.lars).get(page + "?art=kreis&immer=on").status_code == 200
    assert sign_in(cast.lars).get(page + "?art=erfunden").status_code == 200
    assert_query_count("evaluation of a worksheet", sign_in(cast.doris), page)
    assert_query_count("evaluation", sign_in(cast.doris), reverse("evaluation:overview"))


def test_a_section_of_too_few_is_a_sentence_with_the_next_step(cast: Cast, sign_in: Any) -> None:
    made = make_wave(cast)
    for alliance in some_alliances(3):
        hand_in_for(cast, made, alliance, {})
    page = reverse("evaluation:worksheet", args=[made.edition.worksheet.key])
    with time_machine.travel(timezone.now() + AFTER, tick=False):
        told = sign_in(cast.doris).get(page).content.decode()
        to_the_land = sign_in(cast.lars).get(page).content.decode()
        narrowed = sign_in(cast.lars).get(page + "?immer=on").content.decode()
    assert "Zu keiner Frage dieses Abschnitts gibt es eine Zahl" in told
    assert "<table" not in told
    assert "Was jedes Bündnis abgegeben hat, steht in den Daten." in told
    assert "Im Codebuch lesen, was gefragt wurde" in to_the_land
    assert "/dateien/" not in to_the_land
    assert "Die Zahlen aller Bündnisse ansehen" in narrowed


def test_open_answers_are_searched(wave: Wave, cast: Cast, sign_in: Any) -> None:
    page = reverse("evaluation:texts", args=[wave.edition.worksheet.key])
    browser = sign_in(cast.doris)
    assert "Runden Tisch" in browser.get(page + "?q=tisch+begann").content.decode()
    assert "Runden Tisch" not in browser.get(page + "?q=tisch+ende").content.decode()
    assert "Runden Tisch" not in browser.get(page + "?frage=aim").content.decode()
