from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.core.letters import Cause


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("came back")
    FAILED = "failed", _("not delivered")
    UNCLEAR = "unclear", _("perhaps delivered")
    KEPT = "kept", _("stays here")


# Somebody waits for these in vain, or may do so.
NOT_ARRIVED = frozenset({MailState.RETURNED, MailState.FAILED, MailState.UNCLEAR})


class MailCause(models.TextChoices):
    """Why a mail did not arrive, in the reader's words."""

    NO_SUCH_ADDRESS = Cause.NO_SUCH_ADDRESS.value, _("This address does not exist (any more).")
    NO_SUCH_DOMAIN = Cause.NO_SUCH_DOMAIN.value, _("There is no mail server for this address.")
    MAILBOX_FULL = Cause.MAILBOX_FULL.value, _("The mailbox is full.")
    TOO_LARGE = Cause.TOO_LARGE.value, _("The mail was too large for the mailbox.")
    REFUSED = Cause.REFUSED.value, _("The other side's mail server turned the mail away.")
    UNREACHABLE = Cause.UNREACHABLE.value, _("The mail server could not be reached, for hours.")
    OTHER = Cause.OTHER.value, _("The mail could not be delivered.")
    BROKEN_OFF = "broken_off", _("The connection broke while the mail was handed over. It may have arrived.")
    EXAMPLE = "example", _("An example address: klappt hands nothing for it to a mail server.")
    DELAYED = "delayed", _("The other side's mail server keeps trying.")


class ReceivedState(models.TextChoices):
    """What a mail that came in turned out to be."""

    TAKEN = "taken", _("taken in")
    NOTICE = "notice", _("says what became of a mail")
    AUTOMATIC = "automatic", _("automatic answer")
    UNPLACED = "unplaced", _("nobody could place it")


class WhyUnplaced(models.TextChoices):
    NOBODYS = "nobodys", _("It answers nothing klappt could take in by itself.")
    UNREADABLE = "unreadable", _("It cannot be read as a mail.")
    TOO_LARGE = "too_large", _("It is too large.")
    STUMBLED = "stumbled", _("Taking it in failed. The operator finds the reason in the log.")
    UNKNOWN_MAIL = "unknown_mail", _("It says that a mail did not arrive, but not which one.")
