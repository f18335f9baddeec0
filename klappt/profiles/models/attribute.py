from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.profiles.enums import AttributeKind


class Attribute(Scoped):
    """An attribute the alliance has added, or the words it prefers for a built-in one (vocabulary.py)."""

    key = models.CharField(
        _("abbreviation"),
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*$", _("Please use small letters, digits and underscores."))
        ],
    )
    kind = models.CharField(_("kind of answer"), max_length=10, choices=AttributeKind.choices)
    # [{"key": ..., "label": ...}], of an ordinal from lowest to highest
    values = models.JSONField(_("possible answers"), default=list, blank=True)
    # a fraction as text ("1/12"), because growth must be exact
    per_month = models.CharField(_("grows by each month"), max_length=20, blank=True)
    label = models.CharField(_("name"), max_length=120)
    question = models.CharField(_("question to the person"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    retired_on = models.DateField(_("no longer asked since"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Attribute of a situation")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key"],
                name="one_attribute_per_key",
                violation_error_message=_("This attribute is already there."),
            )
        ]

    def __str__(self) -> str:
        return self.label
