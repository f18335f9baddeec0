"""Reads the answers a person has given so far."""

from collections.abc import Iterator, Mapping, Sequence

from klappt.core.catalogue.conditions import read_value
from klappt.core.catalogue.fields import as_object, inside
from klappt.core.catalogue.problems import Problems, Reason
from klappt.core.catalogue.strict_json import parse_json
from klappt.core.conditions import Attribute, Kind, Value

_YES_NO = {"ja": True, "nein": False, "yes": True, "no": False}


def read_told(source: str | bytes, attributes: Sequence[Attribute]) -> dict[str, Value]:
    """Answers out of JSON text, attribute to value: an object, or a list of pairs [question, answer].

    A question is the key of an attribute or its text in any language; an answer its value, the label of a
    value, or Ja, Nein, Yes, No. Where several attributes have the same text, each pair goes to the next of
    them. `null` is not answered yet. Raises `CatalogueErrors` with everything that is wrong and its place.
    """
    problems = Problems()
    raw = parse_json(source, problems)
    problems.raise_if_any()
    told: dict[str, Value] = {}
    for place, question, given in _pairs(raw, problems):
        attribute = _attribute(question, attributes, told)
        if attribute is None:
            problems.add(place, Reason.UNKNOWN_ATTRIBUTE, value=question)
        elif given is not None:
            value = read_value(_plain(given, attribute), place, problems, attribute)
            if told.get(attribute.key, value) != value:
                problems.add(place, Reason.DUPLICATE, value=question)
            elif value is not None:
                told[attribute.key] = value
    problems.raise_if_any()
    return told


def _pairs(raw: object, problems: Problems) -> Iterator[tuple[str, object, object]]:
    """Place, question and answer of each."""
    if not isinstance(raw, list):
        for question, given in (as_object(raw, "", problems) or {}).items():
            yield inside("", question), question, given
        return
    for number, pair in enumerate(raw):
        if isinstance(pair, list) and len(pair) == 2:
            yield f"[{number}]", pair[0], pair[1]
        else:
            problems.add(f"[{number}]", Reason.NOT_LIST, value=pair)


def _attribute(
    question: object, attributes: Sequence[Attribute], told: Mapping[str, Value]
) -> Attribute | None:
    for attribute in attributes:
        if attribute.key == question:
            return attribute
    same_text = [attribute for attribute in attributes if question in attribute.questions.values()]
    unanswered = [attribute for attribute in same_text if attribute.key not in told]
    return next(iter([*unanswered, *same_text]), None)


def _plain(given: object, attribute: Attribute) -> object:
    """The value behind a label; anything else as it is."""
    if not isinstance(given, str):
        return given
    if attribute.kind is Kind.BOOLEAN:
        return _YES_NO.get(given.lower(), given)
    by_label = {label: value for value, labels in attribute.value_labels.items() for label in labels.values()}
    return given if given in attribute.values else by_label.get(given, given)
