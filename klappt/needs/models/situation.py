import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.needs.enums import Voice
from klappt.needs.models.theme import Theme
from klappt.profiles.models import Subgroup


class LivingSituationQuerySet(ScopedQuerySet):
    def current(self) -> Self:
        return self.filter(retired_on=None)


class LivingSituationManager(ScopedManager.from_queryset(LivingSituationQuerySet)):  # type: ignore[misc] # made at run time
    pass


class LivingSituation(Scoped):
    """Something known of how young people live here: by whom, from where, as of when (B1). Never a person.

    Without a subgroup it is about the whole target group. A newer one takes its place; the old one stays.
    """

    subgroup = models.ForeignKey(
        Subgroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="living_situations",
        verbose_name=_("subgroup"),
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="living_situations", verbose_name=_("theme")
    )
    text = models.TextField(_("what is known"))
    voice = models.CharField(_("who says so"), max_length=20, choices=Voice.choices)
    source = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("as of"), default=datetime.date.today)
    retired_on = models.DateField(_("no longer right since"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        verbose_name=_("replaced by"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    never_noted = frozenset({"created_at"})
    objects: ClassVar[Any] = LivingSituationManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Living situation")
        ordering = ("-as_of", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="living_situation_says_something",
                violation_error_message=_("Please write down what is known."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
