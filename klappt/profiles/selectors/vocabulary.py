"""What a situation is described by in this alliance: the built-in attributes and its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.utils import translation

from klappt.alliances.models import Alliance
from klappt.core import conditions as core
from klappt.core.conditions import Kind
from klappt.profiles.models import Attribute
from klappt.profiles.vocabulary import BUILT_IN, BY_KEY, BuiltIn, Group

LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Asked:
    """An attribute with the heading under which it is asked; `is_own` where the alliance added it."""

    attribute: core.Attribute
    group: Group
    is_own: bool = False


def attributes(alliance: Alliance) -> tuple[core.Attribute, ...]:
    """Everything a rule or a subgroup of this alliance may speak of, in the order in which it is asked.

    One query. Retired attributes are among them, because rules of the past speak of them.
    """
    return tuple(each.attribute for each in vocabulary(alliance, with_retired=True))


def vocabulary(alliance: Alliance, *, with_retired: bool = False) -> tuple[Asked, ...]:
    """The attributes with their headings; without the retired ones, as a page asks them."""
    rows = Attribute.objects.filter(alliance=alliance).order_by("pk")
    return _asked(rows, with_retired=with_retired)


def attributes_of(rows: Iterable[Attribute]) -> tuple[core.Attribute, ...]:
    """The built-in attributes with these rows, where they have been read already."""
    return tuple(each.attribute for each in _asked(rows, with_retired=True))


def _asked(stored: Iterable[Attribute], *, with_retired: bool) -> tuple[Asked, ...]:
    rows = {row.key: row for row in stored}
    built_in = (_overridden(each, rows.get(each.key)) for each in BUILT_IN)
    own = sorted((row for key, row in rows.items() if key not in BY_KEY), key=lambda row: row.position)
    gone = {key for key, row in rows.items() if row.retired_on}
    everything = (*built_in, *(Asked(_of_row(row), Group.OWN, is_own=True) for row in own))
    return tuple(each for each in everything if with_retired or each.attribute.key not in gone)


@lru_cache(maxsize=64)
def built_in(key: str) -> core.Attribute:
    """A built-in attribute as core knows it, with its words in every language of the program."""
    found = BY_KEY[key]
    return core.Attribute(
        key=found.key,
        kind=found.kind,
        values=tuple(value for value, _words in found.values),
        per_month=found.per_month,
        labels=_in_every_language(found.label),
        questions=_in_every_language(found.question),
        value_labels={value: _in_every_language(words) for value, words in found.values},
    )


def _in_every_language(words: object) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(words)
    return found


def _overridden(known: BuiltIn, row: Attribute | None) -> Asked:
    attribute = built_in(known.key)
    if row is None:
        return Asked(attribute, known.group)
    # The alliance's own words; kind and values stay, because rules that travel rely on them.
    return Asked(
        core.Attribute(
            key=attribute.key,
            kind=attribute.kind,
            values=attribute.values,
            per_month=attribute.per_month,
            labels={**attribute.labels, "de": row.label},
            questions={**attribute.questions, "de": row.question} if row.question else attribute.questions,
            value_labels=attribute.value_labels,
        ),
        known.group,
    )


def _of_row(row: Attribute) -> core.Attribute:
    return core.Attribute(
        key=row.key,
        kind=Kind(row.kind),
        values=tuple(value["key"] for value in row.values),
        per_month=Fraction(row.per_month or 0),
        labels={"de": row.label},
        questions={"de": row.question or row.label},
        value_labels={value["key"]: {"de": value["label"]} for value in row.values},
    )
