"""How many people a year the chains carry, and what one more place would bring (docs/core/gaps.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from klappt.core.gaps.network import Network, Route, Search
from klappt.core.programme import Deadline


@dataclass(frozen=True)
class Travellers:
    """People in the same situation and their chains: `heads` of them a year, None when nobody knows."""

    key: str
    heads: int | None
    routes: Collection[Route] = ()


@dataclass(frozen=True)
class Carried:
    """So many of a group a year on this chain."""

    group: str
    route: Route
    people: Fraction


@dataclass(frozen=True)
class Bottleneck:
    """An offer where one place more a year would bring people, or one less would cost some.

    `one_more` and `one_less` are people a year. one_more = 0 although one_less > 0: somewhere else on the
    same chains it is just as tight.
    """

    offer: str
    capacity: int
    one_more: Fraction
    one_less: Fraction


@dataclass(frozen=True)
class Flow:
    """The most people a year. `carried` is one plan that reaches it; there may be others.

    `exact`: proven in fractions; otherwise rounded to about a ten thousandth.
    """

    people: Fraction
    carried: tuple[Carried, ...]
    bottlenecks: tuple[Bottleneck, ...]
    exact: bool


@dataclass(frozen=True)
class Throughput:
    """What the chains carry lies between two flows.

    `known` uses only offers of known capacity and carries only groups of known number. `at_most` is the flow
    if nothing unknown limited it; None when then nothing limits it at all. `unknown_places` are the offers of
    unknown capacity that `at_most` goes through, `unknown_heads` the groups of unknown number with a chain.
    """

    known: Flow
    at_most: Flow | None
    unknown_places: tuple[str, ...]
    unknown_heads: tuple[str, ...]


def carry(
    groups: Sequence[Travellers],
    capacities: Mapping[str, int | None],
    deadline: Deadline,
    search: Search | None = None,
) -> Throughput:
    """How many people a year get through; `capacities` has the places a year of each offer, None for unknown.

    Steady state: everyone on a chain takes one place a year in each of its offers, however long it lasts.
    Only `routes` are gone, unless a `search` finds every other one that pays (column generation: Ford &
    Fulkerson 1958). Groups that need no chain must not be handed in: ValueError, as for negative numbers and
    for an offer that `capacities` does not have. TimeoutError when the time was too short.
    """
    _check(groups, capacities)
    routes = {group.key: tuple(group.routes) for group in groups}
    heads = {group.key: group.heads for group in groups if group.heads is not None}
    places = {offer: number for offer, number in capacities.items() if number is not None}
    unknown = frozenset(capacities.keys() - places.keys())
    lower = Network({key: routes[key] for key in heads}, heads, places, unknown, search)
    upper = Network(routes, heads, places, frozenset(), search)
    endless = upper.endless()
    at_most = None if endless else _flow(upper, deadline)
    gone = endless if at_most is None else [share.route for share in at_most.carried]
    return Throughput(
        known=_flow(lower, deadline),
        at_most=at_most,
        unknown_places=tuple(sorted({offer for route in gone for offer in route} & unknown)),
        unknown_heads=tuple(
            key for key in routes if key not in heads and upper.cheapest(key, {}) is not None
        ),
    )


def _check(groups: Sequence[Travellers], capacities: Mapping[str, int | None]) -> None:
    if any(number is not None and number < 0 for number in capacities.values()):
        raise ValueError("A capacity cannot be negative.")
    for group in groups:
        if group.heads is not None and group.heads < 0:
            raise ValueError("A head count cannot be negative.")
        if any(not route for route in group.routes):
            raise ValueError(f"{group.key} needs no chain.")
        if any(offer not in capacities for route in group.routes for offer in route):
            raise ValueError(
                f"{group.key} goes through an offer that has no capacity, not even an unknown one."
            )


def _flow(network: Network, deadline: Deadline) -> Flow:
    best = network.solve(deadline)
    used = dict.fromkeys(network.places, Fraction(0))
    carried = []
    for (group, route), people in zip(network.columns, best.amounts, strict=False):
        if people:
            carried.append(Carried(group, route, people))
            for offer in network.places.keys() & set(route):
                used[offer] += people
    tight = [offer for offer, capacity in network.places.items() if used[offer] > capacity - 1]
    bottlenecks = [_bottleneck(network, offer, best.value, deadline) for offer in tight]
    return Flow(
        people=best.value,
        carried=tuple(sorted(carried, key=lambda share: (share.group, share.route))),
        bottlenecks=tuple(place for place in bottlenecks if place.one_more or place.one_less),
        exact=best.exact,
    )


def _bottleneck(network: Network, offer: str, now: Fraction, deadline: Deadline) -> Bottleneck:
    capacity = network.places[offer]
    more = network.solve_with(offer, capacity + 1, deadline).value - now
    less = now - network.solve_with(offer, capacity - 1, deadline).value if capacity else Fraction(0)
    return Bottleneck(offer, capacity, one_more=more, one_less=less)
