"""Who may attend what: one person against pyshacl, 100,000 against OpenFisca-Core, the same rules for both.

One person: a made-up benefit, and five real ones (KLAPPT_CORPUS=..., 73 persons), all parsed before. With
reasons: the whole verdict, worked out anew each round, then kept. Many: ten rules, from arrays to answers.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from operator import add, eq, ge, lt, mul, ne
from pathlib import Path
from typing import Any

import numpy as np

from bench.rows import Row, take_turns
from klappt.core.access import compile_rules
from klappt.core.catalogue import Catalogue, Offer
from klappt.core.conditions import (
    AllOf,
    Answer,
    AnyOf,
    AtLeast,
    Attribute,
    Comparison,
    CompiledCondition,
    Condition,
    Kind,
    Not,
    scales_of,
    state_of,
)
from klappt.core.populations import Column, Population, answer_population

NAME = "access"
HEADS = 100_000
LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
STATES = ("gestattung", "duldung_allg", "duldung_ermessen", "erlaubnis")
ATTRIBUTES = (
    Attribute("status", Kind.CHOICE, STATES),
    Attribute("german", Kind.ORDINAL, LEVELS),
    Attribute("age", Kind.NUMBER, per_month=Fraction(1, 12)),
    Attribute("months", Kind.NUMBER, per_month=Fraction(1)),
    Attribute("permit", Kind.BOOLEAN),
)
# A person for pyshacl and the same for klappt: data graph, shapes graph, condition, attributes, profile.
Case = tuple[Any, Any, Condition, tuple[Attribute, ...], dict[str, Any]]


def run(repeat: int) -> list[Row]:
    """Medians; every answer is compared before the time is taken."""
    rows = [*_one_by_one("made-up benefit", made_up_cases(), repeat)]
    if corpus := os.environ.get("KLAPPT_CORPUS"):
        rows += _one_by_one("five real benefits", list(real_cases(Path(corpus))), repeat)
    rows.append(_many("10 short rules", short_rules(), repeat))
    return [*rows, _many("10 long rules", long_rules(), repeat)]


def _one_by_one(name: str, cases: list[Case], repeat: int) -> Iterator[Row]:
    from pyshacl import validate

    def theirs() -> list[bool]:
        return [bool(validate(data, shacl_graph=shapes)[0]) for data, shapes, *_ in cases]

    compiled: dict[int, CompiledCondition] = {}
    for _, shapes, condition, attributes, _ in cases:
        if id(shapes) not in compiled:
            compiled[id(shapes)] = CompiledCondition(condition, scales_of(attributes, [condition]))
    people = [(compiled[id(shapes)], profile) for _, shapes, _, _, profile in cases]

    def answers() -> list[bool]:
        return [rule.answer(state_of(profile, rule.scales)) is Answer.YES for rule, profile in people]

    def seen_before() -> list[bool]:
        return [rule.verdict(state_of(profile, rule.scales)).answer is Answer.YES for rule, profile in people]

    def verdicts() -> list[bool]:
        for rule in compiled.values():
            rule.forget()
        return seen_before()

    if not answers() == verdicts() == theirs():
        raise AssertionError(f"{name}: the two sides disagree.")
    for what, ours in (
        ("answer", answers),
        ("with reasons", verdicts),
        ("reasons seen before", seen_before),
    ):
        seconds, against = take_turns(ours, theirs, repeat)
        note = f"the same {len(cases)} persons get a yes or not"
        yield Row(f"1 person, {name}, {what}", seconds / len(cases), "pyshacl", against / len(cases), note)


def real_cases(corpus: Path) -> Iterator[Case]:
    """The benefits and persons of the corpus."""
    from rdflib import Graph

    from klappt.core.tests.shacl import Benefit

    folder = corpus / "eligibility_shacl"
    for name, persons in json.loads((folder / "expected_pyshacl.json").read_text()).items():
        benefit = Benefit(Graph().parse(folder / name / "gold.ttl"))
        condition = benefit.condition()
        for person in persons:
            data = Graph().parse(folder / name / "profiles" / person)
            yield data, benefit.shapes, condition, benefit.attributes(), benefit.profile(data)


def made_up_cases() -> list[Case]:
    """A shape like those of the corpus, and fifty persons of whom some information is missing."""
    from rdflib import Graph

    from klappt.core.tests.shacl import Benefit

    benefit = Benefit(Graph().parse(data=SHAPES, format="turtle"))
    condition = benefit.condition()
    dice = random.Random(7)
    cases: list[Case] = []
    for _ in range(50):
        facts = {
            "age": dice.randint(15, 30),
            "hours": dice.randint(10, 20),
            "employed": dice.choice(["true", "false"]),
            "available": dice.choice(["true", "true", "false"]),
            "status": dice.choice(["f:Duldung", "f:Gestattung", "f:Visum"]),
        }
        told = "; ".join(f"f:{key} {value}" for key, value in facts.items() if dice.random() < 0.9)
        data = Graph().parse(data=f"{PREFIX} f:User {told or 'f:none true'} .", format="turtle")
        cases.append((data, benefit.shapes, condition, benefit.attributes(), benefit.profile(data)))
    return cases


PREFIX = "@prefix f: <https://foerderfunke.org/default#> ."
SHAPES = f"""{PREFIX}
@prefix sh: <http://www.w3.org/ns/shacl#> .
f:Shape a sh:NodeShape ; sh:targetNode f:User ;
  sh:or ( [ sh:path f:employed ; sh:minCount 1 ; sh:in (false) ]
          [ sh:path f:hours ; sh:minCount 1 ; sh:maxExclusive 15 ] ) ;
  sh:property [ sh:path f:age ; sh:minCount 1 ; sh:minInclusive 18 ] ;
  sh:property [ sh:path f:available ; sh:minCount 1 ; sh:in (true) ] ;
  sh:property [ sh:path f:status ; sh:minCount 1 ; sh:in (f:Duldung f:Gestattung) ] .
"""


def _many(name: str, conditions: dict[str, Condition], repeat: int) -> Row:
    arrays = people(HEADS)
    offers = tuple(Offer(key, access=condition) for key, condition in conditions.items())
    rules = compile_rules(Catalogue(ATTRIBUTES, offers))
    system = openfisca_system(conditions)

    heads = np.ones(HEADS, np.int64)

    def ours() -> dict[str, Any]:
        return answer_population(rules, Population(ATTRIBUTES, as_columns(arrays), heads))

    mine, other = ours(), openfisca(arrays, system, list(conditions))
    if not all(((mine[key] == int(Answer.YES)) == other[key]).all() for key in conditions):
        raise AssertionError(f"{name}: the two sides disagree.")
    seconds, against = take_turns(ours, lambda: openfisca(arrays, system, list(conditions)), repeat)
    return Row(f"100,000 persons, {name}", seconds, "OpenFisca-Core", against, "the same million answers")


def people(heads: int) -> dict[str, Any]:
    """Arrays as both sides get them: positions in the lists, whole numbers, truth."""
    dice = np.random.default_rng(11)
    return {
        "status": dice.integers(0, len(STATES), heads),
        "german": dice.integers(0, len(LEVELS), heads),
        "age": dice.integers(14, 60, heads),
        "months": dice.integers(0, 200, heads),
        "permit": dice.random(heads) < 0.5,
    }


def as_columns(arrays: dict[str, Any]) -> dict[str, Column]:
    """The arrays as columns of a population."""
    return {
        "status": Column(STATES, arrays["status"]),
        "german": Column(LEVELS, arrays["german"]),
        "age": Column.of_whole_numbers(arrays["age"]),
        "months": Column.of_whole_numbers(arrays["months"]),
        "permit": Column((False, True), arrays["permit"].view(np.uint8)),
    }


def short_rules() -> dict[str, Condition]:
    """Ten rules of three or four leaves."""
    return {
        "r0": AllOf((_ADULT, _YOUNG, _A2)),
        "r1": AnyOf((AllOf((_DULDUNG, _LONG)), _is("status", "=", "erlaubnis"))),
        "r2": AllOf((_B1, AnyOf((_PERMIT, _is("months", ">=", 48))))),
        "r3": AtLeast(2, (_ADULT, _B1, _PERMIT, _LONG)),
        "r4": AllOf((Not(_DULDUNG), _is("age", "<", 25), _is("months", ">=", 3))),
        "r5": AllOf((_is("german", "<", "B2"), _is("months", "<", 72), _ADULT)),
        "r6": AnyOf((_is("age", "<", 16), AllOf((_YOUNG, _is("german", ">=", "A1"), _PERMIT)))),
        "r7": AllOf((_is("status", "!=", "gestattung"), _LONG, AnyOf((_A2, _is("age", ">=", 40))))),
        "r8": AtLeast(3, (_YOUNG, _A2, _LONG, _DULDUNG, _PERMIT)),
        "r9": AllOf((_is("months", ">=", 6), _is("months", "<", 120), _is("german", "<", "C1"))),
    }


def long_rules() -> dict[str, Condition]:
    """Ten rules as the law writes them: three ways in, each with five requirements."""
    dice = random.Random(3)

    def requirement() -> Condition:
        leaves = (
            _is("status", "in", tuple(dice.sample(STATES, 2))),
            _is("german", dice.choice(["<", ">="]), dice.choice(LEVELS[1:])),
            _is("age", dice.choice(["<", ">="]), dice.choice([16, 18, 21, 25, 27, 35])),
            _is("months", dice.choice(["<", ">="]), dice.choice([3, 6, 12, 15, 24, 48, 72])),
            _is("permit", "=", dice.choice([True, False])),
        )
        return dice.choice([*leaves, Not(leaves[0])])

    return {
        f"r{number}": AnyOf(tuple(AllOf(tuple(requirement() for _ in range(5))) for _ in range(3)))
        for number in range(10)
    }


def _is(key: str, operator: Any, value: Any) -> Comparison:
    return Comparison(key, operator, Fraction(value) if type(value) is int else value)


_ADULT, _YOUNG = _is("age", ">=", 18), _is("age", "<", 27)
_A2, _B1 = _is("german", ">=", "A2"), _is("german", ">=", "B1")
_DULDUNG = _is("status", "in", ("duldung_allg", "duldung_ermessen"))
_LONG = _is("months", ">=", 15)
_PERMIT = _is("permit", "=", value=True)


def openfisca_system(conditions: dict[str, Condition]) -> Any:
    """The same rules as OpenFisca writes them: variables with formulas over whole arrays."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import MONTH
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity("person", "persons", "", is_person=True)
    system = TaxBenefitSystem([person])
    common = {"entity": person, "definition_period": MONTH}
    for key in ("status", "german", "age", "months"):
        system.add_variable(type(key, (Variable,), {**common, "value_type": int}))
    system.add_variable(type("permit", (Variable,), {**common, "value_type": bool}))
    for key, condition in conditions.items():
        body = {**common, "value_type": bool, "formula": _formula(condition)}
        system.add_variable(type(key, (Variable,), body))
    return system


def _formula(condition: Condition) -> Callable[[Any, Any], Any]:
    """`*` and `+` for and and or, as its authors write."""

    def formula(person: Any, period: Any) -> Any:
        return _computed(condition, lambda key: person(key, period))

    return formula


def _computed(node: Condition, array: Callable[[str], Any]) -> Any:
    match node:
        case AllOf(parts):
            return reduce(mul, (_computed(part, array) for part in parts))
        case AnyOf(parts):
            return reduce(add, (_computed(part, array) for part in parts))
        case AtLeast(n, parts):
            return reduce(add, (_computed(part, array).astype(np.int8) for part in parts)) >= n
        case Not(part):
            return ~_computed(part, array)
        case Comparison(key, "in", tuple(values)):
            return reduce(add, (array(key) == _as_array_has_it(key, value) for value in values))
        case Comparison(key, operator, value):
            return _COMPARE[operator](array(key), _as_array_has_it(key, value))
    raise TypeError(node)


def _as_array_has_it(key: str, value: Any) -> Any:
    lists = {"status": STATES, "german": LEVELS}
    return lists[key].index(value) if key in lists else value if key == "permit" else int(value)


_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "!=": ne, "<": lt, ">=": ge}


def openfisca(arrays: dict[str, Any], system: Any, keys: list[str]) -> dict[str, Any]:
    """From arrays to answers."""
    from openfisca_core.simulations import SimulationBuilder

    simulation = SimulationBuilder().build_default_simulation(system, count=HEADS)
    for key, values in arrays.items():
        simulation.set_input(key, "2026-11", values)
    return {key: simulation.calculate(key, "2026-11") for key in keys}
