import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import CooperationFormat, Rating
from klappt.actors.models.institution import Institution
from klappt.alliances.models import Period, Scoped


class Cooperation(Period):
    """How the alliance works with an institution: by which format, from/to (A17, A18)."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="cooperations")
    format = models.CharField(_("format"), max_length=20, choices=CooperationFormat.choices)
    note = models.TextField(_("note"), blank=True)

    class Meta(Period.Meta):
        verbose_name = _("Cooperation")
        ordering = ("-valid_from", "pk")

    def __str__(self) -> str:
        return str(self.get_format_display())

    def called(self) -> str:
        return f"{self.institution}: {self}"


class Assessment(Scoped):
    """How cooperation goes, on one day. A new one is added, the old ones stay (A17)."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="assessments")
    on = models.DateField(_("on"), default=datetime.date.today)
    rating = models.PositiveSmallIntegerField(_("how it goes"), choices=Rating.choices)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("written on"), default=timezone.now, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Assessment")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return str(self.get_rating_display())

    def called(self) -> str:
        return f"{self.institution}: {self}"
