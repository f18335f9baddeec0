from collections.abc import Sequence

from django.utils.translation import gettext as _

from klappt.core.catalogue import Add, Effect, Raise, Set
from klappt.core.conditions import Attribute
from klappt.profiles.words.attributes import label, number_words, value_words


def effect_words(effect: Effect, attributes: Sequence[Attribute]) -> str:
    """What holds after an offer, as a person reads it: “German: at least B1”."""
    known = {each.key: each for each in attributes}
    attribute = known.get(effect.attribute)
    if attribute is None:
        return effect.attribute
    return f"{label(attribute)}: {_what(effect, attribute)}"


def _what(effect: Effect, attribute: Attribute) -> str:
    match effect:
        case Raise(_key, to):
            return _("at least %(value)s") % {"value": value_words(attribute, to)}
        case Add(_key, by):
            return _("plus %(number)s") % {"number": number_words(by)}
        case Set(_key, value):
            return value_words(attribute, value)
