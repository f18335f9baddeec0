"""Decision diagrams (`klappt.core.conditions.diagrams`) of many conditions at once, and what they tell.

Each function of the open attributes has exactly one node: an end is settled, an attribute can change the
answer if and only if it stands somewhere below, and two offers with the same open question share it.
"""

from collections.abc import Sequence

from klappt.core.conditions import Answer
from klappt.core.conditions import diagrams as shared

# The numbers of the four ends; they are ordered as the answers are.
NO, UNKNOWN, CONDITIONAL, YES = map(int, Answer)
ENDS = len(Answer)
# How probable each of the four answers is.
Chances = tuple[float, float, float, float]
# Of all conditions of a catalogue together.
MOST_NODES = 1_000_000
MOST_LEVELS = 1_000


class Diagrams(shared.Diagrams):
    """The diagrams of one situation; a question is the level of its attribute, a branch one of its classes.

    `weights` has for each level the weights of the attribute's classes, in order.
    """

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        super().__init__(MOST_NODES, MOST_LEVELS)
        self.weights = weights
        self._restricted: dict[tuple[int, int, int], int] = {}
        self._supports: dict[int, frozenset[int]] = {}
        self._chances: dict[int, Chances] = {}

    def lowest(self, parts: Sequence[int]) -> int:
        """The lowest of the answers; yes without parts."""
        found = YES
        # The last question first: then each further one only comes on top.
        for part in sorted(set(parts), key=self._height):
            found = self.lower(found, part)
        return found

    def highest(self, parts: Sequence[int]) -> int:
        """The highest of the answers; no without parts."""
        found = NO
        for part in sorted(set(parts), key=self._height):
            found = self.higher(found, part)
        return found

    def restrict(self, number: int, level: int, chosen: int) -> int:
        """The same function once the attribute at `level` is known to be in the class `chosen`."""
        if number < ENDS or self.questions[number] > level:
            return number
        if self.questions[number] == level:
            return self.branches[number][chosen]
        key = number, level, chosen
        found = self._restricted.get(key)
        if found is None:
            branches = tuple([self.restrict(one, level, chosen) for one in self.branches[number]])
            found = self._restricted[key] = self.node(self.questions[number], branches)
        return found

    def support(self, number: int) -> frozenset[int]:
        """The levels that can change the answer."""
        if number < ENDS:
            return frozenset()
        if number not in self._supports:
            below = [self.support(one) for one in self.branches[number]]
            self._supports[number] = frozenset({self.questions[number]}).union(*below)
        return self._supports[number]

    def chances(self, number: int) -> Chances:
        """How probable each answer is when classes are drawn independently by their weights."""
        if number < ENDS:
            return _SURE[number]
        if number not in self._chances:
            parts = [self.chances(one) for one in self.branches[number]]
            weights = self.weights[self.questions[number]]
            a, b, c, d = (sum(w * p[end] for w, p in zip(weights, parts, strict=True)) for end in range(ENDS))
            self._chances[number] = a, b, c, d
        return self._chances[number]

    def nodes_of(self, number: int) -> list[int]:
        """The nodes of a diagram without its ends, each before those below."""
        found = {number} if number >= ENDS else set()
        waiting = list(found)
        while waiting:
            new = {one for one in self.branches[waiting.pop()] if one >= ENDS} - found
            found |= new
            waiting.extend(new)
        return sorted(found, key=lambda one: self.questions[one])

    def ends(self, number: int) -> frozenset[int]:
        """The answers that can still come."""
        if number < ENDS:
            return frozenset({number})
        below = (one for node in self.nodes_of(number) for one in self.branches[node])
        return frozenset(one for one in below if one < ENDS)

    def within(self, number: int, domains: Sequence[frozenset[int]]) -> int:
        """The function of those who can only be in the classes of `domains`, one set for each level.

        The other classes go on as the first possible one, so that an attribute with one class drops out.
        """
        return self._within(number, domains, {})

    def _within(self, number: int, domains: Sequence[frozenset[int]], known: dict[int, int]) -> int:
        if number < ENDS:
            return number
        if number not in known:
            level, branches = self.questions[number], self.branches[number]
            allowed = {one: self._within(branches[one], domains, known) for one in domains[level]}
            instead = allowed[min(allowed)]
            known[number] = self.node(level, tuple(allowed.get(one, instead) for one in range(len(branches))))
        return known[number]

    def _height(self, number: int) -> int:
        return 0 if number < ENDS else -self.questions[number]


_SURE: tuple[Chances, ...] = (
    (1.0, 0.0, 0.0, 0.0),
    (0.0, 1.0, 0.0, 0.0),
    (0.0, 0.0, 1.0, 0.0),
    (0.0, 0.0, 0.0, 1.0),
)
