"""A situation as it is stored (JSON) and as core computes with it."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction

from klappt.core.catalogue import write_profile
from klappt.core.conditions import Attribute, Kind, Profile, Value

Stored = object


def situation(stored: Mapping[str, Stored], attributes: Iterable[Attribute]) -> Profile:
    """The profile that core computes with; what no attribute declares any more counts as unknown."""
    read = {each.key: _read(each, stored[each.key]) for each in attributes if each.key in stored}
    return {key: value for key, value in read.items() if value is not None}


def stored(profile: Profile) -> dict[str, object]:
    """The other way round."""
    return write_profile(profile)


def _read(attribute: Attribute, value: Stored) -> Value | None:
    match attribute.kind:
        case Kind.BOOLEAN:
            return value if isinstance(value, bool) else None
        case Kind.NUMBER:
            return _number(value)
        case Kind.DATE:
            return _day(value)
        case _:
            return value if isinstance(value, str) and value in attribute.values else None


def _number(value: Stored) -> Fraction | None:
    if isinstance(value, bool):
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def _day(value: Stored) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
