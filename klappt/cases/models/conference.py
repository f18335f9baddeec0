import datetime

from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import Scoped


class CaseConference(Scoped):
    """A case conference (A20): the month, which institutions met. Of the people spoken of: nothing.

    It is no meeting of a body: that would bring an agenda, notes and minutes with it, all of them free text.
    """

    never_noted = frozenset({"number"})

    month = models.DateField(_("month"))
    number = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Case conference")
        ordering = ("-month", "-number", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["alliance", "month", "number"], name="one_conference_per_number"),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="conference_has_a_month_only",
                violation_error_message=_("Only the month is kept."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Case conference %(month)s")) % {"month": self.name}

    @property
    def name(self) -> str:
        """The month, and a number where there were several in it."""
        month = formats.date_format(self.month, "F Y")
        return month if self.number == 1 else f"{month} ({self.number})"


class Present(Scoped):
    """This institution took part."""

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="present")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")

    class Meta(Scoped.Meta):
        verbose_name = _("Institution at a case conference")
        ordering = ("institution__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "institution"], name="institution_once_per_conference"
            )
        ]

    def __str__(self) -> str:
        return str(self.institution)

    def called(self) -> str:
        return f"{self.conference}: {self.institution}"


def first_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)
