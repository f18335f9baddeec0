"""Reads `klappt-catalogue/1` and its parts (docs/core/catalogue.md)."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TypeVar

from klappt.core.catalogue.conditions import read_node, read_value
from klappt.core.catalogue.entries import (
    read_asking,
    read_attribute,
    read_effect_list,
    read_goal,
    read_header,
    read_idea,
    read_link,
    read_offer,
    read_result,
)
from klappt.core.catalogue.fields import Fields, as_list, as_object, as_text, inside
from klappt.core.catalogue.model import (
    NO_HEADER,
    Asking,
    Catalogue,
    Effect,
    Goal,
    Idea,
    Link,
    Offer,
    Result,
)
from klappt.core.catalogue.problems import Problems, Reason, shown
from klappt.core.catalogue.strict_json import parse_json
from klappt.core.conditions import Attribute, Condition, Value

FORMAT = "klappt-catalogue/1"
T = TypeVar("T")
Entry = TypeVar("Entry", Attribute, Offer, Idea, Goal, Result)


def read_catalogue(source: str | bytes | Mapping[str, object]) -> Catalogue:
    """A catalogue out of JSON text, or out of JSON already parsed.

    Raises `CatalogueErrors` with everything that is wrong, each with its place; then nothing was taken over.
    Numbers are exact. A field that the format does not know is an error, so that none is lost on writing.
    """
    problems = Problems()
    raw = parse_json(source, problems) if isinstance(source, str | bytes) else source
    problems.raise_if_any()
    fields = Fields(raw, "", problems)
    _check_format(fields)
    problems.raise_if_any()
    catalogue = _Reading(fields).catalogue()
    problems.raise_if_any()
    return catalogue


def read_condition(raw: object, attributes: Sequence[Attribute], place: str = "access") -> Condition:
    """One condition out of parsed JSON. Raises `CatalogueErrors`."""
    return _alone(lambda problems: read_node(raw, place, problems, _by_key(attributes)))


def read_effects(raw: object, attributes: Sequence[Attribute], place: str = "effects") -> tuple[Effect, ...]:
    """The effects of an offer out of parsed JSON. Raises `CatalogueErrors`."""

    def read(problems: Problems) -> tuple[Effect, ...]:
        members = [(f"{place}[{number}]", one) for number, one in enumerate(as_list(raw, place, problems))]
        return read_effect_list(members, problems, _by_key(attributes))

    return _alone(read)


def read_profile(raw: object, attributes: Sequence[Attribute], place: str = "") -> dict[str, Value]:
    """A profile out of JSON text or parsed JSON, attribute to value; null is unknown.

    Raises `CatalogueErrors`.
    """
    known = _by_key(attributes)

    def read(problems: Problems) -> dict[str, Value]:
        parsed = parse_json(raw, problems) if isinstance(raw, str | bytes) else raw
        problems.raise_if_any()
        profile = {}
        for key, given in (as_object(parsed, place, problems) or {}).items():
            if key not in known:
                problems.add(inside(place, key), Reason.UNKNOWN_ATTRIBUTE, value=key)
            elif given is not None:
                profile[key] = read_value(given, inside(place, key), problems, known[key])
        return {key: value for key, value in profile.items() if value is not None}

    return _alone(read)


def _alone(read: Callable[[Problems], T]) -> T:
    problems = Problems()
    found = read(problems)
    problems.raise_if_any()
    return found


def _by_key(attributes: Sequence[Attribute]) -> dict[str, Attribute]:
    return {attribute.key: attribute for attribute in attributes}


def _check_format(fields: Fields) -> None:
    def is_ours(raw: object, place: str, problems: Problems) -> str | None:
        text = as_text(raw, place, problems)
        if text not in (None, FORMAT):
            problems.add(place, Reason.FORMAT, value=text, expected=FORMAT)
        return text

    fields.need("format", is_ours)


class _Reading:
    """Reads list by list: what is compared with something needs that to be read before."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.problems = fields.problems

    def catalogue(self) -> Catalogue:
        header = self.fields.maybe("header", read_header) or NO_HEADER
        attributes = self._list("attributes", read_attribute)
        known = _by_key(attributes)
        keys: set[str] = set()
        offers = self._list("offers", lambda fields: read_offer(fields, known), keys)
        ideas = self._list("ideas", lambda fields: read_idea(fields, known), keys)
        links = self._links(keys)
        goals = self._list("goals", lambda fields: read_goal(fields, known))
        results = self._list("results", lambda fields: read_result(fields, known, keys))
        questions = self._questions(known)
        self.fields.close()
        return Catalogue(attributes, offers, links, goals, ideas, results, questions, header)

    def _list(
        self, name: str, read: Callable[[Fields], Entry | None], offers: set[str] | None = None
    ) -> tuple[Entry, ...]:
        """The entries of one list. `offers` are the keys that offers and ideas share."""
        keys = set() if offers is None else offers
        found = []
        for place, raw in self.fields.each(name):
            with self.problems.within("" if offers is None else _key_in(raw)):
                entry = read(Fields(raw, place, self.problems))
                if entry is None:
                    continue
                if entry.key in keys:
                    self.problems.add(inside(place, "key"), Reason.DUPLICATE, value=entry.key)
            keys.add(entry.key)
            found.append(entry)
        return tuple(found)

    def _links(self, offers: Container[str]) -> tuple[Link, ...]:
        found: dict[tuple[str, str, str], Link] = {}
        for place, raw in self.fields.each("links"):
            link = read_link(Fields(raw, place, self.problems), offers)
            if link is None:
                continue
            same = (link.source, link.target, link.kind)
            if same in found:
                self.problems.add(place, Reason.DUPLICATE, value=" ".join(same))
            found[same] = link
        return tuple(found.values())

    def _questions(self, attributes: Mapping[str, Attribute]) -> tuple[Asking, ...]:
        found: dict[str, Asking] = {}
        for place, raw in self.fields.each("questions"):
            asking = read_asking(Fields(raw, place, self.problems), attributes)
            if asking is None:
                continue
            if asking.attribute in found:
                self.problems.add(inside(place, "attr"), Reason.DUPLICATE, value=asking.attribute)
            found[asking.attribute] = asking
        return tuple(found.values())


def _key_in(raw: object) -> str:
    key = raw.get("key") if isinstance(raw, Mapping) else None
    return shown(key) if isinstance(key, str) else ""
