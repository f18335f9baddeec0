"""What it takes at least from a state to the goal, in months and in offers.

What must be the case at some time: the goal; and for each value that has yet to be reached, what all
offers that lead to it ask for (landmarks: Hoffmann, Porteous & Sebastia 2004). For each attribute the way
to the farthest of the values it must take; the months of an offer that changes several attributes are
shared among them, so that the sum stays a lower bound (cost partitioning: Katz & Domshlak 2010).
"""

from collections.abc import Iterable
from math import inf, lcm

from klappt.core.chains.moves import Move
from klappt.core.chains.rules import Combined, State, Table, Term
from klappt.core.chains.task import Task

# The values an attribute must take one of, as bits.
Demand = tuple[int, int]
# Months and offers.
Bound = tuple[float, float]
# With more offers that lead straight to the goal than that, what each asks for is not looked at.
MOST_LAST = 40


class Remaining:
    """Lower bounds for the states of a task; infinite where the goal cannot be reached."""

    def __init__(self, task: Task) -> None:
        self._full = [0 if one.counted else (1 << len(one.values)) - 1 for one in task.changeable]
        self._goal = self._narrow(_demands(task.goal))
        self._share = lcm(*{move.affects() or 1 for move in task.moves})
        self._known: dict[State, Bound] = {}
        self._costs: dict[tuple[int, int, int], tuple[float, float, tuple[Demand, ...]]] = {}
        self._enters: list[list[list[int]]] = [
            [[0] * len(self._full) for _ in range(full.bit_length())] for full in self._full
        ]
        self._months = [_apart(full.bit_length()) for full in self._full]
        self._offers = [_apart(full.bit_length()) for full in self._full]
        for move in task.moves:
            self._add(move)
        for table in (*self._months, *self._offers):
            _shorten(table)
        self._closely: dict[State, Bound] = {}
        self._last = self._last_moves(task)

    def __call__(self, state: State) -> Bound:
        """Months and offers."""
        known = self._known.get(state)
        if known is None:
            months, offers = self._demanded(state, self._goal)
            known = self._known[state] = _up(months, self._share), _up(offers, self._share)
        return known

    def closely(self, state: State) -> Bound:
        """The same, better and dearer: some last offer has to come, with all that it asks for."""
        known = self._closely.get(state)
        if known is None:
            known = self._closely[state] = self._compute_closely(state)
        return known

    def _compute_closely(self, state: State) -> Bound:
        about = self(state)
        if not self._last or self._goal[0][1] >> state[self._goal[0][0]] & 1 or about[1] == inf:
            return about
        least_months = least_offers = inf
        for own_months, own_offers, demands in self._last:
            months, offers = self._demanded(state, demands, (own_months, own_offers))
            least_months = min(least_months, months)
            least_offers = min(least_offers, offers)
        return (
            max(about[0], _up(least_months, self._share)),
            max(about[1], _up(least_offers, self._share)),
        )

    def _last_moves(self, task: Task) -> list[tuple[int, int, list[Demand]]]:
        """The offers that lead to the goal's first demand, with what they ask for, as far as they differ.

        Empty where there are too many of them to look at each.
        """
        found: list[tuple[int, int, list[int], list[Demand]]] = []
        if not self._goal:
            return []
        at, wanted = self._goal[0]
        for move in sorted(task.moves, key=lambda move: move.months):
            becomes = dict(move.changes).get(at, ())
            if all(wanted >> value & 1 or not wanted >> target & 1 for value, target in enumerate(becomes)):
                continue
            allowed = self._allowed(move)
            own = self._share // move.affects()
            if any(
                months <= move.months * own and offers <= own and not _beyond(allowed, other)
                for months, offers, other, _ in found
            ):
                continue
            demands = [demand for demand in self._narrow(enumerate(allowed)) if demand[0] != at]
            found.append((move.months * own, own, allowed, [*demands, *self._goal[1:]]))
        return (
            [(months, offers, demands) for months, offers, _, demands in found]
            if len(found) <= MOST_LAST
            else []
        )

    def _demanded(self, state: State, demands: Iterable[Demand], last: Bound | None = None) -> Bound:
        """What these demands take, and those that follow from them; in shares.

        `last` is what the last offer takes to meet the goal's first demand: another demand on that
        attribute may be met by the same offer.
        """
        months: dict[int, float] = {}
        offers: dict[int, float] = {}
        if last:
            months[self._goal[0][0]], offers[self._goal[0][0]] = last
        todo = list(demands)
        seen = set(todo)
        while todo:
            at, values = todo.pop()
            now = state[at]
            if values >> now & 1:
                continue
            key = at, now, values
            cost = self._costs.get(key)
            if cost is None:
                cost = self._costs[key] = self._cost(*key)
            if cost[0] > months.get(at, -1):
                months[at] = cost[0]
            if cost[1] > offers.get(at, -1):
                offers[at] = cost[1]
            for demand in cost[2]:
                if demand not in seen:
                    seen.add(demand)
                    todo.append(demand)
        return sum(months.values()), sum(offers.values())

    def _cost(self, at: int, now: int, values: int) -> tuple[float, float, tuple[Demand, ...]]:
        """The way from this value to one of those, and what the offers that lead to them demand."""
        targets = [value for value in range(self._full[at].bit_length()) if values >> value & 1]
        months = min((self._months[at][now][value] for value in targets), default=inf)
        offers = min((self._offers[at][now][value] for value in targets), default=inf)
        demands = []
        for other, full in enumerate(self._full):
            entered = 0
            for value in targets:
                entered |= self._enters[at][value][other]
            if other != at and entered != full:
                demands.append((other, entered))
        return months, offers, tuple(demands) if offers < inf else ()

    def _narrow(self, demands: Iterable[Demand]) -> list[Demand]:
        """Those that not every value meets."""
        return [(at, values) for at, values in demands if values != self._full[at]]

    def _allowed(self, move: Move) -> list[int]:
        """For each attribute the values with which it may be open."""
        allowed = list(self._full)
        for at, values in move.allowed:
            allowed[at] &= values
        return allowed

    def _add(self, move: Move) -> None:
        allowed = self._allowed(move)
        share = self._share // (move.affects() or 1)
        for at, becomes in move.changes:
            months, offers, enters = self._months[at], self._offers[at], self._enters[at]
            for value, target in enumerate(becomes):
                if value != target and allowed[at] >> value & 1:
                    months[value][target] = min(months[value][target], move.months * share)
                    offers[value][target] = min(offers[value][target], share)
                    entered = enters[target]
                    for other, values in enumerate(allowed):
                        entered[other] |= values


def _demands(goal: Term) -> list[Demand]:
    """What the goal asks of single attributes, months aside."""
    if isinstance(goal, Combined):
        return [demand for part in goal.parts for demand in _demands(part)] if goal.is_all else []
    if not isinstance(goal, Table) or not goal.values():
        return []
    return [(goal.at, sum(1 << value for value, row in enumerate(goal.values()) if row.yes))]


def _apart(size: int) -> list[list[float]]:
    return [[0 if one == other else inf for other in range(size)] for one in range(size)]


def _shorten(table: list[list[float]]) -> None:
    """From direct ways to shortest ways (Floyd 1962)."""
    for by in range(len(table)):
        onward = table[by]
        for row in table:
            first = row[by]
            if first < inf:
                for to, second in enumerate(onward):
                    row[to] = min(row[to], first + second)


def _up(cost: float, share: int) -> float:
    return cost if cost == inf else -(-int(cost) // share)


def _beyond(allowed: list[int], other: list[int]) -> bool:
    """Whether one allows something that the other does not."""
    return any(mine & ~theirs for mine, theirs in zip(allowed, other, strict=True))
