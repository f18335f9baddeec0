"""From an offer of the file format to what is stored of it: shared by examples and by files brought in."""

from collections.abc import Collection, Iterator, Sequence

from klappt.core import catalogue as core
from klappt.core.catalogue import write_effects
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Attribute, Comparison, Condition, Not
from klappt.offers.selectors.catalogue import DETAIL_COLUMNS
from klappt.offers.services.offers import Values

RULE_FIELDS = frozenset({"access", "source", "as_of"})
"""Fields of the format that belong to the access rule, not to the offer."""


def values_of(offer: core.Offer, only: Collection[str] | None = None) -> Values:
    """What stands in the offer's own row. `only`: fields as `fields_of` names them."""
    everything: dict[str, object] = {
        "name.de": offer.names.get("de") or next(iter(offer.names.values()), offer.key),
        "kind": offer.kind.value,
        # Absent and 0 are the same in the format; on the screen 0 months would say that somebody knows.
        "months": offer.months or None,
        "effects": write_effects(offer.effects),
        "doubt": offer.doubt,
        "note": offer.basis.note,
        "valid_from": offer.valid_from,
        "valid_until": offer.valid_until,
        **{f"details.{name}": offer.details.get(name, "") for name in DETAIL_COLUMNS},
    }
    columns = {"name.de": "name", **{f"details.{name}": to for name, to in DETAIL_COLUMNS.items()}}
    chosen = everything if only is None else {name: everything[name] for name in everything if name in only}
    return Values(**{columns.get(name, name): value for name, value in chosen.items()})  # type: ignore[typeddict-item,no-any-return] # the names are columns


def attributes_in(offers: Sequence[core.Offer], declared: Sequence[Attribute]) -> list[Attribute]:
    """The attributes these offers speak of, in rules or in effects."""
    spoken = {key for offer in offers for key in _keys(offer)}
    return [each for each in declared if each.key in spoken]


def _keys(offer: core.Offer) -> Iterator[str]:
    yield from (effect.attribute for effect in offer.effects)
    if offer.access is not None:
        yield from _compared(offer.access)


def _compared(node: Condition) -> Iterator[str]:
    match node:
        case Comparison():
            yield node.attribute
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _compared(part)
        case Not(part):
            yield from _compared(part)
        case _:
            return
