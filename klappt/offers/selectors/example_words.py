"""Fields of an offer and what differs in them, in words for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.models import Alliance
from klappt.core.catalogue import (
    CatalogueErrors,
    ChangeKind,
    Difference,
    Effect,
    Offer,
    RuleChange,
    Set,
    Side,
    read_condition,
    read_effects,
    rule_changes,
)
from klappt.core.catalogue import Raise as Raised
from klappt.core.conditions import Attribute, Comparison, Condition, Judgement
from klappt.offers.enums import OfferKind
from klappt.offers.selectors.examples import News, example_catalogue
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import Said, label, leaf_words, number_words, said, sentence, value_words

FIELD_WORDS = {
    "name.de": gettext_lazy("Offer"),
    "kind": gettext_lazy("Kind"),
    "access": gettext_lazy("Access rule"),
    "valid_from": gettext_lazy("In force since"),
    "valid_until": gettext_lazy("In force until"),
    "months": gettext_lazy("Duration in months"),
    "effects": gettext_lazy("Leads to"),
    "source": gettext_lazy("Source of the rule"),
    "as_of": gettext_lazy("Rule as of"),
    "note": gettext_lazy("Note"),
    "doubt": gettext_lazy("Doubt"),
    "details.description": gettext_lazy("Description"),
    "details.legal_basis": gettext_lazy("Legal basis"),
    "details.decides": gettext_lazy("Who decides"),
    "details.usual_carrier": gettext_lazy("Usually carried by"),
    "details.website": gettext_lazy("Website"),
    "details.duration": gettext_lazy("Duration in words"),
}
DAYS = ("valid_from", "valid_until", "as_of")


@dataclass(frozen=True)
class PartNews:
    """One part of a rule that is new, gone or reads otherwise."""

    kind: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class FieldNews:
    """One field that the newer edition has otherwise. Rules come as `Said`, everything else as text."""

    name: str
    title: str
    before: str
    here: str
    there: str
    is_mixed: bool
    rule_before: Said | None = None
    rule_here: Said | None = None
    rule_there: Said | None = None
    parts: tuple[PartNews, ...] = ()
    own_parts: tuple[PartNews, ...] = ()


def field_news(news: News, alliance: Alliance) -> list[FieldNews]:
    """Each field in words: the example before and now, and what the alliance has."""
    known = _all_known(alliance)
    return [_field(each, known) for each in news.differences]


def leads_to(offer: Offer, known: Sequence[Attribute]) -> list[str]:
    """The effects of an offer, each as a short sentence."""
    by_key = {each.key: each for each in known}
    return [_effect(effect, by_key) for effect in offer.effects]


def value_as_words(name: str, value: object, known: Sequence[Attribute]) -> str:
    """A field of the file format as a person reads it; nothing for what is absent."""
    if value is None or value in ("", []):
        return ""
    if name == "kind":
        return str(OfferKind(str(value)).label)
    if name in DAYS:
        return date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")
    if name == "access":
        condition = _condition(value, known)
        return sentence(condition, known) if condition is not None else ""
    if name == "effects":
        return "; ".join(_effects(value, known))
    return str(value)


def _all_known(alliance: Alliance) -> tuple[Attribute, ...]:
    """Those of the alliance, and those a newer example brings along."""
    own = attributes(alliance)
    keys = {each.key for each in own}
    return (*own, *(each for each in example_catalogue().attributes if each.key not in keys))


def _field(found: Difference, known: Sequence[Attribute]) -> FieldNews:
    before, ours, theirs = (
        value_as_words(found.field, value, known) for value in (found.base, found.here, found.there)
    )
    title, mixed = str(FIELD_WORDS.get(found.field, found.field)), found.side is Side.BOTH
    if found.field != "access":
        return FieldNews(found.field, title, before, ours, theirs, mixed)
    base, here, there = (_condition(raw, known) for raw in (found.base, found.here, found.there))
    return FieldNews(
        found.field,
        title,
        before,
        ours,
        theirs,
        mixed,
        rule_before=said(base, known) if base is not None else None,
        rule_here=said(here, known) if here is not None else None,
        rule_there=said(there, known) if there is not None else None,
        parts=_parts(rule_changes(base, there), known),
        own_parts=_parts(rule_changes(base, here), known),
    )


def _parts(changes: Sequence[RuleChange], known: Sequence[Attribute]) -> tuple[PartNews, ...]:
    kinds = {ChangeKind.ADDED: "new", ChangeKind.REMOVED: "gone", ChangeKind.CHANGED: "otherwise"}
    return tuple(
        PartNews(kinds[each.kind], _part(each.old, known), _part(each.new, known)) for each in changes
    )


def _part(node: Condition | None, known: Sequence[Attribute]) -> str:
    if node is None:
        return ""
    if not isinstance(node, Comparison | Judgement):
        return sentence(node, known)
    basis = node.basis
    told = [leaf_words(node, known), basis.source]
    if isinstance(node, Comparison):
        told.insert(1, basis.note)
    if basis.as_of:
        told.append(_("as of %(day)s") % {"day": date_format(basis.as_of, "SHORT_DATE_FORMAT")})
    return " · ".join(part for part in told if part)


def _condition(raw: object, known: Sequence[Attribute]) -> Condition | None:
    if raw is None:
        return None
    try:
        return read_condition(raw, known)
    except CatalogueErrors:
        return None


def _effects(raw: object, known: Sequence[Attribute]) -> list[str]:
    by_key: Mapping[str, Attribute] = {each.key: each for each in known}
    try:
        return [_effect(effect, by_key) for effect in read_effects(raw, known)]
    except CatalogueErrors:
        return []


def _effect(effect: Effect, known: Mapping[str, Attribute]) -> str:
    attribute = known[effect.attribute]
    name = label(attribute)
    if isinstance(effect, Set):
        return f"{name}: {value_words(attribute, effect.value)}"
    if isinstance(effect, Raised):
        return _("%(what)s: at least %(value)s") % {
            "what": name,
            "value": value_words(attribute, effect.to),
        }
    return ngettext("%(what)s: %(by)s more", "%(what)s: %(by)s more", int(effect.by)) % {
        "what": name,
        "by": number_words(effect.by),
    }
