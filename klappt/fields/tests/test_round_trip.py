"""What was typed stands there again, whatever it was; an answer opened and sent again stays the same."""

from typing import Any

from django.utils.datastructures import MultiValueDict
from hypothesis import given as examples
from hypothesis import strategies as st

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.replies import RefusedReply, checked
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, given
from klappt.fields.forms import entered, reply_from
from klappt.fields.inputs import cell_of, name_of
from klappt.fields.templatetags.fields import question as draw
from klappt.fields.tests.every_kind import CHOICES, MATRIX, RANKING, TABLE, TYPED, sent

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30) | st.sampled_from(
    ["12,5", "1.234", "abc", "22.11.2026", "2026-11-22", "</textarea><script>", '"><b>', " s1 ", "0", "-1"]
)


def single(question: Question) -> st.SearchStrategy[dict[str, list[str]]]:
    if question.options:
        value: st.SearchStrategy[str] = st.sampled_from(["", *(option.key for option in question.options)])
    else:
        value = TEXTS
    return st.builds(lambda text: {name_of(question.key): [text]}, value)


def cells(question: Question) -> st.SearchStrategy[dict[str, list[str]]]:
    lines = question.rows or question.options
    values = [option.key for option in question.options] if question.rows else ["1", "2", "3", "9", "x"]
    names = {
        cell_of(question.key, line.key): st.sampled_from([[""], *([value] for value in values)])
        for line in lines
    }
    return st.fixed_dictionaries(names)


@st.composite
def tables(draw_: Any) -> dict[str, list[str]]:
    rows = draw_(st.integers(1, 4))
    kinds = {"choice": st.sampled_from(["", "up"])}
    return {
        name_of("meetings", row, column.key): [draw_(kinds.get(str(column.kind), TEXTS))]
        for row in range(1, rows + 1)
        for column in TABLE.columns
    }


ticks = st.lists(st.sampled_from(["na", "up", "more"]), unique=True).map(
    # A browser sends ticks in the order in which they stand.
    lambda keys: {name_of("topics"): sorted(keys, key=["na", "up", "more"].index)} if keys else {}
)


@st.composite
def posts(draw_: Any) -> tuple[Question, MultiValueDict[str, str]]:
    question = draw_(st.sampled_from(TYPED))
    special = {
        MATRIX.key: cells(MATRIX),
        RANKING.key: cells(RANKING),
        TABLE.key: tables(),
        CHOICES.key: ticks,
    }
    found = dict(draw_(special.get(question.key, single(question))))
    if draw_(st.booleans()) and question.may_not_apply:
        found[name_of(question.key, "na")] = ["1"]
    found[name_of(question.key, "here")] = ["1"]
    return question, MultiValueDict(found)


def meaningful(posted: MultiValueDict[str, str]) -> dict[str, list[str]]:
    """A radio nobody chose is not sent at all; an empty select is."""
    return {name: values for name, values in posted.lists() if any(values)}


@examples(posts())
def test_what_was_posted_is_drawn_again_and_posts_the_same(
    example: tuple[Question, MultiValueDict[str, str]],
) -> None:
    question, posted = example
    again = sent(draw(question, entered=entered(question, posted)))
    assert meaningful(again) == meaningful(posted)


@examples(posts())
def test_an_answer_that_is_kept_stays_the_same_when_it_is_opened_and_sent_again(
    example: tuple[Question, MultiValueDict[str, str]],
) -> None:
    question, posted = example
    try:
        reply = reply_from(question, posted)
    except RefusedReply:
        return
    assert reply_from(question, sent(draw(question, reply))) == reply


@examples(
    st.integers(0, 10**9).map(str), st.integers(1, 9999).map(lambda n: f"{n / 10000:.4f}".rstrip("0")[1:])
)
def test_a_number_in_a_table_comes_back_as_it_is_kept(whole: str, rest: str) -> None:
    reply = checked(TABLE, given([{"people": whole + rest}]))
    assert reply_from(TABLE, sent(draw(TABLE, reply))) == reply


def test_every_state_survives_for_every_kind() -> None:
    for question in TYPED:
        assert reply_from(question, sent(draw(question, EMPTY))) == EMPTY
        if question.may_not_apply:
            assert reply_from(question, sent(draw(question, NOT_APPLICABLE))) == NOT_APPLICABLE


def test_every_typed_kind_is_walked() -> None:
    assert {question.kind for question in TYPED} == {*QuestionKind} - {QuestionKind.FILE, QuestionKind.LIVING}
