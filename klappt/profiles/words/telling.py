"""How the history tells what is stored as JSON: in sentences."""

from collections.abc import Callable
from typing import Any

from klappt.alliances.scope import current
from klappt.core.conditions import Attribute
from klappt.profiles.models import Attribute as Row
from klappt.profiles.selectors.vocabulary import attributes_of
from klappt.profiles.words.stored import condition_in_words, effects_in_words, situation_in_words


def tell_situation() -> Callable[[Any], str]:
    known = _known()
    return lambda stored: situation_in_words(stored, known)


def tell_condition() -> Callable[[Any], str]:
    known = _known()
    return lambda stored: condition_in_words(stored, known)


def tell_effects() -> Callable[[Any], str]:
    known = _known()
    return lambda stored: effects_in_words(stored, known)


def _known() -> tuple[Attribute, ...]:
    """The attributes of the alliance whose scope is open; several alliances share the built-in ones only."""
    ids = current().ids
    return attributes_of(list(Row.objects.order_by("pk")) if ids and len(ids) == 1 else [])
