"""What differs between two readings of an offer, and who changed it (docs/core/differences.md)."""

import difflib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from klappt.core.catalogue.conditions import node_as_json
from klappt.core.catalogue.model import Offer
from klappt.core.catalogue.write import write_offer
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Comparison, Condition, Judgement, Not

Fields = Mapping[str, object]
Placed = list[tuple[str, Condition]]


class Side(StrEnum):
    """Who changed a field since `base`. Without a base nobody can say: then it counts as both."""

    HERE = "here"
    THERE = "there"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same here and there. Values are those of the file format; absent is None."""

    field: str
    base: object
    here: object
    there: object
    side: Side


def fields_of(offer: Offer) -> dict[str, object]:
    """The fields of an offer as the file format has them, one level deep: `name.de`, `details.decides`.

    `key` is not among them: it says which offer it is. Nor is `capacity`: places are counted on the spot.
    """
    raw = write_offer(offer)
    flat: dict[str, object] = {}
    for name, value in raw.items():
        if name in ("key", "capacity") or value is None:
            continue
        if name in ("name", "details") and isinstance(value, dict):
            flat.update({f"{name}.{inner}": text for inner, text in value.items()})
        else:
            flat[name] = value
    return flat


def differences(here: Fields, there: Fields, base: Fields | None = None) -> tuple[Difference, ...]:
    """The fields that differ between here and there, by the state both came from.

    A field both sides changed in the same way is none. Method: three-way comparison field by field, as
    programs for versions do it line by line.
    """
    names = list(dict.fromkeys([*there, *here]))
    found = []
    for name in names:
        ours, theirs = here.get(name), there.get(name)
        if ours == theirs:
            continue
        before = None if base is None else base.get(name)
        found.append(Difference(name, before, ours, theirs, _side(base, before, ours, theirs)))
    return tuple(found)


def merged(here: Fields, there: Fields, taken: Collection[str]) -> dict[str, object]:
    """The fields here, with those in `taken` as they are there; a field absent there goes."""
    kept = {name: value for name, value in here.items() if name not in taken}
    return {**kept, **{name: there[name] for name in taken if name in there}}


def _side(base: Fields | None, before: object, ours: object, theirs: object) -> Side:
    if base is None or before not in (ours, theirs):
        return Side.BOTH
    return Side.THERE if before == ours else Side.HERE


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One part of a rule that is there only in the old one, only in the new one, or reads otherwise.

    Places as core names them ("access.all[0]"), in the rule to which the part belongs.
    """

    kind: ChangeKind
    old: Condition | None
    new: Condition | None
    old_place: str = ""
    new_place: str = ""


def rule_changes(
    old: Condition | None, new: Condition | None, place: str = "access"
) -> tuple[RuleChange, ...]:
    """What was added to, removed from or changed in a rule, part by part; None is a rule nobody has written.

    Groups of the same kind are compared inside, in their order (longest common subsequence); two leaves that
    stand in the same gap are one change if they are about the same. Source, date and note count.
    """
    if old is None or new is None:
        if old is new:
            return ()
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        return (RuleChange(kind, old, new, place if old else "", place if new else ""),)
    return tuple(_changes(old, new, place, place))


def _changes(old: Condition, new: Condition, old_place: str, new_place: str) -> Iterator[RuleChange]:
    if node_as_json(old) == node_as_json(new):
        return
    if not _alike(old, new) or isinstance(old, Comparison | Judgement):
        yield RuleChange(ChangeKind.CHANGED, old, new, old_place, new_place)
        return
    before, after = _parts(old, old_place), _parts(new, new_place)
    matcher = difflib.SequenceMatcher(a=_signs(before), b=_signs(after), autojunk=False)
    for tag, first, last, from_, until in matcher.get_opcodes():
        if tag != "equal":
            yield from _gap(before[first:last], after[from_:until])


def _signs(parts: Placed) -> list[str]:
    return [json.dumps(node_as_json(part)) for _place, part in parts]


def _gap(before: Placed, after: Placed) -> Iterator[RuleChange]:
    """Parts that stand between two unchanged ones: those about the same are paired, in their order."""
    rest = list(after)
    for old_place, old in before:
        twin = next((found for found in rest if _alike(old, found[1])), None)
        if twin is None:
            yield RuleChange(ChangeKind.REMOVED, old, None, old_place, "")
            continue
        rest.remove(twin)
        yield from _changes(old, twin[1], old_place, twin[0])
    for new_place, new in rest:
        yield RuleChange(ChangeKind.ADDED, None, new, "", new_place)


def _alike(old: Condition, new: Condition) -> bool:
    match old, new:
        case Comparison(), Comparison():
            return old.attribute == new.attribute
        case Judgement(), Judgement():
            return True
        case AtLeast(n, _), AtLeast(m, _):
            return n == m
        case _:
            return type(old) is type(new)


def _parts(node: Condition, place: str) -> Placed:
    match node:
        case AllOf(parts):
            name = "all"
        case AnyOf(parts):
            name = "any"
        case AtLeast(_, parts):
            name = "of"
        case Not(part):
            return [(f"{place}.not", part)]
        case _:
            return []
    return [(f"{place}.{name}[{number}]", part) for number, part in enumerate(parts)]
