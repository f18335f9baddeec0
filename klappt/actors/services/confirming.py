"""The institution itself looks at its entry: asked by mail, answered by a link, without signing in."""

import datetime
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import ConfirmationRequest, Institution
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.institutions import change_institution
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret, take_back, unanswered, use_once
from klappt.audit.enums import Channel
from klappt.audit.services import event

HOLDS_FOR = datetime.timedelta(days=30)


class OwnData(TypedDict, total=False):
    """What an institution may correct about itself; what the alliance thinks of it is not among it."""

    name: str
    short_name: str
    department: str
    address: str
    website: str


def ask_for_confirmation(*, institution: Institution, email: str, by: User) -> ConfirmationRequest:
    """Ask the institution by mail to look at its entry. An earlier open question is withdrawn."""
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise ValidationError({"email": _("This is not a complete e-mail address.")}) from wrong
    secret = new_secret()
    now = timezone.now()
    with event(events.CONFIRMATION_ASKED, by=by, alliance=institution.alliance):
        for earlier in open_questions(institution):
            withdraw(question=earlier, by=by)
        question: ConfirmationRequest = ConfirmationRequest.objects.create(
            alliance_id=institution.alliance_id,
            institution=institution,
            email=email,
            secret_hash=hash_of(secret),
            asked_by=by,
            asked_at=now,
            expires_at=now + HOLDS_FOR,
        )
        events.confirmation_asked.send(sender=ConfirmationRequest, question=question, secret=secret)
    return question


def open_questions(institution: Institution) -> list[ConfirmationRequest]:
    return list(unanswered(institution.confirmation_requests.all()))


def withdraw(*, question: ConfirmationRequest, by: User) -> ConfirmationRequest:
    """The link no longer opens anything; whoever follows it is told whom to call."""
    with event(events.CONFIRMATION_WITHDRAWN, by=by, alliance=question.alliance):
        take_back(question)
    return question


def find_question(secret: str) -> ConfirmationRequest | None:
    """The question a link belongs to, whether still open or not; None for a link we never sent."""
    return find_link(ConfirmationRequest, secret, related=("institution", "asked_by"))


def confirm_entry(
    *,
    question: ConfirmationRequest,
    contacts: Sequence[Contact],
    day: datetime.date,
    **corrections: Unpack[OwnData],
) -> Institution:
    """The institution says: this is right (now). Its corrections hold at once, the trail says by which link.

    ValidationError when the link has been used, withdrawn or has expired meanwhile.
    """
    signature = str(_("Link for confirmation to %(email)s") % {"email": question.email})
    with scope(question.alliance):
        institution: Institution = Institution.objects.get(pk=question.institution_id)
        with event(
            events.ENTRY_CONFIRMED,
            by=None,
            alliance=question.alliance,
            channel=Channel.LINK,
            signature=signature,
        ):
            use_once(question)
            change_institution(
                institution=institution, by=None, signature=signature, checked_on=day, **corrections
            )
            set_contacts(institution=institution, contacts=contacts, by=None, signature=signature)
    return institution
