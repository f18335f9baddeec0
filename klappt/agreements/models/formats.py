from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import CooperationFormat
from klappt.actors.models import ContactPerson, Cooperation, Institution
from klappt.agreements.enums import CONTINUATION_SHOWN, ContinuationState
from klappt.agreements.models.agreement import Agreement
from klappt.alliances.models import Period, Scoped
from klappt.bodies.enums import Rhythm
from klappt.bodies.models import Body


class CentralFormat(Period):
    """A way of working together that has a name: case conferences, a regular exchange (A18, A19).

    Who takes part stands in actors.Cooperation, here as on the institution's page; see FormatPartner.
    """

    kind = models.CharField(_("format"), max_length=20, choices=CooperationFormat.choices)
    name = models.CharField(_("name"), max_length=200)
    about = models.TextField(_("what it is about"), blank=True)
    rhythm = models.CharField(
        _("how often it takes place"), max_length=20, choices=Rhythm.choices, blank=True
    )
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="formats",
        verbose_name=_("body behind it"),
    )
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="formats",
        verbose_name=_("agreement behind it"),
    )
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Period.Meta):
        verbose_name = _("Central format")
        ordering = ("position", "pk")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name=""),
                name="format_has_a_name",
                violation_error_message=_("Please give the format a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormatPartner(Scoped):
    """A cooperation that belongs to a format: since when and until when says the cooperation itself."""

    format = models.ForeignKey(CentralFormat, on_delete=models.CASCADE, related_name="partners")
    cooperation = models.OneToOneField(
        Cooperation, on_delete=models.CASCADE, related_name="in_format", verbose_name=_("cooperation")
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Partner in a format")
        ordering = ("cooperation__institution__position", "pk")

    def __str__(self) -> str:
        return str(self.cooperation.institution)

    def called(self) -> str:
        return f"{self.format}: {self}"


class FixedContact(Period):
    """Whom to call at an institution, agreed and named, from/to (A18, A19). The name stays."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="fixed_contacts", verbose_name=_("institution")
    )
    format = models.ForeignKey(
        CentralFormat,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        verbose_name=_("format"),
    )
    contact = models.ForeignKey(
        ContactPerson,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
    )
    name = models.CharField(_("name or function"), max_length=200)
    about = models.CharField(_("for what"), max_length=200, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("Fixed contact")
        ordering = ("-valid_from", "pk")

    def __str__(self) -> str:
        return self.name

    def called(self) -> str:
        return f"{self.institution}: {self.name}"


class Prospect(Scoped):
    """What was agreed in a format so that young people get a prospect of staying (A19)."""

    format = models.ForeignKey(CentralFormat, on_delete=models.CASCADE, related_name="prospects")
    text = models.TextField(_("what was agreed"))
    agreed_on = models.DateField(_("agreed on"))
    source = models.CharField(_("where it stands"), max_length=200, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Agreed for a prospect of staying")
        ordering = ("-agreed_on", "-pk")

    def __str__(self) -> str:
        return self.text[:80]

    def called(self) -> str:
        return f"{self.format}: {self}"


class Continuation(Period):
    """How far a format is made permanent, from the day it was so (Verstetigung). A new state is a new row."""

    format = models.ForeignKey(CentralFormat, on_delete=models.CASCADE, related_name="continuations")
    state = models.CharField(_("state"), max_length=20, choices=ContinuationState.choices)
    carrier = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who carries it"),
    )
    carrier_words = models.CharField(_("who carries it, in words"), max_length=200, blank=True)
    funds = models.CharField(_("from which funds"), max_length=200, blank=True)
    funded_until = models.DateField(_("funded until"), null=True, blank=True)
    into = models.CharField(_("into which regular structure"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Period.Meta):
        verbose_name = _("State of making permanent")
        ordering = ("-valid_from", "-pk")

    def __str__(self) -> str:
        return str(self.get_state_display())

    def called(self) -> str:
        return f"{self.format}: {self}"

    @property
    def shown(self) -> str:
        """Its row in the table of states."""
        return CONTINUATION_SHOWN[ContinuationState(self.state)]

    @property
    def carried_by(self) -> str:
        return ", ".join(filter(None, (str(self.carrier or ""), self.carrier_words)))
