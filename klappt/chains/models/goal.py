from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped


class Goal(Scoped):
    """A state chains lead to: a goal of the alliance's own, or its wording of a built-in one."""

    key = models.CharField(
        _("abbreviation"),
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*$", _("Please use small letters, digits and underscores."))
        ],
    )
    label = models.CharField(_("goal"), max_length=120)
    # in the form of klappt-catalogue/1
    condition = models.JSONField(_("reached when"))
    position = models.PositiveIntegerField(default=0, editable=False)
    retired_on = models.DateField(_("no longer in use since"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Goal of chains")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key"],
                name="one_goal_per_key",
                violation_error_message=_("This goal is already there."),
            )
        ]

    def __str__(self) -> str:
        return self.label
