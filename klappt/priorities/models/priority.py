from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import ImportedNote
from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.chains.models import Lever
from klappt.core.weighing import HIGHEST
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.priorities.enums import Origin
from klappt.profiles.models import Subgroup


class PriorityQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Not withdrawn: can be weighed and decided."""
        return self.filter(withdrawn_on=None)

    def with_links(self) -> Self:
        return self.select_related("need", "subgroup", "lever", "goal", "proposed_by", "alliance")


class PriorityManager(ScopedManager.from_queryset(PriorityQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Priority(Scoped):
    """What the alliance should do first, and why (A10, A16). Whether it holds, the rankings say."""

    title = models.CharField(_("what"), max_length=160)
    why = models.TextField(_("why"), blank=True)
    need = models.ForeignKey(
        Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("need")
    )
    subgroup = models.ForeignKey(
        Subgroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("gap for the subgroup"),
    )
    lever = models.ForeignKey(
        Lever, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("lever")
    )
    goal = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"kind": OutcomeKind.GOAL},
        verbose_name=_("goal"),
    )
    origin = models.CharField(
        _("how it came here"), max_length=10, choices=Origin.choices, default=Origin.PROPOSED
    )
    source = models.CharField(_("where it stood"), max_length=300, blank=True)
    note = models.OneToOneField(
        ImportedNote,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="priority",
        verbose_name=_("note in the worksheet"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_on = models.DateField(_("proposed on"), default=timezone.localdate)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects: ClassVar[Any] = PriorityManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Priority")
        ordering = ("proposed_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="priority_says_what",
                violation_error_message=_("Please say what comes first."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_because=""),
                name="priority_withdrawn_with_a_reason",
                violation_error_message=_("Please say why."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Round(Scoped):
    """One round in which everybody at the table weighs the priorities. Earlier rounds stay."""

    name = models.CharField(_("round"), max_length=120)
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Round of weighing priorities")
        ordering = ("-opened_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance"],
                condition=Q(closed_on=None),
                name="one_open_round_of_priorities",
                violation_error_message=_("A round is still open. Please close it first."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Weight(Scoped):
    """What one person gave one priority in one round: empty is an abstention, no row: not yet weighed.

    The history notes that somebody weighed, never which weight: everybody sees only their own.
    """

    never_noted = frozenset({"weight"})

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="weights")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="weights")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Weight of a priority")
        constraints = [
            models.UniqueConstraint(fields=["round", "priority", "by"], name="one_priority_weight_each"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__lte=HIGHEST), name="priority_weight_within_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return str(self.priority)
