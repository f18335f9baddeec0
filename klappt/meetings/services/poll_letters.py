"""The mails of a search for a date."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.jobs.mail import send_letter
from klappt.meetings.models import Meeting, PollVoter
from klappt.meetings.selectors.coordination import coordination
from klappt.meetings.selectors.days import beginning_in_words
from klappt.meetings.services.letters import when


def send_question(
    voter: PollVoter, secret: str, *, by: User, again: bool = False, has_more: bool = False
) -> None:
    """`again`: the answer is missing; `has_more`: dates were added since the last mail."""
    poll = voter.poll
    with translation.override(settings.LANGUAGE_CODE):
        until = date_format(poll.closes_on, "SHORT_DATE_FORMAT")
        subject = _("Which day suits you? %(meeting)s, please answer by %(until)s")
        if again:
            subject = _("Reminder: which day suits you? %(meeting)s, answer by %(until)s")
        elif has_more:
            subject = _("More dates to choose from: %(meeting)s, answer by %(until)s")
        context = {
            "meeting": poll.meeting,
            "voter": voter,
            "again": again,
            "has_more": has_more,
            "until": until,
            "dates": [beginning_in_words(each.starts_at) for each in poll.dates.all()],
            "link": settings.PUBLIC_URL + reverse("answering:poll", args=[secret]),
            "call": coordination(by),
        }
        _send(voter, subject % {"meeting": poll.meeting.title, "until": until}, "poll", context)


def send_chosen(voter: PollVoter, meeting: Meeting, *, by: User) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        context = {"meeting": meeting, "voter": voter, "when": when(meeting), "call": coordination(by)}
        begins = timezone.localtime(meeting.starts_at)
        values = {"meeting": meeting.title, "day": date_format(begins, "D j.n., H:i")}
        _send(voter, _("The date stands: %(meeting)s on %(day)s") % values, "chosen", context)


def send_called_off(voter: PollVoter, meeting: Meeting, *, by: User) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        context = {"meeting": meeting, "voter": voter, "call": coordination(by)}
        _send(
            voter,
            _("No date is looked for any more: %(meeting)s") % {"meeting": meeting.title},
            "off",
            context,
        )


def _send(voter: PollVoter, subject: str, name: str, context: dict[str, object]) -> None:
    call = coordination()
    send_letter(
        voter.email,
        subject,
        f"meetings/mail/{name}",
        context,
        alliance_id=voter.alliance_id,
        reply_to=call.email,
    )
