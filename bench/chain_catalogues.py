"""Made-up catalogues for the benchmark of chains."""

import random
from dataclasses import replace
from fractions import Fraction

from klappt.core.catalogue import Catalogue, Effect, Goal, Link, Offer, Raise, Set
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    Attribute,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Kind,
    Profile,
    Value,
)

GERMAN = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
SCHOOL = ("none", "basic", "middle", "high")
STATUS = ("g", "d1", "d2", "d3", "a1", "a2", "n1", "n2")
FLAGS = ("permit", "identity", "housing", "childcare", "counselled", "placed")
GOAL = "training"


def plain(size: int, seed: int) -> tuple[Catalogue, Profile]:
    """Offers with up to four demands, without waiting, links or discretion: what a planner can be told."""
    dice = random.Random(seed)
    attributes = (
        Attribute("german", Kind.ORDINAL, GERMAN),
        Attribute("school", Kind.ORDINAL, SCHOOL),
        Attribute("status", Kind.CHOICE, STATUS),
        *(Attribute(flag, Kind.BOOLEAN) for flag in (*FLAGS, GOAL)),
    )
    offers = tuple(_offer(f"O{number:05}", dice, last=number % 25 == 24) for number in range(size))
    profile: dict[str, Value] = {"german": "none", "school": "none", "status": "g"}
    profile |= dict.fromkeys((*FLAGS, GOAL), False)
    goal = Goal(GOAL, Comparison(GOAL, "=", value=True))
    return Catalogue(attributes, offers, (), (goal,)), profile


def realistic(size: int, seed: int) -> tuple[Catalogue, Profile]:
    """The same with what real rules have: months in Germany and age, discretion, and agreed links."""
    catalogue, profile = plain(size, seed)
    dice = random.Random(seed)
    months = Attribute("months_in_germany", Kind.NUMBER, per_month=Fraction(1))
    age = Attribute("age", Kind.NUMBER, per_month=Fraction(1, 12))
    offers = tuple(replace(offer, access=_real(offer, dice)) for offer in catalogue.offers)
    keys = [offer.key for offer in offers]
    links = tuple(Link(*dice.sample(keys, 2), agreed=dice.random() < 0.5) for _ in range(size))
    attributes = (*catalogue.attributes, months, age)
    profile = {**profile, "months_in_germany": Fraction(2), "age": Fraction(19)}
    return replace(catalogue, attributes=attributes, offers=offers, links=links), profile


def _real(offer: Offer, dice: random.Random) -> Condition:
    parts = list(offer.access.parts) if isinstance(offer.access, AllOf) else []
    if dice.random() < 0.2:
        parts.append(Comparison("months_in_germany", ">=", Fraction(dice.choice((3, 9, 15)))))
    if dice.random() < 0.2:
        parts.append(Comparison("age", "<", Fraction(dice.choice((20, 25, 27)))))
    if dice.random() < 0.2:
        parts[-1] = AnyOf((parts[-1], Judgement(Judged.CONDITIONAL)))
    return AllOf(tuple(parts))


def _offer(key: str, dice: random.Random, *, last: bool) -> Offer:
    german = dice.randint(0, 4)
    level = dice.choice(GERMAN[3:5]) if last else GERMAN[german]
    demands: list[Condition] = [Comparison("german", ">=", level)]
    if last or dice.random() < 0.2:
        demands.append(Comparison("school", ">=", dice.choice(SCHOOL[1:3])))
    if dice.random() < 0.5:
        demands.append(Comparison("status", "in", tuple(sorted(dice.sample(STATUS, 5)))))
    if last or dice.random() < 0.3:
        demands.append(Comparison(dice.choice(FLAGS), "=", value=True))
    effects = [Set(GOAL, value=True)] if last else [_effect(dice, german)]
    return Offer(key, access=AllOf(tuple(demands)), months=dice.randint(1, 12), effects=tuple(effects))


def _effect(dice: random.Random, german: int) -> Effect:
    roll = dice.random()
    if roll < 0.35:
        return Raise("german", GERMAN[german + dice.choice((1, 1, 2))])
    if roll < 0.5:
        return Raise("school", dice.choice(SCHOOL[1:]))
    if roll < 0.65:
        return Set("status", dice.choice(STATUS))
    return Set(dice.choice(FLAGS), value=True)
