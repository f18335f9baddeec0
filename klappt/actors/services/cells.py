"""One cell of the actor table: what stands in it as text, and writing it without losing what others wrote."""

import datetime
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import Institution, InstitutionType, SecondText
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.institutions import change_institution
from klappt.audit.enums import Channel
from klappt.audit.services import event

OWN = (
    "name",
    "short_name",
    "department",
    "field",
    "address",
    "website",
    "cooperation",
    "core_group_planned",
    "forum_planned",
    "contributions",
    "note",
)
FIRST_CONTACT = {
    "contact_name": "name",
    "contact_function": "function",
    "contact_phone": "phone",
    "contact_email": "email",
}
COLUMNS = (*OWN, "type", "checked_on", *FIRST_CONTACT)


@dataclass(frozen=True)
class Outcome:
    """`second` is set when somebody else had changed the cell meanwhile: the text is kept beside theirs."""

    institution: Institution
    changed: bool
    second: SecondText | None = None


def read_cell(institution: Institution, column: str) -> str:
    """What stands in the cell, as the text that a form would post."""
    if column in FIRST_CONTACT:
        first = next(iter(institution.contacts.all()), None)
        return str(getattr(first, FIRST_CONTACT[column])) if first else ""
    if column == "type":
        return str(institution.type_id or "")
    if column == "checked_on":
        return institution.checked_on.isoformat() if institution.checked_on else ""
    if column not in OWN:
        raise KeyError(column)
    return str(getattr(institution, column))


def write_cell(
    *,
    institution: Institution,
    column: str,
    text: str,
    opened_with: str,
    by: User,
    channel: Channel = Channel.PAGE,
) -> Outcome:
    """Write a cell that was opened while `opened_with` stood in it.

    Where something else stands there by now, nothing is overwritten: the text is stored at once as a second
    text, and the cell shows both until somebody decides. ValidationError when the text does not fit.
    """
    wanted, opened_with = _clean(text), _clean(opened_with)
    with transaction.atomic():
        fresh = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        stored = _clean(read_cell(fresh, column))
        if wanted in (stored, opened_with):
            return Outcome(fresh, changed=False)
        if stored != opened_with:
            return Outcome(fresh, changed=False, second=_keep(fresh, column, wanted, by, channel))
        _write(fresh, column, wanted, by, channel)
    return Outcome(fresh, changed=True)


def settle(
    *, second: SecondText, text: str, opened_with: str, by: User, channel: Channel = Channel.PAGE
) -> Outcome:
    """Decide what stands in the cell: one of the two texts, or both put together.

    If the cell has changed once more since the page was opened, the decision is kept as a further text and
    the question stays open.
    """
    with event(events.SECOND_TEXT_SETTLED, by=by, alliance=second.alliance, channel=channel):
        outcome = write_cell(
            institution=second.institution,
            column=second.column,
            text=text,
            opened_with=opened_with,
            by=by,
            channel=channel,
        )
        if outcome.second is None:
            second.settled_at = timezone.now()
            second.save(update_fields=["settled_at"])
    return outcome


def _keep(institution: Institution, column: str, text: str, by: User, channel: Channel) -> SecondText:
    known = institution.second_texts.filter(column=column, text=text, by=by, settled_at=None).first()
    if known:
        return known
    with event(events.SECOND_TEXT_KEPT, by=by, alliance=institution.alliance, channel=channel):
        kept: SecondText = SecondText.objects.create(
            alliance_id=institution.alliance_id, institution=institution, column=column, text=text, by=by
        )
    return kept


def _write(institution: Institution, column: str, text: str, by: User, channel: Channel) -> None:
    if column in FIRST_CONTACT:
        _write_contact(institution, FIRST_CONTACT[column], text, by, channel)
    elif column == "type":
        change_institution(institution=institution, by=by, channel=channel, type=_type(text))
    elif column == "checked_on":
        change_institution(institution=institution, by=by, channel=channel, checked_on=_day(text))
    else:
        change_institution(institution=institution, by=by, channel=channel, **{column: text})  # type: ignore[arg-type] # one of OWN, all of them text


def _write_contact(institution: Institution, name: str, text: str, by: User, channel: Channel) -> None:
    if name == "email" and text:
        validate_email(text)
    rows = [
        Contact(row.function, row.name, row.phone, row.email, row.pk) for row in institution.contacts.all()
    ] or [Contact()]
    rows[0] = replace(rows[0], **{name: text})  # type: ignore[arg-type] # one of the texts
    set_contacts(institution=institution, contacts=rows, by=by, channel=channel)


def _type(text: str) -> InstitutionType | None:
    if not text:
        return None
    found: InstitutionType | None = (
        InstitutionType.objects.filter(pk=text).first() if text.isdecimal() and len(text) < 18 else None
    )
    if found is None:
        raise ValidationError(_("Please choose a type from the list."))
    return found


def _day(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("Please give a date, for example 22.11.2026."))
    return day


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
