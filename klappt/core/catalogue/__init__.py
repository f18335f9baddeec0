"""A catalogue of offers as plain values, and its file format `klappt-catalogue/1` (mission B3 to B6)."""

from klappt.core.catalogue.model import (
    Add,
    Catalogue,
    Effect,
    Goal,
    Idea,
    Link,
    LinkKind,
    Offer,
    OfferKind,
    Raise,
    Set,
)

__all__ = [
    "Add",
    "Catalogue",
    "Effect",
    "Goal",
    "Idea",
    "Link",
    "LinkKind",
    "Offer",
    "OfferKind",
    "Raise",
    "Set",
]
