import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import Link, Scoped
from klappt.bodies.models import Seat
from klappt.meetings.enums import MeetingState, Presence, Reply, ReplyChannel
from klappt.meetings.models.meeting import Meeting


class Attendance(Scoped):
    """One place at a meeting: a seat of the body, or a guest. What was answered, and who was there (A5)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="attendances"
    )
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    deputy_name = models.CharField(_("deputy"), max_length=120, blank=True)
    deputy_email = models.EmailField(_("e-mail of the deputy"), blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    reply = models.CharField(_("answer"), max_length=10, choices=Reply.choices, blank=True)
    reply_note = models.CharField(_("note to the answer"), max_length=300, blank=True)
    replied_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    replied_by = models.CharField(_("answered"), max_length=10, choices=ReplyChannel.choices, blank=True)
    deputy_reply = models.CharField(
        _("answer of the deputy"), max_length=10, choices=Reply.choices, blank=True
    )
    presence = models.CharField(_("was there"), max_length=10, choices=Presence.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Place at a meeting")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_place_per_seat"),
        ]

    def __str__(self) -> str:
        return self.name

    def called(self) -> str:
        return f"{self.meeting}: {self.name}"


class ReplyLink(Link):
    """The link in an invitation: it may be used again until the meeting, minds change."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="links")
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent on"))

    class Meta(Link.Meta):
        verbose_name = _("Link to answer an invitation")
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return f"{self.attendance}: {self.email}"

    def is_open(self, now: datetime.datetime) -> bool:
        called_off = self.attendance.meeting.state in (MeetingState.CANCELLED, MeetingState.HELD)
        return self.withdrawn_at is None and now < self.expires_at and not called_off
