"""Chains computed slowly and obviously: every sequence of offers with every wait, one after the other.

Written without a look at the search: answers are worked out leaf by leaf for a state that is a dictionary.
"""

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, permutations

from klappt.core.catalogue import Add, Link, LinkKind, Raise, Set
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Comparison, Judged, Kind, Not

NO, UNKNOWN, CONDITIONAL, YES = range(4)


def answer_of(condition, state, attributes):
    """0 no, 1 unknown, 2 conditional, 3 yes. No condition at all, so nobody has checked: unknown."""
    match condition:
        case AllOf(parts):
            return min([YES, *(answer_of(part, state, attributes) for part in parts)])
        case AnyOf(parts):
            return max([NO, *(answer_of(part, state, attributes) for part in parts)])
        case AtLeast(n, parts):
            ranked = sorted((answer_of(part, state, attributes) for part in parts), reverse=True)
            return YES if n <= 0 else ranked[n - 1] if n <= len(ranked) else NO
        case Not(part):
            return {NO: YES, YES: NO}.get(inner := answer_of(part, state, attributes), inner)
        case Comparison():
            return _compared(condition, state, attributes)
    return CONDITIONAL if condition and condition.kind is Judged.CONDITIONAL else UNKNOWN


def _compared(leaf, state, attributes):
    known = leaf.attribute in state
    if leaf.operator == "known":
        return YES if known else NO
    if not known:
        return UNKNOWN
    attribute = attributes[leaf.attribute]
    rank = attribute.values.index if attribute.kind is Kind.ORDINAL else lambda value: value
    mine = rank(state[leaf.attribute])
    if leaf.operator in ("in", "not_in"):
        held = (mine in [rank(value) for value in leaf.value]) == (leaf.operator == "in")
    else:
        other = rank(leaf.value)
        held = {
            "=": lambda: mine == other,
            "!=": lambda: mine != other,
            "<": lambda: mine < other,
            "<=": lambda: mine <= other,
            ">": lambda: mine > other,
            ">=": lambda: mine >= other,
        }[leaf.operator]()
    return YES if held else NO


def grown(state, attributes, months):
    return {
        key: value + attributes[key].per_month * months if attributes[key].kind is Kind.NUMBER else value
        for key, value in state.items()
    }


def after_effects(state, offer, attributes):
    state = dict(state)
    for effect in offer.effects:
        match effect:
            case Set(key, value):
                state[key] = value
            case Raise(key, to):
                values = attributes[key].values
                if key not in state or values.index(state[key]) < values.index(to):
                    state[key] = to
            case Add(key, by):
                if key in state:
                    state[key] += by
    return state


@dataclass(frozen=True)
class Walk:
    """One chain with one way of waiting."""

    offers: tuple
    starts: tuple
    vector: tuple


@dataclass(frozen=True)
class ByHand:
    catalogue: object
    profile: dict
    goal: str
    conditional: bool = False
    warm_only: bool = False
    horizon: int = 6
    day: datetime.date | None = None

    @property
    def attributes(self):
        return {attribute.key: attribute for attribute in self.catalogue.attributes}

    def meets(self, state):
        when = next(goal.when for goal in self.catalogue.goals if goal.key == self.goal)
        return answer_of(when, state, self.attributes) == YES

    def offers(self):
        if self.day is None:
            return self.catalogue.offers
        return [
            offer
            for offer in self.catalogue.offers
            if (offer.valid_from is None or offer.valid_from <= self.day)
            and (offer.valid_until is None or self.day <= offer.valid_until)
        ]

    def walks(self):
        """Every chain with every way of waiting; after the goal is met it goes on all the same."""
        yield from self._walks_from(dict(self.profile), 0, [], 0, 0)

    def _walks_from(self, state, month, steps, conditional, cold):
        if self.meets(state):
            keys = tuple(offer.key for offer, _ in steps)
            vector = (month, len(steps), conditional, cold)
            yield Walk(keys, tuple(start for _, start in steps), vector)
        warm = {(link.source, link.target) for link in self.catalogue.links if link.agreed}
        used = {offer.key for offer, _ in steps}
        for offer in self.offers():
            if offer.key in used:
                continue
            is_cold = bool(steps) and (steps[-1][0].key, offer.key) not in warm
            if is_cold and self.warm_only:
                continue
            for start in range(month, self.horizon - offer.months + 1):
                then = grown(state, self.attributes, start - month)
                answer = answer_of(offer.access, then, self.attributes)
                if answer == YES or (answer == CONDITIONAL and self.conditional):
                    after = after_effects(grown(then, self.attributes, offer.months), offer, self.attributes)
                    yield from self._walks_from(
                        after,
                        start + offer.months,
                        [*steps, (offer, start)],
                        conditional + (answer == CONDITIONAL),
                        cold + is_cold,
                    )

    def front(self):
        """Vector -> (offers of the chain that stands for it, its starts, number of the others)."""
        by_vector = {}
        for walk in self.walks():
            by_vector.setdefault(walk.vector, set()).add((walk.offers, walk.starts))
        best = [
            one
            for one in by_vector
            if not any(
                other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in by_vector
            )
        ]
        front = {}
        for vector in best:
            offers, starts = min(by_vector[vector])
            front[vector] = (offers, starts, len({keys for keys, _ in by_vector[vector]}) - 1)
        return front

    def possible(self):
        return next(self.walks(), None) is not None

    def changes(self):
        """Every single change as (lever, offer or target, leaf or source, effort)."""
        alls = [*self.offers(), *(idea.offer for idea in self.catalogue.ideas)]
        for offer in alls:
            for place in leaves_of(offer.access):
                yield ("opening", offer.key, place, Fraction(1))
        for idea in self.catalogue.ideas:
            yield ("creation", idea.key, "", idea.effort)
        if self.warm_only:
            for a, b in permutations([offer.key for offer in alls], 2):
                yield from self._arrangements(a, b)

    def _arrangements(self, a, b):
        known = [link for link in self.catalogue.links if (link.source, link.target) == (a, b)]
        if any(link.agreed for link in known):
            return
        kinds = sorted({(link.kind.value, link.effort) for link in known}) or [("link", Fraction(1))]
        for kind, effort in kinds:
            yield (kind, b, a, effort)

    def changed(self, changes):
        offers = {offer.key: offer for offer in self.catalogue.offers}
        ideas = {idea.key: idea.offer for idea in self.catalogue.ideas}
        links = list(self.catalogue.links)
        opened = {}
        for lever, key, other, _ in changes:
            if lever == "opening":
                opened.setdefault(key, set()).add(other)
            elif lever == "creation":
                offers[key] = ideas[key]
            else:
                links.append(Link(other, key, LinkKind(lever), agreed=True))
        changed = [
            replace(offer, access=without(offer.access, opened.get(key, set())))
            for key, offer in offers.items()
        ]
        return replace(self, catalogue=replace(self.catalogue, offers=tuple(changed), links=tuple(links)))

    def unblocking(self, most=3):
        """All smallest sets of changes, up to `most` in number; None where a chain exists already."""
        if self.possible():
            return None
        pool = list(self.changes())
        for size in range(1, most + 1):
            found = {
                frozenset(chosen) for chosen in combinations(pool, size) if self.changed(chosen).possible()
            }
            if found:
                return found
        return set()


def leaves_of(condition, place="access"):
    """The places of the leaves, written as they are reached from the rule."""
    match condition:
        case AllOf(parts):
            return [p for i, part in enumerate(parts) for p in leaves_of(part, f"{place}.all[{i}]")]
        case AnyOf(parts):
            return [p for i, part in enumerate(parts) for p in leaves_of(part, f"{place}.any[{i}]")]
        case AtLeast(_, parts):
            return [p for i, part in enumerate(parts) for p in leaves_of(part, f"{place}.of[{i}]")]
        case Not(part):
            return leaves_of(part, f"{place}.not")
    return [place]


def without(condition, opened, place="access", *, wanted=True):
    """The rule with these leaves opened: answered yes, or no where a `not` turns them around."""
    match condition:
        case AllOf(parts):
            return AllOf(
                tuple(without(p, opened, f"{place}.all[{i}]", wanted=wanted) for i, p in enumerate(parts))
            )
        case AnyOf(parts):
            return AnyOf(
                tuple(without(p, opened, f"{place}.any[{i}]", wanted=wanted) for i, p in enumerate(parts))
            )
        case AtLeast(n, parts):
            return AtLeast(
                n, tuple(without(p, opened, f"{place}.of[{i}]", wanted=wanted) for i, p in enumerate(parts))
            )
        case Not(part):
            return Not(without(part, opened, f"{place}.not", wanted=not wanted))
    if place not in opened:
        return condition
    return AllOf(()) if wanted else AnyOf(())
