"""The mails about a meeting: who, what, by when; an entry for the calendar; a link that needs no sign-in."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.calendars.values import Answer, Event, Party
from klappt.calendars.write import cancellation, invitation
from klappt.jobs.mail import CalendarFile, inbox_address
from klappt.meetings.enums import NoticeKind, Reply
from klappt.meetings.models import Attendance, Meeting
from klappt.meetings.selectors.coordination import Call

STANDING = {Reply.YES: Answer.YES, Reply.NO: Answer.NO, Reply.MAYBE: Answer.MAYBE, Reply.DEPUTY: Answer.NO}


@dataclass(frozen=True)
class Recipient:
    """One address that is told of a meeting, and for which place."""

    place: Attendance
    name: str
    email: str
    is_deputy: bool = False

    @property
    def reply(self) -> str:
        return self.place.deputy_reply if self.is_deputy else self.place.reply


@dataclass(frozen=True)
class News:
    """What a mail is to say: `changes` are sentences, newest state; `reason` belongs to a cancellation."""

    kind: NoticeKind
    changes: tuple[str, ...] = ()
    reason: str = ""
    is_over_for_them: bool = False  # the meeting goes on, this person is no longer invited


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str
    calendar: CalendarFile | None


def when(meeting: Meeting) -> str:
    """ "Donnerstag, 3. Dezember 2026, 14:00 bis 16:00 Uhr" """
    if meeting.starts_at is None or meeting.ends_at is None:
        return ""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(begins, "l, j. F Y"),
        "from": date_format(begins, "H:i"),
        "until": date_format(ends, "H:i"),
    }


def letter(meeting: Meeting, to: Recipient, news: News, *, call: Call, secret: str, sequence: int) -> Letter:
    """The mail as it leaves, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        link = settings.PUBLIC_URL + reverse("answering:reply", args=[secret])
        context = {
            "meeting": meeting,
            "to": to,
            "news": news,
            "call": call,
            "when": when(meeting),
            "items": list(meeting.items.order_by("position", "pk")),
            "link": link,
            "takes_back": news.kind == NoticeKind.CANCELLATION,
        }
        return Letter(
            subject=_subject(meeting, news),
            text=render_to_string("meetings/mail/invitation.txt", context),
            html=render_to_string("meetings/mail/invitation.html", context),
            calendar=_calendar(meeting, to, news, call=call, link=link, sequence=sequence),
        )


def _subject(meeting: Meeting, news: News) -> str:
    words = {
        NoticeKind.INVITATION: _("Invitation: %(meeting)s on %(day)s, please answer"),
        NoticeKind.UPDATE: _("Changed: %(meeting)s on %(day)s"),
        NoticeKind.REMINDER: _("Do you come? %(meeting)s on %(day)s"),
        NoticeKind.CANCELLATION: _("Called off: %(meeting)s on %(day)s"),
    }[news.kind]
    if news.is_over_for_them:
        words = _("No longer needed: your invitation to %(meeting)s on %(day)s")
    day = date_format(timezone.localtime(meeting.starts_at), "D j.n., H:i") if meeting.starts_at else "?"
    return words % {"meeting": meeting.title, "day": day}


def _calendar(
    meeting: Meeting, to: Recipient, news: News, *, call: Call, link: str, sequence: int
) -> CalendarFile | None:
    if news.kind == NoticeKind.REMINDER or meeting.starts_at is None or meeting.ends_at is None:
        return None
    takes_back = news.kind == NoticeKind.CANCELLATION
    entry = Event(
        uid=meeting.calendar_uid,
        sequence=sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=meeting.title,
        place=meeting.place or meeting.video,
        description="" if takes_back else _description(meeting, link),
        organizer=Party(inbox_address(), call.name or meeting.alliance.name),
        attendees=(Party(to.email, to.name, STANDING[Reply(to.reply)] if to.reply else ""),),
        stamp=datetime.datetime.now(datetime.UTC),
    )
    written = cancellation(entry) if takes_back else invitation(entry)
    return CalendarFile(written, "CANCEL" if takes_back else "REQUEST")


def _description(meeting: Meeting, link: str) -> str:
    lines = [meeting.note] if meeting.note else []
    if meeting.video:
        lines.append(_("By video: %(link)s") % {"link": meeting.video})
    items = list(meeting.items.order_by("position", "pk"))
    if items:
        lines += [_("Agenda:"), *(f"{number}. {item.title}" for number, item in enumerate(items, 1))]
    lines.append(_("Answer without signing in: %(link)s") % {"link": link})
    return "\n".join(lines)
