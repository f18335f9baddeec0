"""The best of some dates; whoever has not answered is neither for nor against (A5)."""

from hypothesis import given
from hypothesis import strategies as st

from klappt.core.best_date import best, counts, is_clear

DATES, VOTERS = [1, 2, 3], [10, 20, 30, 40]
said = st.sampled_from(["yes", "if_need_be", "no"])
sheets = st.dictionaries(st.tuples(st.sampled_from(VOTERS), st.sampled_from(DATES)), said)


@given(sheets)
def test_everybody_is_counted_once_for_each_date(sheet: dict[tuple[int, int], str]) -> None:
    for count in counts(DATES, VOTERS, sheet):
        everybody = [*count.yes, *count.if_need_be, *count.no, *count.unknown]
        assert sorted(everybody) == VOTERS


@given(sheets)
def test_no_other_date_has_more_people(sheet: dict[tuple[int, int], str]) -> None:
    found = counts(DATES, VOTERS, sheet)
    chosen = best(found)
    most = max(count.possible for count in found)
    assert (chosen.possible if chosen else 0) == most
    assert (chosen is None) == (most == 0)


@given(sheets, st.permutations(VOTERS))
def test_the_order_of_people_does_not_matter(sheet: dict[tuple[int, int], str], others: list[int]) -> None:
    one, two = best(counts(DATES, VOTERS, sheet)), best(counts(DATES, others, sheet))
    assert (one and one.date) == (two and two.date)


@given(sheets, sheets)
def test_what_is_clear_stays_so(sheet: dict[tuple[int, int], str], late: dict[tuple[int, int], str]) -> None:
    found = counts(DATES, VOTERS, sheet)
    first = best(found)
    if first and is_clear(found):
        after = best(counts(DATES, VOTERS, {**late, **sheet}))
        assert after is not None
        assert after.date == first.date


def test_yes_before_if_need_be_and_the_earlier_of_equals() -> None:
    sheet = {(10, 1): "if_need_be", (10, 2): "yes", (10, 3): "yes"}
    chosen = best(counts(DATES, VOTERS, sheet))
    assert chosen is not None
    assert chosen.date == 2


def test_no_answer_is_not_no() -> None:
    found = counts([1], [10, 20], {(10, 1): "yes"})
    assert (found[0].no, found[0].unknown) == ((), (20,))
    assert best(found) is not None
