from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited
from klappt.audit.stays import Stays
from klappt.worksheets.models import Edition


class EditionOrigins(Audited):
    """What changed in an edition because of whom, as it was when the edition was published. Never changes.

    `changes` is a list of {about, what, alliances}: the words and names of that day.
    """

    shared_because = "ships with the edition; the box for comments says that other alliances read the name"
    stays = Stays()

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="origins")
    changes = models.JSONField(_("what changed because of whom"))
    alliances = models.PositiveSmallIntegerField(_("alliances asked"))

    class Meta:
        verbose_name = _("What changed because of whom")

    def __str__(self) -> str:
        return str(self.edition)
