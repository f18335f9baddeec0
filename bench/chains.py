"""Chains through 50, 500 and 5,000 offers, against the optimal planner Fast Downward and against networkx.

Fast Downward (through unified-planning) gives one plan with the fewest months, networkx the shortest path in
the graph of all states; klappt gives the whole front with a timetable, reasons and the number of chains as
good. The fewest months have to be the same. Peers: `pip install --group peers`.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from bench.chain_catalogues import FLAGS, GERMAN, GOAL, SCHOOL, STATUS, plain, realistic
from bench.rows import Row, take_turns
from klappt.core.catalogue import Catalogue, Raise
from klappt.core.chains import find_chains
from klappt.core.conditions import Comparison, Profile

NAME = "chains"

SIZES = (50, 500, 5_000)
LEVELS = {"german": GERMAN, "school": SCHOOL}


def run(repeat: int) -> list[Row]:
    """Medians over three catalogues of each size; one catalogue, once, where a peer takes half a minute."""
    rows = [row for size in SIZES for row in _of_size(size, repeat)]
    rows.append(_with_everything(repeat))
    rows += _memory()
    return rows


def _of_size(size: int, repeat: int) -> Iterator[Row]:
    made = [plain(size, seed) for seed in range(3)]
    cases = [(catalogue, profile, _fewest_months(catalogue, profile)) for catalogue, profile in made]
    some = cases[:1] if size > 500 else cases
    yield _against("Fast Downward", fast_downward, size, some, 1 if size > 500 else repeat)
    if size <= 500:  # with more, the graph of all states takes minutes
        yield _against("networkx", shortest_path, size, cases if size < 500 else cases[:1], 1)


def _against(
    name: str,
    theirs: Callable[[Catalogue, Profile], int],
    size: int,
    cases: list[tuple[Catalogue, Profile, int]],
    repeat: int,
) -> Row:
    ours_all, theirs_all = [], []
    for catalogue, profile, months in cases:
        ours = partial(find_chains, catalogue, profile, GOAL)
        start = time.perf_counter()
        answer = theirs(catalogue, profile)
        if answer != months:
            raise AssertionError(f"{name}, {size} offers: {answer} months, klappt says {months}.")
        if repeat == 1:
            theirs_all.append(time.perf_counter() - start)
            ours_all.append(take_turns(ours, ours, 3)[0])
        else:
            both = take_turns(ours, partial(theirs, catalogue, profile), repeat)
            ours_all.append(both[0])
            theirs_all.append(both[1])
    note = "same fewest months; ours is the whole front"
    return Row(f"chains, {size:,} offers", median(ours_all), name, median(theirs_all), note)


def _fewest_months(catalogue: Catalogue, profile: Profile) -> int:
    return find_chains(catalogue, profile, GOAL).chains[0].months


def _with_everything(repeat: int) -> Row:
    """500 offers with waiting, discretion and links, which no peer here can be told, against 50 of them."""
    catalogue, profile = realistic(500, 1)
    small, same = realistic(50, 1)
    ours, theirs = take_turns(
        partial(find_chains, catalogue, profile, GOAL, conditional=True),
        partial(find_chains, small, same, GOAL, conditional=True),
        repeat,
    )
    chains = len(find_chains(catalogue, profile, GOAL, conditional=True).chains)
    return Row("500 offers, waiting, discretion, links", ours, "50 offers", theirs, f"front of {chains}")


def _memory() -> Iterator[Row]:
    """The note has the peak memory: it grows with the offers, not with their combinations."""
    peaks = {size: _peak(size) for size in SIZES[1:]}
    small, large = peaks[500], peaks[5_000]
    if large[0] > 15 * small[0]:
        raise AssertionError(f"Ten times the offers take {large[0] / small[0]:.0f} times the memory.")
    note = f"peak {large[0] / 2**20:.1f} MiB against {small[0] / 2**20:.1f} MiB (traced, so slower)"
    yield Row("memory, 5,000 offers", large[1], "500 offers", small[1], note)


def _peak(size: int) -> tuple[int, float]:
    catalogue, profile = plain(size, 0)
    tracemalloc.start()
    start = time.perf_counter()
    find_chains(catalogue, profile, GOAL)
    taken = time.perf_counter() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, taken


def fast_downward(catalogue: Catalogue, profile: Profile) -> int:
    """The months of an optimal plan."""
    from unified_planning.shortcuts import OneshotPlanner, get_environment

    get_environment().credits_stream = None
    problem = _as_planning_problem(catalogue, profile)
    with OneshotPlanner(name="fast-downward-opt") as planner:
        plan = planner.solve(problem).plan
    months = {offer.key: offer.months for offer in catalogue.offers}
    return sum(months[step.action.name] for step in plan.actions)


def _as_planning_problem(catalogue: Catalogue, profile: Profile) -> Any:
    """A level is as many facts as there are steps up to it, a status is one of several facts."""
    from unified_planning.model.metrics import MinimizeActionCosts
    from unified_planning.shortcuts import Fluent, InstantaneousAction, Int, Not, Problem

    facts = {(key, value): Fluent(f"{key}_{value}") for key in LEVELS for value in LEVELS[key][1:]}
    facts |= {("status", value): Fluent(f"status_{value}") for value in STATUS}
    facts |= {(flag, True): Fluent(flag) for flag in (*FLAGS, GOAL)}
    problem = Problem("chains")
    for fact in facts.values():
        problem.add_fluent(fact, default_initial_value=False)
    problem.set_initial_value(facts["status", profile["status"]], value=True)
    costs = {}
    for offer in catalogue.offers:
        action = InstantaneousAction(offer.key)
        for leaf in _leaves(offer.access):
            if leaf.operator == "in":
                for value in set(STATUS) - set(leaf.value):
                    action.add_precondition(Not(facts["status", value]))
            elif leaf.value != "none":
                action.add_precondition(facts[leaf.attribute, leaf.value])
        for fact, value in _facts_after(offer.effects, facts).items():
            action.add_effect(fact, value)
        problem.add_action(action)
        costs[action] = Int(offer.months)
    problem.add_goal(facts[GOAL, True])
    problem.add_quality_metric(MinimizeActionCosts(costs))
    return problem


def _facts_after(effects: Any, facts: dict[Any, Any]) -> dict[Any, bool]:
    after: dict[Any, bool] = {}
    for effect in effects:
        if isinstance(effect, Raise):
            values = LEVELS[effect.attribute]
            after |= {facts[effect.attribute, v]: True for v in values[1 : values.index(effect.to) + 1]}
        elif effect.attribute == "status":
            after |= {facts["status", value]: value == effect.value for value in STATUS}
        else:
            after[facts[effect.attribute, True]] = True
    return after


def _leaves(access: Any) -> list[Comparison]:
    return list(access.parts)


def shortest_path(catalogue: Catalogue, profile: Profile) -> int:
    """The months of the shortest path in the graph of all states that can be reached."""
    import networkx

    keys = sorted(profile)
    compiled = [_compiled(offer, keys) for offer in catalogue.offers]
    graph = networkx.DiGraph()
    start = tuple(_rank(key, profile[key]) for key in keys)
    waiting, seen = [start], {start}
    while waiting:
        state = waiting.pop()
        fewest: dict[tuple[Any, ...], int] = {}
        for demands, effects, months in compiled:
            if all(state[at] in values for at, values in demands):
                after = list(state)
                for at, value, raises in effects:
                    after[at] = max(after[at], value) if raises else value
                then = tuple(after)
                if then != state and fewest.get(then, months) >= months:
                    fewest[then] = months
        for then, months in fewest.items():
            graph.add_edge(state, then, months=months)
            if then not in seen:
                seen.add(then)
                waiting.append(then)
    lengths = networkx.single_source_dijkstra_path_length(graph, start, weight="months")
    return min(length for state, length in lengths.items() if state[keys.index(GOAL)])


def _compiled(offer: Any, keys: list[str]) -> tuple[Any, Any, int]:
    """Demands as positions and sets of values, effects as positions and values."""
    demands = []
    for leaf in _leaves(offer.access):
        if leaf.operator == ">=":
            values = set(range(_rank(leaf.attribute, leaf.value), len(LEVELS[leaf.attribute])))
        else:
            values = set(leaf.value) if leaf.operator == "in" else {leaf.value}
        demands.append((keys.index(leaf.attribute), values))
    effects = [
        (keys.index(effect.attribute), _rank(effect.attribute, effect.to), True)
        if isinstance(effect, Raise)
        else (keys.index(effect.attribute), effect.value, False)
        for effect in offer.effects
    ]
    return demands, effects, offer.months


def _rank(key: str, value: Any) -> Any:
    return LEVELS[key].index(value) if key in LEVELS else value
