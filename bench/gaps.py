"""The best levers against the same integer programme in PuLP + CBC; a population against going row by row.

Levers: the other side gets the ways ready made and has to find as many heads; klappt also proves the least
effort and the first of equal choices. Population: what each row reaches with the example catalogue of NRW;
rows differ in status, German, school, age and time. And against a tenth of the rows, for the growth.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.rows import Row, take_turns
from klappt.core.catalogue import Catalogue, read_catalogue
from klappt.core.chains import find_chains
from klappt.core.chains.task import Wish
from klappt.core.conditions import Value
from klappt.core.gaps import reach_of_population
from klappt.core.gaps.levers import Stuck, choose_levers
from klappt.core.populations import Column, Population
from klappt.core.programme import Deadline

NAME = "gaps"
LEVERS = 60
MOST = 10
GOAL = "training"
WISH = Wish(GOAL, conditional=True)


def run(repeat: int) -> list[Row]:
    """Populations of 100 to 800 different groups with up to eight ways to the goal; 250 to 100,000 rows."""
    levers = [_levers(size, repeat) for size in (100, 200, 400, 800)]
    catalogue = read_catalogue((Path(__file__).parents[1] / "klappt/offers/data/nrw.json").read_bytes())
    rows = [_one_by_one(catalogue, 250, repeat), _one_by_one(catalogue, 1_000, repeat)]
    return [*levers, *rows, _growth(catalogue, 10_000, 100_000, repeat)]


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


def _one_by_one(catalogue: Catalogue, size: int, repeat: int) -> Row:
    people = people_of(catalogue, size)

    def ours() -> list[int | None]:
        months: dict[int, int | None] = {}
        for reach in reach_of_population(catalogue, people, WISH, Deadline.never(), most=0):
            months |= dict.fromkeys(reach.situation.rows, reach.quickest and reach.quickest.months)
        return [months[row] for row in range(size)]

    def theirs() -> list[int | None]:
        found = [find_chains(catalogue, profile, GOAL, conditional=True) for profile in people.profiles()]
        return [front.chains[0].months if front.chains else None for front in found]

    if ours() != theirs():
        raise AssertionError(f"{size} rows: the two sides disagree.")
    ours_seconds, their_seconds = take_turns(ours, theirs, repeat)
    return Row(f"what {size:,} rows reach", ours_seconds, "row by row", their_seconds, "same months")


def _growth(catalogue: Catalogue, small: int, large: int, repeat: int) -> Row:
    few, many = people_of(catalogue, small), people_of(catalogue, large)

    def reach(people: Population) -> int:
        return len(reach_of_population(catalogue, people, WISH, Deadline.never(), most=0))

    seconds, small_seconds = take_turns(partial(reach, many), partial(reach, few), repeat)
    note = f"{reach(many):,} situations, {reach(few):,}"
    return Row(f"what {large:,} rows reach", seconds, f"{small:,} rows", small_seconds, note)


def people_of(catalogue: Catalogue, size: int) -> Population:
    """Made-up rows; everybody's number is known."""
    dice = random.Random(size)
    attributes = {attribute.key: attribute for attribute in catalogue.attributes}
    values: dict[str, Sequence[Value | None]] = {
        "status": attributes["status"].values,
        "german": attributes["german"].values[:5],
        "school": [*attributes["school"].values[:2], None],
        "age": [Fraction(17), Fraction(19), Fraction(22), Fraction(26)],
        "months_in_germany": [Fraction(6), Fraction(14), Fraction(30), Fraction(70)],
    }
    columns = {key: Column.of(dice.choices(choices, k=size)) for key, choices in values.items()}
    return Population(catalogue.attributes, columns, np.ones(size, np.int64))


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
