import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models.scoped import Scoped

KEPT_FOR = datetime.timedelta(days=30)


class Upload(Scoped):
    """A file that was uploaded and is being looked through. Nothing of it is stored anywhere else yet.

    `file` is emptied when it is carried out or thrown away; `result` is what the receipt shows.
    """

    never_noted = frozenset({"file", "choices", "decisions", "result"})

    name = models.CharField(_("file"), max_length=200)
    file = models.BinaryField(editable=False)
    choices = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    uploaded_at = models.DateTimeField(_("uploaded on"), default=timezone.now)
    carried_out_at = models.DateTimeField(_("taken over on"), null=True, blank=True)
    thrown_away_at = models.DateTimeField(_("thrown away on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        abstract = True
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime.datetime) -> bool:
        ended = self.carried_out_at or self.thrown_away_at
        return not ended and now < self.uploaded_at + KEPT_FOR
