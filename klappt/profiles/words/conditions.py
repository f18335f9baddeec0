"""Conditions as sentences: what stands in a rule, for people who never see its JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Basis,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Kind,
    Not,
    Value,
)
from klappt.profiles.words.attributes import label, listed, value_words

Known = Mapping[str, Attribute]


@dataclass(frozen=True)
class Said:
    """A part of a condition in words; `place` as core names it. A leaf has a basis and no parts.

    `is_plain`: with a single part, the group says no more than that part.
    """

    text: str
    place: str
    parts: tuple["Said", ...] = ()
    basis: Basis | None = None
    judged: str = ""
    is_plain: bool = False

    def leaves(self) -> Iterator["Said"]:
        if self.basis is not None:
            yield self
        for part in self.parts:
            yield from part.leaves()


def said(condition: Condition, attributes: Sequence[Attribute], place: str = "access") -> Said:
    """The whole condition in words, part by part."""
    return _said(condition, {each.key: each for each in attributes}, place)


def sentence(condition: Condition, attributes: Sequence[Attribute]) -> str:
    """The whole condition in one line, for a cell or a sheet."""
    return _in_one_line(said(condition, attributes), outermost=True)


def leaf_words(leaf: Comparison | Judgement, attributes: Sequence[Attribute]) -> str:
    """One leaf, as it stands among the reasons of an answer."""
    known = {each.key: each for each in attributes}
    return _judgement(leaf) if isinstance(leaf, Judgement) else _comparison(leaf, known)


def _said(node: Condition, known: Known, place: str) -> Said:
    match node:
        case Comparison():
            return Said(_comparison(node, known), place, basis=node.basis)
        case Judgement():
            return Said(_judgement(node), place, basis=node.basis, judged=node.kind.value)
        case Not(Comparison() | Judgement() as leaf):
            return Said(_("None of these holds:"), place, (_said(leaf, known, f"{place}.not"),))
        case Not(group):
            return Said(_negated(group), place, _parts(group, known, f"{place}.not"))
        case _:
            is_plain = isinstance(node, AllOf | AnyOf)
            return Said(_group(node), place, _parts(node, known, place), is_plain=is_plain)


def _parts(node: Condition, known: Known, place: str) -> tuple[Said, ...]:
    match node:
        case AllOf(parts):
            name = "all"
        case AnyOf(parts):
            name = "any"
        case AtLeast(_n, parts):
            name = "of"
        case Not(part):
            return (_said(part, known, f"{place}.not"),)
        case _:
            return (_said(node, known, place),)
    return tuple(_said(part, known, f"{place}.{name}[{number}]") for number, part in enumerate(parts))


def _group(node: Condition) -> str:
    match node:
        case AllOf(()):
            return _("Open to everybody")
        case AnyOf(()):
            return _("Open to nobody")
        case AllOf(_parts):
            return _("All of this holds:")
        case AtLeast(n, _parts):
            return ngettext("At least %(n)d of these holds:", "At least %(n)d of these hold:", n) % {"n": n}
        case _:
            return _("At least one of these holds:")


def _negated(node: Condition) -> str:
    match node:
        case AllOf(()):
            return _("Open to nobody")
        case AnyOf(()):
            return _("Open to everybody")
        case AllOf(_parts):
            return _("Not all of this holds:")
        case AtLeast(n, _parts):
            return ngettext("Fewer than %(n)d of these holds:", "Fewer than %(n)d of these hold:", n) % {
                "n": n
            }
        case _:
            return _("None of these holds:")


def _judgement(leaf: Judgement) -> str:
    words = {
        Judged.CONDITIONAL: _("in the single case"),
        Judged.UNCLEAR: _("unclear"),
        Judged.UNCHECKED: _("not checked"),
    }[leaf.kind]
    return f"{words}: {leaf.basis.note}" if leaf.basis.note else words


def _comparison(leaf: Comparison, known: Known) -> str:
    attribute = known.get(leaf.attribute)
    if attribute is None:
        return _("something that nobody asks any more (%(key)s)") % {"key": leaf.attribute}
    name = label(attribute)
    if leaf.operator == "known" or leaf.value is None:
        return _("%(what)s is known") % {"what": name}
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    shown = [value_words(attribute, value) for value in values]
    return f"{name}: {_compared(leaf.operator, attribute.kind, values, shown)}"


def _compared(operator: str, kind: Kind, values: Sequence[Value], shown: list[str]) -> str:
    if kind is Kind.BOOLEAN and len(values) == 1:
        wanted = bool(values[0]) if operator in ("=", "in") else not values[0]
        return _("yes") if wanted else _("no")
    if not values:
        return _("none of the answers") if operator == "in" else _("any of the answers")
    if operator in ("=", "in"):
        return listed(shown)
    if operator in ("!=", "not_in"):
        return _("not %(values)s") % {"values": listed(shown)}
    words = _date_words() if kind is Kind.DATE else _order_words()
    return words[operator] % {"value": shown[0]}


def _order_words() -> dict[str, str]:
    return {
        ">=": _("at least %(value)s"),
        "<=": _("at most %(value)s"),
        ">": _("more than %(value)s"),
        "<": _("below %(value)s"),
    }


def _date_words() -> dict[str, str]:
    return {
        ">=": pgettext("a day", "on %(value)s or later"),
        "<=": pgettext("a day", "on %(value)s or earlier"),
        ">": pgettext("a day", "after %(value)s"),
        "<": pgettext("a day", "before %(value)s"),
    }


def _in_one_line(part: Said, *, outermost: bool = False) -> str:
    if not part.parts:
        return part.text
    inside = "; ".join(_in_one_line(each) for each in part.parts)
    if len(part.parts) == 1 and part.is_plain:
        return inside
    return f"{part.text} {inside}" if outermost else f"({part.text} {inside})"
