"""Attributes and values in the reader's language; where it has no words, in German."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from klappt.core.conditions import Attribute, Profile, Value


def spoken(words: Mapping[str, str], instead: str = "") -> str:
    """The words for the reader: their language, else German, else any there are."""
    language = (get_language() or "de")[:2]
    return words.get(language) or words.get("de") or next(iter(words.values()), "") or instead


def label(attribute: Attribute) -> str:
    return spoken(attribute.labels, attribute.key)


def question(attribute: Attribute) -> str:
    return spoken(attribute.questions) or label(attribute)


def value_words(attribute: Attribute, value: Value) -> str:
    """One value as a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Fraction):
        return number_words(value)
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return spoken(attribute.value_labels.get(value, {}), value)


def situation_words(profile: Profile, attributes: Sequence[Attribute]) -> list[str]:
    """A situation line by line, in the order in which it is asked; what is unknown is left out."""
    known = (each for each in attributes if each.key in profile)
    return [f"{label(each)}: {value_words(each, profile[each.key])}" for each in known]


def number_words(value: Fraction) -> str:
    """Whole numbers as they are, others as a decimal with at most two places."""
    if value.denominator == 1:
        return number_format(int(value), use_l10n=True)
    return number_format(round(float(value), 2), use_l10n=True)


def listed(words: list[str]) -> str:
    """a, b or c"""
    if len(words) < 2:
        return "".join(words)
    return pgettext("list of alternatives", "%(some)s or %(last)s") % {
        "some": ", ".join(words[:-1]),
        "last": words[-1],
    }
