from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models.institution import Institution
from klappt.alliances.models import LinkQuestion


class ConfirmationRequest(LinkQuestion):
    """An institution was asked to confirm its entry."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="confirmation_requests"
    )

    class Meta(LinkQuestion.Meta):
        verbose_name = _("Question for confirmation")

    def __str__(self) -> str:
        return f"{self.institution}: {self.email}"
