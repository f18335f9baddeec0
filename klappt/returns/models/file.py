"""Files at questions: the answer holds name, size and fingerprint, the bytes are here."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.audit.stays import Stays
from klappt.returns.models.wave import Return


class AnswerFile(Scoped):
    """Kept with the rows, so that a backup holds both. A file that was replaced stays: an answer names it."""

    stays = Stays()
    never_noted = frozenset({"content", "sha256"})

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="files")
    question = models.CharField(_("to the question"), max_length=60)
    name = models.CharField(_("file"), max_length=200)
    media_type = models.CharField(_("type of file"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("uploaded on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("File in a worksheet")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> dict[str, Any]:
        """What the answer holds of it."""
        return {"file": self.pk, "name": self.name, "size": self.size, "sha256": self.sha256}
