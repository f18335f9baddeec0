from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import LinkQuestion
from klappt.offers.models.offer import Offer


class OfferQuestion(LinkQuestion):
    """Whoever runs an offer was asked by mail whether the entry is right."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(LinkQuestion.Meta):
        verbose_name = _("Question whether an offer is right")

    def __str__(self) -> str:
        return f"{self.offer}: {self.email}"
