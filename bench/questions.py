"""The next question among 500 offers and 40 attributes, against trying each answer, and advisers' trees.

The other side of the first is what one would write first: for every open attribute and every answer to it,
ask the compiled rules how many offers are settled then, and take the attribute with the most on average. Both
have to come to the answers of the whole profile for made-up persons; the note says how many questions each
needed. The roadmap's other side is its tree itself: klappt must not ask anybody more.
"""

import datetime
import json
import os
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from bench.rows import Row, take_turns
from klappt.core.access import Rules, compile_rules
from klappt.core.catalogue import Catalogue, Offer
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    Attribute,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Kind,
    Value,
)
from klappt.core.questions import next_question
from klappt.core.questions.told import read_told
from klappt.core.trees import read_trees

NAME = "questions"

DAY = datetime.date(2026, 11, 22)
KINDS = (Kind.CHOICE, Kind.ORDINAL, Kind.NUMBER, Kind.BOOLEAN)
Told = Mapping[str, Value]
Ask = Callable[[Told], str | None]


def run(repeat: int) -> list[Row]:
    """The first question among many offers, whole interviews among few, and the roadmap if it is there."""
    corpus = os.environ.get("KLAPPT_CORPUS")
    rows = [_first_question(repeat), _interviews(repeat)]
    return [*rows, _roadmap(Path(corpus) / "hopon_fahrplan", repeat)] if corpus else rows


def _first_question(repeat: int) -> Row:
    """Both sides begin with the catalogue, as a page does."""
    catalogue = made_up(500, 40, seed=1)
    ours, theirs = take_turns(
        lambda: next_question(catalogue, {}, day=DAY),
        lambda: most_settled(compile_rules(catalogue, DAY), {}),
        repeat,
    )
    return Row("first question, 500 offers, 40 attributes", ours, "trying each answer", theirs)


def _interviews(repeat: int) -> Row:
    catalogue = made_up(12, 12, seed=2)
    rules = compile_rules(catalogue, DAY)
    people = [person_of(catalogue, seed) for seed in range(20)]

    def ours(told: Told) -> str | None:
        question = next_question(catalogue, told, day=DAY).question
        return question.attribute.key if question else None

    theirs = partial(most_settled, rules)
    counts = [sum(len(asked(ask, person)) for person in people) for ask in (ours, theirs)]
    for person in people:
        _compare(catalogue, rules, person, asked(ours, person), asked(theirs, person))
    times = take_turns(partial(asked, ours, people[0]), partial(asked, theirs, people[0]), repeat)
    note = f"questions of {len(people)} persons: {counts[0]} and {counts[1]}; same answers"
    return Row("interview, 12 offers, 12 attributes", times[0], "trying each answer", times[1], note)


def _compare(catalogue: Catalogue, rules: Rules, person: Told, ours: Told, theirs: Told) -> None:
    """After all questions both sides know what the whole profile answers."""
    right = [verdict.answer for verdict in rules.verdicts(person).values()]
    if [one.answer for one in next_question(catalogue, ours, day=DAY).standings] != right:
        raise AssertionError("klappt stopped too early.")
    if [verdict.answer for verdict in rules.verdicts(theirs).values()] != right:
        raise AssertionError("The other side stopped too early.")


def _roadmap(folder: Path, repeat: int) -> Row:
    """All 103 paths of the published roadmap."""
    files = {path.name: path.read_text() for path in (folder / "de").glob("*.md")}
    catalogue = read_trees(files).catalogue
    if catalogue is None:
        raise AssertionError("There is no tree.")
    paths: list[dict[str, Any]] = json.loads((folder / "expected_paths.json").read_text())["paths"]
    people = [read_told(json.dumps(path["answers"]), catalogue.attributes) for path in paths]

    def ours(told: Told) -> str | None:
        step = next_question(catalogue, told, day=DAY)
        return step.question.attribute.key if step.question else None

    count = 0
    for person, path in zip(people, paths, strict=True):
        told = asked(ours, person)
        count += len(told)
        page = [one.key for one in next_question(catalogue, told, day=DAY).standings if one.answer]
        if page != [path["result"]]:
            raise AssertionError(f"{path['result']} is not reached.")
    theirs = sum(len(path["answers"]) for path in paths)
    times = take_turns(lambda: ours({}), lambda: read_trees(files), repeat)
    note = f"questions on {len(paths)} paths: {count}, the tree itself {theirs}; same pages"
    return Row("first question of the roadmap", times[0], "reading it", times[1], note)


def asked(ask: Ask, person: Told) -> dict[str, Value]:
    """What the person has told when no question is left."""
    told: dict[str, Value] = {}
    while (key := ask(told)) is not None:
        told[key] = person[key]
    return told


def most_settled(rules: Rules, told: Told) -> str | None:
    """The open attribute after whose answer most offers are settled, on average over its answers."""
    state = list(rules.state(told))
    wanted = {key for verdict in rules.verdicts(told).values() for key in verdict.ask}
    best: tuple[Fraction, str] | None = None
    for place, scale in enumerate(rules.scales):
        if scale.attribute.key not in wanted:
            continue
        settled = 0
        for step in range(1, scale.size):
            after = (*state[:place], step, *state[place + 1 :])
            settled += sum(not rules.offers[o.key].verdict(after).ask for o in rules.catalogue.offers)
        found = Fraction(settled, scale.size - 1), scale.attribute.key
        if best is None or found[0] > best[0]:
            best = found
    return best[1] if best else None


def made_up(offers: int, attributes: int, seed: int) -> Catalogue:
    """Rules of two to nine leaves; a few attributes stand in many rules, most in few."""
    dice = random.Random(seed)
    known = tuple(
        Attribute(f"a{number}", kind, tuple(f"v{n}" for n in range(8)) if number % 4 < 2 else ())
        for number in range(attributes)
        for kind in KINDS[number % 4 : number % 4 + 1]
    )
    return Catalogue(known, tuple(Offer(f"O{n}", access=_rule(known, dice)) for n in range(offers)))


def person_of(catalogue: Catalogue, seed: int) -> dict[str, Value]:
    dice = random.Random(seed)
    return {attribute.key: _value(attribute, dice) for attribute in catalogue.attributes}


def _rule(attributes: tuple[Attribute, ...], dice: random.Random) -> Condition:
    parts: list[Condition] = [_leaf(attributes, dice) for _ in range(dice.randint(2, 5))]
    for _ in range(dice.randint(0, 2)):
        pairs = (AllOf((_leaf(attributes, dice), _leaf(attributes, dice))) for _ in range(2))
        parts.append(AnyOf(tuple(pairs)))
    if dice.random() < 0.3:
        parts.append(Judgement(Judged.CONDITIONAL))
    return AllOf(tuple(parts))


def _leaf(attributes: tuple[Attribute, ...], dice: random.Random) -> Comparison:
    often = min(len(attributes) - 1, int(dice.expovariate(4 / len(attributes))))
    attribute = attributes[often]
    if attribute.kind is Kind.CHOICE:
        return Comparison(attribute.key, "in", tuple(dice.sample(attribute.values, 3)))
    if attribute.kind is Kind.BOOLEAN:
        return Comparison(attribute.key, "=", dice.random() < 0.8)
    return Comparison(attribute.key, ">=" if dice.random() < 0.7 else "<", _value(attribute, dice))


def _value(attribute: Attribute, dice: random.Random) -> Value:
    if attribute.values:
        return dice.choice(attribute.values)
    return (
        dice.random() < 0.5 if attribute.kind is Kind.BOOLEAN else Fraction(dice.choice((3, 6, 12, 15, 18)))
    )
