"""Figures of returns in which nobody can be singled out, also not by subtracting one figure from another.

docs/core/releases.md has cases to compute by hand, and says what is not closed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by group and pool of answers, each 0 or at least the minimum. `pools` are keys told as one."""

    pools: tuple[tuple[str, ...], ...]
    counts: Mapping[tuple[str, ...], Mapping[tuple[str, ...], int]]

    def of(self, *group: str | None) -> dict[tuple[str, ...], int]:
        """The counts of all groups that fit; None fits every name."""
        fitting = [
            counts
            for name, counts in self.counts.items()
            if all(wanted in {None, own} for wanted, own in zip(group, name, strict=True))
        ]
        return {pool: sum(counts.get(pool, 0) for counts in fitting) for pool in self.pools}


def counted(waves: Sequence[Sequence[str]], minimum: int) -> tuple[frozenset[str], ...]:
    """Of each wave the alliances that count, so that any two waves differ by none or by at least `minimum`.

    `waves` in the order of time, each with its alliances in the order in which they handed in. Who came anew
    among too few is left out; did too few leave, the last ones are left out as well until there are enough.
    A later wave never changes what counts in an earlier one. A wave in which too few remain counts nobody.
    """
    done: list[frozenset[str]] = []
    for wave in waves:
        here = list(wave)
        while (fewer := _closer(here, done, minimum)) is not None:
            here = fewer
        done.append(frozenset(here) if len(here) >= minimum else frozenset())
    return tuple(done)


def _closer(here: list[str], done: Sequence[frozenset[str]], minimum: int) -> list[str] | None:
    for earlier in done:
        if not earlier:
            continue
        came = [each for each in here if each not in earlier]
        if 0 < len(came) < minimum:
            return [each for each in here if each in earlier]
        left = len(earlier) - (len(here) - len(came))
        if 0 < left < minimum:
            both = [each for each in here if each in earlier]
            out = set(both[len(both) - (minimum - left) :])
            return [each for each in here if each not in out]
    return None


def steady(waves: Sequence[frozenset[str]], minimum: int) -> frozenset[str]:
    """Who was there every time. A wave drops none of them or at least `minimum`.

    `waves` in the order of time, each with its alliances. Would fewer drop out, those who come first by name
    go with them: who kept the figures of the steady ones would learn by subtracting what those few had said.
    """
    here = min(waves[:1], default=frozenset())
    for wave in waves[1:]:
        stay, gone = sorted(here & wave), len(here - wave)
        here = frozenset(stay if not 0 < gone < minimum else stay[minimum - gone :])
    return here


def released(
    answers: Mapping[str, str],
    keys: Sequence[str],
    levels: Sequence[Mapping[str, str]],
    *,
    minimum: int,
    is_ordered: bool,
    steps: Mapping[str, int] | None = None,
    shown_from: int = 0,
) -> tuple[Table | None, ...]:
    """The answers counted over all, then by the groups of the first level, then by both levels, and so on.

    `answers` maps each alliance to what it said, `keys` are all answers in their order, each level maps each
    alliance to a group. Answers given by too few are put together, ordered ones with neighbours so that most
    is told apart, others with the rarest; a finer level only ever puts more of them together. None: too few
    even with all put together.

    Because the pools of a level are unions of those before and its groups are parts of them, whatever can be
    had by adding and subtracting counts is a union of cells of one level or the complement of one: 0 or at
    least `minimum`.

    `steps` says when each answer was first shown (any numbers that rise; none: all at once). What is told
    together once stays so in every later step: figures kept from before say whatever those of now say of it.

    Of how many levels the tables are that anybody sees first: `shown_from`. Those of fewer are None, and what
    would have to stand together in them does not have to here.
    """
    if minimum < 1:
        raise ValueError("minimum is at least 1")
    when = {who: (steps or {}).get(who, 0) for who in answers}
    before: list[list[tuple[str, ...]]] = [[(key,) for key in keys]] * (len(levels) + 1)
    tables: tuple[Table | None, ...] = ()
    for step in sorted(set(when.values())) or [0]:
        there = {who: key for who, key in answers.items() if when[who] <= step}
        tables = _at_once(there, before, levels, minimum, is_ordered=is_ordered, shown_from=shown_from)
        before = [list(table.pools) if table else old for table, old in zip(tables, before, strict=True)]
    return tables


def _at_once(
    answers: Mapping[str, str],
    before: Sequence[list[tuple[str, ...]]],
    levels: Sequence[Mapping[str, str]],
    minimum: int,
    *,
    is_ordered: bool,
    shown_from: int,
) -> tuple[Table | None, ...]:
    """`before` are the pools that each level was told in until now."""
    tables: list[Table | None] = [None] * shown_from
    pools = before[0]
    for depth in range(shown_from, len(levels) + 1):
        groups = {who: tuple(level.get(who, "") for level in levels[:depth]) for who in answers}
        counts: dict[tuple[str, ...], Counter[str]] = {}
        for who, key in answers.items():
            counts.setdefault(groups[who], Counter())[key] += 1
        both = _both(pools, before[depth])
        merged = _merged(both, list(counts.values()), minimum, is_ordered=is_ordered)
        if merged is None:
            return (*tables, *([None] * (len(levels) + 1 - depth)))
        pools = merged
        told = {group: {pool: _sum(pool, by_key) for pool in pools} for group, by_key in counts.items()}
        tables.append(Table(tuple(pools), told))
    return tuple(tables)


def _both(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The finest pools that are unions of both; in the order of the first."""
    found = list(one)
    for pool in other:
        touched = [each for each in found if not set(each).isdisjoint(pool)]
        if len(touched) > 1:
            at = found.index(touched[0])
            rest = [each for each in found if each not in touched]
            found = [*rest[:at], tuple(key for each in touched for key in each), *rest[at:]]
    return found


def _sum(pool: tuple[str, ...], counts: Mapping[str, int]) -> int:
    return sum(counts.get(key, 0) for key in pool)


def _merged(
    pools: list[tuple[str, ...]], groups: Sequence[Mapping[str, int]], minimum: int, *, is_ordered: bool
) -> list[tuple[str, ...]] | None:
    if is_ordered:
        return _neighbours(pools, groups, minimum)
    while True:
        few = [at for at, pool in enumerate(pools) if any(0 < _sum(pool, each) < minimum for each in groups)]
        if not few:
            return pools
        totals = [sum(_sum(pool, each) for each in groups) for pool in pools]
        at = min(few, key=lambda place: (totals[place], place))
        others = [place for place in range(len(pools)) if place != at and totals[place]]
        if not others:
            return None
        joins = min(others, key=lambda place: (totals[place], place))
        low, high = sorted((at, joins))
        pools = [*pools[:low], (*pools[low], *pools[high]), *pools[low + 1 : high], *pools[high + 1 :]]


def _neighbours(
    pools: Sequence[tuple[str, ...]], groups: Sequence[Mapping[str, int]], minimum: int
) -> list[tuple[str, ...]] | None:
    """Of all ways to put neighbours together the one that tells most apart; of several the most even."""
    best: dict[int, tuple[tuple[int, int, int], list[tuple[str, ...]]]] = {0: ((0, 0, 0), [])}
    for end in range(1, len(pools) + 1):
        for begin in [each for each in best if each < end]:
            joined = tuple(key for pool in pools[begin:end] for key in pool)
            sums = [_sum(joined, each) for each in groups]
            if any(0 < count < minimum for count in sums):
                continue
            (given, told, even), before = best[begin]
            rank = (given + any(sums), told + 1, even - sum(sums) ** 2)
            if end not in best or rank > best[end][0]:
                best[end] = (rank, [*before, joined])
    return best[len(pools)][1] if len(pools) in best else None
