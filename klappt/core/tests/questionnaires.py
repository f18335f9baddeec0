"""Hypothesis: questionnaires with every kind of question, and answers people might give."""

import datetime
from dataclasses import replace
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator
from klappt.core.questionnaire.model import (
    Column,
    Gone,
    Lineage,
    LivingSource,
    Option,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Sharing,
)
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, given

KIND = QuestionKind
# Whole questionnaires are large; forty of them have found what there was to find.
whole = settings(max_examples=40)
CHOOSING = {KIND.CHOICE, KIND.CHOICES, KIND.SCALE, KIND.RANKING, KIND.MATRIX}
keys = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
numbers = st.decimals(Decimal(-1000), Decimal(1000), places=2)
days = st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31))
options = st.lists(st.builds(Option, keys, words), min_size=2, max_size=5, unique_by=lambda each: each.key)


@st.composite
def columns(draw):
    kind = draw(st.sampled_from([KIND.TEXT, KIND.NUMBER, KIND.DATE, KIND.CHOICE]))
    chosen = tuple(draw(options)) if kind is KIND.CHOICE else ()
    return Column(draw(keys), draw(words), kind, chosen, draw(texts) if kind is KIND.NUMBER else "")


@st.composite
def lineages(draw):
    if draw(st.booleans()):
        return Lineage(draw(st.sampled_from([Origin.NEW, Origin.SAME])))
    return Lineage(Origin.REWORDED, draw(st.sampled_from([True, False, None])), draw(texts))


@st.composite
def questions(draw, key=keys):
    kind = draw(st.sampled_from(QuestionKind))
    low, high = sorted((draw(st.integers(1, 4)), draw(st.integers(1, 4))))
    bounded = draw(st.booleans())
    question = Question(
        draw(key) if isinstance(key, st.SearchStrategy) else key,
        kind,
        draw(words),
        hint=draw(texts),
        required=draw(st.booleans()),
        may_not_apply=draw(st.booleans()),
        options=tuple(draw(options)) if kind in CHOOSING else (),
        rows=tuple(draw(options)) if kind is KIND.MATRIX else (),
        columns=tuple(draw(st.lists(columns(), min_size=1, max_size=3, unique_by=lambda each: each.key)))
        if kind is KIND.TABLE
        else (),
        source=draw(st.sampled_from(LivingSource)) if kind is KIND.LIVING else None,
        unit=draw(texts) if kind is KIND.NUMBER else "",
        decimals=draw(st.integers(0, 4)) if kind is KIND.NUMBER else 0,
        lineage=draw(lineages()),
    )
    if bounded and kind in {KIND.NUMBER, KIND.CHOICES, KIND.RANKING, KIND.TABLE}:
        return replace(question, least=Decimal(low), most=Decimal(high))
    if bounded and kind is KIND.DATE:
        first, last = sorted((draw(days), draw(days)))
        return replace(question, earliest=first, latest=last)
    return question


def conditions(earlier):
    """About earlier questions, nested at most two deep."""
    values = st.one_of(words, numbers.map(str), days.map(str))
    lines = st.builds(Comparison, st.sampled_from(earlier), st.sampled_from(Operator), values)
    groups = st.lists(lines, max_size=3).map(tuple)
    flat = st.one_of(lines, st.builds(AllOf, groups), st.builds(AnyOf, groups), st.builds(NoneOf, groups))
    nested = st.lists(flat, min_size=1, max_size=2).map(tuple)
    return st.one_of(flat, st.builds(AllOf, nested), st.builds(AnyOf, nested), st.builds(NoneOf, nested))


@st.composite
def questionnaires(draw, most=6):
    """Sections and questions have keys of their own; conditions look back."""
    names = draw(st.lists(keys, max_size=most, unique=True))
    made = []
    for name in names:
        question = draw(questions(key=name))
        if made and draw(st.booleans()):
            question = replace(question, when=draw(conditions([each.key for each in made])))
        made.append(question)
    sections = []
    for key in draw(st.lists(keys, min_size=1, max_size=3, unique=True)):
        count = draw(st.integers(0, len(made)))
        mine, made = made[:count], made[count:]
        sharing = draw(st.sampled_from(Sharing))
        sections.append(Section(key, draw(words), draw(texts), sharing, tuple(mine)))
    last = sections[-1]
    sections[-1] = replace(last, questions=(*last.questions, *made))
    gone = draw(st.lists(st.builds(Gone, keys, texts), max_size=2, unique_by=lambda each: each.key))
    gone = tuple(each for each in gone if each.key not in names)
    return Questionnaire(draw(words), draw(texts), sections=tuple(sections), gone=gone)


def values(question):
    """Something somebody might send as the answer; not all of it fits."""
    chosen = st.sampled_from([option.key for option in question.options] or ["x"])
    rows = st.sampled_from([row.key for row in question.rows] or ["x"])
    cells = {column.key: st.one_of(texts, numbers.map(str), days.map(str)) for column in question.columns}
    one, several = st.one_of(chosen, st.just("")), st.lists(chosen, max_size=4)
    return {
        KIND.TEXT: texts,
        KIND.LONG_TEXT: texts,
        KIND.NUMBER: st.one_of(numbers.map(str), st.integers(-5, 5), texts),
        KIND.DATE: st.one_of(days.map(str), days.map(lambda day: day.strftime("%d.%m.%Y")), texts),
        KIND.CHOICE: one,
        KIND.SCALE: one,
        KIND.CHOICES: several,
        KIND.RANKING: several,
        KIND.MATRIX: st.dictionaries(rows, one),
        KIND.TABLE: st.lists(st.fixed_dictionaries({}, optional=cells), max_size=4),
        KIND.FILE: st.sampled_from(["", {}, {"file": 1, "name": "a.pdf", "size": 3, "sha256": "0"}]),
        KIND.LIVING: texts,
    }[question.kind]


@st.composite
def replies(draw, question):
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from([EMPTY, NOT_APPLICABLE]))
    return given(draw(values(question)))


def sheet(*asked, gone=()):
    return Questionnaire("Blatt", sections=(Section("s", "Teil", questions=asked),), gone=gone)
