import datetime
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.alliances.models import Alliance
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.names import search_form

HANGING_ON = (
    "contacts",
    "criteria",
    "cooperations",
    "assessments",
    "approaches",
    "wishes",
    "second_texts",
    "confirmation_requests",
)


class Values(TypedDict, total=False):
    """What stands in an entry. What is not named stays as it is; the empty string empties."""

    name: str
    short_name: str
    department: str
    type: InstitutionType | None
    field: str
    address: str
    website: str
    cooperation: str
    core_group_planned: str
    forum_planned: str
    contributions: str
    note: str
    checked_on: datetime.date | None


def add_institution(
    *,
    alliance: Alliance,
    by: User | None,
    contacts: Sequence[Contact] = (),
    channel: Channel = Channel.PAGE,
    signature: str = "",
    **values: Unpack[Values],
) -> Institution:
    """A new entry at the end of the table. ValidationError by column when something is wrong."""
    with event(events.INSTITUTION_ADDED, by=by, alliance=alliance, channel=channel, signature=signature):
        institution = Institution(alliance=alliance, position=_next_position())
        _write(institution, values)
        institution.clean_fields(exclude=["alliance"])
        institution.save()
        if contacts:
            set_contacts(institution=institution, contacts=contacts, by=by, signature=signature)
    return institution


def change_institution(
    *,
    institution: Institution,
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
    **values: Unpack[Values],
) -> Institution:
    """Change what is named and differs, and only that: what somebody else wrote meanwhile stays."""
    changed = _write(institution, values)
    if not changed:
        return institution
    institution.clean_fields(exclude=["alliance"])
    with event(
        events.INSTITUTION_CHANGED,
        by=by,
        alliance=institution.alliance,
        channel=channel,
        signature=signature,
    ):
        institution.save(update_fields=changed)
    return institution


def change_many(*, institutions: Sequence[Institution], by: User | None, **values: Unpack[Values]) -> int:
    """The same change to several entries, as one event. Gives how many."""
    if not institutions:
        return 0
    with event(events.INSTITUTION_CHANGED, by=by, alliance=institutions[0].alliance):
        for institution in institutions:
            change_institution(institution=institution, by=by, **values)
    return len(institutions)


def remove_institution(*, institution: Institution, by: User | None) -> None:
    """Remove an entry and what hangs on it; the history keeps every value."""
    remove_many(institutions=[institution], by=by)


def remove_many(*, institutions: Sequence[Institution], by: User | None) -> int:
    """Remove several entries as one event. Gives how many."""
    if not institutions:
        return 0
    with event(events.INSTITUTION_REMOVED, by=by, alliance=institutions[0].alliance):
        for institution in institutions:
            for relation in HANGING_ON:
                # Row by row and not by the database's cascade: the history must hold each of them.
                getattr(institution, relation).all().delete()
            events.institution_goes.send(Institution, institution=institution)
            institution.delete()
    return len(institutions)


def add_type(*, alliance: Alliance, label: str, by: User | None, signature: str = "") -> InstitutionType:
    """A type of the alliance's own; one that is there under this name already is given back."""
    wanted = " ".join(label.split())
    if not wanted:
        raise ValidationError({"own_label": _("Please give the type a name.")})
    known: InstitutionType
    for known in InstitutionType.objects.order_by("pk"):
        # "JMD" and "Jugendmigrationsdienst (JMD)" are one type.
        if set(search_form(str(known)).split()) == set(search_form(wanted).split()):
            return known
    with event(events.TYPE_ADDED, by=by, alliance=alliance, signature=signature):
        added = InstitutionType(alliance=alliance, own_label=wanted)
        added.clean_fields(exclude=["alliance"])
        added.save()
    return added


def _write(institution: Institution, values: Values) -> list[str]:
    """Set what differs; gives the names of what did."""
    changed = []
    for name, value in values.items():
        clean = value.strip() if isinstance(value, str) else value
        if getattr(institution, name) != clean:
            setattr(institution, name, clean)
            changed.append(name)
    return changed


def _next_position() -> int:
    last: int | None = Institution.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
