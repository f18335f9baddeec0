from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.audit.stays import Stays
from klappt.jobs.models import OutgoingMail
from klappt.meetings.enums import MinutesState
from klappt.meetings.models.agenda import AgendaItem
from klappt.meetings.models.attendance import Attendance
from klappt.meetings.models.meeting import Meeting
from klappt.meetings.models.outcome import Outcome

# What stands above the first item; every other correction belongs to a row.
COLUMNS_OF_HEAD = ("place", "chair", "begins", "ends")


class Minutes(Scoped):
    """The minutes of a meeting: a draft, sent round, approved at a later meeting (A6).

    While they are a draft the text lives in the agenda items and their results. Once sent, it stands in
    `sent_record` and changes by corrections only; once approved, in `approved_record` for good. So whatever
    is renamed, moved or removed later, the minutes still say what was said.
    """

    # The records hold the whole text; the history would repeat it.
    never_noted = frozenset({"sent_record", "approved_record"})
    stays = Stays(columns=("sent_record", "approved_record"))

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes_of")
    state = models.CharField(
        _("state"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT
    )
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    sent_record = models.JSONField(null=True, blank=True, editable=False)
    approved_in = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approves",
        verbose_name=_("approved in"),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_record = models.JSONField(null=True, blank=True, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Minutes")
        verbose_name_plural = _("Minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MinutesState.DRAFT) | Q(sent_record__isnull=False),
                name="minutes_sent_are_kept",
            ),
            models.CheckConstraint(
                condition=~Q(state=MinutesState.APPROVED) | Q(approved_record__isnull=False),
                name="minutes_approved_are_kept",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_draft(self) -> bool:
        return self.state == MinutesState.DRAFT


class MinutesCopy(Scoped):
    """To whom the minutes went, once each, and the mail that tells how it arrived."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Copy of minutes")
        ordering = ("sent_at", "pk")
        constraints = [models.UniqueConstraint(fields=["minutes", "email"], name="one_copy_each")]

    def __str__(self) -> str:
        return self.name


class Correction(Scoped):
    """A change to minutes that had been sent round: what stood there, what stands there now, who and why.

    It belongs to an agenda item, to one of its results, or to a place at the table (who was there).
    """

    stays = Stays()

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.CASCADE, related_name="corrections")
    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.CASCADE, related_name="corrections")
    attendance = models.ForeignKey(
        Attendance, null=True, on_delete=models.CASCADE, related_name="corrections"
    )
    column = models.CharField(_("column"), max_length=40)
    was = models.TextField(_("was"), blank=True)
    becomes = models.TextField(_("becomes"), blank=True)
    reason = models.CharField(_("because"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Correction")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, outcome=None, attendance=None)
                | Q(item=None, outcome__isnull=False, attendance=None)
                | Q(item=None, outcome=None, attendance__isnull=False)
                | Q(item=None, outcome=None, attendance=None, column__in=COLUMNS_OF_HEAD),
                name="correction_belongs_to_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.outcome or self.attendance or self.minutes}: {self.reason}"
