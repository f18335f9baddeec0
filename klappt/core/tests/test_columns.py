"""Answers of several editions as one table (C9): nothing changes its name, and nothing missing is a zero."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as sample
from hypothesis import strategies as st

from klappt.core.questionnaire.columns import (
    LONGEST_NAME,
    RESERVED,
    Measure,
    Missing,
    cells,
    columns_of,
    series_of,
)
from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.lineage import KEY
from klappt.core.questionnaire.model import (
    Column,
    Lineage,
    Option,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
)
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, given

K = QuestionKind
SAME = Lineage(Origin.SAME)
YES_NO = (Option("yes", "Ja"), Option("no", "Nein"))


def of(*questions):
    return Questionnaire("T", sections=(Section("s", "S", questions=tuple(questions)),))


def one(question, reply=None, **more):
    replies = {question.key: reply} if reply else {}
    return cells(columns_of([(1, of(question))]), 1, of(question), replies, **more)


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (Question("a", K.TEXT, "A"), "Ziel", ("Ziel",)),
        (Question("a", K.NUMBER, "A"), "12.5", (Decimal("12.5"),)),
        (Question("a", K.NUMBER, "A"), "0", (Decimal(0),)),
        (Question("a", K.DATE, "A"), "2026-11-22", (datetime.date(2026, 11, 22),)),
        (Question("a", K.CHOICE, "A", options=YES_NO), "no", (2,)),
        (Question("a", K.CHOICES, "A", options=YES_NO), ["no"], (0, 1)),
        (Question("a", K.RANKING, "A", options=YES_NO), ["no"], (Missing.NOT_ANSWERED, 1)),
        (
            Question("a", K.MATRIX, "A", options=YES_NO, rows=(Option("r", "R"), Option("q", "Q"))),
            {"q": "yes"},
            (Missing.NOT_ANSWERED, 1),
        ),
        (Question("a", K.TABLE, "A", columns=(Column("c", "C"),)), [{"c": "x"}, {"c": "y"}], (2, "x\ny")),
        (Question("a", K.LIVING, "A"), {"head": ["H"], "rows": [["x"]], "summary": "1 Zeile"}, (1, "x")),
        (Question("a", K.LIVING, "A"), {"head": ["H"], "rows": [], "summary": "Nichts."}, (0, "Nichts.")),
        (Question("a", K.FILE, "A"), {"file": 1, "name": "Plan.pdf"}, ("Plan.pdf",)),
    ],
)
def test_every_kind_has_its_value(question, value, expected):
    assert one(question, given(value)) == expected


def test_why_there_is_nothing():
    question = Question("a", K.NUMBER, "A", may_not_apply=True)
    assert one(question) == (Missing.NOT_ANSWERED,)
    assert one(question, EMPTY) == (Missing.NOT_ANSWERED,)
    assert one(question, NOT_APPLICABLE) == (Missing.NOT_APPLICABLE,)
    assert one(question, held_back={"a"}) == (Missing.HELD_BACK,)
    other = columns_of([(1, of(Question("b", K.TEXT, "B"))), (2, of(question))])
    assert dict(zip([c.name for c in other], cells(other, 2, of(question), {}), strict=True)) == {
        "a": Missing.NOT_ANSWERED,
        "b": Missing.NOT_ASKED,
    }


def test_a_question_whose_condition_does_not_hold_was_not_asked():
    lead = Question("lead", K.CHOICE, "L", options=YES_NO)
    why = Question("why", K.TEXT, "W", when=Comparison("lead", Operator.IS, "no"))
    more = Question("more", K.TEXT, "M", when=Comparison("why", Operator.ANSWERED))
    paper = of(lead, why, more)
    columns = columns_of([(1, paper)])
    assert cells(columns, 1, paper, {"lead": given("yes")}) == (1, Missing.NOT_ASKED, Missing.NOT_ASKED)
    assert cells(columns, 1, paper, {"lead": given("no")}) == (2, Missing.NOT_ANSWERED, Missing.NOT_ASKED)
    # nobody answered the first one: then the second was not asked either
    assert cells(columns, 1, paper, {}) == (Missing.NOT_ANSWERED, Missing.NOT_ASKED, Missing.NOT_ASKED)
    # the first one stayed with the alliance: nobody can say, and nobody says so
    assert cells(columns, 1, paper, {}, {"lead"}) == (
        Missing.HELD_BACK,
        Missing.NOT_ANSWERED,
        Missing.NOT_ANSWERED,
    )


def test_an_option_that_came_later_was_not_asked_for_before():
    old = Question("a", K.CHOICES, "A", options=YES_NO)
    new = replace(old, options=(Option("new", "Neu"), *YES_NO), lineage=Lineage(Origin.REWORDED, True, "w"))
    columns = columns_of([(1, of(old)), (2, of(new))])
    assert [column.name for column in columns] == ["a_yes", "a_no", "a_new"]
    assert cells(columns, 1, of(old), {"a": given(["no"])}) == (0, 1, Missing.NOT_ASKED)
    assert cells(columns, 2, of(new), {"a": given(["new"])}) == (0, 0, 1)


def test_what_cannot_be_compared_stands_apart():
    old = Question("a", K.SCALE, "Alt", options=YES_NO)
    new = replace(old, label="Neu", lineage=Lineage(Origin.REWORDED, comparable=False, why="anders"))
    editions = [(1, of(old)), (2, of(new)), (3, of(replace(new, lineage=SAME)))]
    assert [(each.key, each.start, set(each.wordings)) for each in series_of(editions)] == [
        ("a", 2, {2, 3}),
        ("a", 1, {1}),
    ]
    columns = columns_of(editions)
    assert [column.name for column in columns] == ["a_a2", "a"]
    assert cells(columns, 1, of(old), {"a": given("yes")}) == (Missing.NOT_ASKED, 1)
    assert cells(columns, 3, editions[2][1], {"a": given("yes")}) == (1, Missing.NOT_ASKED)


def test_another_kind_stands_apart_whatever_is_said():
    editions = [(1, of(Question("a", K.TEXT, "A"))), (2, of(Question("a", K.NUMBER, "A", lineage=SAME)))]
    assert [column.measure for column in columns_of(editions)] == [Measure.NUMBER, Measure.TEXT]


def test_names_spss_keeps_for_itself_are_not_used():
    columns = columns_of([(1, of(Question("by", K.TEXT, "B"), Question("welle", K.TEXT, "W")))], ["welle"])
    assert [column.name for column in columns] == ["by_2", "welle_2"]


KEYS = st.from_regex(r"[a-c]_?[a-c]?", fullmatch=True) | st.sampled_from(["a" * 60, "a" * 58 + "_b", "by"])
OPTIONS = st.lists(st.sampled_from("abcde"), min_size=2, max_size=4, unique=True).map(
    lambda keys: tuple(Option(key, key.upper()) for key in keys)
)
KINDS = [K.TEXT, K.CHOICE, K.CHOICES, K.RANKING, K.MATRIX, K.TABLE]
LINEAGES = st.sampled_from([SAME, Lineage(Origin.REWORDED, True, "w"), Lineage(Origin.REWORDED, False, "w")])


@st.composite
def papers(draw):
    found = draw(st.dictionaries(KEYS, st.sampled_from(KINDS), min_size=1, max_size=5))
    rows = (Option("r", "R"), Option("a", "A"))
    return of(
        *(
            Question(key, kind, key, options=draw(OPTIONS), rows=rows, lineage=draw(LINEAGES))
            for key, kind in found.items()
        )
    )


EDITIONS = st.lists(papers(), min_size=1, max_size=4).map(lambda found: list(enumerate(found, start=1)))


@sample(EDITIONS)
def test_names_are_unique_and_fit(editions):
    names = [column.name for column in columns_of(editions)]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert KEY.match(name)
        assert len(name) <= LONGEST_NAME
        assert name not in RESERVED


@sample(EDITIONS, papers())
def test_a_later_edition_changes_no_name_and_no_code(editions, another):
    def known(found):
        return {
            (column.series.key, column.series.start, column.part, column.measure): (column.name, column.codes)
            for column in columns_of(found)
        }

    before, after = known(editions), known([*editions, (len(editions) + 1, another)])
    for which, (name, codes) in before.items():
        assert after[which][0] == name
        assert [(code, each.key) for code, each in after[which][1]][: len(codes)] == [
            (code, each.key) for code, each in codes
        ]


@sample(EDITIONS)
def test_every_question_of_every_edition_has_its_columns(editions):
    columns = columns_of(editions)
    for number, paper in editions:
        for question in paper.questions:
            own = [c for c in columns if c.series.key == question.key and number in c.series.wordings]
            assert own
            assert len({c.series.start for c in own}) == 1
            if not question.lineage.comparable and question.lineage.origin is Origin.REWORDED:
                earlier = [p.questions for n, p in editions if n < number]
                was_there = any(question.key == q.key for questions in earlier for q in questions)
                assert not was_there or own[0].series.start == number


@sample(EDITIONS)
def test_a_return_without_answers_has_no_values(editions):
    columns = columns_of(editions)
    for number, paper in editions:
        assert all(isinstance(cell, Missing) for cell in cells(columns, number, paper, {}))
