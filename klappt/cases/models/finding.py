from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.cases.enums import Because, FindingKind, FollowUpKind
from klappt.cases.models.conference import CaseConference
from klappt.cases.models.pattern import CasePattern
from klappt.chains.models import Lever
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup

LONGEST_TEXT = 300


class Finding(Scoped):
    """What a conference found about structures.

    `text` is the only free text of these pages; it is looked through before it is stored, and the history
    never holds it. `looked_through` is all that is kept of a warning that was answered.
    """

    never_noted = frozenset({"kind", "text"})

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="findings")
    pattern = models.ForeignKey(
        CasePattern,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="findings",
        verbose_name=_("from the pattern"),
    )
    kind = models.CharField(_("what was found"), max_length=20, choices=FindingKind.choices)
    text = models.CharField(_("in a sentence"), max_length=LONGEST_TEXT, blank=True)
    looked_through = models.BooleanField(_("looked through"), default=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Finding")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_from_the_list")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def called(self) -> str:
        return str(self.conference)


class FollowUp(Scoped):
    """What follows from a finding: a gap, a lever, a measure, or nothing for a reason from the list."""

    never_noted = frozenset({"because"})

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(_("consequence"), max_length=10, choices=FollowUpKind.choices)
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    subgroup = models.ForeignKey(Subgroup, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    lever = models.ForeignKey(Lever, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(_("because"), max_length=20, choices=Because.choices, blank=True)
    on = models.DateField(_("noted on"), default=timezone.localdate)

    class Meta(Scoped.Meta):
        verbose_name = _("Consequence of a finding")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FollowUpKind.GAP, need__isnull=False, subgroup__isnull=False, offer=None)
                | Q(kind=FollowUpKind.GAP, offer__isnull=False, need=None, subgroup=None)
                | Q(kind=FollowUpKind.LEVER, lever__isnull=False)
                | Q(kind=FollowUpKind.MEASURE, outcome__isnull=False)
                | Q(kind=FollowUpKind.NOTHING, because__in=Because.values),
                name="follow_up_says_what",
                violation_error_message=_("Please say what follows."),
            ),
            models.CheckConstraint(
                condition=Q(because="") | Q(because__in=Because.values), name="because_from_the_list"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def called(self) -> str:
        return str(self.finding.conference)
