"""Which row is which object of the council, and what of it changed since it was last taken over."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from klappt.alliances.models import Alliance
from klappt.councils.enums import Doubt, Kind
from klappt.councils.models import Origin
from klappt.councils.vocabulary import Note

Plain = dict[str, Any]


def origins() -> dict[str, Origin]:
    """All that was taken over before, by id. One query."""
    related = ("body", "seat", "holder", "chair", "meeting", "item", "paper")
    return {row.external_id: row for row in Origin.objects.select_related(*related)}


def keep_origin(
    *,
    alliance: Alliance,
    identifier: str,
    kind: Kind,
    taken: Mapping[str, Any],
    known: Origin | None,
    **rows: Model,
) -> Origin:
    """Note from what a row came and with which values. Inside an event."""
    if known and known.taken == plain(taken):
        return known
    origin = known or Origin(alliance=alliance, external_id=identifier, kind=kind)
    for name, row in rows.items():
        setattr(origin, name, row)
    origin.taken, origin.taken_at = plain(taken), timezone.now()
    origin.save()
    return origin


def plain(values: Mapping[str, Any]) -> Plain:
    """The values as JSON keeps them."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


@dataclass(frozen=True)
class Differences:
    """What to write of an object, and the values to remember as taken."""

    to_write: dict[str, Any]
    taken: dict[str, Any]
    notes: tuple[Note, ...]


def differences(origin: Origin, here: Mapping[str, Any], there: Mapping[str, Any]) -> Differences:
    """Only what changed there since the last time is written. Changed on both sides, what is here stays.

    Then what was taken before stays remembered, so that the doubt comes again until both agree.
    """
    to_write: dict[str, Any] = {}
    taken = plain(there)
    notes: list[Note] = []
    for key, now in taken.items():
        before, mine = origin.taken.get(key), _plain(here[key])
        if now in (before, mine):
            continue
        if key not in origin.taken or mine == before:
            to_write[key] = there[key]
        else:
            taken[key] = before
            notes.append(Note(Doubt.CHANGED_HERE, origin.external_id, str(there[key])))
    return Differences(to_write, taken, tuple(notes))
