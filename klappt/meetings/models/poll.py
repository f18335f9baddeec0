import datetime
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Link, Scoped
from klappt.bodies.models import Seat
from klappt.meetings.enums import DateAnswer
from klappt.meetings.models.meeting import Meeting


class DatePoll(Scoped):
    """Finding a date: those who are to come say by a link which days suit."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="poll")
    closes_on = models.DateField(_("answers until"))
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("lasts (minutes)"), default=120)
    opened_at = models.DateTimeField(_("opened on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Finding a date")

    def __str__(self) -> str:
        return str(self.meeting)


class PollDate(Scoped):
    """One proposed date."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("begins"))

    class Meta(Scoped.Meta):
        verbose_name = _("Proposed date")
        ordering = ("starts_at",)
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="one_proposal_per_time")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"


class PollVoter(Link):
    """Somebody asked which dates suit; the link may be used again while the poll is open."""

    never_noted = frozenset({"secret_hash", "number"})

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="voters")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The secret is made from this and the key of the house, so that a reminder carries the same link.
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    reminded_at = models.DateTimeField(_("reminded on"), null=True, blank=True)
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Link.Meta):
        verbose_name = _("Person asked for dates")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime.datetime) -> bool:
        return self.withdrawn_at is None and now < self.expires_at and self.poll.closed_at is None


class PollAnswer(Scoped):
    voter = models.ForeignKey(PollVoter, on_delete=models.CASCADE, related_name="answers")
    date = models.ForeignKey(PollDate, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(_("answer"), max_length=10, choices=DateAnswer.choices)

    class Meta(Scoped.Meta):
        verbose_name = _("Answer to a date")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["voter", "date"], name="one_answer_per_date")]

    def __str__(self) -> str:
        return f"{self.voter}: {self.date}"
