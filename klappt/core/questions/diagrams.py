"""Conditions as decision diagrams: each function of the open attributes has exactly one node.

Because of that an end is settled, an attribute can change the answer if and only if it stands somewhere
below, and two offers with the same open question share it. Method: Bryant, "Graph-based algorithms
for Boolean function manipulation", IEEE Transactions on Computers 35 (1986), with four ends.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# The numbers of the four ends; they are ordered as the answers are.
NO, UNKNOWN, CONDITIONAL, YES = range(4)
ENDS = 4
_OPPOSITE = (YES, UNKNOWN, CONDITIONAL, NO)
# How probable each of the four answers is.
Chances = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """Asks for the attribute at `level` and goes on with the child of its class."""

    level: int
    children: tuple[int, ...]


class Diagrams:
    """Makes nodes and works on them; a node is its number, an end the number of its answer.

    `weights` has for each level the weights of the attribute's classes, in order.
    """

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        self.weights = weights
        self._nodes: list[Node | None] = [None] * ENDS
        self._numbers: dict[Node, int] = {}
        self._combined: dict[tuple[str, int, int], int] = {}
        self._opposites: dict[int, int] = {}
        self._restricted: dict[tuple[int, int, int], int] = {}
        self._supports: dict[int, frozenset[int]] = {}
        self._chances: dict[int, Chances] = {}

    def __getitem__(self, number: int) -> Node:
        node = self._nodes[number]
        if node is None:
            raise KeyError(number)
        return node

    def make(self, level: int, children: tuple[int, ...]) -> int:
        """The node that asks for the attribute at `level`; a child where all children are the same."""
        if all(child == children[0] for child in children):
            return children[0]
        node = Node(level, children)
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
        return number

    def low(self, parts: Sequence[int]) -> int:
        """The lowest of the answers; yes without parts."""
        return self._fold("low", min, YES, NO, parts)

    def high(self, parts: Sequence[int]) -> int:
        """The highest of the answers; no without parts."""
        return self._fold("high", max, NO, YES, parts)

    def at_least(self, n: int, parts: Sequence[int]) -> int:
        """The n-th highest of the answers."""
        row = [YES, *[NO] * n]
        for part in parts:
            row = [YES, *(self.high((row[k], self.low((row[k - 1], part)))) for k in range(1, n + 1))]
        return row[n]

    def opposite(self, number: int) -> int:
        """Yes and no turned round."""
        if number < ENDS:
            return _OPPOSITE[number]
        if number not in self._opposites:
            node = self[number]
            self._opposites[number] = self.make(
                node.level, tuple(self.opposite(one) for one in node.children)
            )
        return self._opposites[number]

    def restrict(self, number: int, level: int, chosen: int) -> int:
        """The same function once the attribute at `level` is known to be in the class `chosen`."""
        if number < ENDS or self[number].level > level:
            return number
        node = self[number]
        if node.level == level:
            return node.children[chosen]
        key = number, level, chosen
        found = self._restricted.get(key)
        if found is None:
            children = tuple(self.restrict(one, level, chosen) for one in node.children)
            found = self._restricted[key] = self.make(node.level, children)
        return found

    def support(self, number: int) -> frozenset[int]:
        """The levels that can change the answer."""
        if number < ENDS:
            return frozenset()
        if number not in self._supports:
            node = self[number]
            below = (self.support(one) for one in node.children)
            self._supports[number] = frozenset({node.level}).union(*below)
        return self._supports[number]

    def chances(self, number: int) -> Chances:
        """How probable each answer is when classes are drawn independently by their weights."""
        if number < ENDS:
            sure = [0.0] * ENDS
            sure[number] = 1.0
            return sure[0], sure[1], sure[2], sure[3]
        if number not in self._chances:
            node = self[number]
            parts = [self.chances(one) for one in node.children]
            weights = self.weights[node.level]
            a, b, c, d = (sum(w * p[end] for w, p in zip(weights, parts, strict=True)) for end in range(ENDS))
            self._chances[number] = a, b, c, d
        return self._chances[number]

    def below(self, number: int) -> list[int]:
        """The nodes of a diagram without its ends, each before its children."""
        found = {number} if number >= ENDS else set()
        waiting = list(found)
        while waiting:
            new = {child for child in self[waiting.pop()].children if child >= ENDS} - found
            found |= new
            waiting.extend(new)
        return sorted(found, key=lambda one: self[one].level)

    def ends(self, number: int) -> frozenset[int]:
        """The answers that can still come."""
        if number < ENDS:
            return frozenset({number})
        children = (child for one in self.below(number) for child in self[one].children)
        return frozenset(child for child in children if child < ENDS)

    def within(self, number: int, domains: Sequence[frozenset[int]]) -> int:
        """The function of those who can only be in the classes of `domains`, one set for each level.

        The other children go on as the first possible one, so that an attribute with one class drops out.
        """
        return self._within(number, domains, {})

    def _within(self, number: int, domains: Sequence[frozenset[int]], known: dict[int, int]) -> int:
        if number < ENDS:
            return number
        if number not in known:
            node = self[number]
            allowed = {one: self._within(node.children[one], domains, known) for one in domains[node.level]}
            instead = allowed[min(allowed)]
            children = tuple(allowed.get(one, instead) for one in range(len(node.children)))
            known[number] = self.make(node.level, children)
        return known[number]

    def _fold(
        self, name: str, better: Callable[[int, int], int], neutral: int, final: int, parts: Sequence[int]
    ) -> int:
        result = neutral
        # The last question first: then each further one only comes on top.
        for part in sorted(set(parts), key=self._depth):
            result = self._combine(name, better, final, result, part)
        return result

    def _depth(self, number: int) -> int:
        return 0 if number < ENDS else -self[number].level

    def _combine(
        self, name: str, better: Callable[[int, int], int], final: int, left: int, right: int
    ) -> int:
        if left < ENDS and right < ENDS:
            return better(left, right)
        if left == right or final in (left, right):
            return final if final in (left, right) else left
        if NO + YES - final in (left, right):
            return right if left == NO + YES - final else left
        key = (name, left, right) if left < right else (name, right, left)
        found = self._combined.get(key)
        if found is None:
            level = min(self[one].level for one in key[1:] if one >= ENDS)
            pairs = zip(*(self._children(one, level) for one in key[1:]), strict=True)
            children = tuple(self._combine(name, better, final, a, b) for a, b in pairs)
            found = self._combined[key] = self.make(level, children)
        return found

    def _children(self, number: int, level: int) -> tuple[int, ...]:
        if number >= ENDS and self[number].level == level:
            return self[number].children
        return (number,) * len(self.weights[level])
