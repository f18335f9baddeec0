"""The chains from a profile to a goal, each with its timetable."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from klappt.core.catalogue import Add, Catalogue, Raise, Set
from klappt.core.chains.count import Counted, Counting
from klappt.core.chains.moves import Move
from klappt.core.chains.prepare import prepare
from klappt.core.chains.prospects import Prospects
from klappt.core.chains.remaining import Remaining
from klappt.core.chains.rules import State
from klappt.core.chains.search import Vector, best_vectors
from klappt.core.chains.successors import Successors
from klappt.core.chains.task import Task, Wish
from klappt.core.chains.times import Months, first_month, months_up_to
from klappt.core.conditions import Judged, Judgement, Profile, Value, Verdict, answer

# An offer without a rule.
UNCHECKED = Judgement(Judged.UNCHECKED)


@dataclass(frozen=True, slots=True)
class Step:
    """One offer of a chain, in months from now.

    `waited` are the months before it, since the end of the one before. `conditional`: admitted at
    discretion. `cold`: not agreed with the offer before. `capacity` is its places a year, None when nobody
    knows. `situation` is the profile at its start, `verdict` the answer then, with its reasons.
    """

    offer: str
    start: int
    end: int
    waited: int
    conditional: bool
    cold: bool
    capacity: int | None
    situation: Profile = field(hash=False)
    verdict: Verdict = field(hash=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of the front. `others` is how many more lists of offers cost exactly the same."""

    months: int
    offers: tuple[str, ...]
    conditional: int
    cold: int
    timetable: tuple[Step, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Front:
    """The chains that no other chain is better than in everything, from few months to many. None: blocked."""

    chains: tuple[Chain, ...]

    @property
    def blocked(self) -> bool:
        return not self.chains


def find_chains(
    catalogue: Catalogue,
    profile: Profile,
    goal: str,
    *,
    conditional: bool = False,
    warm_only: bool = False,
    horizon: int = 120,
    day: datetime.date | None = None,
) -> Front:
    """Every best way from the profile to this goal: in months, offers, conditional and cold steps.

    `conditional` admits offers whose answer is conditional; `warm_only` admits no cold step. No chain ends
    after month `horizon`. With a `day` only offers valid on it count. docs/core/chains.md has the exact
    meaning, the method and its sources. Raises ValueError for a goal the catalogue does not have, and for a
    horizon below 0.
    """
    wish = Wish(goal, conditional, warm_only, horizon, day)
    task = prepare(catalogue, profile, wish)
    successors, remaining = Successors(task), Remaining(task)
    prospects = Prospects(successors, remaining)
    counting = Counting(task, successors, remaining, prospects)
    vectors = best_vectors(task, successors, remaining, prospects)
    return Front(tuple(_chain(task, vector, counting.count(vector), profile) for vector in vectors))


def _chain(task: Task, vector: Vector, counted: Counted, profile: Profile) -> Chain:
    moves = counted.offers
    states = [task.start]
    for move in moves:
        states.append(move.after(states[-1]))
    starts = _starts(task, moves, states, vector)
    situations = _situations(task, moves, starts, profile)
    steps = []
    end = 0
    for number, (move, start) in enumerate(zip(moves, starts, strict=True)):
        _, yes = move.starts(states[number])
        cold = number > 0 and not moves[number - 1].followers >> move.position & 1
        steps.append(
            Step(
                move.offer.key,
                start,
                start + move.months,
                start - end,
                not yes >> start & 1,
                cold,
                move.offer.capacity,
                situations[number],
                answer(move.offer.access or UNCHECKED, situations[number], list(task.attributes.values())),
            )
        )
        end = start + move.months
    return Chain(
        vector.months,
        tuple(move.offer.key for move in moves),
        vector.conditional,
        vector.cold,
        tuple(steps),
        counted.chains - 1,
    )


def _starts(task: Task, moves: Sequence[Move], states: Sequence[State], most: Vector) -> list[int]:
    """The earliest months to start in, first offer first; no later and no more conditional than `most`."""
    windows = [move.starts(state) for move, state in zip(moves, states, strict=False)]
    if moves:
        goal = task.goal_months(states[-1]) >> moves[-1].months
        windows[-1] = windows[-1][0] & goal, windows[-1][1] & goal
    # From the end: when an offer must have ended, for each number of conditional steps left after it.
    ends = [[most.months] * (most.conditional + 1)]
    for move, window in zip(moves[:0:-1], windows[:0:-1], strict=True):
        ends.append(_latest(move, window, ends[-1]))
    starts: list[int] = []
    month, left = 0, most.conditional
    for move, window, end in zip(moves, windows, reversed(ends), strict=False):
        start, left = _start(move, window, (month, left), end)
        starts.append(start)
        month = start + move.months
    return starts


def _latest(move: Move, window: tuple[Months, Months], ends: Sequence[int]) -> list[int]:
    """The last month to start in, for each number of conditional steps left; -1 where there is none."""
    open_, yes = window
    firm = [(yes & months_up_to(end - move.months)).bit_length() - 1 for end in ends]
    conditional = [(open_ & months_up_to(end - move.months)).bit_length() - 1 for end in ends]
    return [max(pair) for pair in zip(firm, (-1, *conditional), strict=False)]


def _start(
    move: Move, window: tuple[Months, Months], standing: tuple[int, int], ends: Sequence[int]
) -> tuple[int, int]:
    """The earliest month from which it ends in time, and how many conditional steps are left then."""
    open_, yes = window
    month, left = standing
    for wanted in (open_, yes) if left else (yes,):
        start = first_month(wanted, month)
        if start is not None:
            then = left if yes >> start & 1 else left - 1
            if start + move.months <= ends[then]:
                return start, then
    raise ValueError(f"{move.offer.key}: no timetable, although it was counted.")


def _situations(
    task: Task, moves: Sequence[Move], starts: Sequence[int], profile: Profile
) -> list[dict[str, Value]]:
    """The profile as it is at the start of each offer."""
    now = dict(profile)
    month = 0
    found = []
    for move, start in zip(moves, starts, strict=True):
        now = _grown(now, task, start - month)
        found.append(now)
        month = start + move.months
        now = _effects_of(move, _grown(now, task, move.months), task)
    return found


def _grown(profile: Profile, task: Task, months: int) -> dict[str, Value]:
    return {
        key: Fraction(value) + task.attributes[key].per_month * months
        if isinstance(value, Fraction | int) and not isinstance(value, bool)
        else value
        for key, value in profile.items()
    }


def _effects_of(move: Move, profile: dict[str, Value], task: Task) -> dict[str, Value]:
    after = dict(profile)
    for effect in move.offer.effects:
        key = effect.attribute
        match effect:
            case Set(_, value):
                after[key] = value
            case Raise(_, to):
                ranks = task.attributes[key].values
                if key not in after or ranks.index(str(after[key])) < ranks.index(to):
                    after[key] = to
            case Add(_, by):
                before = after.get(key)
                if isinstance(before, Fraction):
                    after[key] = before + by
    return after
