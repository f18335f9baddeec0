"""Classes of numbers and where their middle lies: what is known of many is no zero, and no number of one."""

import statistics
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.questionnaire.columns import Cell, Measure, Missing, columns_of
from klappt.core.questionnaire.model import LivingSource, Question, QuestionKind, Questionnaire, Section
from klappt.evaluation.selectors.answers_by_wave import Keys, keys_of
from klappt.evaluation.selectors.data_table import Variable

KEPT = Question("actors", QuestionKind.LIVING, "Akteure", source=LivingSource.ACTORS)
NUMBER = Question("members", QuestionKind.NUMBER, "Wie viele?")
MONEY = Question("money", QuestionKind.NUMBER, "Wie viel?", decimals=1)


@pytest.fixture(autouse=True)
def _german() -> object:
    with translation.override("de"):
        yield


def keys(question: Question, *waves: Sequence[Cell]) -> Keys:
    asked = Questionnaire("x", sections=(Section("s", "S", questions=(question,)),))
    column = columns_of([(1, asked)])[0]
    assert column.measure in {Measure.COUNT, Measure.NUMBER}
    found = keys_of(Variable(column.name, column.label, column.measure, column), waves)
    assert found is not None
    return found


def words(found: Keys, cells: Sequence[Cell]) -> dict[str, int]:
    counted = Counter(found.of(cell) for cell in cells)
    return {found.words[key]: count for key, count in counted.items() if key}


def singles(found: Keys) -> list[tuple[str, ...]]:
    return [(key,) for key in found.words]


def test_a_few_rows_are_no_zero() -> None:
    cells = [1, 2, 2, 2, 3, 1, 3, 2, 1, 3, 2, 2]
    found = keys(KEPT, cells)
    assert found.middle(cells, singles(found)) == ("1 bis 2", "")
    assert words(found, cells) == {"1 bis 2": 9, "3 und mehr": 3}


def test_who_keeps_nothing_here_is_told_in_words_and_left_out_of_the_middle() -> None:
    cells = [0] * 30 + [4, 5, 6, 7, 8, 8, 10, 11, 12, 13, 14]
    found = keys(KEPT, cells)
    assert words(found, cells)["nichts eingetragen"] == 30
    median, _middle = found.middle(cells, singles(found))
    assert median == "1 bis 8"
    assert "0" not in words(found, cells)


def test_who_has_something_among_many_who_have_nothing_is_too_few_for_a_middle() -> None:
    cells = [0] * 40 + [2, 2, 3, 5]
    found = keys(KEPT, cells)
    assert found.middle(cells, singles(found)) == ("", "")
    assert set(words(found, cells)) == {"nichts eingetragen", "1 und mehr"}


def test_nothing_is_told_of_a_number_that_may_be_zero() -> None:
    cells = [Decimal(0)] * 12 + [Decimal(1)] * 12
    found = keys(NUMBER, cells)
    assert words(found, cells) == {"unter 1": 12, "1 und mehr": 12}


def test_whole_numbers_end_where_they_end_and_others_below() -> None:
    whole = [Decimal(at) for at in range(40)]
    assert "15 bis 19" not in keys(NUMBER, whole).words.values()
    assert (
        "10 bis 19" in keys(NUMBER, whole).words.values() or "5 bis 9" in keys(NUMBER, whole).words.values()
    )
    assert any("bis unter" in each for each in keys(MONEY, whole).words.values())
    thousands = [Decimal(1000 * at) for at in range(40)]
    assert "10.000 bis 19.999" in keys(NUMBER, thousands).words.values()


def test_a_later_wave_moves_no_bound() -> None:
    first = [Decimal(at) for at in range(20)]
    later = [Decimal(1000 * at) for at in range(20)]
    assert keys(NUMBER, first).words == keys(NUMBER, first, later).words
    few = first[:4]
    assert keys(NUMBER, few, later).words != keys(NUMBER, few).words


def test_a_reason_of_few_is_said_apart_from_the_answers() -> None:
    cells = [Decimal(at) for at in range(20)]
    found = keys(NUMBER, cells)
    pool = [list(found.words)[-3], Missing.NOT_APPLICABLE.value]
    assert found.told(pool).endswith("; darunter wenige: trifft nicht zu")
    assert found.told([Missing.NOT_APPLICABLE.value]) == "trifft nicht zu"


@given(st.lists(st.integers(min_value=0, max_value=300), min_size=10, max_size=60))
def test_the_middle_lies_where_it_is_said_to_lie(values: list[int]) -> None:
    cells = [Decimal(value) for value in values]
    found = keys(NUMBER, cells)
    median, _half = found.middle(cells, singles(found))
    low, high = (found.of(Decimal(f(values))) for f in (statistics.median_low, statistics.median_high))
    assert median == found.told([key for key in found.words if key in {low, high}]) or not median
    if low == high and len(set(map(found.of, cells))) > 1:
        assert median
