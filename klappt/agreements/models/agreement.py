import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.agreements.enums import AgreementKind
from klappt.alliances.models import Period, Scoped


class Agreement(Scoped):
    """A cooperation or procedural agreement of the alliance. What holds stands in its editions."""

    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind.choices)
    name = models.CharField(_("name"), max_length=200)
    subject = models.TextField(_("what it settles"), blank=True)
    note = models.TextField(_("note"), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_because = models.TextField(_("why it ended"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Agreement")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="agreement_has_a_name",
                violation_error_message=_("Please give the agreement a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Edition(Period):
    """One wording of an agreement, from/to. A renewed agreement gets a new one; the old one stays."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"), editable=False)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    what_changed = models.TextField(_("what is new in it"), blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    remind_days = models.PositiveSmallIntegerField(_("days to remind before"), default=30)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)

    class Meta(Period.Meta):
        verbose_name = _("Edition of an agreement")
        ordering = ("agreement", "-number")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["agreement", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} ({self.number})"

    @property
    def paper(self) -> "EditionFile | None":
        return getattr(self, "file", None)

    @property
    def comes_up_on(self) -> datetime.date | None:
        """The day somebody has to look at it: the review, or the end where no review is planned."""
        days = [day for day in (self.review_on, self.valid_until) if day]
        return min(days) if days else None

    @property
    def remind_on(self) -> datetime.date | None:
        day = self.comes_up_on
        if day is None:
            return None
        # Rows from before such days were refused: in the first weeks of the calendar there is no day before.
        return day - min(datetime.timedelta(days=self.remind_days), day - datetime.date.min)


class EditionFile(Scoped):
    """The file of an edition, as it was uploaded. Kept with the rows, so that a backup holds both."""

    never_noted = frozenset({"content"})

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(_("file"), max_length=200)
    media_type = models.CharField(_("type of file"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    content = models.BinaryField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("File of an agreement")

    def __str__(self) -> str:
        return self.name

    def called(self) -> str:
        return f"{self.edition}: {self.name}"


class Party(Scoped):
    """Who agreed, and who signed for it. The name stays when the institution leaves the table."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agreement_parties",
        verbose_name=_("institution"),
    )
    name = models.CharField(_("name"), max_length=300)
    signed_by = models.CharField(_("signed by"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Party to an agreement")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.institution) if self.institution else self.name

    def called(self) -> str:
        return f"{self.edition}: {self.name}"
