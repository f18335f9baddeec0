import datetime

from klappt.accounts.models import User
from klappt.alliances import events
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
