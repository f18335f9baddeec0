"""A condition with the answer of each leaf looked up beforehand, for each step of its attribute."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from klappt.core.conditions.answers import (
    OF_JUDGEMENT,
    TURNED,
    Answer,
    LeafAt,
    combine,
    parts_of,
)
from klappt.core.conditions.scales import UNKNOWN, Scale, State
from klappt.core.conditions.tree import AllOf, AnyOf, AtLeast, Comparison, Condition, Judged, Judgement, Not

Reasoned = tuple[Answer, tuple[LeafAt, ...]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison: `table` has its answer for each step of the attribute at `position` of a state.

    A judgement has the position -1 and one answer. `reasons` are made once for each answer.
    """

    place: str
    leaf: Comparison | Judgement
    position: int
    table: tuple[Answer, ...]
    reasons: tuple[Reasoned, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody knows: neither checked nor clear."""
        return isinstance(self.leaf, Judgement) and self.leaf.kind is not Judged.CONDITIONAL

    def at(self, state: State) -> Reasoned:
        """Its answer for a state, and itself as the reason."""
        return self.reasons[state[self.position] if self.position >= 0 else 0]


@dataclass(frozen=True, slots=True)
class Group:
    """`all`, `any`, `at_least` or `not` with its parts."""

    node: AllOf | AnyOf | AtLeast | Not
    parts: tuple["Leaf | Group", ...]


Prepared = Leaf | Group


def prepare(condition: Condition, scales: Sequence[Scale], place: str) -> Prepared:
    """A condition over the states of `scales`. A `KeyError`: it compares an attribute without a scale."""
    positions = {scale.attribute.key: position for position, scale in enumerate(scales)}
    return _prepare(condition, scales, positions, place)


def _prepare(node: Condition, scales: Sequence[Scale], positions: Mapping[str, int], place: str) -> Prepared:
    if isinstance(node, Judgement):
        return _leaf(place, node, -1, (OF_JUDGEMENT[node.kind],))
    if isinstance(node, Comparison):
        position = positions[node.attribute]
        return _leaf(place, node, position, scales[position].answers(node))
    return Group(node, tuple(_prepare(part, scales, positions, at) for at, part in parts_of(node, place)))


def _leaf(place: str, leaf: Comparison | Judgement, position: int, table: tuple[Answer, ...]) -> Leaf:
    reasons = {answer: (answer, (LeafAt(place, leaf, answer),)) for answer in set(table)}
    return Leaf(place, leaf, position, table, tuple(reasons[answer] for answer in table))


def leaves_in(node: Prepared) -> Iterator[Leaf]:
    """From left to right."""
    if isinstance(node, Leaf):
        yield node
    else:
        for part in node.parts:
            yield from leaves_in(part)


def explain(node: Prepared, state: State) -> Reasoned:
    """The answer for a state, and the leaves that decided it."""
    if isinstance(node, Leaf):
        return node.at(state)
    parts = [explain(part, state) for part in node.parts]
    condition = node.node
    if isinstance(condition, Not):
        return TURNED[parts[0][0]], parts[0][1]
    answer = combine(condition, [part[0] for part in parts])
    if isinstance(condition, AtLeast) and not 0 < condition.n <= len(parts):
        return answer, ()
    return answer, tuple([leaf for part, leaves in parts if part is answer for leaf in leaves])


def span(node: Prepared, state: State) -> tuple[Answer, Answer, frozenset[int]]:
    """The lowest and highest answer there could be, and the positions of which one may still matter.

    As if every comparison could turn out for itself: true bounds, but not always the narrowest.
    """
    if isinstance(node, Leaf):
        found = node.at(state)[0]
        if node.position < 0 or state[node.position] != UNKNOWN:
            return found, found, frozenset()
        return Answer.NO, Answer.YES, frozenset({node.position})
    spans = [span(part, state) for part in node.parts]
    if isinstance(node.node, Not):
        (lowest, highest, positions), *_ = spans
        turned = [TURNED[answer] for answer in range(lowest, highest + 1)]
        return min(turned), max(turned), positions
    lowest = combine(node.node, [part[0] for part in spans])
    highest = combine(node.node, [part[1] for part in spans])
    if lowest == highest:
        return lowest, highest, frozenset()
    return lowest, highest, frozenset().union(*(part[2] for part in spans))
