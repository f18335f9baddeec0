from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("came back")
    FAILED = "failed", _("not delivered")
    UNCLEAR = "unclear", _("perhaps delivered")
