import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models.institution import Institution
from klappt.alliances.models import Scoped


class ConfirmationRequest(Scoped):
    """An institution was asked to confirm its entry. Only the hash of the link's secret is kept."""

    never_noted = frozenset({"secret_hash"})

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="confirmation_requests"
    )
    email = models.EmailField(_("e-mail"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Question for confirmation")
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.institution}: {self.email}"

    def is_open(self, now: datetime.datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at
