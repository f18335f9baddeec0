from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.needs.enums import BuiltInTheme


class Theme(Scoped):
    """A theme of life. The built-in ones have a row only where the alliance has used or changed them."""

    never_noted: ClassVar[frozenset[str]] = frozenset({"key"})

    key = models.CharField(max_length=20, blank=True, editable=False)
    label = models.CharField(_("name"), max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    retired_on = models.DateField(_("no longer in use since"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Theme")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key"], condition=~Q(key=""), name="one_row_per_built_in_theme"
            ),
            models.UniqueConstraint(
                fields=["alliance", "label"],
                condition=~Q(label=""),
                name="one_theme_per_name",
                violation_error_message=_("There is a theme with this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(key="", label=""),
                name="theme_has_a_name",
                violation_error_message=_("Please give the theme a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.label or (str(BuiltInTheme(self.key).label) if self.key in BuiltInTheme else self.key)

    @property
    def code(self) -> str:
        """Names the theme in addresses and forms, also before a built-in one has a row."""
        return self.key or f"own-{self.pk}"
