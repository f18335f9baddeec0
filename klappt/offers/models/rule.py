import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Period, PeriodManager, PeriodQuerySet
from klappt.offers.models.offer import Offer


class AccessRuleQuerySet(PeriodQuerySet):
    def valid_on(self, day: datetime.date) -> Self:
        """The rule of each offer on this day: never more than one."""
        return self.active_on(day).filter(replaced_at=None)


class AccessRuleManager(PeriodManager.from_queryset(AccessRuleQuerySet)):  # type: ignore[misc] # made at run time
    pass


class AccessRule(Period):
    """Under which condition an offer is open, from a day until a day. An ended rule stays (B3)."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="rules")
    # the `access` of klappt-catalogue/1
    condition = models.JSONField(_("condition"))
    source = models.TextField(_("source"), blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    doubt = models.TextField(_("doubt"), blank=True)
    template_key = models.CharField(_("copied from the example"), max_length=40, blank=True)
    template_edition = models.CharField(_("edition of the example"), max_length=40, blank=True)
    written_at = models.DateTimeField(_("written on"), default=timezone.now, editable=False)
    # A rule that was written anew on the day it began never held for a whole day: it stays readable, but
    # counts on no day.
    replaced_at = models.DateTimeField(_("replaced on the same day"), null=True, blank=True)

    objects: ClassVar[Any] = AccessRuleManager()

    class Meta(Period.Meta):
        verbose_name = _("Access rule")
        ordering = (F("valid_from").desc(nulls_last=True), "-pk")
        indexes = [models.Index(fields=["offer", "valid_from"], name="rule_by_offer")]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(valid_until=None, replaced_at=None),
                name="one_open_rule_per_offer",
                violation_error_message=_("This offer has a rule already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.offer)
