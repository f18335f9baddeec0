"""Mail leaves the house through here: stored with the verb that causes it, sent by the worker."""

from collections.abc import Iterable

from django.db import transaction

from klappt.jobs.models import Attachment, OutgoingMail
from klappt.jobs.tasks import deliver_mail

File = tuple[str, bytes, str]


def send_later(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: Iterable[File] = (),
    *,
    alliance_id: int | None = None,
) -> OutgoingMail:
    """Send one mail to one person, soon, and exactly when the surrounding transaction is kept.

    `attachments` are (file name, content, media type). What became of it stands in the returned row's `state`
    and `reason`. An address the mail server refuses is no error here: it is found out later.
    """
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            to=to, subject=" ".join(subject.split())[:250], text=text, html=html, alliance_id=alliance_id
        )
        Attachment.objects.bulk_create(
            Attachment(mail=mail, name=name, content=content, media_type=media_type)
            for name, content, media_type in attachments
        )
        deliver_mail.enqueue(mail_id=mail.pk)
    return mail
