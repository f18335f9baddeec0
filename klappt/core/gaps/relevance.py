"""What of a catalogue can matter on the way to a goal, whoever goes it."""

from collections.abc import Collection
from dataclasses import replace

from klappt.core.catalogue import Catalogue, Offer
from klappt.core.chains.prepare import goal_of
from klappt.core.chains.task import Wish
from klappt.core.conditions import Comparison, Condition, leaves_of


def relevant_to(catalogue: Catalogue, wish: Wish) -> Catalogue:
    """The catalogue without offers and ideas that are part of no best chain to the goal, as it is or changed.

    Kept is what changes something that the goal or the rule of a kept offer asks about, and what is
    linked on both sides, because it can stand between two others. Where cold steps are not admitted, or
    the goal depends on the month, anything can be of use. Raises ValueError for a goal that the catalogue
    does not have.
    """
    goal = goal_of(catalogue, wish.goal).when
    needed = attributes_of(goal)
    growing = {attribute.key for attribute in catalogue.attributes if attribute.per_month}
    if wish.warm_only or needed & growing:
        return catalogue
    left = {offer.key: offer for offer in (*catalogue.offers, *(idea.offer for idea in catalogue.ideas))}
    agreed = [link for link in catalogue.links if link.agreed]
    between = {link.target for link in agreed} & {link.source for link in agreed}
    kept: set[str] = set()
    while coming := [offer for key, offer in left.items() if key in between or _changes(offer, needed)]:
        for offer in coming:
            kept.add(left.pop(offer.key).key)
            needed |= attributes_of(offer.access)
    return replace(
        catalogue,
        offers=tuple(offer for offer in catalogue.offers if offer.key in kept),
        ideas=tuple(idea for idea in catalogue.ideas if idea.key in kept),
        links=tuple(link for link in catalogue.links if {link.source, link.target} <= kept),
    )


def attributes_of(condition: Condition | None) -> set[str]:
    """The attributes that a condition asks about."""
    leaves = () if condition is None else leaves_of(condition)
    return {leaf.attribute for _, leaf in leaves if isinstance(leaf, Comparison)}


def _changes(offer: Offer, needed: Collection[str]) -> bool:
    return any(effect.attribute in needed for effect in offer.effects)
