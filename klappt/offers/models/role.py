from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import Period
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models.offer import Offer


class OfferRole(Period):
    """What an institution does for an offer, from/to."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="roles")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="offer_roles")
    role = models.CharField(_("role"), max_length=10, choices=OfferRoleKind.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("Role for an offer")
        ordering = ("role", "pk")
        indexes = [models.Index(fields=["offer", "role"], name="role_by_offer")]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_role_display()}"

    def called(self) -> str:
        return f"{self.offer}: {self}"
