from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models.scoped import Scoped


class KeptText(Scoped):
    """What somebody wrote where somebody else had just written: kept until one of them decides.

    A context inherits from it and adds what the text belongs to.
    """

    column = models.CharField(_("column"), max_length=40)
    text = models.TextField(_("second text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("written on"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        abstract = True
        verbose_name = _("Second text")
        ordering = ("at",)

    def __str__(self) -> str:
        return self.text[:60]
