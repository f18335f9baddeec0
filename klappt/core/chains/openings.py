"""Which leaves of a rule would have to be opened, and in which months the offer could then be started.

Opened, a leaf is no longer required: it answers yes, or no where a `not` turns it around.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from klappt.core.chains.rules import Compiler, State, Term, evaluate, positions
from klappt.core.chains.times import Months, Times, highest, lowest, nth_highest, turned
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Condition, Judged, Judgement, Not

# Changes as bits, and what a part of a rule answers with them.
Opened = tuple[int, Times]
NOT_CHECKED = Judgement(Judged.UNCHECKED)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf that `bit` opens, so that it answers `opened`. `straight`: under no `not`, or under two."""

    term: Term
    bit: int
    opened: Times
    straight: bool

    def options(self, state: State, most: int) -> list[Opened]:
        now = evaluate(self.term, state)
        if now == self.opened or not most or not self.bit:
            return [(0, now)]
        return [(0, now), (self.bit, self.opened)]


@dataclass(frozen=True, slots=True)
class Group:
    """Parts, of which at least `needed` have to hold."""

    node: Condition
    parts: tuple["Part", ...]
    full: Months
    straight: bool

    @property
    def needed(self) -> int:
        match self.node:
            case AtLeast(n):
                return n
            case AnyOf():
                return 1
        return len(self.parts)

    def options(self, state: State, most: int) -> list[Opened]:
        sides = [part.options(state, most) for part in self.parts]
        match self.node:
            case AllOf():
                return self._folded(sides, lambda answers: lowest(answers, self.full), most)
            case AnyOf():
                return self._folded(sides, highest, most)
            case AtLeast(n):
                rows: list[tuple[int, tuple[Times, ...]]] = [(0, ())]
                for side in sides:
                    rows = [
                        (mask | more, (*answers, answer))
                        for mask, answers in rows
                        for more, answer in side
                        if (mask | more).bit_count() <= most
                    ]
                return self._best([(mask, nth_highest(n, answers, self.full)) for mask, answers in rows])
        return [(mask, turned(answer, self.full)) for mask, answer in sides[0]]

    def _folded(
        self, sides: Sequence[list[Opened]], combine: Callable[[Iterable[Times]], Times], most: int
    ) -> list[Opened]:
        found: list[Opened] = [(0, combine(()))]
        for side in sides:
            found = self._best(
                [
                    (mask | more, combine((answer, other)))
                    for mask, answer in found
                    for more, other in side
                    if (mask | more).bit_count() <= most
                ]
            )
        return found

    def _best(self, options: list[Opened]) -> list[Opened]:
        """Without what takes more and opens no more. Under a `not`, more can be less: all are kept."""
        if not self.straight:
            return options
        best: list[Opened] = []
        for mask, answer in sorted(options, key=lambda option: option[0].bit_count()):
            if not any(not less & ~mask and _covers(more, answer) for less, more in best):
                best.append((mask, answer))
        return best


Part = Leaf | Group


def _covers(one: Times, other: Times) -> bool:
    return not (other[0] & ~one[0] or other[1] & ~one[1] or other[2] & ~one[2])


def openable(
    access: Condition | None, compiler: Compiler, bit_of: Callable[[str], int], full: Months
) -> Part:
    """A rule with its leaves as changes; `bit_of` gives a bit to the place of each leaf, 0 if it stays."""

    def build(node: Condition, place: str, *, straight: bool) -> Part:
        inside = _parts(node, place)
        if inside is None:
            opened = Times(full, full, full) if straight else Times(0, 0, 0)
            return Leaf(compiler.compile(node), bit_of(place), opened, straight)
        turns = isinstance(node, Not)
        parts = tuple(build(part, where, straight=straight != turns) for where, part in inside)
        return Group(node, parts, full, straight)

    return build(NOT_CHECKED if access is None else access, "access", straight=True)


def _parts(node: Condition, place: str) -> list[tuple[str, Condition]] | None:
    """The parts of a group with their places; None for a leaf."""
    match node:
        case AllOf(parts):
            return [(f"{place}.all[{number}]", part) for number, part in enumerate(parts)]
        case AnyOf(parts):
            return [(f"{place}.any[{number}]", part) for number, part in enumerate(parts)]
        case AtLeast(_, parts):
            return [(f"{place}.of[{number}]", part) for number, part in enumerate(parts)]
        case Not(part):
            return [(f"{place}.not", part)]
    return None


@dataclass(slots=True)
class Rule:
    """The rule of one offer. `always` are changes it takes in any case: an idea has to be created."""

    root: Part
    latest: Months
    conditional: bool
    always: int = 0
    _asked: tuple[int, ...] = field(init=False)
    _known: dict[tuple[int, ...], list[tuple[int, Months]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked = tuple(sorted(_positions(self.root)))

    def starts(self, state: State, most: int) -> list[tuple[int, Months]]:
        """Sets of up to `most` changes, and the months in which the offer can be started with them."""
        key = (most, *(state[at] for at in self._asked))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._starts(state, most)
        return found

    def _starts(self, state: State, most: int) -> list[tuple[int, Months]]:
        found: list[tuple[int, Months]] = []
        left = most - self.always.bit_count()
        options = self.root.options(state, left) if left >= 0 else []
        for mask, answer in sorted(options, key=lambda option: option[0].bit_count()):
            months = (answer.conditional if self.conditional else answer.yes) & self.latest
            if months and not any(not less & ~mask and not months & ~more for less, more in found):
                found.append((mask, months))
        return [(mask | self.always, months) for mask, months in found]


def _positions(part: Part) -> frozenset[int]:
    if isinstance(part, Leaf):
        return positions(part.term)
    return frozenset().union(*(_positions(inner) for inner in part.parts))
