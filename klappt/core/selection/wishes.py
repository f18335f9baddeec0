"""What goes into a proposal for the core group: who could sit in it, and what the coordinator asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

Key = str | int

FIELDS = ("migration", "work", "social", "education")


@dataclass(frozen=True)
class Candidate:
    """An institution that could sit in the core group.

    `field` is one of the four fields or None while nobody has assigned it; `criteria` are those of the six
    guiding questions answered with yes; `commitment` is a whole number from 0 (how well it cooperates so far:
    the caller says what a step means); `planned` is the coordinator's own tick.
    """

    key: Key
    field: str | None = None
    criteria: frozenset[str] = frozenset()
    commitment: int = 0
    planned: bool = False


@dataclass(frozen=True)
class Wishes:
    """What the coordinator asks for; all of it counts equally, nothing is dropped silently.

    Sizes count institutions. `per_field` and `per_criterion` say how many of the group at least; a field or a
    criterion that is not named may stay empty (but is preferred filled).
    """

    minimum_size: int = 0
    maximum_size: int | None = None
    per_field: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 1))
    per_criterion: Mapping[str, int] = field(default_factory=dict)
    must: frozenset[Key] = frozenset()
    must_not: frozenset[Key] = frozenset()


class WishKind(StrEnum):
    """The kinds of wishes that can be in conflict."""

    SIZE = auto()
    FIELD = auto()
    CRITERION = auto()
    MUST = auto()
    MUST_NOT = auto()


@dataclass(frozen=True)
class Wish:
    """One wish. `subject` is the field, the criterion or the candidate's key; sizes have none."""

    kind: WishKind
    subject: Key | None
    at_least: int
    at_most: int | None = None

    @property
    def is_named(self) -> bool:
        """A wish about one institution: in or out."""
        return self.kind in {WishKind.MUST, WishKind.MUST_NOT}

    def members(self, candidates: Sequence[Candidate]) -> tuple[int, ...]:
        """Positions of the candidates this wish counts."""
        return tuple(position for position, one in enumerate(candidates) if self._counts(one))

    def shortfall(self, count: int) -> int:
        """By how many institutions a group with `count` of them misses the wish."""
        too_many = 0 if self.at_most is None else count - self.at_most
        return max(0, self.at_least - count, too_many)

    def _counts(self, candidate: Candidate) -> bool:
        if self.kind is WishKind.FIELD:
            return candidate.field == self.subject
        if self.kind is WishKind.CRITERION:
            return self.subject in candidate.criteria
        return self.kind is WishKind.SIZE or candidate.key == self.subject


def sorted_keys(keys: frozenset[Key]) -> list[Key]:
    """Numbers before words: an order that does not depend on how the input was ordered."""
    return sorted(keys, key=order_of)


def order_of(key: Key) -> tuple[bool, int, str]:
    """Sort key for keys of either type."""
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def list_wishes(wishes: Wishes) -> tuple[Wish, ...]:
    """Each wish that asks for something, in a fixed order."""
    return tuple(_each_wish(wishes))


def _each_wish(wishes: Wishes) -> Iterator[Wish]:
    if wishes.minimum_size or wishes.maximum_size is not None:
        yield Wish(WishKind.SIZE, None, wishes.minimum_size, wishes.maximum_size)
    for kind, numbers in ((WishKind.FIELD, wishes.per_field), (WishKind.CRITERION, wishes.per_criterion)):
        for subject in sorted(numbers):
            if numbers[subject]:
                yield Wish(kind, subject, numbers[subject])
    for key in sorted_keys(wishes.must):
        yield Wish(WishKind.MUST, key, 1)
    for key in sorted_keys(wishes.must_not):
        yield Wish(WishKind.MUST_NOT, key, 0, 0)


def check(candidates: Sequence[Candidate], wishes: Wishes) -> None:
    """Raise ValueError for input that has no meaning: double keys, unknown keys, negative numbers."""
    keys = [one.key for one in candidates]
    if len(set(keys)) != len(keys):
        raise ValueError("Two candidates have the same key.")
    unknown = (wishes.must | wishes.must_not) - set(keys)
    if unknown:
        raise ValueError(f"No candidate has the key {sorted_keys(unknown)[0]!r}.")
    numbers = [wishes.minimum_size, *wishes.per_field.values(), *wishes.per_criterion.values()]
    if min(numbers) < 0 or any(one.commitment < 0 for one in candidates):
        raise ValueError("Sizes, numbers and commitments are whole numbers from 0.")
    if wishes.maximum_size is not None and wishes.maximum_size < wishes.minimum_size:
        raise ValueError("The largest size is smaller than the smallest.")
