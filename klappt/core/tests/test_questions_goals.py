"""What to ask on the way to a goal, against the fronts of chains themselves."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import Add, Catalogue, Goal, Link, Offer, Raise, Set
from klappt.core.chains import find_chains
from klappt.core.conditions import AllOf, AnyOf, Attribute, Comparison, Judged, Judgement, Kind, Not
from klappt.core.questions import next_question_for_goal

DAY = datetime.date(2026, 11, 22)
ATTRIBUTES = (
    Attribute("permit", Kind.BOOLEAN),
    Attribute("status", Kind.CHOICE, ("a", "b", "c")),
    Attribute("german", Kind.ORDINAL, ("none", "A1", "B1")),
    Attribute("months", Kind.NUMBER, per_month=Fraction(1)),
    Attribute("trained", Kind.BOOLEAN),
)
VALUES = {
    "permit": [True, False],
    "status": ["a", "b", "c"],
    "german": ["none", "A1", "B1"],
    "months": [Fraction(n) for n in (0, 2, 5)],
    "trained": [True, False],
}
KEYS = ("o1", "o2", "o3")


def said(key, value, operator="="):
    return Comparison(key, operator, value)


@st.composite
def leaves(draw):
    key = draw(st.sampled_from(sorted(VALUES)))
    if draw(st.integers(0, 9)) == 0:
        return Comparison(key, "known")
    operators = ["=", "!=", *([">=", "<"] if key in ("german", "months") else [])]
    return said(key, draw(st.sampled_from(VALUES[key])), draw(st.sampled_from(operators)))


rules = st.recursive(
    leaves() | leaves() | st.just(Judgement(Judged.CONDITIONAL)),
    lambda part: st.one_of(
        st.lists(part, max_size=3).map(lambda some: AllOf(tuple(some))),
        st.lists(part, min_size=1, max_size=3).map(lambda some: AnyOf(tuple(some))),
        part.map(Not),
    ),
    max_leaves=4,
)
effects = st.one_of(
    st.builds(Set, st.just("permit"), st.booleans()),
    st.builds(Set, st.just("status"), st.sampled_from(VALUES["status"])),
    st.builds(Raise, st.just("german"), st.sampled_from(VALUES["german"])),
    st.builds(Add, st.just("months"), st.sampled_from(VALUES["months"])),
    st.just(Set("trained", value=True)),
)
links = st.lists(
    st.builds(Link, st.sampled_from(KEYS), st.sampled_from(KEYS), agreed=st.just(value=True)),
    max_size=4,
    unique_by=lambda link: (link.source, link.target),
).map(lambda some: tuple(link for link in some if link.source != link.target))


@st.composite
def catalogues(draw):
    offers = tuple(
        Offer(
            key,
            access=draw(rules),
            months=draw(st.integers(0, 3)),
            effects=tuple(draw(st.lists(effects, max_size=2))),
        )
        for key in KEYS
    )
    goal = draw(st.just(said("trained", value=True)) | leaves())
    return Catalogue(ATTRIBUTES, offers, draw(links), (Goal("goal", goal),))


def vectors(catalogue, profile, *, conditional):
    front = find_chains(catalogue, profile, "goal", conditional=conditional, horizon=12, day=DAY)
    return sorted((one.months, len(one.offers), one.conditional, one.cold) for one in front.chains)


profiles = st.fixed_dictionaries({}, optional={key: st.sampled_from(some) for key, some in VALUES.items()})


@settings(max_examples=200, deadline=None)
@given(catalogues(), profiles, profiles, profiles, st.booleans())
def test_what_is_not_asked_cannot_change_the_front(catalogue, known, first, second, conditional):
    """Two people who differ only in what klappt would not ask have the same front."""
    step = next_question_for_goal(catalogue, known, "goal", day=DAY, conditional=conditional)
    same = {key: value for key, value in first.items() if key in step.ask}
    one = {**first, **same, **known}
    other = {**{key: value for key, value in second.items() if key not in step.ask}, **same, **known}
    assume(one != other)
    front = vectors(catalogue, one, conditional=conditional)
    assert front == vectors(catalogue, other, conditional=conditional)
    if not step.reachable:
        assert front == []


@settings(max_examples=100, deadline=None)
@given(catalogues(), profiles)
def test_asking_on_ends(catalogue, person):
    told, skipped = {}, set()
    while not (step := next_question_for_goal(catalogue, told, "goal", day=DAY, skipped=skipped)).settled:
        key = step.question.attribute.key
        assert key in step.ask
        assert key not in {*told, *skipped}
        if key in person:
            told[key] = person[key]
        else:
            skipped.add(key)


GERMAN = Offer("COURSE", access=said("status", "a"), months=6, effects=(Raise("german", "B1"),))
TRAINING = Offer("TRAINING", access=said("german", "B1", ">="), effects=(Set("trained", value=True),))
MEAL = Offer("MEAL", access=said("permit", value=True))
TRAINED = (Goal("goal", said("trained", value=True)),)


def asked(profile, *offers, **wishes):
    catalogue = Catalogue(ATTRIBUTES, offers, goals=TRAINED, links=wishes.pop("links", ()))
    return next_question_for_goal(catalogue, profile, "goal", day=DAY, **wishes)


def test_only_what_leads_to_the_goal_is_asked_for():
    assert asked({"trained": False}, GERMAN, TRAINING, MEAL).ask == ("status", "german")


def test_german_that_a_course_can_raise_keeps_the_status_open():
    assert asked({"german": "none", "trained": False}, GERMAN, TRAINING).ask == ("status",)
    assert asked({"german": "B1", "trained": False}, GERMAN, TRAINING).settled


def test_a_goal_out_of_reach_ends_the_asking():
    step = asked({"german": "none", "trained": False}, TRAINING, MEAL)
    assert (step.settled, step.reachable) == (True, False)


def test_a_goal_that_is_met_ends_the_asking():
    step = asked({"trained": True}, GERMAN, TRAINING)
    assert (step.settled, step.reachable) == (True, True)


def test_a_warm_bridge_can_matter():
    bridge = (Link("COURSE", "MEAL", agreed=True), Link("MEAL", "TRAINING", agreed=True))
    assert "permit" in asked({"trained": False}, GERMAN, TRAINING, MEAL, links=bridge).ask


def test_conditional_steps_count_only_where_admitted():
    maybe = Offer(
        "MAYBE",
        access=AllOf((said("permit", value=True), Judgement(Judged.CONDITIONAL))),
        effects=TRAINING.effects,
    )
    assert asked({"trained": False}, maybe).ask == ("permit",)
    assert not asked({"trained": False}, maybe, conditional=False).reachable


def test_a_goal_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        next_question_for_goal(Catalogue(ATTRIBUTES), {}, "nowhere", day=DAY)
