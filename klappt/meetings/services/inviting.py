"""Telling everybody of a meeting: each news once to each address, whoever clicks twice (A5)."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.accounts.models import User
from klappt.alliances.services.links import hash_of, new_secret
from klappt.audit.services import event
from klappt.jobs.mail import send_later
from klappt.meetings import events
from klappt.meetings.enums import MeetingState, NoticeKind, Reply
from klappt.meetings.models import Attendance, Meeting, Notice, ReplyLink
from klappt.meetings.selectors.coordination import Call, coordination
from klappt.meetings.services.letters import News, Recipient, letter, when
from klappt.meetings.services.locking import locked, refuse_settled
from klappt.meetings.services.places import settle_places

ONCE_A_DAY = datetime.timedelta(hours=20)
STEPS_ASIDE = (Reply.NO, Reply.DEPUTY)


def send_invitations(*, meeting: Meeting, by: User) -> int:
    """Invite everybody who has a place and has not been told; returns how many mails that were.

    The first time it invites; later it tells whoever came in or left since. ValidationError without anybody
    to invite, or when the meeting is settled or over.
    """
    with event(events.INVITED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        refuse_settled(row)
        if row.starts_at is None or row.ends_at is None:
            raise ValidationError(gettext_lazy("The date is still being found."))
        if row.ends_at < timezone.now():
            raise ValidationError(gettext_lazy("The meeting is over. Nobody can be invited any more."))
        settle_places(row)
        if not recipients(row):
            raise ValidationError(gettext_lazy("Nobody here has an e-mail address. Please enter one first."))
        if row.state == MeetingState.PLANNED:
            row.state = MeetingState.INVITED
            row.save(update_fields=["state"])
        return tell_everybody(row, by)


def recipients(meeting: Meeting) -> list[Recipient]:
    """Whoever is to know of the meeting now: who has a place, and deputies of those who stepped aside."""
    found: dict[str, Recipient] = {}
    for place in meeting.attendances.order_by("position", "pk"):
        for each in _of(place):
            found.setdefault(each.email.casefold(), each)
    return list(found.values())


def _of(place: Attendance) -> Iterator[Recipient]:
    if place.email:
        yield Recipient(place, place.name, place.email)
    if place.deputy_email and (place.reply in STEPS_ASIDE or not place.email):
        yield Recipient(place, place.deputy_name or place.deputy_email, place.deputy_email, is_deputy=True)


def tell_everybody(meeting: Meeting, by: User | None) -> int:
    """Bring everybody up to date: invite, tell what changed, take back. Inside an event; counts mails."""
    if meeting.state != MeetingState.INVITED:
        return 0
    # What was said last is kept in words: in another language each word would look like a change.
    with translation.override(settings.LANGUAGE_CODE):
        return _tell_everybody(meeting, by)


def _tell_everybody(meeting: Meeting, by: User | None) -> int:
    told, call, sent = _told(meeting), coordination(by), 0
    changes = what_changed(meeting)
    wanted = recipients(meeting)
    for each in wanted:
        last = told.pop(each.email.casefold(), None)
        if last is None or last.kind == NoticeKind.CANCELLATION:
            after = last.sequence + 1 if last else 0
            sequence = max(meeting.sequence, after)
            _send(meeting, each, News(NoticeKind.INVITATION), call=call, sequence=sequence)
            sent += 1
        elif last.sequence < meeting.sequence:
            _send(meeting, each, News(NoticeKind.UPDATE, changes), call=call, sequence=meeting.sequence)
            sent += 1
    for left in told.values():
        if left.kind != NoticeKind.CANCELLATION:
            _take_back(meeting, left, News(NoticeKind.CANCELLATION, is_over_for_them=True), call)
            sent += 1
    _remember_told(meeting)
    return sent


def tell_cancelled(meeting: Meeting, by: User) -> int:
    """Everybody who was told of the meeting is told that it is off, and why. Inside an event."""
    call, sent = coordination(by), 0
    for last in _told(meeting).values():
        if last.kind != NoticeKind.CANCELLATION:
            _take_back(meeting, last, News(NoticeKind.CANCELLATION, reason=meeting.reason), call)
            sent += 1
    return sent


def remind(*, meeting: Meeting, by: User | None, signature: str = "") -> int:
    """Ask those once more who have not answered; nobody twice a day. Returns how many."""
    since, sent = timezone.now() - ONCE_A_DAY, 0
    with event(events.REMINDED, by=by, alliance=meeting.alliance, signature=signature):
        row = locked(meeting)
        refuse_settled(row)
        asked = row.notices.filter(kind=NoticeKind.REMINDER, sent_at__gte=since)
        lately = {email.casefold() for email in asked.values_list("email", flat=True)}
        told = _told(row)
        for each in recipients(row):
            key = each.email.casefold()
            if not each.reply and key in told and key not in lately:
                call, news = coordination(by), News(NoticeKind.REMINDER)
                _send(row, each, news, call=call, sequence=row.sequence)
                sent += 1
    return sent


def what_changed(meeting: Meeting) -> tuple[str, ...]:
    """Sentences: what is different from what the last mails said."""
    before, now = meeting.told, _where_and_when(meeting)
    if not before:
        return ()
    names = {"when": _("Date"), "place": _("Place"), "video": _("By video"), "title": _("Title")}
    return tuple(
        _("%(what)s: %(now)s (before: %(before)s)")
        % {"what": names[name], "now": now[name] or "–", "before": before.get(name) or "–"}
        for name in names
        if before.get(name, "") != now[name]
    )


def _remember_told(meeting: Meeting) -> None:
    meeting.told = _where_and_when(meeting)
    meeting.save(update_fields=["told"])


def _where_and_when(meeting: Meeting) -> dict[str, str]:
    return {
        "when": when(meeting),
        "place": meeting.place,
        "video": meeting.video,
        "title": meeting.title,
    }


def _told(meeting: Meeting) -> dict[str, Notice]:
    """The last news that went to each address; reminders are none."""
    rows = meeting.notices.exclude(kind=NoticeKind.REMINDER).order_by("sent_at", "pk")
    return {row.email.casefold(): row for row in rows.select_related("attendance")}


def _send(meeting: Meeting, to: Recipient, news: News, *, call: Call, sequence: int) -> None:
    secret = new_secret()
    ReplyLink.objects.create(
        alliance_id=meeting.alliance_id,
        attendance=to.place,
        email=to.email,
        secret_hash=hash_of(secret),
        sent_at=timezone.now(),
        expires_at=meeting.ends_at,
    )
    _post(meeting, to, news, call=call, secret=secret, sequence=sequence)


def _take_back(meeting: Meeting, last: Notice, news: News, call: Call) -> None:
    place = last.attendance or Attendance(name=last.name, email=last.email)
    to = Recipient(place, last.name, last.email)
    _post(meeting, to, news, call=call, secret="-", sequence=max(meeting.sequence, last.sequence + 1))  # noqa: S106 - a cancellation has no link


def _post(meeting: Meeting, to: Recipient, news: News, *, call: Call, secret: str, sequence: int) -> None:
    made = letter(meeting, to, news, call=call, secret=secret, sequence=sequence)
    mail = send_later(
        to.email,
        made.subject,
        made.text,
        made.html,
        alliance_id=meeting.alliance_id,
        calendar=made.calendar,
        reply_to=call.email,
    )
    Notice.objects.create(
        alliance_id=meeting.alliance_id,
        meeting=meeting,
        attendance=to.place if to.place.pk else None,
        kind=news.kind,
        name=to.name,
        email=to.email,
        sequence=sequence,
        mail=mail,
    )
