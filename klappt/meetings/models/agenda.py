from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import KeptText, Scoped
from klappt.meetings.enums import ItemKind
from klappt.meetings.models.meeting import Meeting


class AgendaItem(Scoped):
    """One item of the agenda; what was said to it is its part of the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.TOPIC)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it is about"), blank=True)
    presenter = models.CharField(_("presented by"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("planned minutes"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    opened_at = models.DateTimeField(_("called at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Agenda item")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

    def called(self) -> str:
        return f"{self.meeting}: {self.title}"


class SecondText(KeptText):
    """What somebody wrote into the minutes where somebody else had just written."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="second_texts")
