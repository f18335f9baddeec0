from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.enums import Department
from klappt.alliances.models.scoped import Period, Scoped


class Lead(Period):
    """The member of the municipal board who leads, from/to (A2)."""

    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    user = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("signs in as"),
    )

    class Meta(Period.Meta):
        verbose_name = _("Lead")
        ordering = ("-valid_from", "-pk")

    def __str__(self) -> str:
        return self.name


class CoordinationOffice(Period):
    """The office that runs the alliance, and the department it sits in, from/to (A2)."""

    department = models.CharField(_("sits in"), max_length=20, choices=Department.choices)
    department_name = models.CharField(_("name of the department on the spot"), max_length=160, blank=True)
    contact = models.CharField(_("contact person"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("Coordination office")
        ordering = ("-valid_from", "-pk")

    def __str__(self) -> str:
        return self.department_name or str(self.get_department_display())


class PlannedStep(Scoped):
    """What the alliance itself set for a step of the process plan (A4); how it stands is read, not ticked."""

    step = models.CharField(_("step"), max_length=60)
    planned_until = models.DateField(_("planned until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Step of the process plan")
        constraints = [
            models.UniqueConstraint(fields=["alliance", "step"], name="one_plan_per_step"),
        ]

    def __str__(self) -> str:
        return self.step
