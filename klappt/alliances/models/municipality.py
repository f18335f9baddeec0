from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.enums import MunicipalityKind


class Municipality(models.Model):
    """An administrative unit with its official key. A Kreis knows its kreisangehörige Kommunen."""

    shared_because = "public facts, the same for everybody"

    ags = models.CharField(_("official key"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    official_name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=MunicipalityKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="municipalities"
    )
    district_government = models.CharField(max_length=40, blank=True)
    nuts3 = models.CharField(max_length=5, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    search = models.CharField(max_length=400, editable=False, default="", blank=True)
    is_counted_unit = models.BooleanField(
        default=False, help_text="one of the 54 units of NRW that programmes count"
    )

    class Meta:
        verbose_name = _("Municipality")
        ordering = ("name", "ags")
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name

    def towns(self) -> "models.QuerySet[Municipality]":
        """The kreisangehörige Kommunen of a Kreis, without areas that are no Gemeinde."""
        return self.municipalities.exclude(kind=MunicipalityKind.UNINCORPORATED)
