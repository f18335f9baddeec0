"""The directory of municipalities: public facts, brought up to date without losing what hangs on them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from klappt.alliances import events
from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.models import Municipality
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.names import search_form

_AT_ONCE = 500


@dataclass(frozen=True)
class Place:
    """One unit as a directory states it. None: the directory does not say, so what is known stays."""

    ags: str
    name: str
    official_name: str
    kind: MunicipalityKind
    parent_ags: str = ""
    district_government: str | None = None
    nuts3: str | None = None
    population: int | None = None
    is_counted_unit: bool | None = None
    kind_is_guessed: bool = False


@dataclass(frozen=True)
class Kept:
    created: int
    changed: int
    unchanged: int
    without_parent: tuple[Place, ...]


_FACTS = tuple(f.name for f in fields(Place) if f.name not in {"ags", "parent_ags", "kind_is_guessed"})


def keep_municipalities(places: Iterable[Place], *, source: str, dry_run: bool = False) -> Kept:
    """Create what is new, change what differs, leave the rest; units that are no longer listed stay.

    The 54 counted units keep the kind that programmes give them: the town of Aachen has an alliance of its
    own although it belongs to its Städteregion.
    """
    listed = list(places)
    known = {each.ags: each for each in Municipality.objects.select_related("parent")}
    created, changed = _sort(listed, known)
    result = Kept(
        len(created), len(changed), len(listed) - len(created) - len(changed), _orphans(listed, known)
    )
    if dry_run or not (created or changed):
        return result
    with event(
        events.MUNICIPALITIES_KEPT,
        by=None,
        channel=Channel.COMMAND,
        signature=source,
        created=result.created,
        changed=result.changed,
    ):
        _store(created, changed, known)
    return result


def _sort(listed: list[Place], known: dict[str, Municipality]) -> tuple[list[Place], list[Place]]:
    created = [place for place in listed if place.ags not in known]
    changed = [place for place in listed if place.ags in known and _differs(place, known[place.ags])]
    return created, changed


def _facts(place: Place, now: Municipality | None) -> dict[str, object]:
    said = {name: getattr(place, name) for name in _FACTS if getattr(place, name) is not None}
    counted = now is not None and now.is_counted_unit and place.is_counted_unit is None
    if counted or (now is not None and place.kind_is_guessed):
        said.pop("kind")
    said["search"] = search_form(f"{place.name} {place.official_name}")
    return said


def _differs(place: Place, now: Municipality) -> bool:
    parent = now.parent.ags if now.parent_id and now.parent else ""
    moved = bool(place.parent_ags) and place.parent_ags != parent
    return moved or any(getattr(now, name) != value for name, value in _facts(place, now).items())


def _orphans(listed: list[Place], known: dict[str, Municipality]) -> tuple[Place, ...]:
    there = known.keys() | {place.ags for place in listed}
    return tuple(place for place in listed if place.parent_ags and place.parent_ags not in there)


def _store(created: list[Place], changed: list[Place], known: dict[str, Municipality]) -> None:
    # Parents first: an AGS of a Kreis is shorter than those of its Kommunen.
    for tops in (True, False):
        new = [
            Municipality(ags=place.ags, parent=known.get(place.parent_ags), **_facts(place, None))
            for place in created
            if (not place.parent_ags) is tops
        ]
        Municipality.objects.bulk_create(new, batch_size=_AT_ONCE)
        known |= {each.ags: each for each in new}
    rows = []
    for place in changed:
        row = known[place.ags]
        for name, value in _facts(place, row).items():
            setattr(row, name, value)
        row.parent = known.get(place.parent_ags, row.parent)
        rows.append(row)
    Municipality.objects.bulk_update(rows, [*_FACTS, "parent", "search"], batch_size=_AT_ONCE)
