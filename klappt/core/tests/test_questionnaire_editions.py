"""What a new edition says of the one before, and what is in the way of publishing it (C1)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as for_all

from klappt.core.questionnaire.conditions import (
    Comparison,
    Operator,
)
from klappt.core.questionnaire.lineage import Finding, Flaw, flaws, proposed_lineage, wording
from klappt.core.questionnaire.model import (
    Column,
    Gone,
    Lineage,
    Option,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Sharing,
)
from klappt.core.tests.questionnaires import questionnaires, sheet, whole

KIND = QuestionKind
YES_NO = (Option("yes", "Ja"), Option("no", "Nein"))


AIM = Question("aim", KIND.TEXT, "Ziel?")


@whole
@for_all(questionnaires(), questionnaires())
def test_the_proposed_lineage_says_what_can_be_seen(new, before):
    """After it, all that is left to say is what only people can say."""
    proposed = proposed_lineage(new, before)
    assert proposed_lineage(proposed, before) == proposed
    assert [wording(each) for each in proposed.questions] == [wording(each) for each in new.questions]
    found = {each.flaw for each in flaws(proposed, before)}
    assert not found & {Flaw.SAYS_KNOWN, Flaw.SAYS_SAME, Flaw.SAYS_NEW, Flaw.GONE_UNSAID}
    assert {each.key for each in proposed.gone} == {each.key for each in before.questions} - {
        each.key for each in new.questions
    }


@whole
@for_all(questionnaires())
def test_an_edition_begun_from_the_last_one_is_the_same_throughout(before):
    begun = proposed_lineage(before, before)
    assert {each.lineage.origin for each in begun.questions} <= {Origin.SAME}
    assert not begun.gone


@pytest.mark.parametrize(
    ("now", "finding"),
    [
        (sheet(), Finding(Flaw.NOTHING_ASKED)),
        (replace(sheet(AIM), title=" "), Finding(Flaw.NO_TITLE)),
        (sheet(replace(AIM, label="")), Finding(Flaw.NO_LABEL, "aim")),
        (sheet(replace(AIM, key="Ziel")), Finding(Flaw.BAD_KEY, "Ziel")),
        (sheet(AIM, AIM), Finding(Flaw.KEY_TWICE, "aim")),
        (sheet(replace(AIM, kind=KIND.CHOICE)), Finding(Flaw.TOO_FEW_OPTIONS, "aim")),
        (sheet(replace(AIM, kind=KIND.CHOICE, options=YES_NO * 2)), Finding(Flaw.OPTION_TWICE, "aim")),
        (sheet(replace(AIM, kind=KIND.MATRIX, options=YES_NO)), Finding(Flaw.NO_ROWS, "aim")),
        (sheet(replace(AIM, kind=KIND.TABLE)), Finding(Flaw.NO_COLUMNS, "aim")),
        (sheet(replace(AIM, kind=KIND.LIVING)), Finding(Flaw.NO_SOURCE, "aim")),
        (
            sheet(replace(AIM, kind=KIND.NUMBER, least=Decimal(2), most=Decimal(1))),
            Finding(Flaw.BOUNDS, "aim"),
        ),
        (sheet(replace(AIM, when=Comparison("aim", Operator.ANSWERED))), Finding(Flaw.LOOKS_FORWARD, "aim")),
    ],
)
def test_what_is_in_the_way_of_publishing(now, finding):
    assert finding in flaws(now)


@pytest.mark.parametrize(
    ("now", "finding"),
    [
        (sheet(replace(AIM, lineage=Lineage(Origin.NEW))), Finding(Flaw.SAYS_NEW, "aim")),
        (sheet(replace(AIM, label="Wozu?", lineage=Lineage(Origin.SAME))), Finding(Flaw.SAYS_SAME, "aim")),
        (sheet(replace(AIM, key="why", lineage=Lineage(Origin.SAME))), Finding(Flaw.SAYS_KNOWN, "why")),
        (sheet(replace(AIM, lineage=Lineage(Origin.REWORDED))), Finding(Flaw.COMPARABLE_UNSAID, "aim")),
        (sheet(replace(AIM, lineage=Lineage(Origin.REWORDED, True))), Finding(Flaw.WHY_UNSAID, "aim")),
        (
            sheet(replace(AIM, kind=KIND.DATE, lineage=Lineage(Origin.REWORDED, True, "Tag"))),
            Finding(Flaw.KIND_CHANGED, "aim"),
        ),
        (sheet(Question("why", KIND.TEXT, "Wozu?")), Finding(Flaw.GONE_UNSAID, "aim")),
        (sheet(Question("why", KIND.TEXT, "Wozu?"), gone=(Gone("aim"),)), Finding(Flaw.WHY_UNSAID, "aim")),
        (sheet(AIM, gone=(Gone("aim", "weg"),)), Finding(Flaw.NOT_GONE, "aim")),
        (sheet(AIM, Question("old", KIND.TEXT, "?")), Finding(Flaw.KEY_OF_A_GONE_ONE, "old")),
    ],
)
def test_what_the_next_edition_owes_to_the_one_before(now, finding):
    assert finding in flaws(now, sheet(AIM), {"aim", "old"})


SECRET = Question("secret", KIND.CHOICE, "Streit?", options=YES_NO)
IF_SECRET = Question("more", KIND.TEXT, "Worum?", when=Comparison("secret", Operator.IS, "yes"))


@pytest.mark.parametrize("here", Sharing)
@pytest.mark.parametrize("there", Sharing)
def test_a_question_looks_at_no_answer_that_fewer_people_see(here, there):
    """Whether it is asked, even a count, would give that answer away."""
    order = list(Sharing)
    now = Questionnaire(
        "B",
        sections=(
            Section("a", "A", sharing=there, questions=(SECRET,)),
            Section("b", "B", sharing=here, questions=(IF_SECRET,)),
        ),
    )
    tells = order.index(here) > order.index(there)
    assert flaws(now) == ((Finding(Flaw.LOOKS_INTO_LOCAL, "more"),) if tells else ())


def asking(kind, operator, value=""):
    options = YES_NO if kind in {KIND.CHOICE, KIND.CHOICES, KIND.SCALE, KIND.RANKING, KIND.MATRIX} else ()
    first = Question("first", kind, "?", options=options, rows=YES_NO, columns=(Column("c", "C"),))
    return flaws(sheet(first, Question("then", KIND.TEXT, "?", when=Comparison("first", operator, value))))


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        (KIND.CHOICE, Operator.IS, "maybe"),
        (KIND.SCALE, Operator.IS_NOT, "maybe"),
        (KIND.CHOICES, Operator.INCLUDES, ""),
        (KIND.RANKING, Operator.INCLUDES, "maybe"),
        (KIND.NUMBER, Operator.MORE, "viele"),
        (KIND.NUMBER, Operator.IS, "nan"),
        (KIND.DATE, Operator.LESS, "2026-02-31"),
    ],
)
def test_a_condition_asks_for_an_answer_that_can_be_given(kind, operator, value):
    assert asking(kind, operator, value) == (Finding(Flaw.CONDITION_VALUE, "then"),)


@pytest.mark.parametrize(
    ("kind", "operator"),
    [
        (KIND.TEXT, Operator.MORE),
        (KIND.CHOICE, Operator.AT_LEAST),
        (KIND.CHOICES, Operator.IS),
        (KIND.RANKING, Operator.LESS),
        (KIND.LONG_TEXT, Operator.IS),
        (KIND.MATRIX, Operator.INCLUDES),
        (KIND.TABLE, Operator.IS),
        (KIND.FILE, Operator.IS_NOT),
        (KIND.NUMBER, Operator.INCLUDES),
    ],
)
def test_a_condition_compares_as_the_kind_of_answer_allows(kind, operator):
    assert asking(kind, operator, "yes") == (Finding(Flaw.CONDITION_OPERATOR, "then"),)


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        (KIND.TEXT, Operator.IS, "Ja"),
        (KIND.NUMBER, Operator.AT_LEAST, "2.5"),
        (KIND.DATE, Operator.MORE, "2026-01-01"),
        (KIND.CHOICE, Operator.IS_NOT, "no"),
        (KIND.CHOICES, Operator.INCLUDES, "yes"),
        *((kind, Operator.ANSWERED, "") for kind in KIND if kind is not KIND.LIVING),
    ],
)
def test_a_sound_condition_is_in_nobodys_way(kind, operator, value):
    assert asking(kind, operator, value) == ()
