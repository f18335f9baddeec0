import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.core.weighing import HIGHEST
from klappt.needs.enums import SourceKind
from klappt.needs.models.theme import Theme
from klappt.profiles.models import Subgroup


class NeedQuerySet(ScopedQuerySet):
    def current(self) -> Self:
        return self.filter(rests_since=None)

    def of_subgroup(self, subgroup_id: int) -> Self:
        """What this subgroup needs; what is not tied to subgroups is needed by all of them."""
        return self.filter(Q(subgroup_links__subgroup=subgroup_id) | Q(subgroup_links=None)).distinct()


class NeedManager(ScopedManager.from_queryset(NeedQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Need(Scoped):
    """What young people here need (B2). Without subgroups it holds for the whole target group."""

    title = models.CharField(_("need"), max_length=200)
    text = models.TextField(_("description"), blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="needs", verbose_name=_("theme"))
    rests_since = models.DateField(_("set aside since"), null=True, blank=True)
    rests_because = models.TextField(_("why it is set aside"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    never_noted = frozenset({"created_at"})
    objects: ClassVar[Any] = NeedManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Need")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="need_has_a_title",
                violation_error_message=_("Please name the need."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class NeedSubgroup(Scoped):
    """This subgroup has this need."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="subgroup_links")
    subgroup = models.ForeignKey(Subgroup, on_delete=models.PROTECT, related_name="need_links")

    class Meta(Scoped.Meta):
        verbose_name = _("Subgroup with this need")
        constraints = [
            models.UniqueConstraint(fields=["need", "subgroup"], name="one_link_per_need_and_subgroup")
        ]

    def __str__(self) -> str:
        return str(self.subgroup)

    def called(self) -> str:
        return f"{self.need}: {self}"


class NeedSource(Scoped):
    """Where and when a need was named, and by whom."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("who named it"), max_length=20, choices=SourceKind.choices)
    as_of = models.DateField(_("on"), default=datetime.date.today)
    note = models.TextField(_("what was said, and where it stands"), blank=True)
    survey = models.ForeignKey(
        "Survey",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sources",
        verbose_name=_("survey"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("written on"), default=timezone.now, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Source of a need")
        ordering = ("-as_of", "-pk")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def called(self) -> str:
        return f"{self.need}: {self}"


class WeighingRound(Scoped):
    """One round in which everybody at the table weighs the needs. Earlier rounds stay."""

    name = models.CharField(_("round"), max_length=120)
    opened_on = models.DateField(_("opened on"), default=datetime.date.today)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # Beside the seats of the core group; while no seat has anybody who signs in, all at the table weigh.
    steering_weighs = models.BooleanField(_("coordination and lead weigh, too"), default=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Round of weighing")
        ordering = ("-opened_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance"],
                condition=Q(closed_on=None),
                name="one_open_round_of_weighing",
                violation_error_message=_("A round is still open. Please close it first."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class NeedWeight(Scoped):
    """What one person gave one need in one round; an empty weight is an abstention, no row: not yet weighed.

    The history notes that somebody weighed, never which weight: everybody sees only their own.
    """

    never_noted = frozenset({"weight"})

    round = models.ForeignKey(WeighingRound, on_delete=models.CASCADE, related_name="weights")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="weights")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Weight of a need")
        constraints = [
            models.UniqueConstraint(fields=["round", "need", "by"], name="one_weight_per_person"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__lte=HIGHEST), name="weight_within_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return str(self.need)
