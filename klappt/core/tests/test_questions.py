"""The next question, against all completions of a profile written out."""

import datetime
import itertools
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import Asking, Catalogue, Goal, Offer, Result
from klappt.core.conditions import (
    AllOf,
    Answer,
    AnyOf,
    AtLeast,
    Attribute,
    Basis,
    Comparison,
    Judged,
    Judgement,
    Kind,
    Not,
)
from klappt.core.questions import next_question

DAY = datetime.date(2026, 11, 22)
ATTRIBUTES = (
    Attribute("permit", Kind.BOOLEAN),
    Attribute("identity", Kind.BOOLEAN),
    Attribute("status", Kind.CHOICE, ("a", "b", "c")),
    Attribute("german", Kind.ORDINAL, ("none", "A1", "A2", "B1")),
    Attribute("months", Kind.NUMBER),
    Attribute("entry", Kind.DATE),
)
DAYS = [datetime.date(2020, 1, 1) + datetime.timedelta(days=n) for n in range(4)]
DOMAINS = {
    "permit": [True, False],
    "identity": [True, False],
    "status": ["a", "b", "c"],
    "german": ["none", "A1", "A2", "B1"],
    "months": [Fraction(n, 2) for n in range(-1, 7)],
    "entry": DAYS,
}
ORDERED = ("german", "months", "entry")
USED = {"months": [Fraction(n) for n in range(3)], "entry": DAYS[1:3]}


@st.composite
def comparison(draw):
    attribute = draw(st.sampled_from(ATTRIBUTES))
    values = USED.get(attribute.key, DOMAINS[attribute.key])
    operators = ["=", "!=", "in", "not_in", "known"]
    operator = draw(st.sampled_from(operators + ["<", "<=", ">", ">="] * (attribute.key in ORDERED)))
    if operator == "known":
        return Comparison(attribute.key, operator)
    if operator in ("in", "not_in"):
        return Comparison(attribute.key, operator, tuple(draw(st.lists(st.sampled_from(values), max_size=2))))
    return Comparison(attribute.key, operator, draw(st.sampled_from(values)))


leaf = st.one_of(
    comparison(),
    comparison(),
    comparison(),
    st.sampled_from(list(Judged)).map(Judgement),
    comparison().map(
        lambda one: Comparison(one.attribute, one.operator, one.value, Basis(valid_until=DAYS[0]))
    ),
)


def groups(part):
    parts = st.lists(part, max_size=3).map(tuple)
    return st.one_of(
        parts.map(AllOf), parts.map(AnyOf), part.map(Not), st.builds(AtLeast, st.integers(0, 4), parts)
    )


conditions = st.recursive(leaf, groups, max_leaves=6)
catalogues = st.lists(conditions, min_size=1, max_size=4).map(
    lambda rules: Catalogue(
        ATTRIBUTES, offers=tuple(Offer(f"O{n}", access=rule) for n, rule in enumerate(rules))
    )
)
profiles = st.fixed_dictionaries({}, optional={key: st.sampled_from(some) for key, some in DOMAINS.items()})


def value_of(condition, profile) -> int:  # noqa: PLR0911 - one line for each kind of part
    """The four answers, as slowly and plainly as design says them."""
    match condition:
        case AllOf(parts):
            return min([3, *(value_of(part, profile) for part in parts)])
        case AnyOf(parts):
            return max([0, *(value_of(part, profile) for part in parts)])
        case AtLeast(n, parts):
            ranked = sorted((value_of(part, profile) for part in parts), reverse=True)
            return 3 if n == 0 else ranked[n - 1] if n <= len(ranked) else 0
        case Not(part):
            return {0: 3, 3: 0}.get(value_of(part, profile), value_of(part, profile))
        case Judgement(kind):
            return 2 if kind is Judged.CONDITIONAL else 1
    if condition.operator == "known":
        return 3 if condition.attribute in profile else 0
    if condition.attribute not in profile:
        return 1
    return 3 if meets(condition, profile[condition.attribute]) else 0


def meets(condition, value) -> bool:
    wanted = condition.value
    if condition.attribute == "german" and condition.operator in ("<", "<=", ">", ">="):
        value, wanted = (DOMAINS["german"].index(one) for one in (value, wanted))
    return {
        "=": lambda: value == wanted,
        "!=": lambda: value != wanted,
        "<": lambda: value < wanted,
        "<=": lambda: value <= wanted,
        ">": lambda: value > wanted,
        ">=": lambda: value >= wanted,
        "in": lambda: value in wanted,
        "not_in": lambda: value not in wanted,
    }[condition.operator]()


def mentioned(condition, *, known=False) -> set[str]:
    if isinstance(condition, Comparison):
        return {condition.attribute} if not known or condition.operator == "known" else set()
    parts = (condition.part,) if isinstance(condition, Not) else getattr(condition, "parts", ())
    return set().union(*(mentioned(part, known=known) for part in parts))


def completions(catalogue, profile) -> Iterator[dict]:
    """Every way to answer what is open; who asks whether something is known can also learn that it is not."""
    rules = AllOf(tuple(offer.access for offer in catalogue.offers))
    may_stay_open = mentioned(rules, known=True)
    open_keys = [key for key in DOMAINS if key in mentioned(rules) and key not in profile]
    choices = [[*DOMAINS[key], *([None] if key in may_stay_open else [])] for key in open_keys]
    for chosen in itertools.product(*choices):
        answers = {key: value for key, value in zip(open_keys, chosen, strict=True) if value is not None}
        yield {**profile, **answers}


def all_answers(catalogue, profile) -> tuple[int, ...]:
    return tuple(value_of(offer.access, profile) for offer in catalogue.offers)


@settings(max_examples=300, deadline=None)
@given(catalogues, profiles)
def test_what_is_possible_is_what_some_completion_answers(catalogue, profile):
    vectors = [all_answers(catalogue, one) for one in completions(catalogue, profile)]
    assume(len(vectors) < 2000)
    step = next_question(catalogue, profile, day=DAY)
    for number, standing in enumerate(step.standings):
        assert set(standing.possible) == {vector[number] for vector in vectors}
    assert step.settled == (len(set(vectors)) == 1)


@settings(max_examples=200, deadline=None)
@given(catalogues, profiles)
def test_a_question_can_change_the_result(catalogue, profile):
    step = next_question(catalogue, profile, day=DAY)
    assume(step.question is not None)
    asked = step.question.attribute.key
    assert asked not in profile
    seen: dict[tuple, set] = {}
    for one in completions(catalogue, profile):
        others = tuple(sorted((key, str(value)) for key, value in one.items() if key != asked))
        seen.setdefault(others, set()).add(all_answers(catalogue, one))
    assert any(len(vectors) > 1 for vectors in seen.values())


@settings(max_examples=100, deadline=None)
@given(catalogues, profiles, st.randoms())
def test_asking_on_ends_and_the_end_is_right(catalogue, person, random):
    """Whatever a person answers: each attribute at most once, and in the end the person's own answers."""
    person = {key: person.get(key, random.choice(some)) for key, some in DOMAINS.items()}
    told: dict = {}
    while not (step := next_question(catalogue, told, day=DAY)).settled:
        key = step.question.attribute.key
        assert key not in told
        told[key] = person[key]
    assert tuple(standing.answer for standing in step.standings) == all_answers(catalogue, person)


SMALL = (*(Attribute(key, Kind.BOOLEAN) for key in "pqr"), Attribute("s", Kind.CHOICE, ("x", "y", "z")))
VALUES = {attribute.key: list(attribute.values) or [True, False] for attribute in SMALL}


@st.composite
def small_leaf(draw):
    key = draw(st.sampled_from(sorted(VALUES)))
    return Comparison(key, draw(st.sampled_from(["=", "!="])), draw(st.sampled_from(VALUES[key])))


small_catalogues = st.lists(st.recursive(small_leaf(), groups, max_leaves=6), min_size=1, max_size=3).map(
    lambda rules: Catalogue(SMALL, offers=tuple(Offer(f"O{n}", access=rule) for n, rule in enumerate(rules)))
)


def fewest(catalogue, profile) -> Fraction:
    """Expected questions of the best order, trying every order; each value is equally likely."""
    open_keys = [key for key in VALUES if key not in profile]
    filled = itertools.product(*(VALUES[key] for key in open_keys))
    vectors = {
        all_answers(catalogue, {**profile, **dict(zip(open_keys, one, strict=True))}) for one in filled
    }
    if len(vectors) == 1:
        return Fraction(0)
    return min(1 + average(catalogue, profile, key, fewest) for key in open_keys)


def of_klappt(catalogue, profile) -> Fraction:
    step = next_question(catalogue, profile, day=DAY)
    if step.settled:
        return Fraction(0)
    return 1 + average(catalogue, profile, step.question.attribute.key, of_klappt)


def average(catalogue, profile, key, questions) -> Fraction:
    values = VALUES[key]
    return sum((questions(catalogue, {**profile, key: one}) for one in values), Fraction(0)) / len(values)


@settings(max_examples=100, deadline=None)
@given(small_catalogues)
def test_no_order_of_questions_needs_fewer_on_average(catalogue):
    assert of_klappt(catalogue, {}) == fewest(catalogue, {})


def test_a_large_case_takes_the_question_that_takes_away_most_uncertainty():
    """The status opens or closes three offers, the identity one: without time the status comes first."""
    status = Comparison("status", "in", ("a",))
    identity = Comparison("identity", "=", value=True)
    offers = (*(Offer(f"O{n}", access=status) for n in range(3)), Offer("P", access=identity))
    step = next_question(Catalogue(ATTRIBUTES, offers=offers), {}, day=DAY, effort=0)
    assert step.question.attribute.key == "status"


def test_a_question_that_only_makes_sense_later_comes_later():
    permit, identity = (Comparison(key, "=", value=True) for key in ("permit", "identity"))
    result = Result("R", AllOf((permit, identity)))
    catalogue = Catalogue(ATTRIBUTES, results=(result,), questions=(Asking("permit", identity),))
    assert next_question(catalogue, {}, day=DAY).question.attribute.key == "identity"
    assert next_question(catalogue, {}, day=DAY, any_order=True).question.attribute.key == "permit"
    assert next_question(catalogue, {"identity": True}, day=DAY).question.attribute.key == "permit"
    assert next_question(catalogue, {"identity": False}, day=DAY).settled


def test_who_does_not_know_is_not_asked_again():
    rule = AnyOf((Comparison("permit", "=", value=True), Comparison("identity", "=", value=True)))
    catalogue = Catalogue(ATTRIBUTES, offers=(Offer("O", access=rule),))
    step = next_question(catalogue, {}, day=DAY, skipped={"permit"})
    assert step.question.attribute.key == "identity"
    assert step.standings[0].possible == (Answer.UNKNOWN, Answer.YES)
    settled = next_question(catalogue, {}, day=DAY, skipped={"permit", "identity"})
    assert settled.settled
    assert settled.standings[0].answer is Answer.UNKNOWN


def test_an_offer_out_of_force_is_not_asked_for():
    rule = Comparison("permit", "=", value=True)
    catalogue = Catalogue(
        ATTRIBUTES, offers=(Offer("O", access=rule, valid_until=datetime.date(2025, 12, 31)),)
    )
    assert next_question(catalogue, {}, day=DAY).standings[0].answer is Answer.NO
    assert not next_question(catalogue, {}, day=datetime.date(2025, 12, 31)).settled


def test_an_offer_nobody_has_checked_is_unknown_and_nothing_is_asked():
    step = next_question(Catalogue(ATTRIBUTES, offers=(Offer("O"),)), {}, day=DAY)
    assert (step.settled, step.standings[0].answer) == (True, Answer.UNKNOWN)


def test_the_numbers_at_which_an_answer_changes_come_with_the_question():
    rule = AnyOf((Comparison("months", ">=", Fraction(15)), Comparison("months", "<", Fraction(3))))
    step = next_question(Catalogue(ATTRIBUTES, offers=(Offer("O", access=rule),)), {}, day=DAY)
    assert step.question.cuts == (Fraction(3), Fraction(15))


def test_only_what_is_asked_for_counts():
    permit, identity = (Comparison(key, "=", value=True) for key in ("permit", "identity"))
    catalogue = Catalogue(
        ATTRIBUTES,
        offers=(Offer("O", access=permit), Offer("P", access=identity)),
        goals=(Goal("G", permit),),
    )
    assert next_question(catalogue, {}, day=DAY, offers=["P"]).question.attribute.key == "identity"
    assert next_question(catalogue, {}, day=DAY, goals=["G"]).question.attribute.key == "permit"
    with pytest.raises(KeyError, match="nowhere"):
        next_question(catalogue, {}, day=DAY, goals=["nowhere"])
