"""From candidates and wishes to a proposal that explains itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from klappt.core.programme import Deadline
from klappt.core.selection.conflicts import Conflict, OutOfTimeError, find_conflict
from klappt.core.selection.solve import Best, Group, Reached, equally_good, find_best
from klappt.core.selection.wishes import (
    Candidate,
    Key,
    Wish,
    Wishes,
    WishKind,
    check,
    list_wishes,
    order_of,
    sorted_keys,
)
from klappt.core.selection.worth import Task


class Status(StrEnum):
    """How far the answer can be relied on."""

    OPTIMAL = auto()
    """Proven: no group is better."""
    BEST_FOUND = auto()
    """The time ran out; `reached` says what at most would be possible."""
    CONFLICT = auto()
    """The wishes cannot be met together; the group shown keeps names and size and comes nearest."""
    UNDECIDED = auto()
    """The time ran out before any group was found."""


@dataclass(frozen=True)
class Choice:
    """One proposed institution and why: what it covers, and what only it covers."""

    key: Key
    field: str | None
    criteria: tuple[str, ...]
    only_one_for_field: bool
    only_one_for: tuple[str, ...]
    must: bool
    planned: bool
    commitment: int


@dataclass(frozen=True)
class Coverage:
    """A wish, who in the group fulfils it, and how many candidates there are for it at all."""

    wish: Wish
    members: tuple[Key, ...]
    available: int

    @property
    def missing(self) -> int:
        """How many institutions are missing (or, for an upper limit, are too many); 0 when met."""
        return self.wish.shortfall(len(self.members))


@dataclass(frozen=True)
class Exchange:
    """`leaves` for `comes`: the group is exactly as good afterwards."""

    leaves: tuple[Key, ...]
    comes: tuple[Key, ...]


@dataclass(frozen=True)
class CoreGroup:
    """A proposal.

    `more_exchanges` is None when the time was too short to know whether all are listed. `conflict` is the
    smallest set of wishes that contradict each other, `give_up` the smallest set without which the rest can
    be met; both are empty when all wishes can be met.
    """

    status: Status
    chosen: tuple[Choice, ...]
    coverage: tuple[Coverage, ...]
    reached: tuple[Reached, ...]
    exchanges: tuple[Exchange, ...]
    more_exchanges: bool | None
    conflict: tuple[Wish, ...] = ()
    conflict_proven_smallest: bool = True
    give_up: tuple[Wish, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the proposed institutions."""
        return tuple(choice.key for choice in self.chosen)

    @property
    def missing(self) -> tuple[Coverage, ...]:
        """What was wished for and is not met."""
        return tuple(covered for covered in self.coverage if covered.missing)


def propose_core_group(
    candidates: Iterable[Candidate], wishes: Wishes, *, time_limit: float = 10.0, most_exchanges: int = 20
) -> CoreGroup:
    """The best core group among `candidates` for `wishes`.

    Better is decided level by level (see `Level`): as many fields and criteria as possible have someone; as
    many criteria as possible have two; as many planned ones as possible; no more people than that needs; the
    most commitment; the most criteria answered. Exact: HiGHS proves each level before the next begins.

    `time_limit` is in seconds for everything together, `most_exchanges` caps the list of equally good groups.
    The same candidates in another order give the same answer (as long as the time suffices).
    Raises ValueError for double or unknown keys and negative numbers.
    """
    known = tuple(sorted(candidates, key=lambda one: order_of(one.key)))
    check(known, wishes)
    listed = list_wishes(wishes)
    deadline = Deadline.after(time_limit)
    try:
        conflict = find_conflict(known, listed, deadline)
    except OutOfTimeError:
        return _undecided(known, listed)
    task = _nearest(known, listed) if conflict else Task(known, listed)
    best = find_best(task, deadline)
    if best is None:
        return _undecided(known, listed, conflict)
    exchanges, more = equally_good(task, best.group, most_exchanges, deadline) if best.proven else ([], None)
    coverage = _coverage(known, listed, best.group)
    return CoreGroup(
        status=_status(best, conflict),
        chosen=_choices(task, best.group, wishes),
        coverage=coverage,
        reached=best.reached,
        exchanges=tuple(_exchange(known, best.group, group) for group in exchanges),
        more_exchanges=more,
        conflict=conflict.wishes if conflict else (),
        conflict_proven_smallest=conflict.proven if conflict else True,
        give_up=_give_up(conflict, coverage) if conflict else (),
    )


def explain_group(
    candidates: Iterable[Candidate], wishes: Wishes, keys: Iterable[Key]
) -> tuple[tuple[Choice, ...], tuple[Coverage, ...]]:
    """The same reasons and coverage for any group: one reached by an exchange, one that sits there now.

    Raises ValueError for double or unknown keys and negative numbers.
    """
    known = tuple(sorted(candidates, key=lambda one: order_of(one.key)))
    check(known, wishes)
    positions = {one.key: position for position, one in enumerate(known)}
    wanted = frozenset(keys)
    if unknown := wanted - positions.keys():
        raise ValueError(f"No candidate has the key {sorted_keys(unknown)[0]!r}.")
    group = frozenset(positions[key] for key in wanted)
    return _choices(Task(known, ()), group, wishes), _coverage(known, list_wishes(wishes), group)


def _nearest(candidates: tuple[Candidate, ...], wishes: tuple[Wish, ...]) -> Task:
    """Names stay (a no before a yes), then the size; fields and criteria come as near as can be."""
    excluded = {wish.subject for wish in wishes if wish.kind is WishKind.MUST_NOT}
    held = [
        wish
        for wish in wishes
        if wish.kind is WishKind.MUST_NOT or (wish.kind is WishKind.MUST and wish.subject not in excluded)
    ]
    least = sum(wish.kind is WishKind.MUST for wish in held)
    most = len(candidates) - len(excluded)
    size = [wish for wish in wishes if wish.kind is WishKind.SIZE]
    # Between those who must and those who may, every size is possible, and no other.
    held += [
        wish for wish in size if wish.at_least <= most and (wish.at_most is None or wish.at_most >= least)
    ]
    soft = tuple(wish for wish in wishes if not wish.is_named and wish not in held)
    return Task(candidates, tuple(held), soft)


def _give_up(conflict: Conflict, coverage: tuple[Coverage, ...]) -> tuple[Wish, ...]:
    """Of several sets that are equally small, the one that the group shown misses."""
    missed = tuple(covered.wish for covered in coverage if covered.missing)
    return missed if len(missed) == len(conflict.give_up) else conflict.give_up


def _status(best: Best, conflict: Conflict | None) -> Status:
    if conflict:
        return Status.CONFLICT
    return Status.OPTIMAL if best.proven else Status.BEST_FOUND


def _undecided(
    candidates: tuple[Candidate, ...], wishes: tuple[Wish, ...], conflict: Conflict | None = None
) -> CoreGroup:
    return CoreGroup(
        status=Status.CONFLICT if conflict else Status.UNDECIDED,
        chosen=(),
        coverage=_coverage(candidates, wishes, frozenset()),
        reached=(),
        exchanges=(),
        more_exchanges=None,
        conflict=conflict.wishes if conflict else (),
        conflict_proven_smallest=conflict.proven if conflict else False,
        give_up=conflict.give_up if conflict else (),
    )


def _choices(task: Task, group: Group, wishes: Wishes) -> tuple[Choice, ...]:
    members = [task.candidates[position] for position in sorted(group)]
    return tuple(_choice(one, [other for other in members if other is not one], wishes) for one in members)


def _choice(one: Candidate, others: list[Candidate], wishes: Wishes) -> Choice:
    elsewhere = {name for other in others for name in other.criteria}
    return Choice(
        key=one.key,
        field=one.field,
        criteria=tuple(sorted(one.criteria)),
        only_one_for_field=one.field is not None and all(other.field != one.field for other in others),
        only_one_for=tuple(sorted(one.criteria - elsewhere)),
        must=one.key in wishes.must,
        planned=one.planned,
        commitment=one.commitment,
    )


def _coverage(
    candidates: tuple[Candidate, ...], wishes: tuple[Wish, ...], group: Group
) -> tuple[Coverage, ...]:
    covered = []
    for wish in wishes:
        counted = wish.members(candidates)
        members = tuple(candidates[position].key for position in counted if position in group)
        covered.append(Coverage(wish, members, len(counted)))
    return tuple(covered)


def _exchange(candidates: tuple[Candidate, ...], best: Group, group: Group) -> Exchange:
    leaves = tuple(candidates[position].key for position in sorted(best - group))
    comes = tuple(candidates[position].key for position in sorted(group - best))
    return Exchange(leaves, comes)
