"""Somebody who holds every figure next to every other one learns nothing of fewer than the minimum."""

from itertools import chain, combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.releases import counted, released

MINIMUM = 5
KEYS = ("never", "rarely", "often", "always")
KINDS = ("district", "city")


def subsets(things):
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))


@st.composite
def surveys(draw):
    number = draw(st.integers(0, 60))
    who = [f"b{at}" for at in range(number)]
    answers = {each: draw(st.sampled_from(KEYS)) for each in who if draw(st.integers(0, 9))}
    kinds = {each: draw(st.sampled_from(KINDS)) for each in who}
    steady = {each: draw(st.sampled_from(("steady", "once"))) for each in who}
    return answers, [kinds, steady]


def safe(number):
    return number == 0 or number >= MINIMUM


@given(surveys(), st.booleans())
def test_no_sum_and_no_difference_of_figures_is_of_too_few(survey, is_ordered):
    """Who holds all figures knows which group and which answers each is about, and who is in which group."""
    answers, levels = survey
    where = {who: tuple(level[who] for level in levels) for who in answers}
    figures = {}
    for depth, table in enumerate(released(answers, KEYS, levels, minimum=MINIMUM, is_ordered=is_ordered)):
        if table is None:
            continue
        for group, counts in table.counts.items():
            inside = {each for each in where.values() if each[:depth] == group}
            for pools in subsets(table.pools):
                keys = set(chain.from_iterable(pools))
                told = sum(counts[pool] for pool in pools)
                assert told == sum(where[who] in inside and key in keys for who, key in answers.items())
                figures[frozenset(product(inside, keys))] = told
    for one, other in combinations(figures, 2):
        if one <= other or other <= one:
            assert safe(abs(figures[one] - figures[other]))
    assert all(safe(told) for told in figures.values())


@given(surveys())
def test_all_filters_of_one_answer_taken_from_the_whole(survey):
    answers, levels = survey
    whole, by_kind, by_both = released(answers, KEYS, levels, minimum=MINIMUM, is_ordered=False)
    if by_kind is None:
        return
    for pool in by_kind.pools:
        over_all = sum(count for each, count in whole.of().items() if set(each) <= set(pool))
        for kinds in subsets(KINDS):
            assert safe(over_all - sum(by_kind.of(kind)[pool] for kind in kinds))
    if by_both is not None:
        for pool in by_both.pools:
            of_kind = {
                kind: sum(n for each, n in by_kind.of(kind).items() if set(each) <= set(pool))
                for kind in KINDS
            }
            for kind in KINDS:
                assert safe(of_kind[kind] - by_both.of(kind, "steady")[pool])
            assert safe(sum(of_kind.values()) - by_both.of(None, "steady")[pool])


@given(surveys())
def test_nothing_is_closed_without_need(survey):
    answers, levels = survey
    whole = released(answers, KEYS, levels, minimum=MINIMUM, is_ordered=True)[0]
    assert (whole is None) == (0 < len(answers) < MINIMUM)
    if whole is not None:
        assert sum(whole.of().values()) == len(answers)
        assert list(chain.from_iterable(whole.pools)) == list(KEYS)


WAVES = st.lists(st.lists(st.integers(0, 30).map(str), unique=True, max_size=30), min_size=1, max_size=5)


@given(WAVES)
def test_two_waves_differ_by_none_or_by_enough(waves):
    found = counted(waves, MINIMUM)
    for wave, members in zip(waves, found, strict=True):
        assert members <= set(wave)
        assert safe(len(members))
    for one, other in combinations([each for each in found if each], 2):
        assert safe(len(one - other))
        assert safe(len(other - one))


@given(WAVES, st.lists(st.integers(0, 30).map(str), unique=True))
def test_a_later_wave_changes_no_earlier_one(waves, another):
    assert counted([*waves, another], MINIMUM)[: len(waves)] == counted(waves, MINIMUM)


def test_a_minimum_below_one_is_a_mistake():
    with pytest.raises(ValueError, match="minimum"):
        released({}, KEYS, [], minimum=0, is_ordered=True)


def test_neighbours_are_joined_where_most_stays_apart():
    """Neither 2 nor 4 can stand alone; 2 with 1 and 4 with 3 leaves three, 2 with 3 only two."""
    said = {f"a{at}": key for at, key in enumerate("1" * 4 + "2" * 3 + "3" * 9 + "4" * 2 + "5" * 9)}
    first = {f"b{at}": key for at, key in enumerate("1" * 7 + "2" * 1 + "3" * 1 + "4" * 9 + "5" * 9)}
    answers = said | first
    level = {who: who[0] for who in answers}
    whole, by_level = released(answers, "12345", [level], minimum=MINIMUM, is_ordered=True, shown_from=1)
    assert whole is None
    assert by_level.pools == (("1", "2"), ("3", "4"), ("5",))


@given(surveys())
def test_no_other_way_to_join_neighbours_tells_more_apart(survey):
    answers, _levels = survey
    whole = released(answers, KEYS, [], minimum=MINIMUM, is_ordered=True)[0]
    if whole is None:
        return
    told = sum(count > 0 for count in whole.of().values())
    for cuts in subsets(range(1, len(KEYS))):
        bounds = [0, *cuts, len(KEYS)]
        counts = [sum(key in KEYS[begin:end] for key in answers.values()) for begin, end in pairwise(bounds)]
        if all(safe(count) for count in counts):
            assert sum(count > 0 for count in counts) <= told
