"""Reads SHACL shapes of benefits as conditions, and RDF profiles as values of their attributes.

Each property path becomes an attribute. What hangs on a child or an event becomes attributes of "the first
child", "the second child". What a profile does not state is unknown; only the class of a country or an event
that it does name (a member state, a move) is taken as complete: that is no information about the person.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

from klappt.core.conditions import AllOf, AnyOf, Attribute, Comparison, Kind, Not

USER = URIRef("https://foerderfunke.org/default#User")
BOUNDS = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<=", SH.maxExclusive: "<"}
NESTED = (SH["or"], SH["and"], SH.node, SH.property)
OTHER = "other"


def name_of(term):
    return str(term).rpartition("#")[2] or str(term)


def plain(literal):
    value = literal.toPython()
    return value if isinstance(value, bool | datetime.date) else Fraction(str(value))


@dataclass
class Benefit:
    """`slots`: so many children or events of one person are told apart."""

    shapes: Graph
    slots: int = 2
    kinds: dict[str, Kind] = field(default_factory=dict)
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    getters: dict[str, Callable] = field(default_factory=dict)

    def condition(self):
        (root,) = self.shapes.subjects(SH.targetNode, USER)
        return self.node(root, the_user, "")

    def attributes(self):
        return tuple(
            Attribute(key, kind, (*self.values[key], OTHER) if kind is Kind.CHOICE else ())
            for key, kind in self.kinds.items()
        )

    def profile(self, graph):
        found = {key: get(graph) for key, get in self.getters.items()}
        return {key: value for key, value in found.items() if value is not None}

    def members(self, head):
        return list(Collection(self.shapes, head))

    def node(self, shape, focus, prefix):
        """All constraints of a shape on the node that `focus` finds in a profile."""
        if (shape, SH.path, None) in self.shapes:
            return self.property(shape, focus, prefix)
        parts = [self.property(inner, focus, prefix) for inner in self.shapes.objects(shape, SH.property)]
        parts += [self.node(inner, focus, prefix) for inner in self.shapes.objects(shape, SH.node)]
        parts += self.groups(shape, focus, prefix)
        parts += self.classes(shape, focus, prefix)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def groups(self, shape, focus, prefix):
        for word, group in ((SH["or"], AnyOf), (SH["and"], AllOf)):
            for head in self.shapes.objects(shape, word):
                yield group(tuple(self.node(inner, focus, prefix) for inner in self.members(head)))

    def property(self, shape, focus, prefix):
        path = Path.of(self.shapes, self.shapes.value(shape, SH.path))
        key = f"{prefix}{path.name}"
        qualified = self.shapes.value(shape, SH.qualifiedValueShape)
        if qualified is not None:
            slots = [self.slot(path, focus, key, number) for number in range(self.slots)]
            return AnyOf(
                tuple(AllOf((there, self.node(qualified, at, f"{name}/"))) for there, at, name in slots)
            )
        if any((shape, word, None) in self.shapes for word in NESTED):
            slots = [self.slot(path, focus, key, number) for number in range(self.slots)]
            each = [AnyOf((Not(there), self.on_value(shape, at, f"{name}/"))) for there, at, name in slots]
            return AllOf((slots[0][0], *each))
        return self.comparisons(shape, path, focus, key)

    def on_value(self, shape, focus, prefix):
        return AllOf((*self.classes(shape, focus, prefix), *self.groups(shape, focus, prefix)))

    def classes(self, shape, focus, key):
        for wanted in self.shapes.objects(shape, SH["class"]):
            yield self.fact(f"{key} a {name_of(wanted)}", partial(has_class, focus, wanted))

    def slot(self, path, focus, key, number):
        """Whether there is a first, second ... value, how to find it, and its name."""
        name = f"{key}[{number + 1}]"

        def is_there(graph):
            found = path.follow(graph, focus(graph))
            return None if not found else len(found) > number

        def at(graph):
            found = path.follow(graph, focus(graph))
            return found[number] if len(found) > number else None

        return self.fact(name, is_there), at, name

    def comparisons(self, shape, path, focus, key):
        """The constraints on the values of one path."""
        one = partial(path.one, focus)
        parts = [*self.bounds(shape, one, key), *self.lists(shape, path, focus, key)]
        parts += [
            Not(self.comparisons(inner, path, focus, key)) for inner in self.shapes.objects(shape, SH["not"])
        ]
        parts += self.classes(shape, one, key)
        if not parts:
            parts.append(self.fact(key, lambda graph: one(graph) is not None or None))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def bounds(self, shape, one, key):
        for sh, operator in BOUNDS.items():
            for bound in self.shapes.objects(shape, sh):
                kind = Kind.DATE if isinstance(plain(bound), datetime.date) else Kind.NUMBER
                yield self.leaf(key, kind, partial(plain_value, one), operator, plain(bound))

    def lists(self, shape, path, focus, key):
        for head in self.shapes.objects(shape, SH["in"]):
            wanted = self.members(head)
            if isinstance(wanted[0], Literal):
                values = tuple(value.toPython() for value in wanted)
                get = partial(plain_value, partial(path.one, focus))
                yield self.leaf(key, Kind.BOOLEAN, get, "in", values)
            else:
                yield self.choice(key, path, focus, wanted)
        for wanted in self.shapes.objects(shape, SH.hasValue):
            yield self.fact(f"{key} = {name_of(wanted)}", partial(has_value, path, focus, wanted))

    def choice(self, key, path, focus, wanted):
        names = {term: name_of(term) for term in wanted}
        self.values.setdefault(key, {}).update(dict.fromkeys(names.values()))

        def get(graph):
            found = path.one(focus, graph, wanted)
            return found if found is None else name_of(found) if name_of(found) in self.values[key] else OTHER

        return self.leaf(key, Kind.CHOICE, get, "in", tuple(names.values()))

    def fact(self, key, get):
        return self.leaf(key, Kind.BOOLEAN, get, "=", True)

    def leaf(self, key, kind, get, operator, value):
        assert self.kinds.setdefault(key, kind) is kind, key
        self.getters[key] = get
        return Comparison(key, operator, value)


@dataclass
class Path:
    """Steps one after the other; each step is a list of alternatives, each a predicate and its direction."""

    name: str
    steps: list

    @classmethod
    def of(cls, shapes, term):
        if isinstance(term, URIRef):
            return cls(name_of(term), [[(term, True)]])
        if (inverse := shapes.value(term, SH.inversePath)) is not None:
            return cls(f"^{name_of(inverse)}", [[(inverse, False)]])
        if (alternatives := shapes.value(term, SH.alternativePath)) is not None:
            paths = [cls.of(shapes, inner) for inner in Collection(shapes, alternatives)]
            return cls(
                "|".join(path.name for path in paths), [[step for path in paths for step in path.steps[0]]]
            )
        paths = [cls.of(shapes, inner) for inner in Collection(shapes, term)]
        return cls("/".join(path.name for path in paths), [step for path in paths for step in path.steps])

    def follow(self, graph, node):
        found = [] if node is None else [node]
        for step in self.steps:
            found = [
                value
                for one in found
                for predicate, forward in step
                for value in (graph.objects(one, predicate) if forward else graph.subjects(predicate, one))
            ]
        return sorted(found)

    def one(self, focus, graph, wanted=()):
        """The only value; for what others say of the node, also whether they say it of something else."""
        node = focus(graph)
        found = self.follow(graph, node)
        assert len(found) <= 1, (self.name, found)
        if found or node is None:
            return found[0] if found else None
        ((predicate, forward),) = self.steps[0] if len(self.steps[0]) == 1 else [(None, True)]
        speaks = not forward and any((person, predicate, None) in graph for person in wanted)
        return BNode() if speaks else None


def the_user(_graph):
    return USER


def has_class(find, wanted, graph):
    node = find(graph)
    return None if node is None else (node, RDF.type, wanted) in graph


def has_value(path, focus, wanted, graph):
    found = path.follow(graph, focus(graph))
    return wanted in found if found else None


def plain_value(find, graph):
    term = find(graph)
    return None if term is None else plain(term)
