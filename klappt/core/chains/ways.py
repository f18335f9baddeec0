"""All sets of changes that lead one profile to a goal, of which none can be left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count, pairwise

from klappt.core.catalogue import Catalogue, Link, Offer
from klappt.core.chains.bounds import Bound, Taking, need_of
from klappt.core.chains.changes import Change, Joins, LeverKind
from klappt.core.chains.moves import Move
from klappt.core.chains.openings import NOT_CHECKED, Rule, openable
from klappt.core.chains.prepare import goal_of, prepare
from klappt.core.chains.rules import Compiler, State
from klappt.core.chains.task import Task, Wish
from klappt.core.chains.times import first_month, months_up_to
from klappt.core.conditions import AllOf, Comparison, Profile, leaves_of
from klappt.core.programme import Deadline

ChangeSet = tuple[Change, ...]


@dataclass(frozen=True)
class Ways:
    """Sets of changes, none of which can be left out: the smaller ones first, then those with less effort.

    The empty set: there is a chain already. Not `complete`: the time was too short, and there may be more.
    """

    sets: tuple[ChangeSet, ...]
    complete: bool


@dataclass(slots=True)
class Levers:
    """Every change there can be, as a bit; 0 for those that may not be."""

    may: Callable[[Change], bool]
    bits: dict[Change, int] = field(default_factory=dict)

    def bit(self, change: Change) -> int:
        if change in self.bits:
            return self.bits[change]
        return self.bits.setdefault(change, 1 << len(self.bits)) if self.may(change) else 0

    def of(self, mask: int) -> ChangeSet:
        return tuple(sorted(change for change, bit in self.bits.items() if mask & bit))


@dataclass(slots=True)
class Problem:
    """The search from one profile to one goal if everything could be opened, created and linked."""

    task: Task
    levers: Levers
    rules: list[Rule]
    bound: Bound
    joins: Joins | None
    most: int
    joined: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Label:
    changes: int
    month: int
    state: State
    at: int
    used: int
    move: Move | None = None
    before: "_Label | None" = None

    def moves(self) -> Iterator[Move]:
        label: _Label | None = self
        while label is not None and label.move is not None:
            yield label.move
            label = label.before


def any_change(_change: Change) -> bool:
    """All five levers can be pulled everywhere."""
    return True


def find_ways(
    catalogue: Catalogue,
    profile: Profile,
    wish: Wish,
    most: int,
    deadline: Deadline,
    may: Callable[[Change], bool] = any_change,
) -> Ways:
    """Every set of up to `most` changes after which there is a chain, while there is none after a part of it.

    `may` says which changes can be made at all: an alliance does not open what federal law requires.
    docs/core/chains.md has the method. Raises ValueError for a goal that the catalogue does not have.
    """
    problem = _problem(catalogue, profile, wish, most, Levers(may))
    remembered = 0
    while True:
        found, complete = _search(problem, remembered, deadline)
        twice = 0
        for label in found:
            seen = 0
            for move in label.moves():
                twice |= seen & (1 << move.position)
                seen |= 1 << move.position
        if not twice & ~remembered:
            sets = [problem.levers.of(label.changes) for label in found]
            return Ways(tuple(sorted(sets, key=_order)), complete)
        if not complete:
            # What was found may use an offer twice, so nothing of it is sure.
            return Ways((), complete=False)
        remembered |= twice


def _order(changes: ChangeSet) -> tuple[int, Fraction, ChangeSet]:
    return len(changes), sum((change.effort for change in changes), Fraction(0)), changes


def _problem(catalogue: Catalogue, profile: Profile, wish: Wish, most: int, levers: Levers) -> Problem:
    created = {
        idea.key: levers.bit(Change(LeverKind.CREATION, idea.key, effort=idea.effort))
        for idea in catalogue.ideas
    }
    original = {offer.key: offer for offer in catalogue.offers}
    original |= {idea.key: idea.offer for idea in catalogue.ideas if created[idea.key]}
    asked = {key: _asked(offer) for key, offer in original.items()}
    task = prepare(_all_open(catalogue, original, wish), profile, wish, asked)
    full = months_up_to(wish.horizon)
    changeable = {one.attribute.key: one for one in task.changeable}
    compiler = Compiler(task.attributes, profile, changeable, full)
    rules = []
    for move in task.moves:
        key = move.offer.key

        def bit_of(place: str, key: str = key) -> int:
            return levers.bit(Change(LeverKind.OPENING, key, leaf=place))

        root = openable(original[key].access, compiler, bit_of, full)
        latest = months_up_to(wish.horizon - move.months)
        rules.append(Rule(root, latest, wish.conditional, created.get(key, 0)))
    goal = openable(goal_of(catalogue, wish.goal).when, compiler, lambda _: 0, full)
    bound = Bound(
        need_of(goal, full, conditional=False),
        [
            Taking(
                move.changes, need_of(rule.root, full, conditional=wish.conditional), rule.always.bit_count()
            )
            for move, rule in zip(task.moves, rules, strict=True)
        ],
        most,
    )
    joins = Joins(catalogue) if wish.warm_only else None
    return Problem(task, levers, rules, bound, joins, most)


def _asked(offer: Offer) -> set[str]:
    leaves = leaves_of(offer.access or NOT_CHECKED)
    return {leaf.attribute for _, leaf in leaves if isinstance(leaf, Comparison)}


def _all_open(catalogue: Catalogue, original: dict[str, Offer], wish: Wish) -> Catalogue:
    """Ideas are there, and rules let everybody in."""
    offers = tuple(replace(offer, access=AllOf(())) for offer in original.values())
    links: tuple[Link, ...] = ()
    if wish.warm_only and len(offers) > 1:
        # Whatever is linked may stand between two others, so nothing is left out.
        ring = [*original, next(iter(original))]
        links = tuple(Link(one, other, agreed=True) for one, other in pairwise(ring))
    return replace(catalogue, offers=offers, links=links)


def _search(problem: Problem, remembered: int, deadline: Deadline) -> tuple[list[_Label], bool]:
    """Labels in the order of the number of changes and of months; the first at the goal take fewest."""
    found: list[_Label] = []
    task = problem.task
    start = _Label(0, 0, task.start, -1, 0)
    if task.goal_months(task.start) & 1:
        return [start], True
    settled: dict[State, list[_Label]] = {}
    order = count()
    heap: list[tuple[int, int, int, bool, _Label]] = [(0, 0, 0, False, start)]
    while heap:
        changes, _, _, at_goal, label = heappop(heap)
        if not deadline.left():
            return found, False
        if any(not way.changes & ~label.changes for way in found):
            continue
        if at_goal:
            found.append(label)
        if (
            at_goal
            or changes + problem.bound(label.state) > problem.most
            or not _is_new(problem, settled, label)
        ):
            continue
        for move in task.candidates(label.state):
            if not label.used >> move.position & 1:
                for following, there in _extended(problem, label, move, remembered):
                    size = following.changes.bit_count()
                    heappush(heap, (size, following.month, next(order), there, following))
    return found, True


def _is_new(problem: Problem, settled: dict[State, list[_Label]], label: _Label) -> bool:
    """Whether nothing else in the same state can do all that this label can; if so, it is remembered."""
    rivals = settled.setdefault(label.state, [])
    if any(_dominates(rival, label, problem) for rival in rivals):
        return False
    rivals.append(label)
    return True


def _dominates(one: _Label, other: _Label, problem: Problem) -> bool:
    if one.month > other.month or one.changes & ~other.changes or one.used & ~other.used:
        return False
    return not problem.task.wish.warm_only or one.at == other.at


def _extended(problem: Problem, label: _Label, move: Move, remembered: int) -> Iterator[tuple[_Label, bool]]:
    """The labels one move further on, and whether each of them is at the goal."""
    task = problem.task
    state = move.after(label.state)
    if task.limits and not task.within_limits(state):
        return
    goal = task.goal_months(state) >> move.months
    used = label.used | (1 << move.position & remembered)
    for arrangement in _arrangements(problem, label, move):
        before = label.changes | arrangement
        # No offer comes twice, so none of these changes is one of those still needed afterwards.
        left = problem.most - before.bit_count() - problem.bound(state)
        for more, months in problem.rules[move.position].starts(label.state, left):
            changes = before | more
            for wanted, there in ((months & goal, True), (months, False)):
                start = first_month(wanted, label.month)
                if start is not None:
                    end = start + move.months
                    yield _Label(changes, end, state, move.position, used, move, label), there


def _arrangements(problem: Problem, label: _Label, move: Move) -> tuple[int, ...]:
    """The changes of which one takes the cold out of this step; 0 where it is not cold or may be cold."""
    if problem.joins is None or label.move is None:
        return (0,)
    pair = label.at, move.position
    if pair not in problem.joined:
        changes = problem.joins.between(label.move.offer.key, move.offer.key)
        bits = tuple(filter(None, map(problem.levers.bit, changes)))
        problem.joined[pair] = bits if changes else (0,)
    return problem.joined[pair]
