"""One cell of the actor table: what stands in it as text, and writing it without losing what others wrote."""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import ContactPerson, Institution, InstitutionType, SecondText
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.institutions import change_institution
from klappt.alliances.services.second_text import Meeting, clean, meeting
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.keys import key_in

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
PERSON = ("function", "name", "phone", "email")
ONE_CONTACT = re.compile(rf"contact\.([0-9]{{1,18}})\.({'|'.join(PERSON)})")
COLUMNS = (*OWN, "type", "checked_on", *FIRST_CONTACT)


@dataclass(frozen=True)
class Outcome:
    """`second` is set when somebody else had changed the cell meanwhile: the text is kept beside theirs."""

    institution: Institution
    changed: bool
    second: SecondText | None = None


def read_cell(institution: Institution, column: str) -> str:
    """What stands in the cell, as the text that a form would post. KeyError: there is no such cell."""
    if column.startswith("contact"):
        person, name = _contact_cell(institution, column)
        return str(getattr(person, name)) if person else ""
    if column == "type":
        return str(institution.type_id or "")
    if column == "checked_on":
        return institution.checked_on.isoformat() if institution.checked_on else ""
    if column not in OWN:
        raise KeyError(column)
    return str(getattr(institution, column))


def columns_of(institution: Institution) -> set[str]:
    """Every cell that this entry has, those of its contacts among them."""
    people = (f"contact.{row.pk}.{name}" for row in institution.contacts.all() for name in PERSON)
    return {*COLUMNS, *people}


def value_of(column: str, text: str) -> InstitutionType | datetime.date | str | None:
    """What the text of one of the entry's own cells means. ValidationError when it means nothing."""
    if column == "type":
        return _type(text)
    return _day(text) if column == "checked_on" else clean(text)


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
    wanted, opened_with = clean(text), clean(opened_with)
    with transaction.atomic():
        fresh = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        stored = clean(read_cell(fresh, column))
        meets = meeting(wanted=wanted, opened_with=opened_with, stored=stored)
        if meets is Meeting.NOTHING_NEW:
            return Outcome(fresh, changed=False)
        if meets is Meeting.KEEP_BOTH:
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
    if column.startswith("contact"):
        _write_contact(institution, column, text, by, channel)
    else:
        values: dict[str, Any] = {column: value_of(column, text)}
        change_institution(institution=institution, by=by, channel=channel, **values)


def _contact_cell(institution: Institution, column: str) -> tuple[ContactPerson | None, str]:
    """The person and the column: `contact_phone` is the first one's, `contact.12.phone` a certain one's."""
    people = institution.contacts.all()
    if column in FIRST_CONTACT:
        return next(iter(people), None), FIRST_CONTACT[column]
    found = ONE_CONTACT.fullmatch(column)
    if not found:
        raise KeyError(column)
    return next((each for each in people if each.pk == int(found[1])), None), found[2]


def _write_contact(institution: Institution, column: str, text: str, by: User, channel: Channel) -> None:
    person, name = _contact_cell(institution, column)
    if person is None and column not in FIRST_CONTACT:
        # Without this the text would land on the first contact.
        raise ValidationError(_("Somebody has removed this contact meanwhile."))
    if name == "email" and text:
        validate_email(text)
    rows = [Contact.of(row) for row in institution.contacts.all()] or [Contact()]
    place = next((n for n, row in enumerate(rows) if person and row.key == person.pk), 0)
    rows[place] = replace(rows[place], **{name: text})  # type: ignore[arg-type] # one of the texts
    set_contacts(institution=institution, contacts=rows, by=by, channel=channel)


def _type(text: str) -> InstitutionType | None:
    if not text:
        return None
    found: InstitutionType | None = InstitutionType.objects.filter(pk=key_in(text)).first()
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
