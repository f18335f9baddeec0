"""Small random catalogues with everything the rules about chains speak of, and often with a long chain."""

import datetime
import random
from fractions import Fraction

from klappt.core.catalogue import Add, Catalogue, Goal, Idea, Link, LinkKind, Offer, Raise, Set
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Comparison,
    Judged,
    Judgement,
    Kind,
    Not,
)

DAYS = [datetime.date(2026, month, 1) for month in (1, 6, 12)]
ATTRIBUTES = (
    Attribute("status", Kind.CHOICE, ("a", "b", "c")),
    Attribute("german", Kind.ORDINAL, ("none", "A1", "A2")),
    Attribute("age", Kind.NUMBER, per_month=Fraction(1, 2)),
    Attribute("left", Kind.NUMBER, per_month=Fraction(-1)),
    Attribute("children", Kind.NUMBER),
    Attribute("permit", Kind.BOOLEAN),
    Attribute("done", Kind.BOOLEAN),
    Attribute("entry", Kind.DATE),
)
ORDERED = ("=", "!=", "<", "<=", ">", ">=", "in", "not_in", "known")
EQUAL = ("=", "!=", "in", "not_in", "known")
EFFECTS = (
    *(Set("status", value) for value in "abc"),
    *(Set("permit", value) for value in (True, True, False)),
    *(Raise("german", value) for value in ("A1", "A2")),
    Set("german", "none"),
    *(Add("children", Fraction(by)) for by in (1, 1, -1)),
    Add("age", Fraction(1)),
    Add("age", Fraction(-1, 2)),
)
DONE = Set("done", value=True)
# An effect, and what it opens.
LEADS = (
    (Set("status", "b"), Comparison("status", "=", "b")),
    (Set("status", "c"), Comparison("status", "not_in", ("a", "b"))),
    (Raise("german", "A1"), Comparison("german", ">=", "A1")),
    (Raise("german", "A2"), Comparison("german", ">", "A1")),
    (Set("permit", value=True), Comparison("permit", "=", value=True)),
    (Add("children", Fraction(1)), Comparison("children", ">=", Fraction(1))),
)
LOW = {
    "status": "a",
    "german": "none",
    "age": Fraction(0),
    "left": Fraction(3),
    "children": Fraction(0),
    "permit": False,
}


class Dice(random.Random):
    """Draws the parts of a catalogue."""

    def value(self, key):
        match key:
            case "status":
                return self.choice("abc")
            case "german":
                return self.choice(("none", "A1", "A2"))
            case "age":
                return Fraction(self.randint(0, 6), 2)
            case "left" | "children":
                return Fraction(self.randint(0, 4))
            case "entry":
                return self.choice(DAYS)
        return self.random() < 0.5

    def leaf(self):
        attribute = self.choice(ATTRIBUTES)
        ordered = attribute.kind in (Kind.ORDINAL, Kind.NUMBER, Kind.DATE)
        operator = self.choice(ORDERED if ordered else EQUAL)
        if operator == "known":
            return Comparison(attribute.key, operator)
        if operator in ("in", "not_in"):
            values = tuple(self.value(attribute.key) for _ in range(self.randint(0, 2)))
            return Comparison(attribute.key, operator, values)
        return Comparison(attribute.key, operator, self.value(attribute.key))

    def likely(self):
        """A leaf that some offer leads to, or time."""
        return self.choice(
            (
                Comparison("status", "=", self.choice("bc")),
                Comparison("german", ">=", self.choice(("A1", "A2"))),
                Comparison("permit", "=", value=True),
                Comparison("children", ">=", Fraction(self.randint(1, 3))),
                Comparison("age", ">=", Fraction(self.randint(1, 4), 2)),
                Comparison("left", "<=", Fraction(self.randint(0, 3))),
                Comparison("age", "<", Fraction(self.randint(2, 5), 2)),
            )
        )

    def tree(self, depth=2):
        if depth == 0 or self.random() < 0.3:
            return Judgement(self.choice(list(Judged))) if self.random() < 0.2 else self.leaf()
        parts = tuple(self.tree(depth - 1) for _ in range(self.randint(0, 3)))
        kind = self.choice((AllOf, AnyOf, AtLeast, Not))
        if kind is Not:
            return Not(self.tree(depth - 1))
        return AtLeast(self.randint(0, 3), parts) if kind is AtLeast else kind(parts)

    def condition(self):
        roll = self.random()
        if roll < 0.15:
            return self.choice((AllOf(()), Judgement(Judged.CONDITIONAL), None))
        if roll < 0.3:
            return self.tree()
        leaf = self.likely()
        if roll < 0.55:
            return leaf
        if roll < 0.7:
            return AnyOf((leaf, AllOf((Judgement(Judged.CONDITIONAL), self.likely()))))
        if roll < 0.8:
            return AtLeast(2, (leaf, self.likely(), self.likely()))
        return AllOf((leaf, self.choice((self.likely(), Not(self.likely()), Judgement(Judged.CONDITIONAL)))))

    def offer(self, key, *, last):
        effects = [self.choice(EFFECTS) for _ in range(self.randint(0 if self.random() < 0.2 else 1, 2))]
        return Offer(
            key,
            access=self.condition(),
            months=self.choice((0, 1, 1, 2, 3)),
            effects=(DONE, *effects[:1]) if last else tuple(effects),
            valid_until=DAYS[0] if self.random() < 0.1 else None,
        )

    def goal(self):
        roll = self.random()
        if roll < 0.6:
            return Comparison("done", "=", value=True)
        if roll < 0.8:
            return AllOf(
                (Comparison("german", ">=", "A1"), Comparison("permit", "=", value=True), self.likely())
            )
        return AllOf((self.likely(), self.likely())) if roll < 0.9 else self.tree()

    def profile(self):
        if self.random() < 0.6:
            return {key: value for key, value in LOW.items() if self.random() < 0.95}
        profile = {a.key: self.value(a.key) for a in ATTRIBUTES if self.random() < 0.8}
        profile.pop("done", None)
        return profile

    def row(self, keys):
        """Offers of which each leads to the next, the last to the goal; sometimes something is in the way."""
        leads = self.choices(LEADS, k=len(keys))
        access = [AllOf(()), *(opens for _, opens in leads)]
        row = []
        for number, key in enumerate(keys):
            mine = access[number]
            if self.random() < 0.4:
                mine = self.choice((AllOf, AnyOf))((mine, self.condition() or AllOf(())))
            effects = [DONE] if number == len(keys) - 1 else [leads[number][0]]
            if self.random() < 0.4:
                effects.append(self.choice(EFFECTS))
            row.append(Offer(key, access=mine, months=self.choice((0, 0, 1, 1, 2)), effects=tuple(effects)))
        return row

    def catalogue(self, most=4, ideas=0):
        keys = ["D", "B", "A", "C", "E"][: self.randint(1, most)]
        names = ["Y", "X"][: self.randint(0, ideas)]
        self.shuffle(keys)
        links = [
            Link(a, b, self.choice(list(LinkKind)), self.random() < 0.7, effort=Fraction(self.randint(1, 2)))
            for a in (*keys, *names)
            for b in (*keys, *names)
            if a != b and self.random() < 0.35
        ]
        split = self.randint(0, len(keys)) if self.random() < 0.8 else 0
        offers = self.row(keys[:split]) + [self.offer(key, last=self.random() < 0.3) for key in keys[split:]]
        extra = [
            Idea(self.offer(key, last=self.random() < 0.3), Fraction(self.randint(1, 3))) for key in names
        ]
        goals = (Goal("goal", self.goal()),)
        return Catalogue(ATTRIBUTES, tuple(offers), tuple(links), goals, tuple(extra))

    def wishes(self):
        return {
            "conditional": self.random() < 0.6,
            "warm_only": self.random() < 0.3,
            "horizon": self.randint(3, 7),
            "day": self.choice((None, *DAYS[:2])),
        }
