"""Out as XLSForm and in again (C1): pyxform accepts it, and the questions are the same."""

import datetime
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import (
    Column,
    Lineage,
    LivingSource,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Sharing,
)
from klappt.worksheets.exports.xlsform import written_xlsform
from klappt.worksheets.exports.xlsform_rows import ChangeKind
from klappt.worksheets.exports.xlsform_words import change_words
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_apart import incoming
from klappt.worksheets.tests.factories import EVERY_KIND

KIND = QuestionKind
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
TEXTS = (
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\xa0\u202f"),
        min_size=1,
        max_size=60,
    )
    .map(lambda text: " ".join(text.split()).replace("${", "$"))
    .filter(bool)
)
OPTIONS = st.lists(
    st.builds(Option, KEYS, TEXTS), min_size=2, max_size=4, unique_by=lambda option: option.key
).map(tuple)
COUNTS = st.integers(0, 40).map(Decimal)


def bounds(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[tuple[Decimal | None, Decimal | None]]:
    return st.tuples(st.none() | values, st.none() | values).filter(
        lambda pair: pair[0] is None or pair[1] is None or pair[0] <= pair[1]
    )


@st.composite
def columns(draw: st.DrawFn) -> Column:
    kind = draw(st.sampled_from([KIND.TEXT, KIND.NUMBER, KIND.DATE, KIND.CHOICE]))
    options = draw(OPTIONS) if kind is KIND.CHOICE else ()
    return Column(draw(KEYS), draw(TEXTS), kind, options, draw(st.sampled_from(["", "Personen"])))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Every kind but the living one, with everything XLSForm has a word for."""
    kind = draw(st.sampled_from([each for each in KIND if each is not KIND.LIVING]))
    question = Question(
        draw(KEYS), kind, draw(TEXTS), hint=draw(st.just("") | TEXTS), may_not_apply=draw(st.booleans())
    )
    if kind in {KIND.CHOICE, KIND.CHOICES, KIND.SCALE, KIND.RANKING, KIND.MATRIX}:
        question = replace(question, options=draw(OPTIONS))
    if kind is KIND.MATRIX:
        question = replace(question, rows=draw(OPTIONS))
    if kind is KIND.TABLE:
        some = draw(st.lists(columns(), min_size=1, max_size=3, unique_by=lambda column: column.key))
        return replace(question, columns=tuple(some), most=draw(st.none() | st.integers(1, 9).map(Decimal)))
    if kind in {KIND.NUMBER, KIND.TEXT, KIND.LONG_TEXT, KIND.CHOICES}:
        least, most = draw(bounds(COUNTS))
        question = replace(question, least=least, most=most)
    if kind is KIND.NUMBER:
        question = replace(
            question, decimals=draw(st.integers(0, 6)), unit=draw(st.sampled_from(["", "Euro"]))
        )
    if kind is KIND.DATE:
        day = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
        question = replace(question, earliest=draw(day), latest=draw(day))
    return replace(question, required=draw(st.booleans()))


@st.composite
def conditions(draw: st.DrawFn, asked: list[Question], depth: int = 2) -> When:
    if depth and draw(st.booleans()):
        parts = tuple(draw(st.lists(conditions(asked, depth - 1), min_size=2, max_size=3)))
        return draw(st.sampled_from([AllOf(parts), AnyOf(parts), NoneOf(parts)]))
    question = draw(st.sampled_from(asked))
    option = draw(st.sampled_from(question.options)).key if question.options else ""
    said: list[When] = [Comparison(question.key, Operator.ANSWERED)]
    if question.options:
        said.append(Comparison(question.key, Operator.INCLUDES, option))
    if question.kind in {KIND.CHOICE, KIND.SCALE}:
        said += [Comparison(question.key, sign, option) for sign in (Operator.IS, Operator.IS_NOT)]
    if question.kind is KIND.NUMBER:
        said += [Comparison(question.key, sign, "12.5") for sign in (Operator.LESS, Operator.AT_LEAST)]
    if question.kind is KIND.DATE:
        said += [Comparison(question.key, sign, "2026-11-22") for sign in (Operator.MORE, Operator.AT_MOST)]
    if question.kind is KIND.TEXT:
        said.append(Comparison(question.key, Operator.IS, "it's so"))
    return draw(st.sampled_from(said))


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    asked: list[Question] = []
    sections = []
    every = iter(draw(st.lists(questions(), min_size=1, max_size=6, unique_by=lambda question: question.key)))
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        here: list[Question] = []
        for question in islice(every, 3):
            usable = [each for each in asked if each.kind not in {KIND.MATRIX, KIND.TABLE}]
            when = draw(conditions(usable)) if usable and draw(st.booleans()) else None
            here.append(replace(question, when=when))
            asked.append(question)
        if here:
            intro = draw(st.just("") | TEXTS)
            sections.append(Section(key, draw(TEXTS), intro, draw(st.sampled_from(Sharing)), tuple(here)))
    assume(sections)
    return Questionnaire(draw(TEXTS), draw(st.just("") | TEXTS), sections=tuple(sections))


@settings(max_examples=20)
@given(questionnaires())
def test_what_goes_out_comes_back_the_same(questionnaire: Questionnaire) -> None:
    written = written_xlsform(questionnaire, "probe", "1")
    found = incoming(written.data, ".xlsx", "probe.xlsx")
    assert found.problems == ()
    assert found.losses == ()
    assert found.questionnaire == questionnaire


def test_every_kind_goes_out_and_what_cannot_is_listed() -> None:
    written = written_xlsform(EVERY_KIND, "aufbau", "1")
    found = incoming(written.data, ".xlsx", "aufbau.xlsx")
    assert found.questionnaire is not None
    came = {question.key: question for question in found.questionnaire.questions}
    for question in EVERY_KIND.questions:
        if question.kind is not KIND.LIVING:
            assert came[question.key] == question
    assert "actors" not in came
    assert {each.kind for each in written.changes} == {
        ChangeKind.LIVING,
        ChangeKind.MATRIX,
        ChangeKind.TABLE,
        ChangeKind.MAY_NOT_APPLY,
        ChangeKind.SHARING,
    }
    assert {loss.kind for loss in found.losses} == {LossKind.NOTE_LOST}
    living = next(each for each in written.changes if each.kind is ChangeKind.LIVING)
    assert "Ihre Akteure" in change_words(living)


def test_what_xlsform_has_no_words_for_is_listed_with_its_row() -> None:
    matrix = Question(
        "contact",
        KIND.MATRIX,
        "Kontakt?",
        rows=(Option("ki", "KI"),),
        options=(Option("a", "A"), Option("b", "B")),
    )
    told = Question("why", KIND.TEXT, "Warum?", when=Comparison("contact", Operator.INCLUDES, "ki"))
    ranked = Question("order", KIND.RANKING, "Ordnen", options=matrix.options, most=Decimal(1))
    table = Question(
        "rows", KIND.TABLE, "Liste", required=True, least=Decimal(2), columns=(Column("a", "A"),)
    )
    living = Question("lives", KIND.LIVING, "Lebt", source=LivingSource.NEEDS, lineage=Lineage())
    section = Section("one", "Eins", questions=(matrix, told, ranked, table, living))
    written = written_xlsform(Questionnaire("T", sections=(section,)), "t", "1")
    listed = {(each.kind, each.label, each.row) for each in written.changes}
    assert (ChangeKind.CONDITION, "Warum?", 6) in listed
    assert (ChangeKind.BOUNDS, "Ordnen", 7) in listed
    assert {(ChangeKind.REQUIRED, "Liste", 8), (ChangeKind.BOUNDS, "Liste", 8)} <= listed
    assert incoming(written.data, ".xlsx", "t.xlsx").problems == ()
