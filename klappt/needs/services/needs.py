import datetime
from typing import TypedDict

from django.db.models import Max

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.needs import events
from klappt.needs.enums import SourceKind
from klappt.needs.models import Need, NeedSource, Survey
from klappt.needs.services.editing import set_subgroups
from klappt.needs.services.themes import theme_by_code


class Named(TypedDict):
    """Who named a need, when, and what was said."""

    kind: SourceKind | str
    as_of: datetime.date
    note: str


def add_need(
    *,
    alliance: Alliance,
    title: str,
    theme: str,
    by: User,
    text: str = "",
    subgroups: str = "",
    source: Named | None = None,
) -> Need:
    """A need at the end of the list, with its first source. ValidationError by field.

    `theme` is its code, `subgroups` numbers with commas (none: for the whole target group).
    """
    with event(events.NEED_ADDED, by=by, alliance=alliance):
        need = Need(
            alliance=alliance,
            title=title.strip(),
            text=text.strip(),
            theme=theme_by_code(code=theme, alliance=alliance),
            position=(Need.objects.aggregate(last=Max("position"))["last"] or 0) + 1,
        )
        need.clean_fields(exclude=["alliance"])
        need.save()
        set_subgroups(need=need, keys=subgroups)
        if source is not None:
            add_source(need=need, by=by, **source)
    return need


def set_need_aside(*, need: Need, because: str, by: User, day: datetime.date) -> Need:
    """It is met, or no longer wanted: it leaves the list and the rounds, and says why."""
    with event(events.NEED_SET_ASIDE, by=by, alliance=need.alliance):
        need.rests_since, need.rests_because = day, because.strip()
        need.save(update_fields=["rests_since", "rests_because"])
    return need


def take_need_up_again(*, need: Need, by: User) -> Need:
    with event(events.NEED_TAKEN_UP, by=by, alliance=need.alliance):
        need.rests_since, need.rests_because = None, ""
        need.save(update_fields=["rests_since", "rests_because"])
    return need


def add_source(
    *,
    need: Need,
    kind: SourceKind | str,
    as_of: datetime.date,
    by: User | None,
    note: str = "",
    survey: Survey | None = None,
) -> NeedSource:
    """Who named this need, and when. ValidationError by field."""
    with event(events.SOURCE_ADDED, by=by, alliance=need.alliance):
        source = NeedSource(
            alliance_id=need.alliance_id,
            need=need,
            kind=kind,
            as_of=as_of,
            note=note.strip(),
            survey=survey,
            by=by,
        )
        source.clean_fields(exclude=["alliance", "need", "by", "survey"])
        source.save()
    return source


def remove_source(*, source: NeedSource, by: User) -> None:
    with event(events.SOURCE_REMOVED, by=by, alliance=source.alliance):
        source.delete()
