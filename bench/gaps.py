"""The best ten levers for a population, against the same integer programme in PuLP solved by CBC.

The other side gets the ways ready made and has to find as many heads; klappt also proves the least effort and
the first of equal choices. Sizes double, so that the growth can be seen.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from bench.rows import Row, take_turns
from klappt.core.gaps.levers import Stuck, choose_levers
from klappt.core.programme import Deadline

NAME = "gaps"
LEVERS = 60
MOST = 10


def run(repeat: int) -> list[Row]:
    """Populations of 100 to 800 different groups, each with up to eight ways to the goal."""
    return [_levers(size, repeat) for size in (100, 200, 400, 800)]


def _levers(size: int, repeat: int) -> Row:
    groups, efforts = groups_of(size, seed=size)

    def ours() -> int:
        choice = choose_levers(groups, efforts, MOST, Deadline.after(120))
        if not choice.proven:
            raise AssertionError("Two minutes were too short for a proof.")
        return choice.heads

    theirs = partial(heads_by_cbc, groups, efforts)
    if ours() != theirs():
        raise AssertionError(f"{size} groups: the two sides disagree.")
    our_seconds, their_seconds = take_turns(ours, theirs, repeat)
    return Row(
        f"best {MOST} of {LEVERS} levers, {size} groups",
        our_seconds,
        "PuLP + CBC",
        their_seconds,
        "same heads",
    )


def groups_of(size: int, seed: int) -> tuple[list[Stuck[str]], dict[str, Fraction]]:
    """Made-up groups; some levers are asked for often, most seldom, as it is with real rules."""
    dice = random.Random(seed)
    levers = [f"l{number}" for number in range(LEVERS)]
    often = [1 / (1 + number) for number in range(LEVERS)]
    groups = [
        Stuck(
            f"g{number}",
            dice.randint(1, 60),
            [frozenset(dice.choices(levers, often, k=dice.randint(1, 4))) for _ in range(dice.randint(1, 8))],
        )
        for number in range(size)
    ]
    return groups, {lever: Fraction(dice.randint(1, 5)) for lever in levers}


def heads_by_cbc(groups: Sequence[Stuck[str]], efforts: Mapping[str, Fraction]) -> int:
    """The most heads that `MOST` levers bring to the goal."""
    import pulp

    problem: Any = pulp.LpProblem("levers", pulp.LpMaximize)
    pulled = {lever: pulp.LpVariable(lever, cat="Binary") for lever in efforts}
    problem += pulp.lpSum(pulled.values()) <= MOST
    heads = []
    for group in groups:
        helped = pulp.LpVariable(f"helped_{group.key}", cat="Binary")
        heads.append((group.heads or 0) * helped)
        parts = []
        for number, way in enumerate(group.ways):
            part = pulp.LpVariable(f"way_{group.key}_{number}", cat="Binary")
            for lever in way:
                problem += part <= pulled[lever]
            parts.append(part)
        problem += helped <= pulp.lpSum(parts)
    problem.setObjective(pulp.lpSum(heads))
    problem.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, gapRel=0, gapAbs=0.5))
    return round(pulp.value(problem.objective))
