import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Link, Scoped
from klappt.measures.enums import Occasion, Rhythm, Why
from klappt.meetings.models import Outcome


class MailWish(Scoped):
    """How often somebody wants to be written to. No row: once a week."""

    email = models.EmailField(_("e-mail"))
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Wish for reminders")
        ordering = ("email",)
        constraints = [models.UniqueConstraint(fields=["alliance", "email"], name="one_wish_per_address")]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_rhythm_display()}"


class Letter(Link):
    """One mail about somebody's measures. Its link may be used again until it expires: things move on.

    `key` says for what it was written; the same is never written twice to the same address.
    """

    never_noted = frozenset({*Link.never_noted, "key", "mail_number"})

    name = models.CharField(_("name"), max_length=120)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices)
    key = models.CharField(max_length=40, editable=False)
    written_at = models.DateTimeField(_("written on"), default=timezone.now)
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    # The number of the mail, whose own row goes after a while.
    mail_number = models.UUIDField(null=True, blank=True, editable=False)

    class Meta(Link.Meta):
        verbose_name = _("Reminder")
        ordering = ("-written_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "email", "key"], name="the_same_is_never_written_twice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}, {timezone.localtime(self.written_at):%d.%m.%Y}"

    def is_open(self, now: datetime.datetime) -> bool:
        return self.withdrawn_at is None and now < self.expires_at


class LetterLine(Scoped):
    """A measure that stood in a letter, why, and with which day."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="lines")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="letter_lines")
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Measure in a reminder")
        ordering = ("due_on", "pk")
        constraints = [models.UniqueConstraint(fields=["letter", "outcome"], name="once_in_a_letter")]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.get_why_display()})"


class ReminderWeek(Scoped):
    """The weekly mails of this week are all written: what comes up later in the week waits for the next."""

    week = models.CharField(_("week"), max_length=10)
    written_at = models.DateTimeField(_("written on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Week of reminders")
        ordering = ("-written_at",)
        constraints = [models.UniqueConstraint(fields=["alliance", "week"], name="one_round_of_mails_a_week")]

    def __str__(self) -> str:
        return self.week
