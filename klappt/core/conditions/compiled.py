"""Conditions compiled once, to be asked many times.

A situation is a *state*: for each attribute the number of its step (`Scale`), 0 where it is unknown. A
compiled condition answers for a state by walking down its decision diagram: one look-up for each attribute
that still matters.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from klappt.core.conditions.answers import Answer, LeafAt, Verdict
from klappt.core.conditions.attributes import Attribute, Profile
from klappt.core.conditions.diagrams import RESULTS, Diagrams, TooLargeError
from klappt.core.conditions.prepared import Leaf, Prepared, explain, leaves_in, prepare, span
from klappt.core.conditions.scales import UNKNOWN, Scale, State, scales_of
from klappt.core.conditions.tree import AllOf, AnyOf, AtLeast, Condition

# The node at the top (-1: there is none), and for each node the position it asks for and where it goes on.
_Drawn = tuple[int, list[int], list[tuple[int, ...]], Diagrams]
# People are alike: what was worked out for one situation is kept for the next, so many for each condition.
MOST_REMEMBERED = 1000
_ANYTHING: tuple[Answer, Answer, frozenset[int]] = (Answer.NO, Answer.YES, frozenset())


def answer(condition: Condition, profile: Profile, attributes: Sequence[Attribute]) -> Verdict:
    """The answer of one condition for one profile, with its reasons (docs/core/access.md).

    Who asks more than once compiles once: `CompiledCondition`, or `klappt.core.access.compile_rules` for a
    whole catalogue. A `KeyError` says that the condition names an attribute that is not given, a
    `ValueError` that the profile has a value its attribute does not know.
    """
    scales = scales_of(attributes, [condition])
    return CompiledCondition(condition, scales).verdict(state_of(profile, scales))


def state_of(profile: Profile, scales: Sequence[Scale]) -> tuple[int, ...]:
    """The state of a profile. A `ValueError` says that an attribute has no such value."""
    get = profile.get
    return tuple([scale.step(get(scale.attribute.key)) for scale in scales])


class CompiledCondition:
    """A condition over the states of `scales`; the places of its leaves begin with `place`.

    `used` are the positions of the attributes it asks for, in the order in which they stand in it. A
    condition too entangled for a diagram (`is_exact` is false) is answered by going through it, and `ask` and
    `unchecked` of its verdicts may name what could not change the answer; they never leave anything out.
    """

    __slots__ = ("_drawn", "_leaves", "_verdicts", "root", "scales", "used")

    def __init__(self, condition: Condition, scales: Sequence[Scale], place: str = "access") -> None:
        self.scales = scales
        self.root: Prepared = prepare(condition, scales, place)
        positions = (leaf.position for leaf in leaves_in(self.root) if leaf.position >= 0)
        self.used = tuple(dict.fromkeys(positions))
        # Drawn when first needed: a condition that is asked once, and tells all, needs no diagram.
        self._drawn: _Drawn | None = None
        self._leaves: tuple[tuple[Leaf, ...], Diagrams, int] | None = None
        self._verdicts: dict[tuple[int, ...], Verdict] = {}

    @property
    def is_exact(self) -> bool:
        """Whether `ask` and `unchecked` hold only what could change the answer."""
        return self._draw()[0] >= 0

    def _draw(self) -> _Drawn:
        if self._drawn is None:
            diagrams, top = _draw(self.root, self, ())
            positions = [-1 if question < 0 else self.used[question] for question in diagrams.questions]
            self._drawn = top, positions, diagrams.branches, diagrams
        return self._drawn

    def answer(self, state: State) -> Answer:
        """The answer for a state."""
        node, positions, branches, _ = self._drawn or self._draw()
        if node < 0:
            return explain(self.root, state)[0]
        while node > 3:
            node = branches[node][state[positions[node]]]
        return RESULTS[node]

    def forget(self) -> None:
        """Lets go of the verdicts worked out so far, so that the next is worked out anew."""
        self._verdicts.clear()

    def verdict(self, state: State) -> Verdict:
        """The answer for a state with its reasons."""
        seen = tuple([state[position] for position in self.used])
        verdict = self._verdicts.get(seen)
        if verdict is None:
            found, because = explain(self.root, state)
            verdict = Verdict(found, self._ask(state), self._unchecked(state), because)
            if len(self._verdicts) >= MOST_REMEMBERED:
                self._verdicts.clear()
            self._verdicts[seen] = verdict
        return verdict

    def _ask(self, state: State) -> tuple[str, ...]:
        if UNKNOWN not in self._given(state):
            return ()
        lowest, highest, open_ones = span(self.root, state) if self._drawn is None else _ANYTHING
        if lowest == highest:
            return ()
        top, _, _, diagrams = self._draw()
        if top < 0:
            open_ones = span(self.root, state)[2]
        else:
            questions = diagrams.left_open(top, self._given(state))
            open_ones = frozenset(self.used[question] for question in questions)
        return tuple(self.scales[position].attribute.key for position in self.used if position in open_ones)

    def _given(self, state: State) -> list[int]:
        return [state[position] for position in self.used]

    def _unchecked(self, state: State) -> tuple[LeafAt, ...]:
        """Every leaf that nobody knows is a question of its own, which may have any answer."""
        if self._leaves is None:
            leaves = tuple(leaf for leaf in leaves_in(self.root) if leaf.is_open)
            self._leaves = (leaves, *_draw(self.root, self, leaves)) if leaves else ((), Diagrams(), 0)
        leaves, diagrams, top = self._leaves
        if not leaves:
            return ()
        questions = set(range(len(self.used), len(self.used) + len(leaves)))
        if top >= 0:
            questions &= diagrams.left_open(top, [*self._given(state), *[UNKNOWN] * len(leaves)])
        return tuple(
            leaf.at(state)[1][0] for number, leaf in enumerate(leaves, len(self.used)) if number in questions
        )


def _draw(root: Prepared, compiled: CompiledCondition, free: Sequence[Leaf]) -> tuple[Diagrams, int]:
    """The diagram of a condition over its attributes and over `free` leaves; -1 where it were too large."""
    diagrams = Diagrams()
    of_attribute = {position: question for question, position in enumerate(compiled.used)}
    of_leaf = {leaf.place: question for question, leaf in enumerate(free, len(compiled.used))}
    try:
        return diagrams.only(_diagram(root, diagrams, of_attribute, of_leaf))
    except TooLargeError:
        return Diagrams(), -1


def _diagram(
    node: Prepared, diagrams: Diagrams, of_attribute: Mapping[int, int], of_leaf: Mapping[str, int]
) -> int:
    if isinstance(node, Leaf):
        if node.place in of_leaf:
            return diagrams.node(of_leaf[node.place], tuple(map(int, RESULTS)))
        answers = tuple(map(int, node.table))
        return answers[0] if node.position < 0 else diagrams.node(of_attribute[node.position], answers)
    parts = [_diagram(part, diagrams, of_attribute, of_leaf) for part in node.parts]
    match node.node:
        case AllOf():
            return _fold(diagrams.lower, parts, Answer.YES)
        case AnyOf():
            return _fold(diagrams.higher, parts, Answer.NO)
        case AtLeast(n):
            return diagrams.at_least(n, parts)
    return diagrams.turn(parts[0])


def _fold(combine: Callable[[int, int], int], parts: Sequence[int], empty: Answer) -> int:
    """From the last part on: the first ask for what is asked first, and are put on top."""
    return reduce(lambda below, part: combine(part, below), reversed(parts), int(empty))
