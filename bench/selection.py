"""The exact core group out of 150 institutions, against one weighted model in PuLP solved by CBC.

The other side is what one would write first: all levels in one sum with weights, another solver, neither ties
nor a check for conflicts. Both have to reach the same worth.
"""

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

from bench.rows import Row, take_turns
from klappt.core.selection import FIELDS, Candidate, CoreGroup, Wishes, propose_core_group
from klappt.core.selection.wishes import list_wishes
from klappt.core.selection.worth import Task

NAME = "selection"

CRITERIA = ("contact", "commitment", "offers", "resources", "structures", "decides")
WISHES = Wishes(10, 10, per_criterion=dict.fromkeys(CRITERIA, 2))
CASES = {"many answers": 0.25, "few answers": 0.05}


def run(repeat: int) -> list[Row]:
    """Tables in which a criterion is met often, and seldom; medians over all tables of a case."""
    return [_row(case, share, repeat) for case, share in CASES.items()]


def _row(case: str, share: float, repeat: int) -> Row:
    tables = [table_of(150, share, seed) for seed in range(3)]
    for table in tables:
        ours, theirs = propose_core_group(table, WISHES), weighted_cbc(table)
        if worth_of_group(table, ours) != worth_of(table, theirs):
            raise AssertionError(f"{case}: the two sides disagree.")
    medians = [
        take_turns(partial(propose_core_group, table, WISHES), partial(weighted_cbc, table), repeat)
        for table in tables
    ]
    ours_seconds, their_seconds = (sorted(side)[1] for side in zip(*medians, strict=True))
    return Row(
        f"core group of 150, {case}", ours_seconds, "PuLP + CBC", their_seconds, "same worth; ours with ties"
    )


def table_of(size: int, share: float, seed: int) -> list[Candidate]:
    """A made-up actor table; `share` is how often a criterion is met."""
    dice = random.Random(seed)
    return [
        Candidate(
            key=number,
            field=dice.choice([*FIELDS, *FIELDS, None]),
            criteria=frozenset(name for name in CRITERIA if dice.random() < share),
            commitment=dice.randint(0, 3),
            planned=dice.random() < 0.1,
        )
        for number in range(size)
    ]


def worth_of_group(table: Sequence[Candidate], group: CoreGroup) -> tuple[int, ...]:
    """The levels of a proposal."""
    return worth_of(table, [int(key) for key in group.keys])


def worth_of(table: Sequence[Candidate], positions: Sequence[int]) -> tuple[int, ...]:
    """The levels of a group given by positions."""
    return Task(tuple(table), list_wishes(WISHES)).worth(positions)


def weighted_cbc(table: Sequence[Candidate]) -> list[int]:
    """Positions of the best group by a single weighted sum."""
    import pulp

    problem: Any = pulp.LpProblem("core_group", pulp.LpMaximize)
    seats = [pulp.LpVariable(f"seat{number}", cat="Binary") for number in range(len(table))]
    problem += pulp.lpSum(seats) == WISHES.maximum_size
    cover, breadth = [], []
    for name in FIELDS:
        members = [seat for seat, one in zip(seats, table, strict=True) if one.field == name]
        problem += pulp.lpSum(members) >= WISHES.per_field[name]
        cover.append(_at_most(problem, members, 1, f"field_{name}"))
    for name in CRITERIA:
        members = [seat for seat, one in zip(seats, table, strict=True) if name in one.criteria]
        problem += pulp.lpSum(members) >= WISHES.per_criterion[name]
        cover.append(_at_most(problem, members, 1, f"one_{name}"))
        breadth.append(_at_most(problem, members, 2, f"two_{name}"))
    # Each weight is larger than all that the later levels can add up to with ten seats.
    last = pulp.lpSum(len(one.criteria) * seat for seat, one in zip(seats, table, strict=True))
    committed = pulp.lpSum(one.commitment * seat for seat, one in zip(seats, table, strict=True))
    planned = pulp.lpSum(seat for seat, one in zip(seats, table, strict=True) if one.planned)
    levels = ((pulp.lpSum(cover) * 13 + pulp.lpSum(breadth)) * 11 + planned) * 31 + committed
    problem.setObjective(levels * 61 + last)
    problem.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, gapRel=0, gapAbs=0.5))
    return [number for number, seat in enumerate(seats) if seat.value() > 0.5]


def _at_most(problem: Any, members: list[Any], most: int, name: str) -> Any:
    import pulp

    covered = pulp.LpVariable(name, 0, most, cat="Integer")
    problem += covered <= pulp.lpSum(members)
    return covered
