import datetime

from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.offers import events
from klappt.offers.models import Offer, PlaceCount


def count_places(
    *,
    offer: Offer,
    places: int | None,
    as_of: datetime.date,
    by: User | None,
    note: str = "",
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> PlaceCount:
    """How many places a year, as known on this day; None: nobody knows. What was known before stays."""
    with event(events.PLACES_COUNTED, by=by, alliance=offer.alliance, channel=channel, signature=signature):
        row = PlaceCount(
            alliance_id=offer.alliance_id, offer=offer, places=places, as_of=as_of, note=note.strip()
        )
        row.full_clean()
        row.save()
    return row
