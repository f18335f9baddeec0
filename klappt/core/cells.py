"""The gap matrix: does an offer that answers a need let a subgroup in? (mission B4)

docs/core/cells.md explains the five states with cases that can be computed by hand.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from klappt.core.catalogue import OfferKind
from klappt.core.conditions import Answer, Judged, Judgement, LeafAt, Verdict


class CellState(StrEnum):
    """How a need stands for a subgroup, from best to worst.

    UNCLEAR: it depends on what the subgroup's description leaves open, or the law itself is unclear.
    UNCHECKED: nobody has checked, or nobody has looked which offers answer the need. Never the same as GAP.
    """

    MET = "met"
    CONDITIONAL = "conditional"
    UNCLEAR = "unclear"
    UNCHECKED = "unchecked"
    GAP = "gap"


ORDER = tuple(CellState)
OF_ANSWER = {
    Answer.YES: CellState.MET,
    Answer.CONDITIONAL: CellState.CONDITIONAL,
    Answer.NO: CellState.GAP,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A state, and the keys of the offers it rests on, in the order given; empty where there are none."""

    state: CellState
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One need for one subgroup: the regular system and specific measures apart."""

    regular: Mark
    specific: Mark

    @property
    def best(self) -> CellState:
        return min((self.regular.state, self.specific.state), key=ORDER.index)


def cell(
    offers: Iterable[tuple[str, OfferKind]], verdicts: Mapping[str, Verdict], *, looked_through: bool
) -> Cell:
    """The cell of one need and one subgroup.

    `offers` are those that answer the need, `verdicts` what their access rules say for the subgroup's
    profile. `looked_through` says that somebody has looked which offers answer the need: only then is an
    empty place a gap. Raises KeyError for an offer without a verdict.
    """
    rows = list(offers)
    by_kind = {kind: [key for key, own in rows if own is kind] for kind in OfferKind}
    regular, specific = (
        mark([(key, verdicts[key]) for key in by_kind[kind]], looked_through=looked_through)
        for kind in (OfferKind.REGULAR, OfferKind.SPECIFIC)
    )
    return Cell(regular, specific)


def mark(verdicts: Sequence[tuple[str, Verdict]], *, looked_through: bool) -> Mark:
    """The best state that any of these offers gives, and the offers that give it."""
    states = [(key, state_of(verdict)) for key, verdict in verdicts]
    if not states:
        return Mark(CellState.GAP if looked_through else CellState.UNCHECKED)
    best = min((state for _key, state in states), key=ORDER.index)
    return Mark(best, tuple(key for key, state in states if state is best))


def state_of(verdict: Verdict) -> CellState:
    """The state that one offer gives: its answer, with unknown told apart by what would settle it."""
    if verdict.answer is Answer.UNKNOWN:
        is_unclear = bool(verdict.ask) or {_judged(found) for found in verdict.unchecked} == {Judged.UNCLEAR}
        return CellState.UNCLEAR if is_unclear else CellState.UNCHECKED
    return OF_ANSWER[verdict.answer]


def _judged(found: LeafAt) -> Judged | None:
    return found.leaf.kind if isinstance(found.leaf, Judgement) else None


def tally(cells: Iterable[Cell]) -> Mapping[CellState, int]:
    """How many cells stand at each state, the better of the two marks counting; all five are named."""
    count = dict.fromkeys(CellState, 0)
    for each in cells:
        count[each.best] += 1
    return count


@dataclass(frozen=True, slots=True)
class People:
    """A number of people that is known, and how many subgroups are in it whose number is not."""

    known: int = 0
    groups_unknown: int = 0


def people(head_counts: Iterable[int | None]) -> People:
    """The known ones added up; None is a number nobody knows, never 0."""
    counts = list(head_counts)
    return People(sum(heads for heads in counts if heads is not None), counts.count(None))


def people_at(states: Collection[CellState], row: Iterable[tuple[Cell, int | None]]) -> People:
    """How many people stand at one of `states`; pairs of cell and head count, None for an unknown one."""
    return people(heads for each, heads in row if each.best in states)
