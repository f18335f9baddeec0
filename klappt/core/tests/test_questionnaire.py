"""Worksheets as plain values (C1): what is read is what was written, and an answer has one form."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from klappt.core.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    NoneOf,
    Operator,
    asked_about,
    holds,
)
from klappt.core.questionnaire.model import (
    Column,
    Option,
    Question,
    QuestionKind,
)
from klappt.core.questionnaire.progress import is_complete, is_too_little, progress, visible
from klappt.core.questionnaire.reading import (
    FORMAT,
    UnreadableQuestionnaire,
    read_question,
    read_questionnaire,
    write_question,
    write_questionnaire,
)
from klappt.core.questionnaire.replies import Fault, RefusedReply, as_number, checked, from_german
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, ReplyState, given
from klappt.core.tests.questionnaires import questionnaires, questions, replies, sheet, whole

KIND = QuestionKind
YES_NO = (Option("yes", "Ja"), Option("no", "Nein"))


@whole
@for_all(questionnaires())
def test_what_was_written_is_read_again(questionnaire):
    assert read_questionnaire(write_questionnaire(questionnaire)) == questionnaire


@for_all(questions())
def test_a_question_alone_is_read_again(question):
    assert read_question(json.loads(json.dumps(write_question(question)))) == question


@whole
@for_all(questionnaires())
def test_the_same_values_give_the_same_characters(questionnaire):
    written = write_questionnaire(questionnaire)
    assert write_questionnaire(read_questionnaire(written)) == written
    shuffled = json.dumps(dict(reversed(json.loads(written).items())), indent=4)
    assert write_questionnaire(read_questionnaire(shuffled)) == written


@whole
@for_all(questionnaires(), st.data())
def test_a_field_nobody_knows_is_an_error_with_its_place(questionnaire, data):
    raw = json.loads(write_questionnaire(questionnaire))
    at = data.draw(st.integers(0, len(raw["sections"]) - 1))
    raw["sections"][at]["titel"] = "?"
    with pytest.raises(UnreadableQuestionnaire) as wrong:
        read_questionnaire(json.dumps(raw))
    assert f"sections[{at}].titel" in {each.place for each in wrong.value.problems}


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("{", "", "not_json"),
        ("[]", "format", "format"),
        ("[" * 5_000 + "]" * 5_000, "", "not_json"),
        ('{"title": "x"}', "format", "format"),
        (f'{{"format": "{FORMAT}"}}', "title", "missing"),
        (
            f'{{"format": "{FORMAT}", "title": "x", "sections": [{{"key": "a"}}]}}',
            "sections[0].title",
            "missing",
        ),
    ],
)
def test_what_cannot_be_read_says_where(text, place, code):
    with pytest.raises(UnreadableQuestionnaire) as wrong:
        read_questionnaire(text)
    assert {(each.place, each.code) for each in wrong.value.problems} == {(place, code)}


@for_all(st.data())
def test_an_answer_in_canonical_form_stays_as_it_is(data):
    question = data.draw(questions())
    reply = data.draw(replies(question))
    try:
        once = checked(question, reply)
    except RefusedReply:
        return
    assert checked(question, once) == once
    assert json.loads(json.dumps(once.value)) == once.value


@for_all(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_number_is_the_same_however_it_is_typed(whole, places):
    number = Decimal(whole).scaleb(-places)
    german = f"{number:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    wanted = as_number(format(number, "f"))
    assert as_number(from_german(german)) == wanted == number
    question = Question("n", KIND.NUMBER, "?", decimals=3)
    assert Decimal(checked(question, given(format(number, "f"))).value) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.000", "1000"),
        ("+1.000", "1000"),
        ("-1.234.567", "-1234567"),
        (" 1 000,5 ", "1000.5"),
        ("12.5", "12.5"),
        ("0.125", "0.125"),
        ("1.000,50", "1000.5"),
    ],
)
def test_what_people_write_is_read_as_german(written, number):
    assert as_number(from_german(written)) == Decimal(number)


def test_what_is_kept_has_a_decimal_point():
    assert as_number("1.000") == 1
    assert from_german("zwölf Personen") == "zwölf Personen"


@pytest.mark.parametrize(
    ("question", "value", "fault", "place"),
    [
        (Question("a", KIND.NUMBER, "?"), "zwölf", Fault.NOT_NUMBER, ""),
        (Question("a", KIND.NUMBER, "?"), "1,5", Fault.DECIMALS, ""),
        (Question("a", KIND.NUMBER, "?", least=Decimal(1)), "0", Fault.TOO_SMALL, ""),
        (Question("a", KIND.NUMBER, "?", most=Decimal(1)), "2", Fault.TOO_BIG, ""),
        (Question("a", KIND.DATE, "?"), "31.02.2026", Fault.NOT_DATE, ""),
        (Question("a", KIND.TEXT, "?", most=Decimal(3)), "lang", Fault.TOO_LONG, ""),
        (Question("a", KIND.TEXT, "?"), ["x"], Fault.SHAPE, ""),
        (Question("a", KIND.CHOICE, "?", options=YES_NO), "maybe", Fault.NOT_AN_OPTION, ""),
        (Question("a", KIND.CHOICES, "?", options=YES_NO), ["yes", "yes"], Fault.TWICE, ""),
        (
            Question("a", KIND.CHOICES, "?", options=YES_NO, most=Decimal(1)),
            ["yes", "no"],
            Fault.TOO_MANY,
            "",
        ),
        (Question("a", KIND.MATRIX, "?", options=YES_NO, rows=YES_NO), {"x": "yes"}, Fault.NO_SUCH_ROW, ""),
        (
            Question("a", KIND.MATRIX, "?", options=YES_NO, rows=YES_NO),
            {"no": "x"},
            Fault.NOT_AN_OPTION,
            "no",
        ),
        (Question("a", KIND.TABLE, "?"), [{"x": "1"}], Fault.NO_SUCH_COLUMN, "1.x"),
        (Question("a", KIND.LIVING, "?"), "x", Fault.KEPT_ELSEWHERE, ""),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(question, value, fault, place):
    with pytest.raises(RefusedReply) as refused:
        checked(question, given(value))
    assert [(each.fault, each.place) for each in refused.value.refusals] == [(fault, place)]


def test_does_not_apply_is_an_answer_only_where_the_question_allows_it():
    strict = Question("a", KIND.TEXT, "?", required=True)
    with pytest.raises(RefusedReply):
        checked(strict, NOT_APPLICABLE)
    mild = replace(strict, may_not_apply=True)
    assert checked(mild, NOT_APPLICABLE).is_answer
    assert is_complete(mild, NOT_APPLICABLE)
    assert checked(mild, given("  ")) == EMPTY
    assert not is_complete(mild, EMPTY)


TWO = Decimal(2)


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize(
    ("question", "little", "enough"),
    [
        (Question("a", KIND.TEXT, "?", least=TWO), "x", "xy"),
        (Question("a", KIND.LONG_TEXT, "?", least=TWO), "x", "xy"),
        (Question("a", KIND.CHOICES, "?", options=YES_NO, least=TWO), ["no"], ["yes", "no"]),
        (Question("a", KIND.RANKING, "?", options=YES_NO, least=TWO), ["no"], ["no", "yes"]),
        (
            Question("a", KIND.TABLE, "?", columns=(Column("c", "C"),), least=TWO),
            [{"c": "1"}],
            [{"c": "1"}] * 2,
        ),
    ],
)
def test_begun_with_too_little_is_still_open(question, little, enough, required):
    """It may be kept, but not handed in; nothing at all is fine where nothing is required."""
    sheet_of = sheet(replace(question, required=required, may_not_apply=True))
    assert progress(sheet_of, {"a": given(little)})[0].missing == ("a",)
    assert progress(sheet_of, {"a": given(enough)})[0].missing == ()
    assert progress(sheet_of, {"a": NOT_APPLICABLE})[0].missing == ()
    assert progress(sheet_of, {})[0].missing == (("a",) if required else ())
    assert progress(sheet_of, {"a": given(little)})[0].scant == ("a",)
    assert progress(sheet_of, {"a": given(little)})[0].absent == 0
    assert progress(sheet_of, {})[0].absent == (1 if required else 0)


@whole
@for_all(questionnaires(), st.data())
def test_hidden_answers_count_for_nothing(questionnaire, data):
    """What a hidden question was answered with changes nothing further down."""
    said = {
        each.key: data.draw(replies(each))
        for each in questionnaire.questions
        if each.kind is not KIND.LIVING and data.draw(st.booleans())
    }
    shown = visible(questionnaire, said)
    assert visible(questionnaire, {key: reply for key, reply in said.items() if key in shown}) == shown
    for section, counted in zip(questionnaire.sections, progress(questionnaire, said), strict=True):
        asked = [each for each in section.questions if each.key in shown and each.kind is not KIND.LIVING]
        assert counted.asked == len(asked)
        assert counted.answered <= counted.asked
        assert set(counted.missing) <= {
            each.key for each in asked if each.required or is_too_little(each, said.get(each.key))
        }


@pytest.mark.parametrize(
    ("operator", "value", "answer", "is_so"),
    [
        (Operator.IS, "yes", given("yes"), True),
        (Operator.IS, "yes", None, False),
        (Operator.IS, "12.50", given("12.5"), True),
        (Operator.IS_NOT, "yes", None, True),
        (Operator.IS_NOT, "yes", NOT_APPLICABLE, True),
        (Operator.LESS, "10", given("9"), True),
        (Operator.AT_LEAST, "2026-01-01", given("2025-12-31"), False),
        (Operator.MORE, "9", given("10"), True),
        (Operator.MORE, "9", given("viele"), False),
        (Operator.INCLUDES, "a", given(["b", "a"]), True),
        (Operator.INCLUDES, "a", given([]), False),
        (Operator.ANSWERED, "", given("x"), True),
        (Operator.ANSWERED, "", NOT_APPLICABLE, False),
        (Operator.ANSWERED, "", EMPTY, False),
    ],
)
def test_a_comparison_holds_or_not(operator, value, answer, is_so):
    said = {} if answer is None else {"q": answer}
    line = Comparison("q", operator, value)
    assert holds(line, said) is is_so
    assert holds(NoneOf((line,)), said) is not is_so
    assert holds(AllOf((line, AllOf(()))), said) is is_so
    assert holds(AnyOf((line, AnyOf(()))), said) is is_so
    assert list(asked_about(AllOf((line, NoneOf((line,)))))) == [line, line]


NASTY = st.sampled_from(
    ["nan", "NaN", "sNaN", "-nan", "inf", "-Infinity", "1e999999", "١٢", "_", "-", "2026-13-01"]
)


@for_all(NASTY | st.text(max_size=8), NASTY | st.text(max_size=8), st.sampled_from(Operator))
def test_whatever_somebody_types_can_be_compared(typed, value, operator):
    """A text like "NaN" is a number to nobody."""
    assert holds(Comparison("a", operator, value), {"a": given(typed)}) in {True, False}
    assert holds(Comparison("a", Operator.IS, typed), {"a": given(typed)})
    assert not holds(Comparison("a", Operator.IS_NOT, typed), {"a": given(typed)})


def test_an_answer_that_was_taken_back_is_none():
    assert not EMPTY.is_answer
    assert given("x").state is ReplyState.GIVEN
