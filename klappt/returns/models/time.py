"""How long an alliance works at a section: the burden shall fall from wave to wave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.returns.models.wave import Return


class SectionTime(Scoped):
    """Seconds of a day in which somebody had a field of the section in use. Never whose they were."""

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="times")
    section = models.CharField(_("section"), max_length=60)
    day = models.DateField(_("day"))
    seconds = models.PositiveIntegerField(_("seconds"), default=0)

    class Meta(Scoped.Meta):
        verbose_name = _("Time at a section")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["of_return", "section", "day"], name="section_time_once_a_day")
        ]

    def __str__(self) -> str:
        return self.section
