"""Bringing in offers from a file: upload, look through, carry out. Until then nothing changes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.actors.services.institutions import add_institution
from klappt.alliances.models import Alliance
from klappt.alliances.services.uploads import finish_upload, keep_decided, keep_upload, throw_upload_away
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.conditions import Attribute
from klappt.offers import events
from klappt.offers.enums import UploadKind
from klappt.offers.models import Offer, OfferRole, OfferUpload
from klappt.offers.services.offers import Values, add_offer, change_offer
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import end_role, give_role, remove_role
from klappt.offers.services.rules import set_rule
from klappt.profiles.services.attributes import take_attributes

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Carrier:
    """An institution a row names: one of the table of actors, or one to add under this name."""

    pk: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Places:
    """None for `places`: nobody knows."""

    places: int | None
    as_of: datetime.date


@dataclass(frozen=True)
class RuleTaken:
    condition: Mapping[str, Any]
    source: str = ""
    as_of: datetime.date | None = None


@dataclass(frozen=True)
class OfferChange:
    """One offer to add (`target` None) or to change; a role that is not named stays as it is."""

    values: Values
    target: int | None = None
    roles: Mapping[str, tuple[Carrier, ...]] = field(default_factory=dict)
    places: Places | None = None
    rule: RuleTaken | None = None


def upload_offers(*, alliance: Alliance, name: str, data: bytes, kind: UploadKind, by: User) -> OfferUpload:
    """Keep an uploaded file, so that looking it through survives a restart."""
    with event(events.FILE_UPLOADED, by=by, alliance=alliance, file=name):
        upload = keep_upload(OfferUpload, alliance=alliance, name=name, data=data, by=by)
        upload.kind = kind
        upload.save(update_fields=["kind"])
    return upload


def decide_on_upload(*, upload: OfferUpload, by: User, **values: dict[str, Any]) -> None:
    """Keep what was decided so far: `choices` (what columns mean) or `decisions` (on single rows)."""
    with event(events.FILE_DECIDED, by=by, alliance=upload.alliance):
        keep_decided(upload, **values)


def throw_away(*, upload: OfferUpload, by: User) -> None:
    with event(events.FILE_THROWN_AWAY, by=by, alliance=upload.alliance):
        throw_upload_away(upload)


def bring_in_offers(
    *,
    alliance: Alliance,
    source: str,
    changes: Sequence[OfferChange],
    by: User | None,
    attributes: Sequence[Attribute] = (),
    upload: OfferUpload | None = None,
    signature: str = "",
) -> dict[str, int]:
    """Carry out a whole file: all of it or nothing, as one event. Gives how many were added and changed."""
    counts = {"added": 0, "changed": 0, "institutions": 0}
    with event(
        events.FILE_IMPORTED,
        by=by,
        alliance=alliance,
        channel=Channel.IMPORT,
        signature=signature,
        file=source,
    ) as opened:
        take_attributes(alliance=alliance, attributes=attributes, by=by, signature=signature)
        writer = _Writer(alliance, by, signature, counts)
        for change in changes:
            writer.write(change)
        opened.details.update(counts)
        if upload is not None:
            finish_upload(upload, counts)
    return counts


class _Writer:
    """Writes row by row; an institution that several rows name is added once."""

    def __init__(self, alliance: Alliance, by: User | None, signature: str, counts: dict[str, int]) -> None:
        self.alliance, self.counts = alliance, counts
        self.who: Any = {"by": by, "signature": signature, "channel": Channel.IMPORT}
        self.by = by
        self.added: dict[str, Institution] = {}

    def write(self, change: OfferChange) -> None:
        if change.target is None:
            offer = add_offer(alliance=self.alliance, **self.who, **change.values)
            self.counts["added"] += 1
        else:
            offer = change_offer(offer=Offer.objects.get(pk=change.target), **self.who, **change.values)
            self.counts["changed"] += 1
        for role, carriers in change.roles.items():
            self._set_role(offer, role, carriers)
        if change.places is not None:
            places = change.places
            count_places(offer=offer, places=places.places, as_of=places.as_of, **self.who)
        if change.rule is not None:
            rule = change.rule
            set_rule(offer=offer, condition=rule.condition, source=rule.source, as_of=rule.as_of, **self.who)

    def _set_role(self, offer: Offer, role: str, carriers: Sequence[Carrier]) -> None:
        today = timezone.localdate()
        wanted = [self._institution(each) for each in carriers]
        for row in offer.roles.active_on(today).filter(role=role).order_by("pk"):
            if row.institution_id not in {each.pk for each in wanted}:
                self._give_up(row, today)
        here = set(offer.roles.active_on(today).filter(role=role).values_list("institution_id", flat=True))
        for institution in wanted:
            if institution.pk not in here:
                give_role(offer=offer, institution=institution, role=role, since=today, **self.who)

    def _give_up(self, row: OfferRole, today: datetime.date) -> None:
        """From today the institution no longer does this; what began today was never so."""
        if row.valid_from and row.valid_from >= today:
            remove_role(role=row, by=self.by)
        else:
            end_role(role=row, on=today - ONE_DAY, by=self.by)

    def _institution(self, carrier: Carrier) -> Institution:
        if carrier.pk is not None:
            found: Institution = Institution.objects.get(pk=carrier.pk)
            return found
        if carrier.name not in self.added:
            self.added[carrier.name] = add_institution(
                alliance=self.alliance, name=carrier.name[:200], **self.who
            )
            self.counts["institutions"] += 1
        return self.added[carrier.name]
