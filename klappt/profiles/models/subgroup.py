import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet


class SubgroupQuerySet(ScopedQuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_on=None)

    def in_use_on(self, day: datetime.date) -> Self:
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=day))


class SubgroupManager(ScopedManager.from_queryset(SubgroupQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Subgroup(Scoped):
    """Part of the target group, described by a situation. Never a person (B1)."""

    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    # attribute -> value as in klappt-catalogue/1; what is not mapped is unknown
    profile = models.JSONField(_("situation"), default=dict, blank=True)
    head_count = models.PositiveIntegerField(_("number of people"), null=True, blank=True)
    head_count_source = models.CharField(_("source of the number"), max_length=200, blank=True)
    head_count_as_of = models.DateField(_("number as of"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    retired_on = models.DateField(_("no longer in use since"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    never_noted = frozenset({"created_at", "changed_at"})
    objects: ClassVar[Any] = SubgroupManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Subgroup")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="subgroup_has_a_name",
                violation_error_message=_("Please give the subgroup a name."),
            ),
            models.UniqueConstraint(
                fields=["alliance", "name"],
                condition=models.Q(retired_on=None),
                name="one_subgroup_per_name",
                violation_error_message=_("There is a subgroup with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
