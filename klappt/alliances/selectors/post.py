"""What went out in the alliance's name and what of it arrived; what came back as an answer."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from klappt.alliances.models import Alliance
from klappt.alliances.policies import READ_CONFIDENTIAL_MAIL, RUN_MAIL, Member
from klappt.jobs.enums import NOT_ARRIVED, MailCause, MailState, ReceivedState
from klappt.jobs.models import OutgoingMail, ReceivedMail
from klappt.jobs.services.forgetting import KEEP_WORDS
from klappt.jobs.words import ADVICE

WAITING = (MailState.QUEUED, MailState.SENDING)


@dataclass(frozen=True)
class MailLine:
    """One mail as the reader may see it: of a hidden one neither recipient nor subject."""

    mail: OutgoingMail
    is_hidden: bool
    says: str
    advice: Promise | str
    is_open: bool
    can_go_again: bool

    @property
    def when(self) -> datetime.datetime:
        return self.mail.settled_at or self.mail.created_at


def mails_of(alliance: Alliance) -> QuerySet[OutgoingMail]:
    """The newest first; without those whose words have been forgotten."""
    mails = OutgoingMail.objects.filter(alliance_id=alliance.pk).exclude(to="")
    return mails.order_by("-created_at", "-pk")


def not_arrived(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    """Those that did not arrive, or perhaps not, and about which nobody has done anything yet."""
    return mails.filter(state__in=NOT_ARRIVED, again=None, dealt_with_at=None)


def waiting(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    return mails.filter(state__in=WAITING)


def mail_line(mail: OutgoingMail, member: Member) -> MailLine:
    is_hidden = mail.is_confidential and not member.may(READ_CONFIDENTIAL_MAIL)
    cause = MailCause(mail.cause) if mail.cause else None
    is_open = mail.state in NOT_ARRIVED and mail.again_id is None and mail.dealt_with_at is None
    may_act = bool(member.may(RUN_MAIL)) and not is_hidden
    return MailLine(
        mail=mail,
        is_hidden=is_hidden,
        says=str(cause.label) if cause else "",
        advice=ADVICE[cause] if cause and is_open else "",
        is_open=is_open and may_act,
        can_go_again=may_act and mail.can_go_again,
    )


def answers_to(alliance: Alliance) -> QuerySet[ReceivedMail]:
    """Answers to the alliance's mails that a person has to read, the newest first."""
    return _unplaced().filter(answers__alliance_id=alliance.pk).select_related("answers")


def answers_for(member: Member) -> QuerySet[ReceivedMail]:
    found = answers_to(member.alliance)
    return found if member.may(READ_CONFIDENTIAL_MAIL) else found.exclude(answers__is_confidential=True)


def stray_mail() -> QuerySet[ReceivedMail]:
    """What came in and belongs to no alliance: for operators."""
    return _unplaced().filter(Q(answers=None) | Q(answers__alliance_id=None))


def _unplaced() -> QuerySet[ReceivedMail]:
    """Until their words are forgotten."""
    since = timezone.now() - KEEP_WORDS
    found = ReceivedMail.objects.filter(state=ReceivedState.UNPLACED, dealt_with_at=None)
    return found.filter(received_at__gt=since).order_by("-received_at", "-pk")
