"""What is nobody's business any more goes."""

import datetime

from django.utils import timezone

from klappt.jobs.enums import MailState
from klappt.jobs.models import OutgoingMail, ReceivedMail, StuckLetter
from klappt.jobs.services.delivery import drop_content

KEEP_MAIL = datetime.timedelta(days=90)
KEEP_FAILED_CONTENT = datetime.timedelta(days=14)
KEEP_WORDS = datetime.timedelta(days=30)
# As long as a mailbox may still hold the mail, klappt has to know that it has read it.
KEEP_KEYS = datetime.timedelta(days=730)


def forget_old_mail() -> None:
    """Addresses and texts of mail that was settled or came in long ago; that it was sent, and when, stays."""
    now = timezone.now()
    settled = OutgoingMail.objects.filter(settled_at__lt=now - KEEP_MAIL).exclude(to="")
    drop_content(list(settled.order_by("pk").values_list("pk", flat=True)))
    settled.update(to="", subject="", reason="", reply_to="")
    failed = OutgoingMail.objects.filter(state=MailState.FAILED, settled_at__lt=now - KEEP_FAILED_CONTENT)
    drop_content(list(failed.order_by("pk").values_list("pk", flat=True)))
    ReceivedMail.objects.filter(received_at__lt=now - KEEP_KEYS).delete()
    words = ReceivedMail.objects.filter(received_at__lt=now - KEEP_WORDS).exclude(sender="", text="")
    words.update(sender="", subject="", text="", answers=None)
    # Tried daily; one that nobody tries any more is not owed any more.
    StuckLetter.objects.filter(last_at__lt=now - KEEP_FAILED_CONTENT).delete()
