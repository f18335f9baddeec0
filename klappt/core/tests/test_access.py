"""Answers and their reasons, against the definition computed literally (docs/core/access.md; B3, B6)."""

import datetime
import itertools
import os
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Comparison,
    CompiledCondition,
    Judged,
    Judgement,
    Kind,
    Not,
    answer,
    diagrams,
    leaves_of,
    scales_of,
    state_of,
)
from klappt.core.tests.catalogues import ATTRIBUTES, LETTERS, VALUES, conditions, profiles

# Thousands with KLAPPT_ACCESS_CASES=20; each case is compared over every way the unknown may turn out.
CASES = int(os.environ.get("KLAPPT_ACCESS_CASES", "1"))
NO, UNKNOWN, CONDITIONAL, YES = range(4)
# One value at each number and day a rule can name, and one in each stretch between.
ALL_VALUES = {
    "choice": LETTERS,
    "level": LETTERS,
    "number": [Fraction(n, 4) for n in range(-3, 8)],
    "flag": (False, True),
    "day": [datetime.date(2025, 12, 31) + datetime.timedelta(days=n) for n in range(5)],
}


def literal(node, profile, open_leaves=None, place="access"):
    """The law word by word: sort the parts and take the n-th."""
    if isinstance(node, Judgement):
        if node.kind is Judged.CONDITIONAL:
            return CONDITIONAL
        return (open_leaves or {}).get(place, UNKNOWN)
    if isinstance(node, Comparison):
        return literal_leaf(node, profile.get(node.attribute))
    return literal_group(node, place, lambda part, at: literal(part, profile, open_leaves, at))


def literal_group(node, place, answer_part):
    if isinstance(node, Not):
        turned = answer_part(node.part, f"{place}.not")
        return {NO: YES, YES: NO}.get(turned, turned)
    word = {AllOf: "all", AnyOf: "any", AtLeast: "of"}[type(node)]
    parts = [answer_part(part, f"{place}.{word}[{number}]") for number, part in enumerate(node.parts)]
    ranked = sorted(parts, reverse=True)
    if isinstance(node, AtLeast):
        return [YES, *ranked, *[NO] * 9][node.n]
    return [YES, *ranked][-1] if isinstance(node, AllOf) else [*ranked, NO][0]


def literal_leaf(leaf, value):
    if leaf.operator == "known":
        return NO if value is None else YES
    if value is None:
        return UNKNOWN
    if leaf.operator in ("in", "not_in"):
        return YES if (value in leaf.value) is (leaf.operator == "in") else NO
    order = (value > leaf.value) - (value < leaf.value)
    fitting = {"=": [0], "!=": [-1, 1], "<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1]}
    return YES if order in fitting[leaf.operator] else NO


def mentioned(condition):
    return sorted({leaf.attribute for _, leaf in leaves_of(condition) if isinstance(leaf, Comparison)})


def ways(condition, profile):
    """Every way the unknown attributes may turn out, asked or not."""
    unknown = [key for key in mentioned(condition) if key not in profile]
    for values in itertools.product(*([None, *ALL_VALUES[key]] for key in unknown)):
        told = {key: value for key, value in zip(unknown, values, strict=True) if value is not None}
        yield unknown, {**profile, **told}


@given(conditions(), profiles())
@settings(max_examples=500 * CASES, deadline=None)
def test_the_answer_is_the_literal_one(condition, profile):
    verdict = answer(condition, profile, ATTRIBUTES)
    assert verdict.answer == literal(condition, profile)
    scales = scales_of(ATTRIBUTES, [condition])
    assert CompiledCondition(condition, scales).answer(state_of(profile, scales)) == verdict.answer


@given(conditions(leaves=6), profiles())
@settings(max_examples=120 * CASES, deadline=None)
def test_ask_names_what_could_still_change_the_answer_and_nothing_else(condition, profile):
    table = {
        tuple(sorted(told.items(), key=repr)): literal(condition, told)
        for _, told in ways(condition, profile)
    }
    expected = set()
    for key, found in table.items():
        for attribute, _ in key:
            without = tuple(item for item in key if item[0] != attribute)
            if attribute not in profile and table[without] != found:
                expected.add(attribute)
    assert set(answer(condition, profile, ATTRIBUTES).ask) == expected


@given(conditions(leaves=6), profiles())
@settings(max_examples=150 * CASES, deadline=None)
def test_unchecked_names_the_leaves_that_could_still_change_the_answer_and_nothing_else(condition, profile):
    leaves = [
        p for p, leaf in leaves_of(condition) if isinstance(leaf, Judgement) and leaf.kind != "conditional"
    ]
    unknown = [key for key in mentioned(condition) if key not in profile]
    assume(len(leaves) <= 3 and len(unknown) <= 2)
    expected = set()
    for _, told in ways(condition, profile):
        for answers in itertools.product(range(4), repeat=len(leaves)):
            given = dict(zip(leaves, answers, strict=True))
            found = literal(condition, told, given)
            for place in leaves:
                if literal(condition, told, {**given, place: UNKNOWN}) != found:
                    expected.add(place)
    verdict = answer(condition, profile, ATTRIBUTES)
    assert {leaf.place for leaf in verdict.unchecked} == expected


@given(conditions(), profiles())
@settings(max_examples=300 * CASES, deadline=None)
def test_the_reasons_are_leaves_of_the_condition_and_carry_the_answer(condition, profile):
    verdict = answer(condition, profile, ATTRIBUTES)
    there = dict(leaves_of(condition))
    for reason in verdict.because:
        turns = reason.place.count(".not") % 2
        straight = verdict.answer if not turns else {NO: YES, YES: NO}.get(verdict.answer, verdict.answer)
        assert (there[reason.place], reason.answer) == (reason.leaf, straight)


@given(conditions(leaves=6), profiles())
@settings(max_examples=200 * CASES, deadline=None)
def test_turning_every_reason_turns_the_answer(condition, profile):
    """Were all reasons of a no a yes, of a yes a no, the answer would be another: none is missing."""
    assume(all_groups_have_leaves(condition))
    verdict = answer(condition, profile, ATTRIBUTES)
    assume(verdict.because)
    places = {reason.place for reason in verdict.because}

    def other(node, place="access"):
        if isinstance(node, Comparison | Judgement):
            found = literal(node, profile)
            return {NO: YES, YES: NO, UNKNOWN: YES, CONDITIONAL: YES}[found] if place in places else found
        return literal_group(node, place, other)

    assert other(condition) != verdict.answer


def all_groups_have_leaves(node):
    """An empty group, or one that asks for none or for more than there are, decides without a leaf."""
    if isinstance(node, Comparison | Judgement):
        return True
    parts = [node.part] if isinstance(node, Not) else node.parts
    decides = not isinstance(node, AtLeast) or 0 < node.n <= len(parts)
    return decides and bool(parts) and all(map(all_groups_have_leaves, parts))


def test_a_condition_too_entangled_for_a_diagram_is_still_answered(monkeypatch):
    monkeypatch.setattr(diagrams, "MOST_NODES", 5)
    parts = (*(Comparison(key, "known") for key in sorted(VALUES)), Judgement(Judged.UNCHECKED))
    condition = AllOf((AnyOf(parts), AtLeast(2, parts), Not(Comparison("flag", "=", value=False))))
    scales = scales_of(ATTRIBUTES, [condition])
    compiled = CompiledCondition(condition, scales)
    assert not compiled.is_exact
    profile = {"choice": "a", "level": "b"}
    state = state_of(profile, scales)
    assert compiled.answer(state) == compiled.verdict(state).answer == literal(condition, profile) == UNKNOWN
    assert "flag" in compiled.verdict(state).ask
    assert len(compiled.verdict(state).unchecked) == 2


def test_a_monstrous_rule_is_answered_in_time_and_asks_for_what_it_mentions():
    """Half of 2,000: as a diagram it would take millions of steps."""
    number = Attribute("number", Kind.NUMBER)
    parts = tuple(Comparison("number", ">=", Fraction(n % 100)) for n in range(2000))
    verdict = answer(AtLeast(1000, parts), {}, [number])
    assert (verdict.answer, verdict.ask) == (UNKNOWN, ("number",))
    assert [answer(AtLeast(1000, parts), {"number": Fraction(n)}, [number]).answer for n in (48, 49)] == [
        NO,
        YES,
    ]


@given(conditions(leaves=6), profiles())
@settings(max_examples=100 * CASES, deadline=None)
def test_without_a_diagram_nothing_that_matters_is_left_out(condition, profile):
    scales = scales_of(ATTRIBUTES, [condition])
    exact = CompiledCondition(condition, scales).verdict(state_of(profile, scales))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagrams, "MOST_NODES", 4)
        rough = CompiledCondition(condition, scales).verdict(state_of(profile, scales))
    assert (rough.answer, rough.because) == (exact.answer, exact.because)
    assert set(rough.ask) >= set(exact.ask)
    assert set(rough.unchecked) >= set(exact.unchecked)


def test_ordinals_are_compared_by_their_place_in_the_list():
    german = Attribute("german", Kind.ORDINAL, ("none", "A1", "A2"))
    over = Comparison("german", ">=", "A1")
    assert [answer(over, {"german": v}, [german]).answer for v in german.values] == [NO, YES, YES]


def test_numbers_are_exact_where_floats_are_not():
    age = Attribute("age", Kind.NUMBER)
    tenth = Comparison("age", "=", Fraction(3, 10))
    assert answer(tenth, {"age": Fraction(1, 10) + Fraction(2, 10)}, [age]).answer == YES


def test_a_value_that_does_not_exist_is_an_error_and_not_a_no():
    with pytest.raises(ValueError, match="'z' is no value of choice"):
        answer(Comparison("choice", "=", "a"), {"choice": "z"}, ATTRIBUTES)


@given(st.lists(conditions(leaves=3), max_size=4), st.sampled_from(sorted(VALUES)))
@settings(max_examples=150 * CASES, deadline=None)
def test_values_on_one_step_cannot_be_told_apart(several, key):
    scale = next(s for s in scales_of(ATTRIBUTES, several) if s.attribute.key == key)
    leaves = [leaf for c in several for _, leaf in leaves_of(c) if getattr(leaf, "attribute", "") == key]
    seen = {
        value: (scale.step(value), [literal_leaf(leaf, value) for leaf in leaves])
        for value in ALL_VALUES[key]
    }
    for value, (step, sight) in seen.items():
        assert 1 <= step < scale.size
        assert [literal_leaf(leaf, scale.samples[step]) for leaf in leaves] == sight, value
    if key in ("level", "number", "day"):
        steps = [step for step, _ in seen.values()]
        assert steps == sorted(steps)
        neighbours = zip(seen.values(), itertools.islice(seen.values(), 1, None), strict=False)
        assert all(one[0] == two[0] for one, two in neighbours if one[1] == two[1])
