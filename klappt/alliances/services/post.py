"""What the coordination does about mail that did not arrive, and about answers it has to read itself."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.jobs import mail as post
from klappt.jobs.enums import NOT_ARRIVED
from klappt.jobs.models import OutgoingMail, ReceivedMail


def send_mail_again(*, mail: OutgoingMail, alliance: Alliance, by: User) -> OutgoingMail:
    """As a new mail to the same address; refused when its text is no longer there."""
    with event(events.MAIL_SENT_AGAIN, by=by, alliance=alliance):
        try:
            return post.send_again(mail)
        except ValueError as error:
            raise ValidationError(
                _("klappt has no text of this mail any more. Please send it from where it began.")
            ) from error


def settle_mail(*, mail: OutgoingMail, alliance: Alliance, by: User) -> None:
    """Somebody has seen to it that the news arrived in another way."""
    with event(events.MAIL_SETTLED, by=by, alliance=alliance):
        open_ones = OutgoingMail.objects.filter(pk=mail.pk, state__in=NOT_ARRIVED, dealt_with_at=None)
        open_ones.update(dealt_with_at=timezone.now())


def settle_answer(*, answer: ReceivedMail, alliance: Alliance, by: User) -> None:
    """Somebody has read it and done what it asks."""
    with event(events.ANSWER_SETTLED, by=by, alliance=alliance):
        ReceivedMail.objects.filter(pk=answer.pk, dealt_with_at=None).update(dealt_with_at=timezone.now())
