import datetime
from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from django.db.models import Max
from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.profiles import events
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import Stored, situation, stored
from klappt.profiles.selectors.vocabulary import attributes


class Values(TypedDict, total=False):
    """What stands in a subgroup. What is not named stays as it is. `head_count` None: nobody knows."""

    name: str
    description: str
    profile: Mapping[str, Stored]
    head_count: int | None
    head_count_source: str
    head_count_as_of: datetime.date | None


def add_subgroup(
    *,
    alliance: Alliance,
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
    **values: Unpack[Values],
) -> Subgroup:
    """A new subgroup at the end of the list. ValidationError by field when something is wrong."""
    with event(events.SUBGROUP_ADDED, by=by, alliance=alliance, channel=channel, signature=signature):
        last = Subgroup.objects.aggregate(last=Max("position"))["last"]
        subgroup = Subgroup(alliance=alliance, position=0 if last is None else last + 1)
        _write(subgroup, values)
        subgroup.full_clean()
        subgroup.save()
    return subgroup


def take_suggestions(
    *, alliance: Alliance, suggestions: Sequence[Values], by: User | None, signature: str = ""
) -> list[Subgroup]:
    """Several subgroups at once, as one event; those whose name is there already are left out."""
    known = set(Subgroup.objects.in_use().values_list("name", flat=True))
    wanted = [each for each in suggestions if each["name"] not in known]
    if not wanted:
        return []
    with event(events.SUBGROUPS_TAKEN, by=by, alliance=alliance, signature=signature):
        return [add_subgroup(alliance=alliance, by=by, signature=signature, **each) for each in wanted]


def change_subgroup(
    *, subgroup: Subgroup, by: User | None, signature: str = "", **values: Unpack[Values]
) -> Subgroup:
    """Change what is named and differs. ValidationError by field when something is wrong."""
    before = {name: getattr(subgroup, name) for name in values}
    _write(subgroup, values)
    if all(getattr(subgroup, name) == was for name, was in before.items()):
        return subgroup
    subgroup.full_clean()
    with event(events.SUBGROUP_CHANGED, by=by, alliance=subgroup.alliance, signature=signature):
        subgroup.save()
    return subgroup


def retire_subgroup(*, subgroup: Subgroup, by: User | None, signature: str = "") -> Subgroup:
    """Put aside: it is no longer asked for, and stays where it was used."""
    with event(events.SUBGROUP_RETIRED, by=by, alliance=subgroup.alliance, signature=signature):
        subgroup.retired_on = timezone.localdate()
        subgroup.save(update_fields=["retired_on", "changed_at"])
    return subgroup


def revive_subgroup(*, subgroup: Subgroup, by: User | None) -> Subgroup:
    """In use again. ValidationError when another one has taken the name meanwhile."""
    subgroup.retired_on = None
    subgroup.full_clean()
    with event(events.SUBGROUP_REVIVED, by=by, alliance=subgroup.alliance):
        subgroup.save(update_fields=["retired_on", "changed_at"])
    return subgroup


def _write(subgroup: Subgroup, values: Values) -> None:
    for name, value in values.items():
        setattr(subgroup, name, value.strip() if isinstance(value, str) else value)
    if "profile" in values:
        # Read and written once, so that only what an attribute declares is ever stored.
        subgroup.profile = stored(situation(values["profile"], attributes(subgroup.alliance)))
