from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.meetings.models import Outcome
from klappt.priorities.models.priority import Priority


class Ranking(Scoped):
    """What held from a day on: the order the group gave its priorities. A later one takes over; all stay.

    It was decided in a meeting (`outcome`), or held before klappt and was only recorded (`source`).
    """

    valid_from = models.DateField(_("since"))
    outcome = models.OneToOneField(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ranking",
        verbose_name=_("decision"),
    )
    source = models.CharField(_("where it stood"), max_length=300, blank=True)
    why = models.TextField(_("why, and what changed"), blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Order of priorities")
        ordering = ("-valid_from", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__isnull=False) | ~Q(source=""),
                name="ranking_has_an_origin",
                violation_error_message=_("Please say where it was decided."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%d.%m.%Y}"


class Rank(Scoped):
    """The place of one priority in an order."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="ranks")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="ranks")
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta(Scoped.Meta):
        verbose_name = _("Place of a priority")
        ordering = ("place", "pk")
        constraints = [
            models.UniqueConstraint(fields=["ranking", "priority"], name="one_place_per_priority"),
            models.UniqueConstraint(fields=["ranking", "place"], name="one_priority_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.priority}"


class FirstStep(Scoped):
    """A measure that is a first step of a priority (A10): who, by when, how it stands: the measure says."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="steps")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="priority_steps")

    class Meta(Scoped.Meta):
        verbose_name = _("First step")
        ordering = ("outcome__due_on", "pk")
        constraints = [models.UniqueConstraint(fields=["priority", "outcome"], name="step_once_per_priority")]

    def __str__(self) -> str:
        return str(self.outcome)

    def called(self) -> str:
        return f"{self.priority}: {self.outcome}"
