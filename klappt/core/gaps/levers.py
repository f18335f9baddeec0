"""Which k levers help the most people: exact, by integer programme (docs/core/gaps.md)."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Generic, TypeVar

from klappt.core.programme import Deadline, Programme

L = TypeVar("L", bound=Hashable)

_LARGEST_SUM = 100_000


@dataclass(frozen=True)
class Stuck(Generic[L]):
    """People in the same situation: `heads` of them, None when nobody knows.

    Each of `ways` is a set of levers that together bring them to the goal. The empty one: they get there now.
    Not `complete`: there may be more ways.
    """

    key: str
    heads: int | None
    ways: Collection[frozenset[L]]
    complete: bool = True


@dataclass(frozen=True)
class Choice(Generic[L]):
    """Levers, and whom they bring to the goal.

    `heads` counts `helped`, those of known number who do not reach the goal without; `uncounted` are those
    of unknown number. No choice of as many levers brings more than `bound` heads; `proven` says that none
    brings more than this one. `settled` says that among equals none helps more of the uncounted, takes less
    effort or fewer levers, and that the first in the order of levers was taken.
    """

    levers: tuple[L, ...]
    effort: Fraction
    heads: int
    helped: tuple[str, ...]
    uncounted: tuple[str, ...]
    bound: int
    settled: bool

    @property
    def proven(self) -> bool:
        return self.bound == self.heads


def choose_levers(
    stuck: Sequence[Stuck[L]], efforts: Mapping[L, Fraction], most: int, deadline: Deadline
) -> Choice[L]:
    """Up to `most` levers of `efforts` that bring the most people to the goal.

    Levels, each counting only when all earlier ones are equal: heads; groups of unknown number; less effort;
    fewer levers; the smallest list by the order of `efforts`. Ways that need anything else than `efforts` are
    out of reach. ValueError for a negative number of levers or heads, or a negative effort.
    """
    _check(stuck, efforts, most)
    return _solve(_Task(stuck, efforts, most), deadline)


def curve(
    stuck: Sequence[Stuck[L]], efforts: Mapping[L, Fraction], most: int, deadline: Deadline
) -> tuple[Choice[L], ...]:
    """The best choice of one lever, of two, ... up to `most`, or up to all there are."""
    _check(stuck, efforts, most)
    last = min(most, len(efforts))
    # What is left is shared evenly, so that an early hard number does not take the time of the later ones.
    shares = {number: 1 / (last + 1 - number) for number in range(1, last + 1)}
    return tuple(
        choose_levers(stuck, efforts, number, deadline.share(part)) for number, part in shares.items()
    )


def _check(stuck: Sequence[Stuck[L]], efforts: Mapping[L, Fraction], most: int) -> None:
    if most < 0:
        raise ValueError("The number of levers cannot be negative.")
    if any(group.heads is not None and group.heads < 0 for group in stuck):
        raise ValueError("A head count cannot be negative.")
    if any(effort < 0 for effort in efforts.values()):
        raise ValueError("An effort cannot be negative.")


@dataclass
class _Task(Generic[L]):
    stuck: Sequence[Stuck[L]]
    efforts: Mapping[L, Fraction]
    most: int
    order: dict[L, int] = field(init=False)
    ways: list[tuple[frozenset[L], ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.order = {lever: position for position, lever in enumerate(self.efforts)}
        self.ways = [() if frozenset() in group.ways else self._possible(group.ways) for group in self.stuck]

    def _possible(self, ways: Collection[frozenset[L]]) -> tuple[frozenset[L], ...]:
        short = sorted((way for way in ways if len(way) <= self.most and way <= self.order.keys()), key=len)
        least: list[frozenset[L]] = []
        for way in short:
            if not any(smaller <= way for smaller in least):
                least.append(way)
        return tuple(least)

    def place(self, way: Collection[L]) -> tuple[int, ...]:
        return tuple(sorted(self.order[lever] for lever in way))

    def choice(self, levers: Collection[L], bound: int, *, settled: bool) -> Choice[L]:
        chosen = frozenset(levers)
        helped = [
            group
            for group, ways in zip(self.stuck, self.ways, strict=True)
            if any(way <= chosen for way in ways)
        ]
        heads = sum(group.heads or 0 for group in helped)
        # Whoever has ways that nobody has found may be helped by any other choice.
        bound += sum(group.heads or 0 for group in self.stuck if not group.complete)
        everybody = sum(group.heads or 0 for group in self.stuck if frozenset() not in group.ways)
        return Choice(
            levers=tuple(sorted(chosen, key=self.order.__getitem__)),
            effort=sum((self.efforts[lever] for lever in chosen), Fraction(0)),
            heads=heads,
            helped=tuple(group.key for group in helped if group.heads is not None),
            uncounted=tuple(group.key for group in helped if group.heads is None),
            bound=max(min(bound, everybody), heads),
            settled=settled and all(group.complete for group in self.stuck),
        )


@dataclass
class _Model(Generic[L]):
    programme: Programme
    pulled: dict[L, int]
    levels: tuple[dict[int, int], ...]


def _build(task: _Task[L]) -> _Model[L]:
    programme = Programme()
    used = {lever for ways in task.ways for way in ways for lever in way}
    pulled = {lever: programme.add_variable(1) for lever in task.efforts if lever in used}
    programme.add_row(dict.fromkeys(pulled.values(), 1), at_most=task.most)
    whole: dict[frozenset[L], int] = {}
    heads: dict[int, int] = {}
    uncounted: dict[int, int] = {}
    for ways, groups in _alike(task).items():
        parts = [_way(programme, pulled, whole, way) for way in sorted(ways, key=task.place)]
        helped = programme.add_variable(1, follows=True)
        programme.add_row({helped: -1, **dict.fromkeys(parts, 1)}, at_least=0)
        heads[helped] = sum(group.heads or 0 for group in groups)
        uncounted[helped] = sum(group.heads is None for group in groups)
    scale = lcm(*(task.efforts[lever].denominator for lever in pulled))
    effort = {variable: -int(task.efforts[lever] * scale) for lever, variable in pulled.items()}
    few = dict.fromkeys(pulled.values(), -1)
    return _Model(programme, pulled, (heads, uncounted, effort, few))


def _alike(task: _Task[L]) -> dict[frozenset[frozenset[L]], list[Stuck[L]]]:
    """Groups that the same ways help are one; those that nothing helps are left out."""
    alike: dict[frozenset[frozenset[L]], list[Stuck[L]]] = {}
    for group, ways in zip(task.stuck, task.ways, strict=True):
        if ways:
            alike.setdefault(frozenset(ways), []).append(group)
    return alike


def _way(
    programme: Programme, pulled: Mapping[L, int], whole: dict[frozenset[L], int], way: frozenset[L]
) -> int:
    """The variable that is 1 only when every lever of the way is pulled."""
    if len(way) == 1:
        return pulled[next(iter(way))]
    if way not in whole:
        whole[way] = programme.add_variable(1, follows=True)
        for variable in sorted(pulled[lever] for lever in way):
            programme.add_row({variable: 1, whole[way]: -1}, at_least=0)
    return whole[way]


def _solve(task: _Task[L], deadline: Deadline) -> Choice[L]:
    """Level by level, each held before the next begins."""
    model = _build(task)
    chosen: tuple[L, ...] = ()
    bound = sum(model.levels[0].values())
    for number, level in enumerate((model.levels[0], *_joined(model, task.most))):
        solved = model.programme.maximise(level, deadline)
        if solved.values is not None:
            chosen = _chosen(model, solved.values)
        if number == 0 and solved.bound is not None:
            bound = min(bound, solved.bound)
        if not solved.proven or solved.values is None:
            return task.choice(chosen, bound, settled=False)
        best = sum(factor * solved.values[variable] for variable, factor in level.items())
        bound = best if number == 0 else bound
        model.programme.add_row(level, at_least=best)
    first, settled = _first(model, chosen, deadline)
    return task.choice(first, bound, settled=settled)


def _joined(model: _Model[L], most: int) -> list[dict[int, int]]:
    """The later levels, in one sum where it does not get near the tolerance of floating point."""
    joined: list[dict[int, int]] = []
    size = 0
    for level in reversed(model.levels[1:]):
        spread = _spread(level, most)
        if joined and size * (spread + 1) <= _LARGEST_SUM:
            for variable, factor in level.items():
                joined[0][variable] = joined[0].get(variable, 0) + factor * size
            size *= spread + 1
        else:
            joined.insert(0, dict(level))
            size = spread + 1
    return joined


def _spread(level: Mapping[int, int], most: int) -> int:
    """How far apart two values of the level can be: groups add up, levers cost at most the dearest each."""
    dearest = -min(0, *level.values()) if level else 0
    return sum(factor for factor in level.values() if factor > 0) + most * dearest


def _chosen(model: _Model[L], values: Sequence[int]) -> tuple[L, ...]:
    return tuple(lever for lever, variable in model.pulled.items() if values[variable])


def _first(model: _Model[L], chosen: tuple[L, ...], deadline: Deadline) -> tuple[tuple[L, ...], bool]:
    """The first of the equally good choices in the order of levers, and whether that is sure."""
    levers = list(model.pulled)
    done = 0
    for place in range(len(chosen)):
        while True:
            now = levers.index(chosen[place])
            earlier = {model.pulled[lever]: 1 for lever in levers[done:now]}
            if not earlier:
                break
            solved = model.programme.maximise(earlier, deadline)
            if solved.values is None or not solved.proven:
                return chosen, False
            if not any(solved.values[variable] for variable in earlier):
                break
            chosen = _chosen(model, solved.values)
        for lever in levers[done:now]:
            model.programme.add_row({model.pulled[lever]: 1}, at_most=0)
        model.programme.add_row({model.pulled[levers[now]]: 1}, at_least=1)
        done = now + 1
    return chosen, True
