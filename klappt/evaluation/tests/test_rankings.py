"""All places of a ranking, told alike for all that is ranked: no place can be reckoned from the others."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.core.questionnaire.values import NOT_APPLICABLE
from klappt.evaluation.selectors.change import change_of
from klappt.evaluation.selectors.figure import Bar, Figure, Gap
from klappt.evaluation.tests.staged import Answers, asking, drawn

KEYS = ["a", "b", "c"]
ASKED = Question(
    "topics", QuestionKind.RANKING, "Was zuerst?", options=tuple(Option(key, key.upper()) for key in KEYS)
)


@pytest.fixture(autouse=True)
def _german() -> object:
    with translation.override("de"):
        yield


def figure(*waves: list[Answers]) -> Figure:
    (found,) = drawn([asking(ASKED)], [(1, wave) for wave in waves], "topics")
    return found


def ranked(*places: tuple[str, int]) -> list[Answers]:
    return [{"topics": list(keys)} for keys, count in places for _each in range(count)]


def told(found: Figure, at: int = 0) -> dict[str, int | None]:
    bars = {line.whole: line.bars[at] for line in found.lines}
    return {words: bar.count if isinstance(bar, Bar) else None for words, bar in bars.items()}


def test_every_place_is_told() -> None:
    assert told(figure(ranked(("abc", 10), ("bca", 8), ("cab", 6)))) == {
        "A: Platz 1": 10,
        "A: Platz 2": 6,
        "A: Platz 3": 8,
        "B: Platz 1": 8,
        "B: Platz 2": 10,
        "B: Platz 3": 6,
        "C: Platz 1": 6,
        "C: Platz 2": 8,
        "C: Platz 3": 10,
    }


def test_what_was_not_ranked_is_no_last_place() -> None:
    found = told(figure(ranked(("a", 10), ("b", 10), ("c", 10))))
    assert found["A: Platz 1"] == 10
    assert found["A: nicht eingeordnet"] == 20


def test_the_first_places_of_all_but_one_do_not_tell_those_of_that_one() -> None:
    """Twelve put A first, twelve B, three C: the three are the rest, so no first place stands alone."""
    found = told(figure(ranked(("abc", 12), ("bac", 12), ("cab", 3))))
    assert found == {"alle Werte zusammen": 27}


def test_a_wave_of_too_few_is_a_gap() -> None:
    found = figure(ranked(("ab", 10), ("ba", 10)), [*ranked(("ab", 3)), *[{}] * 17])
    assert [each.gap for each in found.waves] == [None, Gap.TOO_FEW]
    assert set(told(found, 1).values()) == {None}


def test_to_whom_it_does_not_apply_is_told_once_and_not_as_a_place() -> None:
    found = figure([*ranked(("ab", 10), ("ba", 10)), *[{"topics": NOT_APPLICABLE}] * 6])
    (reason,) = [line for line in found.lines if line.is_missing]
    assert (reason.words, reason.group, reason.bars[0]) == ("trifft nicht zu", "", Bar(6, 0))
    assert found.waves[0].answered == 20


def test_the_picture_draws_the_foremost_places() -> None:
    change = change_of(figure(ranked(("ab", 10), ("ba", 15)), ranked(("ab", 15), ("ba", 10))))
    assert change is not None
    assert [strand.words for strand in change.strands][:2] == ["A: Platz 1", "B: Platz 1"]
    assert change.title == "Am meisten hat sich „A: Platz 1“ verändert: 40 % in Welle 1, 60 % in Welle 2."


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.permutations(KEYS).flatmap(lambda keys: st.integers(1, 3).map(lambda n: keys[:n])),
        min_size=5,
        max_size=40,
    )
)
def test_no_figure_is_of_too_few(said: list[list[str]]) -> None:
    found = figure([{"topics": keys} for keys in said])
    counts = [bar.count for line in found.lines for bar in line.bars if isinstance(bar, Bar)]
    assert all(count == 0 or count >= 5 for count in counts)
    by_group = {line.group: [] for line in found.lines}
    for line in found.lines:
        by_group[line.group].append(line.words)
    assert len({tuple(words) for words in by_group.values()}) <= 1
