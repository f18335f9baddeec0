from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.meetings.enums import MinutesState
from klappt.meetings.models.agenda import AgendaItem
from klappt.meetings.models.meeting import Meeting


class Minutes(Scoped):
    """The minutes of a meeting: a draft, sent round, approved at a later meeting (A6).

    The text lives in the agenda items and their results; once sent, it changes by corrections only.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes_of")
    state = models.CharField(
        _("state"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT
    )
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("approved in"),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Minutes")
        verbose_name_plural = _("Minutes")

    def __str__(self) -> str:
        return str(self.meeting)


class Correction(Scoped):
    """A change to minutes that had been sent round: what stood there, what stands there now, who and why."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="corrections")
    was = models.TextField(_("was"), blank=True)
    becomes = models.TextField(_("becomes"), blank=True)
    reason = models.CharField(_("because"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Correction")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"
