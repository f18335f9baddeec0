"""A whole population on its way to a goal: reach, levers and flow together (docs/core/gaps.md)."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from klappt.core.catalogue import Catalogue
from klappt.core.chains import Change
from klappt.core.chains.prepare import prepare
from klappt.core.chains.task import Task, Wish
from klappt.core.chains.ways import any_change
from klappt.core.gaps.cheapest import cheapest_chain
from klappt.core.gaps.flow import Throughput, Travellers, carry
from klappt.core.gaps.levers import Choice, Stuck, curve
from klappt.core.gaps.network import Route
from klappt.core.gaps.reach import Reach, reach_of
from klappt.core.gaps.relevance import relevant_to
from klappt.core.gaps.situations import situations_of
from klappt.core.populations import Population
from klappt.core.programme import Deadline

# To say what is in the way, sets of so many changes are looked at even if nobody asks for levers.
FEW_CHANGES = 2


def reach_of_population(
    catalogue: Catalogue,
    population: Population,
    wish: Wish,
    deadline: Deadline,
    most: int = FEW_CHANGES,
    may: Callable[[Change], bool] = any_change,
) -> tuple[Reach, ...]:
    """What each different situation of the population reaches; see `reach_of`.

    The time is shared: what an easy one leaves is for those after it. Raises ValueError for a goal that the
    catalogue does not have.
    """
    situations = situations_of(catalogue, population, wish)
    catalogue = relevant_to(catalogue, wish)
    found = []
    for number, situation in enumerate(situations):
        share = deadline.share(1 / (len(situations) - number))
        found.append(reach_of(catalogue, situation, wish, most, share, may))
    return tuple(found)


def best_levers(reaches: Sequence[Reach], most: int, deadline: Deadline) -> tuple[Choice[Change], ...]:
    """The best choice of one lever, of two, ... up to `most`, for a population whose `ways` go as far.

    Groups are named by the number of their situation, from 0; with a `?` those whose number nobody knows.
    """
    stuck = []
    for number, reach in enumerate(reaches):
        ways = [frozenset(way) for way in reach.ways.sets]
        if reach.situation.heads:
            stuck.append(Stuck(str(number), reach.situation.heads, ways, reach.ways.complete))
        if reach.situation.uncounted:
            stuck.append(Stuck(f"{number}?", None, ways, reach.ways.complete))
    changes = sorted({change for reach in reaches for way in reach.ways.sets for change in way})
    return curve(stuck, {change: change.effort for change in changes}, most, deadline)


def throughput(catalogue: Catalogue, reaches: Sequence[Reach], wish: Wish, deadline: Deadline) -> Throughput:
    """How many people a year the chains carry at the capacities of the catalogue, over all chains there are.

    Heads are people a year. Who meets the goal without a chain is not counted; groups are named as in
    `best_levers`. TimeoutError when the time was too short.
    """
    tasks: dict[str, Task] = {}
    groups = []
    for number, reach in enumerate(reaches):
        quickest = reach.quickest if wish.conditional else reach.sure
        if quickest is None or not quickest.offers:
            continue
        tasks[str(number)] = prepare(catalogue, reach.situation.profile, wish)
        if reach.situation.heads:
            groups.append(Travellers(str(number), reach.situation.heads))
        if reach.situation.uncounted:
            groups.append(Travellers(f"{number}?", None))

    def search(key: str, prices: Mapping[str, Fraction], closed: frozenset[str]) -> Route | None:
        return cheapest_chain(tasks[key.rstrip("?")], prices, closed)

    capacities = {offer.key: offer.capacity for offer in catalogue.offers}
    return carry(groups, capacities, deadline, search)
