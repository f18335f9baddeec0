"""Which question to ask next.

Small cases exactly: the fewest further questions on average until everything is settled, found by dynamic
programming over the functions that remain. Large ones by the question that takes away most uncertainty: the
sum, over everything that is open, of the entropy of its answer (Quinlan, "Induction of decision trees",
Machine Learning 1 (1986)), computed for all questions in one pass over a diagram.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import log2

from klappt.core.questions.diagrams import ENDS, NO, YES, Chances, Diagrams

# How many restrictions of a diagram the exact search may make: about a tenth of a second.
EFFORT = 30_000
# With more questions to choose from, the exact search would not end within any such limit.
MOST_FOR_EXACT = 8
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open: nodes that are no ends, and for a level the node that says when to ask for it."""

    nodes: frozenset[int]
    whens: tuple[tuple[int, int], ...] = ()


class _TooLarge(Exception):
    """The exact search gives up."""


def best_question(
    diagrams: Diagrams, nodes: Sequence[int], whens: Mapping[int, int], effort: int
) -> int | None:
    """The level to ask for next; None when nothing is open.

    `nodes` are the functions that matter, one for each (the same node twice counts twice).
    """
    state = narrowed(diagrams, nodes, tuple(sorted(whens.items())))
    if not state.nodes:
        return None
    levels = worth_asking(diagrams, state)
    if len(levels) == 1:
        return levels[0]
    if len(levels) <= MOST_FOR_EXACT:
        with suppress(_TooLarge):
            return Exact(diagrams, effort).question(state)
    bits = gains(diagrams, Counter(node for node in nodes if node >= ENDS))
    return max(levels, key=lambda level: (round(bits.get(level, 0.0), 9), -level))


def narrowed(diagrams: Diagrams, nodes: Sequence[int], whens: tuple[tuple[int, int], ...]) -> Open:
    """Leaves out what is settled, and when to ask for what no longer matters."""
    rest = frozenset(node for node in nodes if node >= ENDS)
    levels = frozenset[int]().union(*map(diagrams.support, rest))
    return Open(rest, tuple(pair for pair in whens if pair[0] in levels))


def worth_asking(diagrams: Diagrams, state: Open) -> list[int]:
    """Levels that can change something, in order.

    Those that make sense to ask; if there is none, those that may make sense; if there is none, all.
    """
    levels = sorted(frozenset[int]().union(*map(diagrams.support, state.nodes)))
    whens = dict(state.whens)
    sensible = [level for level in levels if whens.get(level, YES) == YES]
    return sensible or [level for level in levels if whens[level] != NO] or levels


class Exact:
    """Dynamic programming over what remains open; each state is solved once."""

    def __init__(self, diagrams: Diagrams, effort: int) -> None:
        self._diagrams = diagrams
        self._left = effort
        self._solved: dict[Open, tuple[float, int]] = {}

    def question(self, state: Open) -> int:
        return self._solve(state)[1]

    def expected(self, state: Open) -> float:
        """The least expected number of questions until nothing is open."""
        return self._solve(state)[0] if state.nodes else 0.0

    def _solve(self, state: Open) -> tuple[float, int]:
        if state not in self._solved:
            best = float("inf"), -1
            for level in worth_asking(self._diagrams, state):
                found = self._cost(state, level, best[0] - _NEGLIGIBLE)
                if found < best[0] - _NEGLIGIBLE:
                    best = found, level
            self._solved[state] = best
        return self._solved[state]

    def _cost(self, state: Open, level: int, limit: float) -> float:
        """Expected questions when this one comes first; anything not below `limit` once that is certain."""
        weights = self._diagrams.weights[level]
        after = [self._answered(state, level, chosen) for chosen in range(len(weights))]
        # Whatever stays open takes one more question at least.
        cost = 1.0 + sum(weight for weight, one in zip(weights, after, strict=True) if one.nodes)
        for weight, one in zip(weights, after, strict=True):
            if cost >= limit:
                break
            if one.nodes:
                cost += weight * (self.expected(one) - 1.0)
        return cost

    def _answered(self, state: Open, level: int, chosen: int) -> Open:
        self._left -= len(state.nodes) + len(state.whens)
        if self._left < 0:
            raise _TooLarge
        restrict = self._diagrams.restrict
        nodes = [restrict(node, level, chosen) for node in state.nodes]
        return narrowed(
            self._diagrams, nodes, tuple((one, restrict(when, level, chosen)) for one, when in state.whens)
        )


def gains(diagrams: Diagrams, counts: Mapping[int, int]) -> dict[int, float]:
    """For each level the bits of uncertainty that its answer takes away on average, over all functions."""
    found: dict[int, float] = {}
    for root, count in counts.items():
        now = diagrams.chances(root)
        for level, outcomes in _outcomes(diagrams, root).items():
            weights = diagrams.weights[level]
            later = sum(w * _entropy(chances) for w, chances in zip(weights, outcomes, strict=True))
            found[level] = found.get(level, 0.0) + count * (_entropy(now) - later)
    return found


def _outcomes(diagrams: Diagrams, root: int) -> dict[int, list[Chances]]:
    """For each level, and each class of it, how probable the answers of `root` are then.

    Where a node of the level has the chances of one child instead of its own, the chances at the root change
    by the difference, times how probable it is to come through the node.
    """
    reach = {root: 1.0}
    base = diagrams.chances(root)
    found: dict[int, list[list[float]]] = {}
    for number in diagrams.nodes_of(root):
        level = diagrams.questions[number]
        weights = diagrams.weights[level]
        rows = found.setdefault(level, [list(base) for _ in weights])
        here = diagrams.chances(number)
        for child, weight, row in zip(diagrams.branches[number], weights, rows, strict=True):
            there = diagrams.chances(child)
            for end in range(ENDS):
                row[end] += reach[number] * (there[end] - here[end])
            reach[child] = reach.get(child, 0.0) + reach[number] * weight
    return {place: [(a, b, c, d) for a, b, c, d in rows] for place, rows in found.items()}


def _entropy(chances: Chances) -> float:
    return -sum(chance * log2(chance) for chance in chances if chance > _NEGLIGIBLE)
