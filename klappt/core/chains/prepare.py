"""A catalogue made ready for the search from one profile to one goal."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from klappt.core.catalogue import Add, Catalogue, Goal, Offer, Raise, Set
from klappt.core.chains.index import CONDITIONAL, YES
from klappt.core.chains.making import Maker, within_reach
from klappt.core.chains.relevance import leave_out, link
from klappt.core.chains.rules import Changeable, Compiler
from klappt.core.chains.task import Task, Wish
from klappt.core.chains.times import months_up_to
from klappt.core.conditions import Attribute, Kind, Profile, Value


def goal_of(catalogue: Catalogue, key: str) -> Goal:
    for goal in catalogue.goals:
        if goal.key == key:
            return goal
    raise ValueError(f"The catalogue has no goal {key!r}.")


def valid_on(offer: Offer, day: datetime.date | None) -> bool:
    """Both days of validity belong to it."""
    if day is None:
        return True
    begun = offer.valid_from is None or offer.valid_from <= day
    return begun and (offer.valid_until is None or day <= offer.valid_until)


def prepare(
    catalogue: Catalogue, profile: Profile, wish: Wish, asked: Mapping[str, Iterable[str]] | None = None
) -> Task:
    """Compile what can matter: what can never be started, or has no effect anybody asks for, is left out.

    That does not change the front: without such an offer a chain is shorter, and no worse. `asked` names,
    for the keys of offers, attributes that count as asked for although their rules do not say so.
    """
    offers = sorted(
        (o for o in catalogue.offers if valid_on(o, wish.day) and o.months <= wish.horizon),
        key=lambda offer: offer.key,
    )
    attributes = {attribute.key: attribute for attribute in catalogue.attributes}
    changeable = changeable_by(offers, attributes, profile)
    full = months_up_to(wish.horizon)
    compiler = Compiler(attributes, profile, changeable, full)
    goal = compiler.compile(goal_of(catalogue, wish.goal).when)
    maker = Maker(compiler, changeable, wish.horizon, CONDITIONAL if wish.conditional else YES)
    task = Task(
        wish,
        attributes,
        within_reach([move for offer in offers if (move := maker.move(offer))], len(changeable)),
        goal,
        (0,) * len(changeable),
        tuple(changeable.values()),
        {},
    )
    link(task, catalogue)
    leave_out(
        task,
        {
            key: [changeable[one].at for one in ones if one in changeable]
            for key, ones in (asked or {}).items()
        },
    )
    task.limits = _limits(task)
    return task


def _limits(task: Task) -> dict[int, tuple[int, int]]:
    """For each number the least and the most that can be added if every offer is used once."""
    sums: dict[int, list[int]] = {one.at: [] for one in task.changeable if one.counted}
    for move in task.moves:
        for at, by in move.added:
            sums[at].append(by)
    return {
        at: (sum(by for by in added if by < 0), sum(by for by in added if by > 0))
        for at, added in sums.items()
    }


def changeable_by(
    offers: Iterable[Offer], attributes: dict[str, Attribute], profile: Profile
) -> dict[str, Changeable]:
    """The attributes that these offers can change, each with the values it can take."""
    targets: dict[str, dict[Value | None, None]] = {}
    sums: dict[str, list[Fraction]] = {}
    for offer in offers:
        for effect in offer.effects:
            match effect:
                case Set(key, value) | Raise(key, value):
                    if attributes[key].kind is Kind.NUMBER:
                        raise ValueError(f"{offer.key}: a number is added to, not set.")
                    targets.setdefault(key, {profile.get(key): None})[value] = None
                case Add(key, by):
                    if key in profile and by:
                        sums.setdefault(key, []).append(by)
    found: dict[str, Changeable] = {}
    for key, values in targets.items():
        if len(values) > 1:
            found[key] = Changeable(len(found), attributes[key], tuple(values))
    for key, added in sums.items():
        step = Fraction(1, lcm(*(by.denominator for by in added)))
        found[key] = Changeable(len(found), attributes[key], (profile[key],), step)
    return found
