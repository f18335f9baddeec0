"""A condition while somebody builds it: incomplete, wrong or finished, as it stands in the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from klappt.core.catalogue import write_profile
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Basis,
    Comparison,
    Condition,
    Judgement,
    Kind,
    Not,
    Value,
)

COMPARE = "compare"
GROUPS = ("all", "any", "at_least", "none", "not_all", "fewer")
COUNTED = ("at_least", "fewer")
JUDGED = ("conditional", "unclear", "unchecked")
MOST_PARTS = 60
DEEPEST_GROUP = 3
BASIS = ("source", "as_of", "valid_from", "valid_until", "note")
_NEGATED = {AllOf: "not_all", AnyOf: "none", AtLeast: "fewer"}


@dataclass
class Draft:
    """One part. Everything is text as it was typed; `errors` by the name of the control."""

    kind: str
    number: str = ""
    parts: list["Draft"] = field(default_factory=list)
    attribute: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)
    basis: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_new: bool = False

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS

    @property
    def is_judgement(self) -> bool:
        return self.kind in JUDGED

    def at(self, path: Sequence[int]) -> "Draft":
        """The part at this place; IndexError when there is none."""
        found = self
        for step in path:
            found = found.parts[step]
        return found

    def everything(self) -> Iterator["Draft"]:
        yield self
        for part in self.parts:
            yield from part.everything()


def nothing_yet() -> Draft:
    """What an empty editor begins with."""
    return Draft("all", parts=[Draft(COMPARE)])


def draft_of(condition: Condition, attributes: Sequence[Attribute]) -> Draft:
    """A stored condition as a draft; outermost is always a group, so that parts can be added."""
    kinds = {each.key: each.kind for each in attributes}
    found = _draft(condition, kinds)
    return found if found.is_group else Draft("all", parts=[found])


def _draft(node: Condition, kinds: dict[str, Kind]) -> Draft:
    match node:
        case Comparison():
            operator, values = operator_on_screen(node, kinds.get(node.attribute))
            return Draft(
                COMPARE,
                attribute=node.attribute,
                operator=operator,
                values=values,
                basis=_basis(node.basis),
            )
        case Judgement():
            return Draft(node.kind.value, basis=_basis(node.basis))
        case Not(AllOf() | AnyOf() | AtLeast() as group):
            found = _draft(group, kinds)
            found.kind = _NEGATED[type(group)]
            return found
        case Not(part):
            return Draft("none", parts=[_draft(part, kinds)])
        case AtLeast(n, parts):
            return Draft("at_least", number=str(n), parts=[_draft(part, kinds) for part in parts])
        case AllOf(parts) | AnyOf(parts):
            kind = "all" if isinstance(node, AllOf) else "any"
            return Draft(kind, parts=[_draft(part, kinds) for part in parts])


def operator_on_screen(node: Comparison, kind: Kind | None) -> tuple[str, list[str]]:
    """How the editor shows a comparison: fewer operators than core has, with the same meaning."""
    if node.operator == "known" or node.value is None:
        return "known", []
    values = node.value if isinstance(node.value, tuple) else (node.value,)
    if kind is Kind.BOOLEAN and len(values) == 1:
        is_yes = bool(values[0]) == (node.operator in ("=", "in"))
        return ("yes" if is_yes else "no"), []
    listed = {"=": "in", "!=": "not_in"}.get(node.operator, node.operator)
    return listed, [_as_text(value) for value in values]


def _as_text(value: Value) -> str:
    text = str(write_profile({"": value})[""])
    return text if "/" in text or isinstance(value, str) else text.replace(".", ",")


def _basis(basis: Basis) -> dict[str, str]:
    days = (basis.as_of, basis.valid_from, basis.valid_until)
    texts = (day.isoformat() if day else "" for day in days)
    return dict(zip(BASIS, (basis.source, *texts, basis.note), strict=True))
