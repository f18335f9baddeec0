"""The change from wave to wave as a picture: nothing is drawn through a gap, and nothing of too few (C9)."""

from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.questionnaire.model import Lineage, Option, Origin, Question, QuestionKind
from klappt.evaluation.selectors.change import LABELS_APART, TOP, _spread, change_of
from klappt.evaluation.selectors.figure import Gap
from klappt.evaluation.tests.staged import Answers, asking, drawn

OPTIONS = (Option("yes", "Ja"), Option("no", "Nein"))
ASKED = Question("lead", QuestionKind.CHOICE, "Gibt es eine Federführung?", options=OPTIONS)
SHORTER = replace(
    ASKED, label="Federführung?", lineage=Lineage(Origin.REWORDED, comparable=True, why="Kürzer")
)
OTHER = replace(ASKED, label="Seit wann?", lineage=Lineage(Origin.REWORDED, comparable=False, why="Anders"))


@pytest.fixture(autouse=True)
def _german() -> object:
    with translation.override("de"):
        yield


def said(yes: int, no: int, *, nothing: int = 0) -> list[Answers]:
    return [*[{"lead": "yes"}] * yes, *[{"lead": "no"}] * no, *[{}] * nothing]


def test_the_title_says_what_has_changed() -> None:
    (figure,) = drawn([asking(ASKED)], [(1, said(5, 15)), (1, said(10, 10))], "lead")
    change = change_of(figure)
    assert change is not None
    assert change.title == "Am meisten hat sich „Ja“ verändert: 25 % in Welle 1, 50 % in Welle 2."
    assert change.says.startswith("Ja: Welle 1 25 % (n = 20), Welle 2 50 % (n = 20).")
    assert [strand.is_most for strand in change.strands] == [True, False]
    assert [strand.label for strand in change.strands] == ["A 50 %", "B 50 %"]


def test_little_change_is_said_as_little() -> None:
    (figure,) = drawn([asking(ASKED)], [(1, said(10, 15)), (1, said(10, 15))], "lead")
    change = change_of(figure)
    assert change is not None
    assert change.title.startswith("Von Welle 1 zu Welle 2 hat sich wenig verändert")
    assert not any(strand.is_most for strand in change.strands)


def test_a_wave_of_too_few_is_a_gap_and_no_zero() -> None:
    waves = [(1, said(10, 10)), (1, said(2, 1, nothing=17)), (1, said(8, 12))]
    (figure,) = drawn([asking(ASKED)], waves, "lead")
    assert [each.gap for each in figure.waves] == [None, Gap.TOO_FEW, None]
    change = change_of(figure)
    assert change is not None
    assert all(len(strand.marks) == 2 and not strand.lines for strand in change.strands)
    assert "Welle 2 zu wenige" in change.says
    assert "Welle 2 0 %" not in change.says


def test_waves_that_follow_each_other_are_joined() -> None:
    waves = [(1, said(10, 10)), (1, said(9, 11)), (1, said(2, 1, nothing=17)), (1, said(8, 12))]
    (figure,) = drawn([asking(ASKED)], waves, "lead")
    change = change_of(figure)
    assert change is not None
    assert [(len(strand.marks), len(strand.lines)) for strand in change.strands] == [(3, 1), (3, 1)]


def test_what_can_be_compared_is_one_strand_and_what_cannot_is_another_picture() -> None:
    two = [(1, said(10, 10)), (2, said(5, 15))]
    (joined,) = drawn([asking(ASKED), asking(SHORTER)], two, "lead")
    change = change_of(joined)
    assert change is not None
    assert all(strand.lines for strand in change.strands)
    now, before = drawn([asking(ASKED), asking(OTHER)], two, "lead")
    assert [each.gap for each in now.waves] == [Gap.OTHERWISE, None]
    assert [each.gap for each in before.waves] == [None, Gap.OTHERWISE]
    assert (now.begins_anew, before.begins_anew) == ("Anders", "")
    assert change_of(now) is None
    assert change_of(before) is None


def test_not_asked_is_not_asked_otherwise() -> None:
    added = replace(ASKED, key="later")
    told = [{**each, "later": "yes"} for each in said(10, 10)]
    waves = [(1, said(10, 10)), (2, told)]
    (figure,) = drawn([asking(ASKED), asking(ASKED, added)], waves, "later")
    assert [each.gap for each in figure.waves] == [Gap.NOT_ASKED, None]


def test_places_in_the_picture_have_no_comma() -> None:
    (figure,) = drawn([asking(ASKED)], [(1, said(7, 14)), (1, said(11, 10)), (1, said(6, 15))], "lead")
    change = change_of(figure)
    assert change is not None
    places = [place for strand in change.strands for place in (*strand.lines, *strand.marks, strand.label_y)]
    assert not [place for place in places if "," in place]


@given(st.lists(st.floats(min_value=TOP, max_value=200), min_size=1, max_size=12))
def test_labels_never_lie_on_each_other(wanted: list[float]) -> None:
    found = sorted(_spread(wanted, TOP + max(190, LABELS_APART * len(wanted))))
    assert all(below - above >= LABELS_APART - 0.001 for above, below in pairwise(found))
