"""Writes `klappt-catalogue/1` (docs/core/catalogue.md)."""

from collections.abc import Sequence

from klappt.core.catalogue.conditions import basis_as_json, node_as_json, value_as_json
from klappt.core.catalogue.model import (
    Add,
    Asking,
    Catalogue,
    Effect,
    Goal,
    Header,
    Idea,
    Link,
    Offer,
    Raise,
    Result,
    Set,
)
from klappt.core.catalogue.read import FORMAT
from klappt.core.catalogue.strict_json import number_as_json
from klappt.core.conditions import Attribute, Condition, Profile


def write_catalogue(catalogue: Catalogue) -> dict[str, object]:
    """What `read_catalogue` reads back to the same catalogue, ready for `json.dumps`.

    A field that holds what its absence means is left out, but for `capacity` and `valid_until`, where the
    reader should see that nobody knows an end or a number.
    """
    return {
        "format": FORMAT,
        **_filled(header=_header(catalogue.header)),
        "attributes": [_attribute(attribute) for attribute in catalogue.attributes],
        "offers": [write_offer(offer) for offer in catalogue.offers],
        "links": [_link(link) for link in catalogue.links],
        "goals": [_goal(goal) for goal in catalogue.goals],
        "ideas": [_idea(idea) for idea in catalogue.ideas],
        **_filled(
            results=[_result(result) for result in catalogue.results],
            questions=[_asking(asking) for asking in catalogue.questions],
        ),
    }


def write_condition(condition: Condition) -> dict[str, object]:
    """What `read_condition` reads back."""
    return node_as_json(condition)


def write_effects(effects: Sequence[Effect]) -> list[dict[str, object]]:
    """What `read_effects` reads back."""
    return [_effect(effect) for effect in effects]


def write_profile(profile: Profile) -> dict[str, object]:
    """What `read_profile` reads back."""
    return {key: value_as_json(value) for key, value in profile.items()}


def _filled(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in ("", None, {}, [], ())}


def _header(header: Header) -> dict[str, object]:
    return _filled(
        title=dict(header.titles),
        edition=header.edition,
        as_of=header.as_of.isoformat() if header.as_of else None,
        note=header.note,
    )


def _attribute(attribute: Attribute) -> dict[str, object]:
    growth = attribute.per_month
    return {
        "key": attribute.key,
        "kind": attribute.kind.value,
        **_filled(
            values=list(attribute.values),
            label=dict(attribute.labels),
            question=dict(attribute.questions),
            value_labels={value: dict(words) for value, words in attribute.value_labels.items()},
        ),
        **({"per_month": number_as_json(growth)} if growth else {}),
    }


def write_offer(offer: Offer) -> dict[str, object]:
    """One offer as it stands in a catalogue."""
    return {
        "key": offer.key,
        **_filled(name=dict(offer.names)),
        "kind": offer.kind.value,
        **({} if offer.access is None else {"access": node_as_json(offer.access)}),
        **({"valid_from": offer.valid_from.isoformat()} if offer.valid_from else {}),
        "valid_until": offer.valid_until.isoformat() if offer.valid_until else None,
        "months": offer.months,
        "capacity": offer.capacity,
        **_filled(effects=write_effects(offer.effects), doubt=offer.doubt),
        **basis_as_json(offer.basis),
        **_filled(details={name: text for name, text in offer.details.items() if text}),
    }


def _effect(effect: Effect) -> dict[str, object]:
    match effect:
        case Set(attribute, value):
            return {"set": attribute, "to": value_as_json(value)}
        case Raise(attribute, to):
            return {"raise": attribute, "to": to}
        case Add(attribute, by):
            return {"add": attribute, "by": number_as_json(by)}


def _link(link: Link) -> dict[str, object]:
    return {
        "from": link.source,
        "to": link.target,
        "kind": link.kind.value,
        "agreed": link.agreed,
        "interface_rule": link.interface_rule,
        "effort": number_as_json(link.effort),
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {"key": goal.key, **_filled(label=dict(goal.labels)), "when": node_as_json(goal.when)}


def _idea(idea: Idea) -> dict[str, object]:
    return {**write_offer(idea.offer), "effort": number_as_json(idea.effort)}


def _result(result: Result) -> dict[str, object]:
    ways = [{"offer": way.offer, "tier": way.tier, **_filled(also=list(way.also))} for way in result.ways]
    when = node_as_json(result.when)
    return {"key": result.key, **_filled(label=dict(result.labels)), "when": when, **_filled(ways=ways)}


def _asking(asking: Asking) -> dict[str, object]:
    return {"attr": asking.attribute, "when": node_as_json(asking.when)}
