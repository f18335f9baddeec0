from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup


class Hint(Scoped):
    """How often practitioners said "here something is missing", by month. Nobody's name, no situation.

    `offer` and `leaf` are what blocked; `subgroup` is the nearest subgroup, if there was one.
    """

    goal_key = models.CharField(_("goal"), max_length=40)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="hints", verbose_name=_("offer")
    )
    leaf = models.CharField(_("place in the rule"), max_length=200, blank=True)
    subgroup = models.ForeignKey(
        Subgroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hints",
        verbose_name=_("subgroup"),
    )
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("how often"), default=1)

    class Meta(Scoped.Meta):
        verbose_name = _("Hint from practice")
        ordering = ("-month", "-count", "pk")

    def __str__(self) -> str:
        return f"{self.goal_key}: {self.offer or '–'} ({self.count})"
