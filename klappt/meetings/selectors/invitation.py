"""What an invitation page shows: who gets it, what became of each mail, what is new since."""

from dataclasses import dataclass

from klappt.bodies.selectors.seats import sitting
from klappt.jobs.enums import MailState
from klappt.meetings.enums import Reply
from klappt.meetings.models import Attendance, Meeting, Notice
from klappt.meetings.selectors.days import day_of

SENT_STATES = {
    MailState.QUEUED: "mail_waiting",
    MailState.SENDING: "mail_waiting",
    MailState.SENT: "mail_sent",
    MailState.RETURNED: "mail_returned",
    MailState.FAILED: "mail_failed",
    MailState.UNCLEAR: "mail_unclear",
    MailState.KEPT: "mail_kept",
}


@dataclass(frozen=True)
class Line:
    """A place with its answer and the last mail to its holder."""

    place: Attendance
    notice: Notice | None
    deputy_notice: Notice | None

    @property
    def state(self) -> str:
        return f"reply_{self.place.reply or 'none'}"

    @property
    def mail_state(self) -> str:
        return mail_state(self.notice)

    @property
    def deputy_mail_state(self) -> str:
        return mail_state(self.deputy_notice)


@dataclass(frozen=True)
class Answers:
    """How many answered what; whoever has not answered is not counted as a no."""

    lines: list[Line]

    def count(self, *replies: str) -> int:
        return sum(1 for line in self.lines if line.place.reply in replies)

    @property
    def coming(self) -> int:
        return self.count(Reply.YES, Reply.DEPUTY)

    @property
    def declined(self) -> int:
        return self.count(Reply.NO)

    @property
    def perhaps(self) -> int:
        return self.count(Reply.MAYBE)

    @property
    def silent(self) -> int:
        return self.count("")

    @property
    def troubles(self) -> int:
        """Mails that did not arrive for certain."""
        bad = {"mail_returned", "mail_failed", "mail_unclear"}
        return sum(1 for line in self.lines if {line.mail_state, line.deputy_mail_state} & bad)


def mail_state(notice: Notice | None) -> str:
    """The name of the state in the table of states; of a mail that is no longer kept, that it was sent."""
    if notice is None:
        return ""
    return SENT_STATES[MailState(notice.mail.state)] if notice.mail else "mail_sent"


def answers(meeting: Meeting) -> Answers:
    """Every place with its answer and mails. Two queries."""
    last: dict[str, Notice] = {}
    for notice in meeting.notices.select_related("mail").order_by("sent_at", "pk"):
        last[notice.email.casefold()] = notice
    places = meeting.attendances.select_related("institution", "seat").order_by("position", "pk")
    return Answers(
        [
            Line(
                place,
                last.get(place.email.casefold()) if place.email else None,
                last.get(place.deputy_email.casefold()) if place.deputy_email else None,
            )
            for place in places
        ]
    )


def own_places(meeting: Meeting, email: str, user_id: int) -> list[Attendance]:
    """The places of somebody who signs in: by address, or because the seat names their account."""
    seats = {
        seat.pk
        for seat in sitting(meeting.body, day_of(meeting))
        if (holder := seat.holder()) and holder.user_id == user_id
    }
    return [
        place
        for place in meeting.attendances.select_related("institution").order_by("position", "pk")
        if place.seat_id in seats or (place.email and place.email.casefold() == email.casefold())
    ]
