"""What research writes to the coordination of an alliance because of its return."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited
from klappt.returns.enums import Occasion
from klappt.returns.models.wave import Return

# The name by which `jobs.services.owed` keeps those that could not be written.
KIND = "returns.wave_letter"


class WaveLetter(Audited):
    """A mail that is owed to the coordination; a job writes it, for research does not know who sits there.

    `key` says for what; the same is never written twice for one return. `recipients` 0: written at a time
    when nobody coordinated the alliance.
    """

    shared_because = "part of Return: that research wrote, and when; to whom, only the alliance knows"
    never_noted = frozenset({"key"})

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="letters")
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion.choices)
    key = models.CharField(max_length=40, editable=False)
    words = models.TextField(_("your words"), blank=True)
    wanted_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(_("written on"), null=True, blank=True)
    recipients = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("Letter about a return")
        ordering = ("-wanted_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["of_return", "key"], name="one_letter_for_each_occasion")
        ]
        indexes = [models.Index(fields=["written_at", "wanted_at"], name="letters_still_to_write")]

    def __str__(self) -> str:
        return f"{self.of_return}: {self.get_occasion_display()}"
