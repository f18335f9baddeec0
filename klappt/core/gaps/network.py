"""Chains as columns of a linear programme, found when they pay."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from klappt.core.gaps.packing import Packed, Packing
from klappt.core.programme import Deadline

Route = tuple[str, ...]

# The cheapest chain of a group at these prices that uses none of the closed offers; None when there is none.
# An offer without a price costs nothing.
Search = Callable[[str, Mapping[str, Fraction], frozenset[str]], Route | None]

# Prices that were not proven are rounded: less than this is no gain.
_LEAST_GAIN = Fraction(1, 100_000)


class Network:
    """Groups on their way through places; see `flow.carry`.

    Groups without `heads` and offers without `places` do not limit; `closed` offers are not gone through.
    """

    def __init__(
        self,
        routes: Mapping[str, Sequence[Route]],
        heads: Mapping[str, int],
        places: Mapping[str, int],
        closed: frozenset[str],
        search: Search | None,
    ) -> None:
        self.places = places
        self.columns: list[tuple[str, Route]] = []
        self._routes = {key: [r for r in given if closed.isdisjoint(r)] for key, given in routes.items()}
        self._closed = closed
        self._search = search
        groups = [key for key in routes if key in heads]
        self._row_of_offer = {offer: row for row, offer in enumerate(places)}
        self._row_of_group = {key: len(places) + row for row, key in enumerate(groups)}
        self._packing = Packing([*places.values(), *(heads[key] for key in groups)])

    def cheapest(self, group: str, prices: Mapping[str, Fraction]) -> Route | None:
        """The chain of the group that costs least; of those that cost the same, the first in order."""
        if self._search is not None:
            return self._search(group, prices, self._closed)
        routes = self._routes[group]
        return min(routes, key=lambda route: (_cost(route, prices), route), default=None)

    def endless(self) -> list[Route]:
        """Chains that nothing limits: of groups without heads, through no offer with places."""
        free = [key for key in self._routes if key not in self._row_of_group]
        tolls = dict.fromkeys(self.places, Fraction(1))
        found = [self.cheapest(key, tolls) for key in free]
        return [route for route in found if route is not None and not _cost(route, tolls)]

    def solve_with(self, offer: str, places: int, deadline: Deadline) -> Packed:
        """As `solve`, with other places in one offer; afterwards everything is as before."""
        row = self._row_of_offer[offer]
        self._packing.limit(row, places)
        try:
            return self.solve(deadline)
        finally:
            self._packing.limit(row, self.places[offer])

    def solve(self, deadline: Deadline) -> Packed:
        """The largest flow; TimeoutError when the time was too short."""
        if not self.columns and self._search is None:
            for group, routes in self._routes.items():
                for route in sorted(routes):
                    self._add(group, route)
        while True:
            packed = self._packing.solve(deadline)
            if packed is None:
                raise TimeoutError("The time was too short to compute the flow.")
            if not self._add_what_pays(packed):
                return packed

    def _add_what_pays(self, packed: Packed) -> bool:
        if self._search is None:
            return False
        prices = {
            offer: packed.prices[row] for offer, row in self._row_of_offer.items() if packed.prices[row]
        }
        before = len(self.columns)
        for group in self._routes:
            row = self._row_of_group.get(group)
            fare = Fraction(0) if row is None else packed.prices[row]
            if fare + _LEAST_GAIN < 1:
                route = self.cheapest(group, prices)
                if route is not None and _cost(route, prices) + fare + _LEAST_GAIN < 1:
                    self._add(group, route)
        return len(self.columns) > before

    def _add(self, group: str, route: Route) -> None:
        rows = [self._row_of_offer[offer] for offer in route if offer in self._row_of_offer]
        if group in self._row_of_group:
            rows.append(self._row_of_group[group])
        self._packing.add_column(rows)
        self.columns.append((group, route))


def _cost(route: Route, prices: Mapping[str, Fraction]) -> Fraction:
    return sum((prices.get(offer, Fraction(0)) for offer in route), Fraction(0))
