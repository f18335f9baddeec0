"""How many changes it takes at least from a state to the goal.

Computed as if nothing ever got in the way of anything else: a value once reached stays reached, and months
do not matter (the h-max heuristic of planning: Bonet & Geffner 2001, with openings counted within a rule).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import InitVar, dataclass, field
from operator import itemgetter

from klappt.core.chains.moves import Becomes
from klappt.core.chains.openings import Leaf, Part
from klappt.core.chains.rules import Counted, Fixed, State, Table
from klappt.core.chains.times import Months
from klappt.core.conditions import Not

# More changes than anybody asks for: it cannot be had.
NEVER = 1_000


@dataclass(frozen=True, slots=True)
class Need:
    """Of `parts` the `needed` cheapest; without parts one of `values` of an attribute, or else `price`."""

    price: int = 0
    at: int = -1
    values: int = 0
    needed: int = 0
    parts: tuple["Need", ...] = ()

    def cost(self, reached: Sequence[int]) -> int:
        """Changes it takes where these values are reached; for each attribute they are bits."""
        if self.at >= 0:
            return 0 if reached[self.at] & self.values else self.price
        if not self.parts:
            return self.price
        costs = [part.cost(reached) for part in self.parts]
        return sum(costs) if self.needed == len(costs) else sum(sorted(costs)[: self.needed])

    def asked(self) -> set[int]:
        """The places of the attributes that its cost depends on."""
        return {self.at} if self.at >= 0 else set[int]().union(*(part.asked() for part in self.parts))


def need_of(part: Part, full: Months, *, conditional: bool) -> Need:
    """What a rule needs to be open in some month, each leaf it does not have at the price of a change."""
    if isinstance(part, Leaf):
        return _of_leaf(part, full, conditional=conditional)
    if isinstance(part.node, Not) and conditional:
        # What a `not` makes conditional comes about in too many ways to be counted.
        return Need()
    inner = tuple(need_of(one, full, conditional=conditional) for one in part.parts)
    if isinstance(part.node, Not):
        return inner[0]
    # Where a `not` stands above, it is enough if so many do not hold that too few are left.
    needed = max(0, part.needed if part.straight else len(inner) - part.needed + 1)
    if needed > len(inner):
        return Need(price=NEVER)
    return Need(needed=needed, parts=inner) if needed else Need()


def _of_leaf(leaf: Leaf, full: Months, *, conditional: bool) -> Need:
    price = 1 if leaf.bit else NEVER

    def holds(unknown: Months, at_least_conditional: Months, yes: Months) -> bool:
        if not leaf.straight:
            return unknown != full
        return bool(at_least_conditional if conditional else yes)

    match leaf.term:
        case Fixed(times):
            return Need(price=0 if holds(*times) else price)
        case Table(at, tuple() as rows):
            values = sum(1 << value for value, row in enumerate(rows) if holds(*row))
            return Need(price=price, at=at, values=values)
        case Table(_, Counted()):
            return Need()
    raise TypeError(f"{leaf.term} is no leaf")


@dataclass(frozen=True, slots=True)
class Taking:
    """What an offer makes of values, what its rule needs, and changes besides: an idea has to be created."""

    changes: tuple[tuple[int, Becomes], ...]
    need: Need
    besides: int


class _Offer:
    """An offer whose cost is remembered for the values that it asks about."""

    def __init__(self, taking: Taking) -> None:
        self.changes = taking.changes
        self._taking = taking
        asked = sorted(taking.need.asked())
        self._key: Callable[[Sequence[int]], object] = itemgetter(*asked) if asked else len
        self._known: dict[object, int] = {}

    def cost(self, reached: Sequence[int]) -> int:
        key = self._key(reached)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._taking.need.cost(reached) + self._taking.besides
        return known


@dataclass(slots=True)
class Bound:
    """At least so many changes from each state to the goal; more than `most` where those are not enough."""

    goal: Need
    takings: InitVar[Iterable[Taking]]
    most: int
    _offers: list[_Offer] = field(init=False)
    _known: dict[State, int] = field(default_factory=dict)

    def __post_init__(self, takings: Iterable[Taking]) -> None:
        self._offers = [_Offer(taking) for taking in dict.fromkeys(takings)]

    def __call__(self, state: State) -> int:
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self._compute(state)
        return known

    def _compute(self, state: State) -> int:
        """One change more in each round: `left` has the offers not open yet, with what they take."""
        reached = [1 << max(value, 0) for value in state]
        left = [(offer, self.most + 1) for offer in self._offers]
        taken: set[tuple[int, Becomes]] = set()
        for changes in range(self.most + 1):
            coming = [offer for offer, takes in left if takes <= changes]
            left = [(offer, takes) for offer, takes in left if takes > changes]
            while True:
                taken.update(change for offer in coming for change in offer.changes)
                _spread(reached, taken)
                costs = [offer.cost(reached) for offer, _ in left]
                coming = [offer for (offer, _), cost in zip(left, costs, strict=True) if not cost]
                if not coming:
                    break
                left = [one for one, cost in zip(left, costs, strict=True) if cost]
            if not self.goal.cost(reached):
                return changes
            left = [
                (offer, min(takes, changes + cost)) for (offer, takes), cost in zip(left, costs, strict=True)
            ]
        return self.most + 1


def _spread(reached: list[int], taken: Iterable[tuple[int, Becomes]]) -> None:
    """Every value that these changes lead to is reached, until there is no new one."""
    grown = True
    while grown:
        grown = False
        for at, becomes in taken:
            values = reached[at]
            for value, target in enumerate(becomes):
                if values >> value & 1:
                    values |= 1 << target
            if values != reached[at]:
                reached[at] = values
                grown = True
