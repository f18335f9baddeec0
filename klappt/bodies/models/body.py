from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field
from klappt.alliances.models import Period, Scoped
from klappt.bodies.enums import BodyKind, Power, Rhythm


class Body(Period):
    """A body with seats, from/to. An ended one stays (A9, A11)."""

    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=160)
    purpose = models.TextField(_("what it is for"), blank=True)
    function = models.TextField(_("what it does"), blank=True)
    power = models.CharField(_("what it may do"), max_length=20, choices=Power.choices, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Period.Meta):
        verbose_name = _("Body")
        ordering = ("position", "pk")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="body_has_a_name",
                violation_error_message=_("Please give the body a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CompositionAim(Scoped):
    """How many seats of a field the alliance wants in a body at least."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="aims")
    field = models.CharField(_("field"), max_length=20, choices=Field.choices)
    at_least = models.PositiveSmallIntegerField(_("at least"))

    class Meta(Scoped.Meta):
        verbose_name = _("Wanted composition")
        ordering = ("field",)
        constraints = [models.UniqueConstraint(fields=["body", "field"], name="one_aim_per_field")]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.at_least}"

    def called(self) -> str:
        return f"{self.body}: {self}"
