import datetime

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.offers import events
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models import Offer, OfferRole


def give_role(
    *,
    offer: Offer,
    institution: Institution,
    role: OfferRoleKind | str,
    by: User | None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    note: str = "",
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> OfferRole:
    """Name an institution that carries, funds, runs or assigns; one that does so already stays as it is."""
    known = offer.roles.filter(institution=institution, role=role, valid_until=None).first()
    if known and until is None:
        return known
    with event(events.ROLE_GIVEN, by=by, alliance=offer.alliance, channel=channel, signature=signature):
        row = OfferRole(
            alliance_id=offer.alliance_id,
            offer=offer,
            institution=institution,
            role=role,
            valid_from=since,
            valid_until=until,
            note=note.strip(),
        )
        row.full_clean()
        row.save()
    return row


def end_role(*, role: OfferRole, on: datetime.date, by: User | None) -> OfferRole:
    """The institution does this until that day; the row stays."""
    with event(events.ROLE_ENDED, by=by, alliance=role.alliance):
        role.valid_until = on
        role.full_clean()
        role.save()
    return role


def remove_role(*, role: OfferRole, by: User | None) -> None:
    """Named by mistake: gone, and kept in the history."""
    with event(events.ROLE_REMOVED, by=by, alliance=role.alliance):
        role.delete()
