from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited


class FeedAddress(Audited):
    """The secret address of somebody's calendar: whoever has it reads it, so only its hash stays here."""

    shared_because = "one person's calendar holds the meetings of all their alliances"
    never_noted = frozenset({"secret_hash", "made_at"})

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    only_own = models.BooleanField(_("only bodies I sit in"), default=False)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)

    class Meta:
        verbose_name = _("Calendar address")

    def __str__(self) -> str:
        return str(self.user)
