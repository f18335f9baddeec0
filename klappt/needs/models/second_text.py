from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.needs.models.need import Need
from klappt.needs.models.situation import LivingSituation


class SecondText(Scoped):
    """What somebody wrote where somebody else had just changed the same: kept until one of them decides."""

    situation = models.ForeignKey(
        LivingSituation, null=True, on_delete=models.CASCADE, related_name="second_texts"
    )
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="second_texts")
    column = models.CharField(_("column"), max_length=40)
    text = models.TextField(_("second text"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("written on"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Second text")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(situation=None, need__isnull=False) | Q(situation__isnull=False, need=None),
                name="second_text_belongs_to_one_row",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def row(self) -> LivingSituation | Need:
        found = self.situation or self.need
        assert found is not None  # noqa: S101 - the constraint says so
        return found
