from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.chains.enums import AnswerTime, RefusalReason
from klappt.chains.models.link import Link


class TransferMonth(Scoped):
    """Handovers at one step that were asked for in one month: counts only, never a person (B5).

    `refusals` counts by reason, `answer_times` by class of days; what is asked and has none of the three
    outcomes is still open.
    """

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="months")
    month = models.DateField(_("month"))
    asked = models.PositiveIntegerField(_("asked"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    lapsed = models.PositiveIntegerField(_("lapsed without an answer"), default=0)
    refusals = models.JSONField(_("reasons"), default=dict, blank=True)
    answer_times = models.JSONField(_("time until the answer"), default=dict, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Handovers of a month")
        ordering = ("-month", "pk")
        constraints = [
            models.UniqueConstraint(fields=["link", "month"], name="one_count_per_link_and_month"),
            models.CheckConstraint(
                condition=models.Q(asked__gte=F("accepted") + F("refused") + F("lapsed")),
                name="not_more_outcomes_than_asked",
                violation_error_message=_("There are more outcomes than were asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"

    def called(self) -> str:
        return f"{self.link}: {self}"

    @property
    def open(self) -> int:
        return self.asked - self.accepted - self.refused - self.lapsed

    def clean(self) -> None:
        if self.open < 0:
            raise ValidationError({"asked": _("There are more outcomes than were asked for.")})
        if set(self.refusals) - set(RefusalReason.values) or set(self.answer_times) - set(AnswerTime.values):
            raise ValidationError(_("A reason or a time that is not in the list."))
        if sum(self.refusals.values()) > self.refused:
            raise ValidationError({"refusals": _("There are more reasons than refusals.")})
        if sum(self.answer_times.values()) > self.accepted + self.refused:
            raise ValidationError({"answer_times": _("There are more times than answers.")})
