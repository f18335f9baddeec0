"""A catalogue of offers as plain values, and its file format `klappt-catalogue/1` (mission B3 to B6)."""

from klappt.core.catalogue.model import (
    Add,
    Asking,
    Catalogue,
    Effect,
    Goal,
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
from klappt.core.catalogue.problems import CatalogueErrors, Problem, Reason
from klappt.core.catalogue.read import (
    FORMAT,
    read_catalogue,
    read_condition,
    read_effects,
    read_profile,
)
from klappt.core.catalogue.write import write_catalogue, write_condition, write_effects, write_profile

__all__ = [
    "FORMAT",
    "Add",
    "Asking",
    "Catalogue",
    "CatalogueErrors",
    "Effect",
    "Goal",
    "Idea",
    "Link",
    "LinkKind",
    "Offer",
    "OfferKind",
    "Problem",
    "Raise",
    "Reason",
    "Result",
    "Set",
    "Way",
    "read_catalogue",
    "read_condition",
    "read_effects",
    "read_profile",
    "write_catalogue",
    "write_condition",
    "write_effects",
    "write_profile",
]
