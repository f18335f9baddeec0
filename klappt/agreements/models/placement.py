from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import ImportedNote
from klappt.agreements.models.agreement import Agreement
from klappt.agreements.models.structure import Structure
from klappt.alliances.models import Scoped
from klappt.bodies.models import Body


class Placement(Scoped):
    """What a note from an uploaded table became. The note itself stays as it stood (A13)."""

    note = models.OneToOneField(
        ImportedNote, on_delete=models.CASCADE, related_name="placement", verbose_name=_("note")
    )
    structure = models.ForeignKey(
        Structure, null=True, blank=True, on_delete=models.CASCADE, related_name="placements"
    )
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.CASCADE, related_name="placements"
    )
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.CASCADE, related_name="placements")
    # Whether it came into being with this click; then it may go again with the undo.
    made_here = models.BooleanField(_("made of the note"), default=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Place of a note from a table")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.thing or self.note)

    @property
    def thing(self) -> Structure | Agreement | Body | None:
        return self.structure or self.agreement or self.body
