"""Central formats: who takes part, whom to call, what was agreed, how far they are permanent (A18, A19)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.enums import CooperationFormat
from klappt.actors.models import ContactPerson, Cooperation, Institution
from klappt.actors.services.cooperation import end_cooperation, record_cooperation
from klappt.agreements import events
from klappt.agreements.enums import ContinuationState
from klappt.agreements.models import (
    Agreement,
    CentralFormat,
    Continuation,
    FixedContact,
    FormatPartner,
    Prospect,
)
from klappt.alliances.models import Alliance
from klappt.alliances.services.timeline import make_room
from klappt.audit.services import event
from klappt.bodies.models import Body


@dataclass(frozen=True)
class About:
    """What a format is."""

    kind: CooperationFormat | str
    name: str
    about: str = ""
    rhythm: str = ""
    body: Body | None = None
    agreement: Agreement | None = None
    valid_from: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """How far a format is made permanent."""

    state: ContinuationState | str
    carrier: Institution | None = None
    carrier_words: str = ""
    funds: str = ""
    funded_until: datetime.date | None = None
    into: str = ""
    note: str = ""


def begin_format(
    *, alliance: Alliance, about: About, by: User | None, partners: Iterable[Institution] = ()
) -> CentralFormat:
    """A new format; each partner takes part from its beginning on. ValidationError by field."""
    last = CentralFormat.objects.aggregate(last=Max("position"))["last"] or 0
    found = CentralFormat(alliance=alliance, position=last + 1)
    with event(events.FORMAT_BEGUN, by=by, alliance=alliance):
        _write(found, about)
        for institution in partners:
            join_format(format=found, institution=institution, since=about.valid_from, by=by)
    return found


def change_format(*, format: CentralFormat, about: About, by: User) -> CentralFormat:
    """Another kind of format is another kind of cooperation for all who take part."""
    with event(events.FORMAT_CHANGED, by=by, alliance=format.alliance):
        _write(format, about)
        for partner in format.partners.select_related("cooperation"):
            if partner.cooperation.format != format.kind:
                partner.cooperation.format = format.kind
                partner.cooperation.save(update_fields=["format"])
    return format


def end_format(*, format: CentralFormat, on: datetime.date, by: User) -> CentralFormat:
    """It takes place for the last time on this day; whoever took part until then does so no longer."""
    with event(events.FORMAT_ENDED, by=by, alliance=format.alliance):
        format.valid_until = on
        format.clean()
        format.save()
        for partner in format.partners.select_related("cooperation").filter(cooperation__valid_until=None):
            end_cooperation(cooperation=partner.cooperation, on=on, by=by)
        for contact in format.contacts.filter(valid_until=None):
            end_contact(contact=contact, on=on, by=by)
    return format


def join_format(
    *,
    format: CentralFormat,
    institution: Institution,
    since: datetime.date | None,
    by: User | None,
    note: str = "",
) -> FormatPartner:
    """An institution takes part from this day on."""
    taking_part = format.partners.filter(cooperation__institution=institution, cooperation__valid_until=None)
    if taking_part.exists():
        raise ValidationError({"institution": _("This institution takes part already.")})
    with event(events.PARTNER_JOINED, by=by, alliance=format.alliance):
        cooperation = record_cooperation(
            institution=institution,
            format=CooperationFormat(format.kind),
            since=since,
            note=note,
            by=by,
        )
        partner: FormatPartner = FormatPartner.objects.create(
            alliance_id=format.alliance_id, format=format, cooperation=cooperation
        )
    return partner


def leave_format(*, partner: FormatPartner, on: datetime.date, by: User) -> None:
    with event(events.PARTNER_LEFT, by=by, alliance=partner.alliance):
        end_cooperation(cooperation=partner.cooperation, on=on, by=by)


def take_over(*, format: CentralFormat, cooperations: Iterable[Cooperation], by: User) -> list[FormatPartner]:
    """Cooperations noted before belong to this format from now on, with the days they have."""
    with event(events.PARTNERS_TAKEN_OVER, by=by, alliance=format.alliance):
        rows = []
        for cooperation in cooperations:
            if FormatPartner.objects.filter(cooperation=cooperation).exists():
                raise ValidationError(
                    _("“%(name)s” belongs to a format already.") % {"name": cooperation.called()}
                )
            if cooperation.format != format.kind:
                cooperation.format = format.kind
                cooperation.save(update_fields=["format"])
            rows.append(
                FormatPartner.objects.create(
                    alliance_id=format.alliance_id, format=format, cooperation=cooperation
                )
            )
    return rows


def take_out(*, partner: FormatPartner, by: User) -> None:
    """The cooperation stays; it only no longer belongs to this format."""
    with event(events.PARTNER_TAKEN_OUT, by=by, alliance=partner.alliance):
        partner.delete()


def fix_contact(
    *,
    institution: Institution,
    by: User | None,
    contact: ContactPerson | None = None,
    name: str = "",
    about: str = "",
    format: CentralFormat | None = None,
    since: datetime.date | None = None,
) -> FixedContact:
    """Somebody one may call, agreed with the institution. ValidationError by field."""
    if contact is not None and contact.institution_id != institution.pk:
        raise ValidationError({"contact": _("This contact belongs to another institution.")})
    if contact is None and not name.strip():
        raise ValidationError({"name": _("Please choose a contact, or give a name or function.")})
    row = FixedContact(
        alliance_id=institution.alliance_id,
        institution=institution,
        format=format,
        contact=contact,
        name=(name.strip() or _who(contact))[:200],
        about=about.strip(),
        valid_from=since,
    )
    row.clean_fields(exclude=["alliance", "institution", "format", "contact"])
    with event(events.CONTACT_FIXED, by=by, alliance=institution.alliance):
        row.save()
    return row


def end_contact(*, contact: FixedContact, on: datetime.date, by: User) -> FixedContact:
    with event(events.CONTACT_ENDED, by=by, alliance=contact.alliance):
        contact.valid_until = on
        contact.clean()
        contact.save()
    return contact


def agree_prospect(
    *,
    format: CentralFormat,
    text: str,
    on: datetime.date,
    source: str,
    by: User | None,
) -> Prospect:
    """What was agreed so that young people get a prospect of staying. Never about a single person."""
    row = Prospect(
        alliance_id=format.alliance_id, format=format, text=text.strip(), agreed_on=on, source=source.strip()
    )
    row.clean_fields(exclude=["alliance", "format"])
    with event(events.PROSPECT_AGREED, by=by, alliance=format.alliance):
        row.save()
    return row


def remove_prospect(*, prospect: Prospect, by: User) -> None:
    with event(events.PROSPECT_REMOVED, by=by, alliance=prospect.alliance):
        prospect.delete()


def set_continuation(
    *,
    format: CentralFormat,
    standing: Standing,
    since: datetime.date,
    by: User | None,
) -> Continuation:
    """How far it is made permanent from this day on; how it stood before stays readable."""
    with event(events.CONTINUATION_SET, by=by, alliance=format.alliance):
        rows = list(format.continuations.order_by("valid_from", "pk"))
        same_day = next((each for each in rows if each.valid_from == since), None)
        row = same_day or Continuation(alliance_id=format.alliance_id, format=format, valid_from=since)
        if same_day is None:
            row.valid_until = make_room(rows, since)
        for name, value in vars(standing).items():
            setattr(row, name, value.strip() if isinstance(value, str) else value)
        row.clean_fields(exclude=["alliance", "format", "carrier"])
        row.save()
    return row


def _write(row: CentralFormat, about: About) -> None:
    for name, value in vars(about).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.clean_fields(exclude=["alliance", "body", "agreement"])
    row.clean()
    row.save()


def _who(contact: ContactPerson | None) -> str:
    return ", ".join(filter(None, (contact.name, contact.function))) or str(contact) if contact else ""
