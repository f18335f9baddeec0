"""In which order the nodes of a column stand, so that few lines cross."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

ROUNDS = 12

Columns = list[list[str]]


def uncross(columns: Columns, after: Mapping[str, Sequence[str]]) -> Columns:
    """Sort every column by the middle of its neighbours, to and fro, and keep the best order seen.

    Barycentre method of Sugiyama, Tagawa and Toda (1981), followed by exchanging neighbours as long as that
    helps. `after` names the neighbours in the next column. The same input gives the same order.
    """
    before: dict[str, list[str]] = {}
    for source, targets in after.items():
        for target in targets:
            before.setdefault(target, []).append(source)
    best = [list(column) for column in columns]
    fewest = crossings(best, after)
    now = [list(column) for column in columns]
    for _round in range(ROUNDS):
        if not fewest:
            break
        _sweep(now, before)
        now.reverse()
        _sweep(now, after)
        now.reverse()
        _exchange(now, before, after)
        found = crossings(now, after)
        if found < fewest:
            best, fewest = [list(column) for column in now], found
    return best


def crossings(columns: Columns, after: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    count = 0
    for left, right in pairwise(columns):
        place = {key: number for number, key in enumerate(right)}
        seen: list[int] = []
        for key in left:
            ends = sorted(place[other] for other in after.get(key, ()) if other in place)
            count += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def _sweep(columns: Columns, towards: Mapping[str, Sequence[str]]) -> None:
    for fixed, column in pairwise(columns):
        place = {key: number for number, key in enumerate(fixed)}
        middle = {}
        for number, key in enumerate(column):
            seen = [place[other] for other in towards.get(key, ()) if other in place]
            middle[key] = sum(seen) / len(seen) if seen else float(number)
        column.sort(key=middle.__getitem__)


def _exchange(
    columns: Columns, before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> None:
    place = {key: number for column in columns for number, key in enumerate(column)}
    for column in columns:
        helped = True
        while helped:
            helped = False
            for number, (upper, lower) in enumerate(pairwise(list(column))):
                if column[number] != upper or column[number + 1] != lower:
                    continue
                gain = sum(_gain(upper, lower, near, place) for near in (before, after))
                if gain > 0:
                    column[number], column[number + 1] = lower, upper
                    place[upper], place[lower] = number + 1, number
                    helped = True


def _gain(upper: str, lower: str, near: Mapping[str, Sequence[str]], place: Mapping[str, int]) -> int:
    """How many crossings fewer if the two changed places."""
    ups = [place[each] for each in near.get(upper, ())]
    lows = [place[each] for each in near.get(lower, ())]
    return sum((u > v) - (u < v) for u in ups for v in lows)
