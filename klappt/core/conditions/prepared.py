"""A condition with the answer of each leaf looked up beforehand, for each step of its attribute."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from klappt.core.conditions.answers import (
    OF_JUDGEMENT,
    TURNED,
    Answer,
    LeafAt,
    answer_for_value,
    combine,
    parts_of,
)
from klappt.core.conditions.scales import UNKNOWN, Scale, State
from klappt.core.conditions.tree import AllOf, AnyOf, AtLeast, Comparison, Condition, Judged, Judgement, Not

Reasoned = tuple[Answer, tuple[LeafAt, ...]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison: its answer for each step of the attribute at `position` of a state.

    A judgement has the position -1 and one answer.
    """

    position: int
    answers: tuple[LeafAt, ...]
    # The same, as reasons: made once, handed out often.
    reasons: tuple[Reasoned, ...]
    table: tuple[Answer, ...]

    @property
    def place(self) -> str:
        return self.answers[0].place

    @property
    def is_open(self) -> bool:
        """Whether nobody knows: neither checked nor clear."""
        leaf = self.answers[0].leaf
        return isinstance(leaf, Judgement) and leaf.kind is not Judged.CONDITIONAL

    def at(self, state: State) -> LeafAt:
        """The leaf with its answer for a state."""
        return self.answers[0] if self.position < 0 else self.answers[state[self.position]]


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
        return _leaf(-1, [LeafAt(place, node, OF_JUDGEMENT[node.kind])])
    if isinstance(node, Comparison):
        position = positions[node.attribute]
        scale = scales[position]
        answers = [answer_for_value(node, sample, scale.attribute) for sample in scale.samples]
        return _leaf(position, [LeafAt(place, node, answer) for answer in answers])
    return Group(node, tuple(_prepare(part, scales, positions, at) for at, part in parts_of(node, place)))


def _leaf(position: int, answers: Sequence[LeafAt]) -> Leaf:
    return Leaf(
        position,
        tuple(answers),
        tuple((found.answer, (found,)) for found in answers),
        tuple(found.answer for found in answers),
    )


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
        return node.reasons[state[node.position] if node.position >= 0 else 0]
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
        found = node.at(state).answer
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
