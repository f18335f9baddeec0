"""The chains of many situations, worked out once and kept as long as nothing they rest on changes."""

import datetime
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache

from klappt import __version__
from klappt.core.catalogue import Catalogue, write_catalogue, write_profile
from klappt.core.chains import Chain, Change, Front, find_chains, unblock, with_changes
from klappt.core.conditions import Profile
from klappt.core.programme import Deadline

A_WEEK = 7 * 24 * 3600
# How long a page may compute before it shows what it has; the next look goes on from there.
PATIENCE = 2.0
# Sets of more changes than this are looked for where somebody asks for one situation only.
MOST_CHANGES = 1
# Seconds for what would unblock one situation. Not less when a look is nearly over: what is kept must not
# depend on which situation came last.
PATIENCE_TO_UNBLOCK = 1.0


@dataclass(frozen=True)
class Found:
    """The chains of one situation to one goal; where there is none, what would unblock it.

    `after` is the best chain there would be with the first of the sets. `time_was_short`: there may be other
    sets than these.
    """

    front: Front
    unblock: tuple[tuple[Change, ...], ...] = ()
    after: Chain | None = None
    time_was_short: bool = False


@dataclass(frozen=True)
class Asked:
    """What is the same for all situations of one look."""

    catalogue: Catalogue
    goal: str
    day: datetime.date
    conditional: bool = True


def found_for(
    asked: Asked, profiles: Mapping[int, Profile], *, patience: float = PATIENCE
) -> dict[int, Found]:
    """The chains by the key of each profile. What could not be worked out in time is missing.

    What was worked out is kept under a digest of the catalogue, the goal and the day: any change to an offer,
    a rule or a link makes a new digest, and nothing old is ever shown.
    """
    key = f"chains:{__version__}:{_digest(asked)}"
    known: dict[str, Found] = cache.get(key) or {}
    before = len(known)
    until = time.monotonic() + patience
    found = {}
    for name, profile in profiles.items():
        place = json.dumps(write_profile(profile), sort_keys=True)
        if place not in known:
            if time.monotonic() > until:
                continue
            known[place] = _work_out(asked, profile)
        found[name] = known[place]
    if len(known) > before:
        cache.set(key, known, A_WEEK)
    return found


def _work_out(asked: Asked, profile: Profile) -> Found:
    front = _front(asked.catalogue, asked, profile)
    if not front.blocked:
        return Found(front)
    ways = unblock(
        asked.catalogue,
        profile,
        asked.goal,
        conditional=asked.conditional,
        day=asked.day,
        most=MOST_CHANGES,
        deadline=Deadline.after(PATIENCE_TO_UNBLOCK),
    )
    if not ways.sets:
        return Found(front, time_was_short=not ways.complete)
    changed = _front(with_changes(asked.catalogue, ways.sets[0]), asked, profile)
    after = changed.chains[0] if changed.chains else None
    return Found(front, ways.sets, after, time_was_short=not ways.complete)


def _front(catalogue: Catalogue, asked: Asked, profile: Profile) -> Front:
    return find_chains(catalogue, profile, asked.goal, conditional=asked.conditional, day=asked.day)


def _digest(asked: Asked) -> str:
    said = [write_catalogue(asked.catalogue), asked.goal, asked.day.isoformat(), asked.conditional]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def steps_of(chain: Chain) -> Iterable[tuple[str, str]]:
    """Its pairs of neighbours."""
    return zip(chain.offers, chain.offers[1:], strict=False)
