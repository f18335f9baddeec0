"""A round in which a draft goes to some alliances, and how each of them stands."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.audit.models import Audited
from klappt.worksheets.models import Edition


class Consultation(Audited):
    """Designed with the alliances (C1): which draft goes to whom, with which words, until when."""

    shared_because = "research asks several alliances about one draft; nothing of an alliance stands in it"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="consultations")
    number = models.PositiveSmallIntegerField(_("round"))
    letter = models.TextField(_("what the alliances read first"), blank=True)
    until = models.DateField(_("comments until"))
    asked_at = models.DateTimeField(_("sent on"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("Consultation on a draft")
        ordering = ("-asked_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_round_of_each_number")]

    def __str__(self) -> str:
        return str(_("%(edition)s, round %(number)d")) % {"edition": self.edition, "number": self.number}

    def is_open(self, day: datetime.date | None = None) -> bool:
        """Comments come in; not after the last day, and not once the edition is published or given up."""
        return self.edition.is_draft and (day or timezone.localdate()) <= self.until


class MoreTime(Audited):
    """A round that was prolonged: from which day to which, by whom and why."""

    shared_because = "part of Consultation: all who were asked read it"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="prolonged")
    was_until = models.DateField(_("was until"))
    until = models.DateField(_("new day"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("on"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("More time for comments")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.consultation}: {self.until}"


class Asked(Audited):
    """One alliance in one round. That a draft fits as it is, is an answer, too."""

    shared_because = "part of Consultation: who was asked, and whether the draft fits; addressed to research"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="asked")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="+")
    fits_at = models.DateTimeField(_("said that it fits on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Alliance asked about a draft")
        ordering = ("consultation", "alliance__name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "alliance"], name="asked_once_in_a_round")
        ]
        indexes = [models.Index(fields=["alliance", "consultation"], name="asked_by_alliance")]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.alliance}"
