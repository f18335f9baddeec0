from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited

# Pages beside the worksheets: a worksheet of that name could never be opened.
PAGES = frozenset({"neu", "einlesen", "mitgeliefert", "entwuerfe"})


def no_page(key: str) -> None:
    if key in PAGES:
        raise ValidationError(_("A page has this name already. Please choose another one."))


class Worksheet(Audited):
    """An Arbeitshilfe (C1): what stays the same over all its editions."""

    shared_because = "research writes worksheets for all alliances; nothing of an alliance stands in them"

    key = models.SlugField(_("short name"), max_length=60, unique=True, validators=[no_page])
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what the worksheet is for"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("Worksheet")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
