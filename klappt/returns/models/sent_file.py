from django.db import models
from django.utils import timezone

from klappt.audit.stays import Stays
from klappt.returns.models.wave import Return


class SentFile(models.Model):
    """A file that went along with a section that was sent. The alliance's own copy stays inside it."""

    shared_because = "part of SentAnswer: the answer names it by its fingerprint"
    stays = Stays()

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="sent_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField(editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["of_return", "sha256"], name="file_sent_once")]

    def __str__(self) -> str:
        return self.name
