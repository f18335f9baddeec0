"""Reads the entries of a catalogue: header, attributes, offers, ideas, effects, links, goals, results."""

from collections.abc import Callable, Container, Iterable
from fractions import Fraction

from klappt.core.catalogue.conditions import Attributes, condition_of, known_attribute, one_of, value_of
from klappt.core.catalogue.fields import (
    Fields,
    as_bool,
    as_date,
    as_exact,
    as_key,
    as_not_negative,
    as_object,
    as_text,
    as_whole,
    as_words,
    inside,
)
from klappt.core.catalogue.model import (
    DETAILS,
    Add,
    Asking,
    Effect,
    Goal,
    Header,
    Idea,
    Link,
    LinkKind,
    Offer,
    OfferKind,
    Raise,
    Result,
    Set,
    Way,
)
from klappt.core.catalogue.problems import Problems, Reason
from klappt.core.conditions import AllOf, Attribute, Basis, Kind

_WITH_VALUES = (Kind.CHOICE, Kind.ORDINAL)
_MAY_BE_SET = (Kind.CHOICE, Kind.ORDINAL, Kind.BOOLEAN)
_ONE = Fraction(1)


def read_attribute(fields: Fields) -> Attribute | None:
    """None where the key or the kind is missing: then nothing else can be checked against it."""
    key = fields.need("key", as_key)
    kind = fields.need("kind", one_of(Kind))
    values: tuple[str, ...] = ()
    growth = Fraction(0)
    if kind in _WITH_VALUES:
        values = _keys(fields)
    if kind is Kind.NUMBER:
        growth = fields.take("per_month", as_not_negative, growth)
    labels, questions = fields.words("label"), fields.words("question")
    value_labels = _value_labels(fields, values) if kind in _WITH_VALUES else {}
    for name in ("values", "per_month", "value_labels"):
        _refuse(fields, name, kind)
    fields.close()
    if key is None or kind is None:
        return None
    return Attribute(key, kind, values, growth, labels, questions, value_labels)


def _refuse(fields: Fields, name: str, kind: Kind | None) -> None:
    if name in fields:
        if kind is not None:
            fields.problems.add(fields.at(name), Reason.NOT_FOR_KIND, value=name, kind=kind)
        fields.drop(name)


def _keys(fields: Fields) -> tuple[str, ...]:
    before = len(fields.problems.found)
    given = [
        (place, as_key(raw, place, fields.problems)) for place, raw in fields.each("values", needed=True)
    ]
    keys: list[str] = []
    for place, key in given:
        if key in keys:
            fields.problems.add(place, Reason.DUPLICATE, value=key)
        elif key is not None:
            keys.append(key)
    if not given and len(fields.problems.found) == before:
        fields.problems.add(fields.at("values"), Reason.MISSING)
    return tuple(keys)


def _value_labels(fields: Fields, values: tuple[str, ...]) -> dict[str, dict[str, str]]:
    def read(raw: object, place: str, problems: Problems) -> dict[str, dict[str, str]]:
        found = {}
        for value, words in (as_object(raw, place, problems) or {}).items():
            if value not in values:
                allowed = ", ".join(values)
                problems.add(inside(place, value), Reason.NOT_LISTED, value=value, allowed=allowed)
            found[value] = as_words(words, inside(place, value), problems)
        return found

    return fields.maybe("value_labels", read) or {}


def read_offer(fields: Fields, attributes: Attributes) -> Offer | None:
    """None where the key is missing."""
    key = fields.need("key", as_key)
    names = fields.words("name")
    kind = fields.take("kind", one_of(OfferKind), OfferKind.REGULAR)
    access = fields.maybe("access", condition_of(attributes))
    begins, ends = fields.period()
    months, capacity = fields.take("months", as_whole, 0), fields.maybe("capacity", as_whole)
    effects = read_effect_list(fields.each("effects"), fields.problems, attributes)
    basis = Basis(
        source=fields.take("source", as_text, ""),
        as_of=fields.maybe("as_of", as_date),
        note=fields.take("note", as_text, ""),
    )
    doubt = fields.take("doubt", as_text, "")
    details = fields.maybe("details", _details) or {}
    fields.close()
    if key is None:
        return None
    return Offer(key, names, kind, access, begins, ends, months, capacity, effects, basis, doubt, details)


def _details(raw: object, place: str, problems: Problems) -> dict[str, str]:
    fields = Fields(raw, place, problems)
    found = {name: fields.take(name, as_text, "") for name in DETAILS}
    fields.close()
    return {name: text for name, text in found.items() if text}


def read_header(raw: object, place: str, problems: Problems) -> Header:
    """What the catalogue says of itself."""
    fields = Fields(raw, place, problems)
    header = Header(
        titles=fields.words("title"),
        edition=fields.take("edition", as_text, ""),
        as_of=fields.maybe("as_of", as_date),
        note=fields.take("note", as_text, ""),
    )
    fields.close()
    return header


def read_idea(fields: Fields, attributes: Attributes) -> Idea | None:
    """An offer with an effort."""
    effort = fields.take("effort", as_not_negative, _ONE)
    offer = read_offer(fields, attributes)
    return Idea(offer, effort) if offer else None


def read_effect_list(
    members: Iterable[tuple[str, object]], problems: Problems, attributes: Attributes
) -> tuple[Effect, ...]:
    """Effects with their places."""
    found = [_effect(Fields(raw, place, problems), attributes) for place, raw in members]
    return tuple(effect for effect in found if effect is not None)


def _effect(fields: Fields, attributes: Attributes) -> Effect | None:
    verbs = [verb for verb in ("set", "raise", "add") if verb in fields]
    if len(verbs) != 1:
        if fields.readable:
            fields.problems.add(fields.place, Reason.NO_EFFECT)
        return None
    verb = verbs[0]
    attribute = fields.need(verb, known_attribute(attributes))
    effect = _effect_on(fields, verb, attribute) if attribute else None
    if attribute is None:
        fields.drop("by" if verb == "add" else "to")
    fields.close()
    return effect


def _effect_on(fields: Fields, verb: str, attribute: Attribute) -> Effect | None:
    fitting = {"set": _MAY_BE_SET, "raise": (Kind.ORDINAL,), "add": (Kind.NUMBER,)}[verb]
    if attribute.kind not in fitting:
        fields.problems.add(fields.at(verb), Reason.NOT_FOR_KIND, value=verb, kind=attribute.kind)
        fields.drop("by" if verb == "add" else "to")
        return None
    if verb == "add":
        by = fields.need("by", as_exact)
        return None if by is None else Add(attribute.key, by)
    to = fields.need("to", value_of(attribute))
    if to is None:
        return None
    return Raise(attribute.key, str(to)) if verb == "raise" else Set(attribute.key, to)


def read_goal(fields: Fields, attributes: Attributes) -> Goal | None:
    """A goal needs its condition."""
    key = fields.need("key", as_key)
    when = fields.need("when", condition_of(attributes))
    labels = fields.words("label")
    fields.close()
    return Goal(key, when or AllOf(()), labels) if key is not None else None


def read_result(fields: Fields, attributes: Attributes, offers: Container[str]) -> Result | None:
    """A result needs its condition; its ways are offers or ideas of the catalogue."""
    key = fields.need("key", as_key)
    when = fields.need("when", condition_of(attributes))
    labels = fields.words("label")
    ways = [_way(Fields(raw, place, fields.problems), offers) for place, raw in fields.each("ways")]
    fields.close()
    if key is None:
        return None
    return Result(key, when or AllOf(()), labels, tuple(way for way in ways if way is not None))


def _way(fields: Fields, offers: Container[str]) -> Way | None:
    offer = fields.need("offer", _among(offers))
    tier = fields.take("tier", as_whole, 0)
    also = [as_text(raw, place, fields.problems) for place, raw in fields.each("also")]
    fields.close()
    return None if offer is None else Way(offer, tier, tuple(text for text in also if text is not None))


def read_asking(fields: Fields, attributes: Attributes) -> Asking | None:
    """When it makes sense to ask for an attribute."""
    attribute = fields.need("attr", known_attribute(attributes))
    when = fields.need("when", condition_of(attributes))
    fields.close()
    return Asking(attribute.key, when or AllOf(())) if attribute is not None else None


def _among(offers: Container[str]) -> Callable[[object, str, Problems], str | None]:
    """Reads the key of an offer or idea of the catalogue."""

    def known(raw: object, place: str, problems: Problems) -> str | None:
        key = as_text(raw, place, problems)
        if key is None or key in offers:
            return key
        problems.add(place, Reason.UNKNOWN_OFFER, value=key)
        return None

    return known


def read_link(fields: Fields, offers: Container[str]) -> Link | None:
    """Both ends must be offers or ideas of the catalogue."""
    source, target = fields.need("from", _among(offers)), fields.need("to", _among(offers))
    kind = fields.take("kind", one_of(LinkKind), LinkKind.LINK)
    agreed = fields.take("agreed", as_bool, missing=False)
    interface_rule = fields.take("interface_rule", as_bool, missing=False)
    effort = fields.take("effort", as_not_negative, _ONE)
    fields.close()
    if source is None or target is None:
        return None
    if source == target:
        fields.problems.add(fields.place, Reason.LINK_TO_ITSELF)
    return Link(source, target, kind, agreed, interface_rule, effort)
