"""Mail leaves the house through here: stored with the verb that causes it, sent by the worker."""

import datetime
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from klappt.jobs.models import Attachment, OutgoingMail
from klappt.jobs.tasks import deliver_mail

File = tuple[str, bytes, str]


class CalendarFile(NamedTuple):
    """A calendar file that mail programs offer as an entry: beside the text, and once more as a file."""

    content: bytes
    method: str = "REQUEST"
    name: str = "termin.ics"


def send_later(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: Iterable[File] = (),
    *,
    alliance_id: int | None = None,
    calendar: CalendarFile | None = None,
    reply_to: str = "",
    not_before: datetime.datetime | None = None,
    confidential: bool = False,
) -> OutgoingMail:
    """Send one mail to one person, soon, and exactly when the surrounding transaction is kept.

    `attachments` are (file name, content, media type). `not_before` keeps it until then
    (`core.working_hours.sensible_time`). Of a confidential mail the alliance's list shows neither subject nor
    recipient. What became of it stands in the returned row's `state` and `reason`; who wants to show that
    keeps its `number`. An address the mail server refuses is no error here: it is found out later.
    """
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            to=to,
            subject=" ".join(subject.split())[:250],
            text=text,
            html=html,
            alliance_id=alliance_id,
            reply_to=reply_to,
            not_before=not_before,
            is_confidential=confidential,
        )
        Attachment.objects.bulk_create(
            Attachment(mail=mail, name=name, content=content, media_type=media_type)
            for name, content, media_type in attachments
        )
        if calendar is not None:
            Attachment.objects.create(
                mail=mail,
                name=calendar.name,
                content=calendar.content,
                media_type="text/calendar",
                calendar_method=calendar.method,
            )
        hand_to_worker(mail)
    return mail


def send_letter(
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, Any],
    *,
    attachments: Iterable[File] = (),
    alliance_id: int | None = None,
    calendar: CalendarFile | None = None,
    reply_to: str = "",
    not_before: datetime.datetime | None = None,
    confidential: bool = False,
) -> OutgoingMail:
    """`send_later` with the words of `template`.txt and `template`.html, in the language that is open."""
    return send_later(
        to,
        subject,
        render_to_string(f"{template}.txt", dict(context)),
        render_to_string(f"{template}.html", dict(context)),
        attachments,
        alliance_id=alliance_id,
        calendar=calendar,
        reply_to=reply_to,
        not_before=not_before,
        confidential=confidential,
    )


def send_again(mail: OutgoingMail) -> OutgoingMail:
    """The same content as a new mail; only for one that was never handed over and whose content is there.

    ValueError otherwise, also when somebody else has sent it again a moment ago.
    """
    with transaction.atomic():
        old = OutgoingMail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
        if not old.can_go_again:
            raise ValueError("this mail cannot be sent again")
        new = OutgoingMail.objects.create(
            **{name: getattr(old, name) for name in ("to", "subject", "text", "html", "reply_to")},
            alliance_id=old.alliance_id,
            is_confidential=old.is_confidential,
        )
        Attachment.objects.filter(mail=old).update(mail=new)
        OutgoingMail.objects.filter(pk=old.pk).update(again=new, text="", html="")
        hand_to_worker(new)
    return new


def hand_to_worker(mail: OutgoingMail) -> None:
    job = deliver_mail
    # A queue that runs everything at once (the tests') cannot wait.
    if mail.not_before and job.get_backend().supports_defer:
        job = job.using(run_after=mail.not_before)
    job.enqueue(mail_id=mail.pk)


def inbox_address() -> str:
    """Where answers come in that klappt reads itself: the organiser of a calendar entry, for example."""
    return settings.INBOX_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
