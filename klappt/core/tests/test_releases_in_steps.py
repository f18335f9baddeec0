"""Somebody who keeps yesterday's figures beside today's learns nothing of fewer than the minimum."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from klappt.core.releases import released, steady
from klappt.core.tests.test_releases import KEYS, MINIMUM, safe, surveys

STEPS = 3


@st.composite
def waves(draw):
    """Answers with the wave in which they came as the first level, and further levels."""
    answers, levels = draw(surveys())
    steps = {who: draw(st.integers(1, STEPS)) for who in answers}
    return answers, steps, [{who: str(step) for who, step in steps.items()}, *levels]


def shown_after(survey, step, *, is_ordered):
    answers, steps, levels = survey
    there = {who: key for who, key in answers.items() if steps[who] <= step}
    return released(there, KEYS, levels, minimum=MINIMUM, is_ordered=is_ordered, steps=steps)


@given(waves(), st.booleans())
def test_what_was_told_together_stays_together(survey, is_ordered):
    shown = [shown_after(survey, step, is_ordered=is_ordered) for step in range(1, STEPS + 1)]
    for before, after in pairwise(shown):
        for old, new in zip(before, after, strict=True):
            if old is None or new is None:
                continue
            for pool, earlier in product(new.pools, old.pools):
                assert set(earlier) <= set(pool) or not set(earlier) & set(pool)


@given(waves(), st.booleans())
def test_no_figure_of_a_later_page_taken_from_an_earlier_one_is_of_too_few(survey, is_ordered):
    """Of one wave: what the page after it told of an answer, and what any page after that tells."""
    shown = [shown_after(survey, step, is_ordered=is_ordered) for step in range(1, STEPS + 1)]
    for first, page in enumerate(shown):
        for later in shown[first + 1 :]:
            for old, new in zip(page[1:], later[1:], strict=True):
                if old is None or new is None:
                    continue
                for group, counts in old.counts.items():
                    for pool, earlier in product(new.pools, old.pools):
                        if set(earlier) <= set(pool):
                            assert safe(new.counts[group][pool] - counts[earlier])


@given(waves())
def test_every_step_is_safe_by_itself(survey):
    for table in released(survey[0], KEYS, survey[2], minimum=MINIMUM, is_ordered=False, steps=survey[1]):
        if table is not None:
            assert all(safe(count) for counts in table.counts.values() for count in counts.values())


def test_an_answer_that_joined_another_one_does_not_change_sides():
    """By wave one C and A are the few; wave two would rather have C with B: then C were B and C less B."""
    first = {f"a{at}": key for at, key in enumerate("A" * 6 + "B" * 9 + "C" * 3)}
    second = {f"b{at}": key for at, key in enumerate("A" * 9 + "B" * 5 + "C" * 3)}
    answers = first | second
    steps = dict.fromkeys(first, 1) | dict.fromkeys(second, 2)
    levels = [{who: str(step) for who, step in steps.items()}]

    def pools(**more):
        return set(
            map(frozenset, released(answers, "ABC", levels, minimum=5, is_ordered=False, **more)[1].pools)
        )

    assert pools(steps=steps) == {frozenset("AC"), frozenset("B")}
    assert pools() == {frozenset("BC"), frozenset("A")}


@given(st.lists(st.frozensets(st.integers(0, 30).map(str)), max_size=5))
def test_a_wave_drops_none_of_the_steady_ones_or_enough(waves):
    for one, other in pairwise([steady(waves[:at], MINIMUM) for at in range(1, len(waves) + 1)]):
        assert other <= one
        assert safe(len(one - other)) or not other
    assert steady(waves, MINIMUM) <= frozenset.intersection(*waves) if waves else True


def test_two_who_drop_out_take_three_with_them():
    assert steady([frozenset("abcdefghijkl"), frozenset("abcdefghij")], 5) == frozenset("defghij")
    assert steady([frozenset("abcdefghijkl")] * 3, 5) == frozenset("abcdefghijkl")
