from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.jobs.models import OutgoingMail
from klappt.meetings.enums import Doubt, NoticeKind, Reply
from klappt.meetings.models.attendance import Attendance
from klappt.meetings.models.meeting import Meeting


class Notice(Scoped):
    """A mail about a meeting to one person. The same news never goes to the same address twice."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notices")
    attendance = models.ForeignKey(
        Attendance, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    sequence = models.PositiveIntegerField(_("edition"))
    # The mail itself goes after some months; that it was sent stays.
    mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Mail about a meeting")
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email", "sequence", "kind"],
                condition=~models.Q(kind=NoticeKind.REMINDER),
                name="no_news_about_a_meeting_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.email}"

    def called(self) -> str:
        return f"{self.meeting}: {self.email}"


class DoubtfulReply(Scoped):
    """An answer from a calendar that fits nobody for certain: a person decides what it means."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="doubtful_replies")
    email = models.EmailField(_("e-mail"))
    sender = models.EmailField(_("came from"), blank=True)
    reply = models.CharField(_("answer"), max_length=10, choices=Reply.choices)
    note = models.CharField(_("note to the answer"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(_("edition"))
    why = models.CharField(_("why it is doubtful"), max_length=10, choices=Doubt.choices)
    at = models.DateTimeField(_("came on"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settled by"),
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Doubtful answer")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.email}: {self.get_reply_display()}"
