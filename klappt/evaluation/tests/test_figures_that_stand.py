"""Yesterday's page beside today's: figures of a wave that is over stand, whoever hands in later (C9)."""

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.alliances.enums import MunicipalityKind
from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.evaluation.selectors.counting import counting, groups_of, steady_ones
from klappt.evaluation.selectors.data_table import data_table
from klappt.evaluation.selectors.figure import Figure
from klappt.evaluation.selectors.figures import figures
from klappt.evaluation.selectors.sent import Sent, SentReturn
from klappt.evaluation.selectors.stage import Choice, Stage
from klappt.evaluation.tests.staged import asking, sent_back
from klappt.worksheets.models import Worksheet

MINIMUM = 5
WAVE = datetime.timedelta(days=100)
OPTIONS = tuple(Option(key, key.upper()) for key in "abcd")
ASKED = (
    Question("number", QuestionKind.NUMBER, "Wie viele?"),
    Question("choice", QuestionKind.CHOICE, "Was?", options=OPTIONS),
    Question("scale", QuestionKind.SCALE, "Wie oft?", options=OPTIONS),
    Question("topics", QuestionKind.RANKING, "Was zuerst?", options=OPTIONS[:3]),
)
KINDS = (MunicipalityKind.DISTRICT, MunicipalityKind.CITY, MunicipalityKind.TOWN)
CHOICES = (Choice(), Choice("kreis"), Choice("stadt"), Choice(is_steady=True))
FEW = settings(max_examples=25, deadline=None)


@st.composite
def returns(draw: Any, wave: int, *, is_late: bool = False) -> list[SentReturn]:
    """Each alliance by itself comes or not; what kind of area it is, its number says."""
    found = []
    for who in sorted(draw(st.sets(st.integers(0, 35), min_size=0 if is_late else 12))):
        answers = {
            "number": str(draw(st.integers(0, 200))),
            "choice": draw(st.sampled_from("aaabbcd")),
            "scale": draw(st.sampled_from("abcd")),
            "topics": draw(st.permutations("abc")),
        }
        row = sent_back(wave, 1, who, answers)
        ends = row.closes_on + WAVE * wave
        came = row.first_handed_in_at + WAVE * (wave + 3 * is_late)
        found.append(replace(row, closes_on=ends, first_handed_in_at=came, kind=KINDS[who % 3]))
    return found


def stage(rows: list[SentReturn], choice: Choice | None = None) -> Stage:
    found = Sent(Worksheet(title="x"), [(1, asking(*ASKED))], sorted(rows, key=lambda row: row.wave), [])
    day = max(row.closes_on for row in rows) + datetime.timedelta(days=1)
    return Stage(found, data_table(found), counting(found, day), choice or Choice())


def page(rows: list[SentReturn], choice: Choice | None = None) -> list[tuple[Any, ...]]:
    def told(figure: Figure) -> tuple[Any, ...]:
        waves = [(each.gap, each.answered, each.left_open, each.median) for each in figure.waves]
        return figure.variable.name, waves, figure.lines

    return [told(each) for each in figures(stage(rows, choice), [each.key for each in ASKED])]


@FEW
@given(returns(1), returns(2), returns(1, is_late=True), st.sampled_from(CHOICES))
def test_late_ones_move_no_figure_of_any_wave(
    first: list[SentReturn], second: list[SentReturn], late: list[SentReturn], choice: Choice
) -> None:
    there = {row.alliance for row in first}
    late = [row for row in late if row.alliance not in there]
    assert page([*first, *second, *late], choice) == page([*first, *second], choice)


@FEW
@given(returns(1), returns(2))
def test_groups_that_were_told_as_one_stay_one(first: list[SentReturn], second: list[SentReturn]) -> None:
    earlier, now = (groups_of(each.found, each.waves) for each in (stage(first), stage([*first, *second])))
    for one in earlier:
        for other in earlier:
            if earlier[one] == earlier[other] != "alle":
                assert now[one] == now[other]


@FEW
@given(st.tuples(returns(1), returns(2), returns(3)))
def test_the_steady_ones_of_before_less_those_of_now_are_none_or_enough(
    waves: tuple[list[SentReturn], ...],
) -> None:
    rows: list[SentReturn] = []
    before: frozenset[str] | None = None
    for wave in waves:
        rows = [*rows, *wave]
        now = stage(rows)
        found = steady_ones(now.found, now.waves)
        for kind in range(3):
            here = {f"b{at}" for at in range(kind, 36, 3)}
            gone = len((before & here) - found) if before is not None else 0
            assert gone == 0 or gone >= MINIMUM or not found & here
        before = found


def test_a_wave_that_ended_first_stands_first_whatever_its_number() -> None:
    """Wave 1 took longer: with it comes one who was not in wave 2, and that one waits, not wave 2."""

    def wave(number: int, size: int, days: int) -> list[SentReturn]:
        rows = [sent_back(number, 1, at, {"choice": "a"}) for at in range(size)]
        return [replace(row, closes_on=row.closes_on + datetime.timedelta(days=days)) for row in rows]

    rows = [*wave(1, 8, 200), *wave(2, 7, 100)]
    assert [(each.step, len(each.members)) for each in stage(rows).waves] == [(2, 7), (1, 7)]
