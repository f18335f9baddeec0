from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.enums import Part
from klappt.alliances.models.municipality import Municipality
from klappt.audit.models import Audited


class Alliance(Audited):
    """The tenant: a local alliance of one Kreis, kreisfreie Stadt or Kommune (A1)."""

    shared_because = "the tenant itself"

    key = models.SlugField(_("short name in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=160)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="alliances",
        null=True,
        blank=True,
        verbose_name=_("area"),
    )
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    part_names = models.JSONField(_("what things are called here"), default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Alliance")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def name_of(self, part: Part) -> str:
        """What this part is called here, or its usual name."""
        return str(self.part_names.get(part.value) or part.label)
