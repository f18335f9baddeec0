from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.offers.models.offer import Offer


class PlaceCount(Scoped):
    """How many places a year, as known on a day. The newest counts, the older ones stay. Null: unknown."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="place_counts")
    places = models.PositiveIntegerField(_("places a year"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Places")
        ordering = ("-as_of", "-pk")
        indexes = [models.Index(fields=["offer", "-as_of"], name="places_by_offer")]

    def __str__(self) -> str:
        return str(_("unknown")) if self.places is None else str(self.places)

    def called(self) -> str:
        return f"{self.offer}: {self}"
