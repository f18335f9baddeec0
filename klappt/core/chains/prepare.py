"""A catalogue made ready for the search from one profile to one goal."""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from klappt.core.catalogue import Add, Catalogue, Goal, Offer, Raise, Set
from klappt.core.chains.moves import Move
from klappt.core.chains.relevance import leave_out, link
from klappt.core.chains.rules import Changeable, Combined, Compiler, Counted, Fixed, Table, Term
from klappt.core.chains.task import Task, Wish
from klappt.core.chains.times import Times, months_up_to
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


def prepare(catalogue: Catalogue, profile: Profile, wish: Wish) -> Task:
    """Compile what can matter: what can never be started, or has no effect anybody asks for, is left out.

    That does not change the front: without such an offer a chain is shorter, and no worse.
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
    moves = [move for offer in offers if (move := _move(offer, compiler, changeable, wish))]
    reached = _reachable(moves, changeable, wish)
    task = Task(
        wish,
        attributes,
        [move for move in moves if _possible(move, reached, wish)],
        goal,
        (0,) * len(changeable),
        tuple(changeable.values()),
        {},
    )
    link(task, catalogue)
    leave_out(task)
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


def _move(offer: Offer, compiler: Compiler, changeable: dict[str, Changeable], wish: Wish) -> Move | None:
    """None where no state makes it possible."""
    term = compiler.compile(offer.access)
    parts: Sequence[Term] = term.parts if isinstance(term, Combined) and term.is_all else (term,)
    latest = months_up_to(wish.horizon - offer.months)
    fixed = Times(latest, latest, latest)
    tables, rest = [], []
    for part in parts:
        if isinstance(part, Fixed):
            fixed = Times(*(mine & theirs for mine, theirs in zip(fixed, part.times, strict=True)))
        elif isinstance(part, Table):
            tables.append(part)
        else:
            rest.append(part)
    if not (fixed.conditional if wish.conditional else fixed.yes):
        return None
    changes, added = _effects(offer, changeable)
    return Move(offer, offer.months, fixed, tuple(tables), tuple(rest), changes, added)


def _effects(
    offer: Offer, changeable: dict[str, Changeable]
) -> tuple[tuple[tuple[int, tuple[int, ...]], ...], tuple[tuple[int, int], ...]]:
    """For each attribute what becomes of each of its values; for each number how many steps are added."""
    becomes: dict[int, tuple[int, ...]] = {}
    added: dict[int, int] = {}
    for effect in offer.effects:
        into = changeable.get(effect.attribute)
        if into is None:
            continue
        if isinstance(effect, Add):
            added[into.at] = added.get(into.at, 0) + int(effect.by / into.step)
            continue
        before = becomes.get(into.at, tuple(range(len(into.values))))
        target = into.values.index(effect.value if isinstance(effect, Set) else effect.to)
        if isinstance(effect, Set):
            becomes[into.at] = (target,) * len(before)
        else:
            becomes[into.at] = tuple(_raised(value, target, into) for value in before)
    return tuple(becomes.items()), tuple((at, by) for at, by in added.items() if by)


def _raised(value: int, target: int, into: Changeable) -> int:
    now = into.values[value]
    ranks = into.attribute.values
    if now is None or ranks.index(str(now)) < ranks.index(str(into.values[target])):
        return target
    return value


def _reachable(moves: list[Move], changeable: dict[str, Changeable], wish: Wish) -> list[set[int]]:
    """The values each attribute can take if nothing is ever in the way of anything else."""
    reached = [{0} for _ in changeable]
    grown = True
    while grown:
        grown = False
        for move in moves:
            if move.changes and _possible(move, reached, wish):
                for at, becomes in move.changes:
                    new = {becomes[value] for value in reached[at]} - reached[at]
                    grown = grown or bool(new)
                    reached[at] |= new
    return reached


def _possible(move: Move, reached: list[set[int]], wish: Wish) -> bool:
    level = 1 if wish.conditional else 2
    return all(
        isinstance(table.rows, Counted) or any(table.rows[value][level] for value in reached[table.at])
        for table in move.tables
    )
