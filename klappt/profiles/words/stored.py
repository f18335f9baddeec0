"""What is stored as JSON, in words: for the history of changes."""

from collections.abc import Sequence

from klappt.core.catalogue import CatalogueErrors, read_condition, read_effects, read_profile
from klappt.core.conditions import Attribute
from klappt.profiles.words.attributes import situation_words
from klappt.profiles.words.conditions import sentence
from klappt.profiles.words.effects import effect_words


def condition_in_words(stored: object, known: Sequence[Attribute]) -> str:
    """The condition in one line; what can no longer be read as it stands there."""
    try:
        return sentence(read_condition(stored, known), known)
    except CatalogueErrors:
        return str(stored)


def effects_in_words(stored: object, known: Sequence[Attribute]) -> str:
    try:
        return "; ".join(effect_words(each, known) for each in read_effects(stored, known))
    except CatalogueErrors:
        return str(stored)


def situation_in_words(stored: object, known: Sequence[Attribute]) -> str:
    try:
        return "; ".join(situation_words(read_profile(stored, known), known))
    except CatalogueErrors:
        return str(stored)
