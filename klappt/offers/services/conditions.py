"""What may be stored of a condition and of effects: only what core can read back."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError

from klappt.core.catalogue import (
    CatalogueErrors,
    read_condition,
    read_effects,
    write_condition,
    write_effects,
)
from klappt.core.conditions import Attribute
from klappt.profiles.words import placed_problem

Stored = TypeVar("Stored")


def checked_condition(raw: object, known: Sequence[Attribute]) -> dict[str, object]:
    """The condition as it is stored. ValidationError with each thing that is wrong and its place."""
    return _checked("condition", lambda: write_condition(read_condition(raw, known)))


def checked_effects(raw: object, known: Sequence[Attribute]) -> list[dict[str, object]]:
    """The effects as they are stored. ValidationError with each thing that is wrong and its place."""
    return _checked("effects", lambda: write_effects(read_effects(raw, known)))


def _checked(name: str, read: Callable[[], Stored]) -> Stored:
    try:
        return read()
    except CatalogueErrors as wrong:
        raise ValidationError({name: [placed_problem(each) for each in wrong.problems]}) from wrong
