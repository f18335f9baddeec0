import datetime
from collections.abc import Mapping

from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.enums import Part
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.scope import scope
from klappt.audit.enums import Channel
from klappt.audit.services import event


def found_alliance(
    *,
    key: str,
    name: str,
    municipality: Municipality | None,
    by: User | None,
    founded_on: datetime.date | None = None,
    is_example: bool = False,
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> Alliance:
    """Found an alliance; contexts above add what every alliance begins with."""
    with event(events.ALLIANCE_FOUNDED, by=by, signature=signature, channel=channel) as opened:
        alliance = Alliance(
            key=key, name=name, municipality=municipality, founded_on=founded_on, is_example=is_example
        )
        alliance.full_clean()
        alliance.save()
        opened.belongs_to(alliance)
        with scope(alliance):
            events.alliance_founded.send(sender=Alliance, alliance=alliance)
    return alliance


def change_alliance(
    alliance: Alliance,
    *,
    name: str,
    municipality: Municipality | None,
    founded_on: datetime.date | None,
    part_names: Mapping[Part, str],
    by: User,
) -> Alliance:
    """Change name, area, founding day, and what its parts are called here (blank: the usual name)."""
    with event(events.ALLIANCE_CHANGED, by=by, alliance=alliance):
        alliance.name, alliance.municipality, alliance.founded_on = name, municipality, founded_on
        alliance.part_names = {part.value: said for part, said in part_names.items() if said}
        alliance.full_clean()
        alliance.save()
        with scope(alliance):
            events.alliance_changed.send(sender=Alliance, alliance=alliance, by=by)
    return alliance
