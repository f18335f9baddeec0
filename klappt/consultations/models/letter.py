from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited
from klappt.consultations.enums import Occasion
from klappt.consultations.models.consultation import Asked

# The name by which `jobs.services.owed` keeps those that could not be written.
KIND = "consultations.draft_letter"


class DraftLetter(Audited):
    """A mail that is owed to the coordination; a job writes it, for research does not know who sits there."""

    shared_because = "part of Asked: that research wrote, and when; to whom, only the alliance knows"

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="letters")
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices)
    wanted_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(_("written on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Letter about a draft")
        ordering = ("-wanted_at", "-pk")
        indexes = [models.Index(fields=["written_at", "wanted_at"], name="draft_letters_to_write")]

    def __str__(self) -> str:
        return f"{self.asked}: {self.get_occasion_display()}"
