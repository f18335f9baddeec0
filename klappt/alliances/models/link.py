"""What somebody outside answers by a link from a mail, without signing in."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models.scoped import Scoped


class Link(Scoped):
    """A link that expires and works once. Its secret leaves in the mail; only the hash stays here."""

    never_noted = frozenset({"secret_hash"})
    answered: ClassVar[str] = "used_at"
    """The column that says when the link was used."""

    email = models.EmailField(_("e-mail"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        abstract = True

    def is_open(self, now: datetime.datetime) -> bool:
        return getattr(self, self.answered) is None and self.withdrawn_at is None and now < self.expires_at


class LinkQuestion(Link):
    """Somebody outside was asked something by mail and answers by the link."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    class Meta(Link.Meta):
        abstract = True
        ordering = ("-asked_at", "-pk")

    @property
    def why_closed(self) -> str:
        """used, withdrawn or expired: what a page says of a link that no longer opens anything."""
        if self.used_at:
            return "used"
        return "withdrawn" if self.withdrawn_at else "expired"
