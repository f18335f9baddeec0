"""Finding a date: everybody in the body is asked by a link which days suit (A5)."""

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.bodies.models import Body, Seat
from klappt.bodies.selectors.seats import sitting
from klappt.meetings import events
from klappt.meetings.enums import DateAnswer, MeetingState
from klappt.meetings.models import DatePoll, Meeting, PollAnswer, PollDate, PollVoter
from klappt.meetings.services import poll_letters
from klappt.meetings.services.inviting import send_invitations
from klappt.meetings.services.locking import locked, refuse_settled
from klappt.meetings.services.places import person_of

MOST_DATES = 30
ONCE_A_DAY = datetime.timedelta(hours=20)
LONGEST_NOTE = 300


def open_poll(
    *,
    body: Body,
    title: str,
    dates: Sequence[datetime.datetime],
    minutes: int,
    closes_on: datetime.date,
    by: User,
    place: str = "",
    video: str = "",
) -> DatePoll:
    """A meeting whose date is being found; everybody on a seat with an address gets their own link.

    ValidationError without two dates ahead, when it closes after the first of them, or with nobody to ask.
    """
    dates, now = sorted(set(dates)), timezone.now()
    _check(dates, closes_on, now)
    with event(events.POLL_OPENED, by=by, alliance=body.alliance):
        meeting: Meeting = Meeting.objects.create(
            alliance_id=body.alliance_id,
            body=body,
            title=" ".join(title.split()),
            state=MeetingState.FINDING_DATE,
            place=place,
            video=video,
        )
        poll: DatePoll = DatePoll.objects.create(
            alliance_id=body.alliance_id, meeting=meeting, closes_on=closes_on, minutes=minutes
        )
        for moment in dates:
            PollDate.objects.create(alliance_id=body.alliance_id, poll=poll, starts_at=moment)
        voters = [_voter(poll, seat) for seat in _with_address(body)]
        if not voters:
            raise ValidationError(_("Nobody here has an e-mail address. Please enter one first."))
        for voter in voters:
            poll_letters.send_question(voter, secret_of(voter), by=by)
    return poll


def _check(dates: Sequence[datetime.datetime], closes_on: datetime.date, now: datetime.datetime) -> None:
    wrong: dict[str, object] = {}
    if not 2 <= len(dates) <= MOST_DATES:
        wrong["dates"] = _("Please propose two to %(most)d dates.") % {"most": MOST_DATES}
    elif dates[0] <= now:
        wrong["dates"] = _("One of the dates lies in the past.")
    elif closes_on >= timezone.localdate(dates[0]):
        wrong["closes_on"] = _("Answers are needed before the first of the dates.")
    if closes_on < timezone.localdate(now):
        wrong["closes_on"] = _("This day is over.")
    if wrong:
        raise ValidationError(wrong)


def _with_address(body: Body) -> list[Seat]:
    found: dict[str, Seat] = {}
    for seat in sitting(body, timezone.localdate()):
        email = person_of(seat).email.casefold()
        if email:
            found.setdefault(email, seat)
    return list(found.values())


def _voter(poll: DatePoll, seat: Seat) -> PollVoter:
    person = person_of(seat)
    voter = PollVoter(
        alliance_id=poll.alliance_id, poll=poll, seat=seat, name=person.name, email=person.email
    )
    voter.secret_hash = hash_of(secret_of(voter))
    voter.expires_at = last_moment(poll)
    voter.save()
    return voter


def last_moment(poll: DatePoll) -> datetime.datetime:
    """Until when answers are taken."""
    return timezone.make_aware(datetime.datetime.combine(poll.closes_on, datetime.time(23, 59, 59)))


def secret_of(voter: PollVoter) -> str:
    """The same each time: whoever is reminded gets the link they have."""
    return salted_hmac("klappt.meetings.poll", str(voter.number), algorithm="sha256").hexdigest()


def find_voter(secret: str) -> PollVoter | None:
    """Whose link it is, whether still open or not; None for one we never sent."""
    return find_link(PollVoter, secret, related=("poll__meeting__body",))


def answer_dates(*, voter: PollVoter, answers: Mapping[int, str], note: str, now: datetime.datetime) -> None:
    """`answers` by the key of the date; an empty one takes back what was said. The last answer holds.

    ValidationError when the poll is closed.
    """
    signature = str(_("Link to %(email)s") % {"email": voter.email})
    with (
        scope(voter.alliance),
        event(
            events.POLL_ANSWERED, by=None, alliance=voter.alliance, channel=Channel.LINK, signature=signature
        ),
    ):
        row: PollVoter = (
            PollVoter.objects.select_for_update(of=("self",)).select_related("poll").get(pk=voter.pk)
        )
        if not row.is_open(now):
            raise ValidationError(_("The question for dates is closed."))
        known = {answer.date_id: answer for answer in row.answers.order_by("pk")}
        for date in row.poll.dates.all():
            _write(row, date, known.get(date.pk), answers.get(date.pk, ""))
        row.note, row.used_at = " ".join(note.split())[:LONGEST_NOTE], now
        row.save(update_fields=["note", "used_at"])


def _write(voter: PollVoter, date: PollDate, known: PollAnswer | None, said: str) -> None:
    if said not in DateAnswer.values:
        if known is not None:
            known.delete()
    elif known is None:
        PollAnswer.objects.create(alliance_id=voter.alliance_id, voter=voter, date=date, answer=said)
    elif known.answer != said:
        known.answer = said
        known.save(update_fields=["answer"])


def remind_voters(*, poll: DatePoll, by: User) -> int:
    """Ask those once more who have said nothing; nobody twice a day or after the search. Returns how many."""
    now, sent = timezone.now(), 0
    with event(events.POLL_REMINDED, by=by, alliance=poll.alliance):
        if locked(poll.meeting).state != MeetingState.FINDING_DATE:
            return 0
        rows = poll.voters.select_for_update(of=("self",)).filter(used_at=None, withdrawn_at=None)
        for voter in rows.select_related("poll__meeting", "alliance").order_by("pk"):
            lately = voter.reminded_at is not None and now - voter.reminded_at < ONCE_A_DAY
            if voter.is_open(now) and not lately:
                voter.reminded_at = now
                voter.save(update_fields=["reminded_at"])
                poll_letters.send_question(voter, secret_of(voter), by=by, again=True)
                sent += 1
    return sent


def end_search(meeting: Meeting, by: User) -> None:
    """The meeting is called off: no more answers, everybody asked is told why. Inside an event."""
    poll = DatePoll.objects.select_for_update(of=("self",)).filter(meeting=meeting, closed_at=None).first()
    if poll is None:
        return
    poll.closed_at = timezone.now()
    poll.save(update_fields=["closed_at"])
    for voter in poll.voters.filter(withdrawn_at=None).order_by("pk"):
        poll_letters.send_called_off(voter, meeting, by=by)


def choose_date(*, date: PollDate, by: User, invites: bool) -> Meeting:
    """The meeting is planned for this date; everybody asked is told, by the invitation or a short mail.

    ValidationError when a date has been chosen already, or the meeting was called off.
    """
    with event(events.DATE_CHOSEN, by=by, alliance=date.alliance):
        # The meeting first, as everywhere: whoever calls it off at the same moment is seen here.
        meeting = locked(date.poll.meeting)
        refuse_settled(meeting)
        poll: DatePoll = DatePoll.objects.select_for_update(of=("self",)).get(pk=date.poll_id)
        if poll.closed_at is not None or meeting.state != MeetingState.FINDING_DATE:
            raise ValidationError(_("A date has been chosen already."))
        poll.closed_at = timezone.now()
        poll.save(update_fields=["closed_at"])
        meeting.starts_at = date.starts_at
        meeting.ends_at = date.starts_at + datetime.timedelta(minutes=poll.minutes)
        meeting.state = MeetingState.PLANNED
        meeting.save(update_fields=["starts_at", "ends_at", "state"])
        if invites:
            send_invitations(meeting=meeting, by=by)
        else:
            for voter in poll.voters.order_by("pk"):
                poll_letters.send_chosen(voter, meeting, by=by)
    return meeting
