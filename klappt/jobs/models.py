"""Mail on its way out and in, and what workers leave behind so that others notice when they die."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.jobs.enums import MailCause, MailState, ReceivedState, WhyUnplaced


class OutgoingMail(models.Model):
    """A mail that klappt owes somebody. It stands below the alliances, so it knows them by number only."""

    shared_because = "invitations go to people who belong to no alliance yet"

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    alliance_id = models.BigIntegerField(null=True, blank=True)
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    cause = models.CharField(max_length=16, choices=MailCause.choices, blank=True)
    # A new mail with the same content, because this one did not arrive.
    again = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="instead_of"
    )
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    reply_to = models.EmailField(blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["alliance_id", "-created_at"], name="mail_by_alliance")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def can_go_again(self) -> bool:
        """It was never handed over, and what it said is still there."""
        return self.state == MailState.FAILED and self.again_id is None and bool(self.text or self.html)


class Attachment(models.Model):
    shared_because = "part of OutgoingMail"

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    # REQUEST, CANCEL ...: then it is shown in the mail itself as a calendar entry, too.
    calendar_method = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class StuckLetter(models.Model):
    """A letter that could not be written: how often it was tried, and when again. Gone once it is written.

    `kind` and `key` name what is owed, in the words of the context that owes it (`services.owed`).
    """

    shared_because = "belongs to the machine: it says which letter, nothing of what stands in it"

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=330)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    again_at = models.DateTimeField()
    # The kind of error alone: its words may name people, and stand in the operator's log.
    trouble = models.CharField(max_length=80)

    class Meta:
        ordering = ("kind", "key")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="stuck_letter_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.trouble}"


class ReceivedMail(models.Model):
    """That a mail came in and what became of it. Its words are kept only where a person has to read them."""

    shared_because = "whose it is, only its content says"

    key = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=ReceivedState.choices)
    why = models.CharField(max_length=16, choices=WhyUnplaced.choices, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    answers = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by"
    )
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "-pk")
        indexes = [models.Index(fields=["state", "-received_at"], name="received_by_state")]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M} {self.state}"


class Mailbox(models.Model):
    """How far a mailbox has been read, and what went wrong the last time."""

    shared_because = "belongs to the machine"

    name = models.CharField(max_length=250, primary_key=True)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """When a worker last said that it lives."""

    shared_because = "belongs to the machine"

    worker = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker} {self.seen_at:%H:%M:%S}"


class Run(models.Model):
    """When a job of the timetable was last started, by whichever worker came first."""

    shared_because = "belongs to the machine"

    task_path = models.CharField(max_length=200, primary_key=True)
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_path} {self.started_at:%Y-%m-%d %H:%M}"
