from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import NoteKind
from klappt.actors.models.institution import Institution
from klappt.alliances.models import Scoped, Upload


class ImportDraft(Upload):
    """An actor table that is being looked through."""

    class Meta(Upload.Meta):
        verbose_name = _("Uploaded table")


class ImportedNote(Scoped):
    """What stood in an uploaded table and has no place of its own yet: kept as it stood (A13, A16)."""

    kind = models.CharField(_("kind of note"), max_length=20, choices=NoteKind.choices)
    text = models.TextField(_("text"))
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100)
    row = models.PositiveIntegerField(_("row"))
    source = models.CharField(_("file"), max_length=200)
    at = models.DateTimeField(_("written on"), default=timezone.now)
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.SET_NULL, related_name="imported_notes"
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Note from an uploaded table")
        ordering = ("kind", "sheet", "row", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class HeadingMemory(Scoped):
    """What a heading meant last time, so that the same table is understood at once next time."""

    heading = models.CharField(_("heading"), max_length=240)
    role = models.CharField(_("means"), max_length=30)

    class Meta(Scoped.Meta):
        verbose_name = _("Meaning of a heading")
        ordering = ("heading",)
        constraints = [
            models.UniqueConstraint(fields=["alliance", "heading"], name="one_meaning_per_heading")
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.role}"
