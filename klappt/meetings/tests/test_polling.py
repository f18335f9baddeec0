"""Finding a date: asked by a link, answered without signing in, said in a sentence (A5)."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.bodies.models import Seat
from klappt.bodies.tests.factories import make_body
from klappt.jobs.tests.postbox import Postbox
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import DatePoll, Meeting, PollAnswer, PollDate
from klappt.meetings.selectors.poll import standing
from klappt.meetings.services import locking, polling
from klappt.meetings.services.meetings import cancel_meeting
from klappt.meetings.services.polling import choose_date, open_poll, remind_voters
from klappt.meetings.tests.factories import make_poll, make_table
from klappt.meetings.tests.mails import arrived, entry_of, secret_for, secret_in, text_of

pytestmark = pytest.mark.django_db
CEREN, MONA = "ceren@example.org", "mona@example.org"


def link(email: str) -> str:
    return f"/termine/{secret_for(email)}/"


def dates_of(cast: Cast, poll: DatePoll) -> list[PollDate]:
    with scope(cast.alliance):
        return list(poll.dates.all())


def say(cast: Cast, poll: DatePoll, email: str, *words: str, note: str = "") -> int:
    data = {f"date_{date.pk}": word for date, word in zip(dates_of(cast, poll), words, strict=True)}
    return Client().post(link(email), {**data, "note": note}).status_code


@pytest.mark.django_db(transaction=True)
def test_each_person_gets_a_link_of_their_own(cast: Cast, postbox: Postbox) -> None:
    make_poll(cast)
    mails = arrived(postbox)
    assert set(mails) == {CEREN, MONA}
    secrets = {secret_in(text_of(mail)) for mail in mails.values()}
    assert len(secrets) == 2
    assert "bitte antworten bis" in str(mails[CEREN]["Subject"])


def test_looking_says_nothing(cast: Cast) -> None:
    make_poll(cast)
    page = Client().get(link(CEREN))
    assert page.status_code == 200
    assert page.content.decode().count('type="radio"') == 9
    with scope(cast.alliance):
        assert not PollAnswer.objects.exists()


def test_an_answer_may_be_changed_until_it_closes(cast: Cast) -> None:
    poll = make_poll(cast)
    assert say(cast, poll, CEREN, "yes", "no", "if_need_be", note="lieber vormittags") == 302
    assert "lieber vormittags" in Client().get(link(CEREN)).content.decode()
    say(cast, poll, CEREN, "no", "", "if_need_be")
    with scope(cast.alliance):
        assert sorted(PollAnswer.objects.values_list("answer", flat=True)) == ["if_need_be", "no"]
    assert Event.objects.filter(verb="meetings.poll_answered").count() == 2
    with time_machine.travel(timezone.now() + datetime.timedelta(days=11)):
        assert say(cast, poll, CEREN, "yes", "yes", "yes") == 410
    assert Client().get("/termine/unsinn/").status_code == 404


def test_no_answer_is_not_no_and_the_best_day_is_said_with_who_would_be_missing(
    cast: Cast, sign_in: Any
) -> None:
    poll = make_poll(cast)
    say(cast, poll, CEREN, "no", "yes", "no")
    with scope(cast.alliance):
        stands = standing(poll)
    assert [len(column.count.no) for column in stands.columns] == [1, 0, 1]
    assert [len(column.count.unknown) for column in stands.columns] == [1, 1, 1]
    assert not stands.is_clear
    say(cast, poll, MONA, "no", "no", "no")
    with scope(cast.alliance):
        stands = standing(poll)
    assert stands.best is not None
    assert stands.best.date == dates_of(cast, poll)[1]
    assert stands.missing == ["Mona (VHS)"]
    page = sign_in(cast.ceren).get(f"/b/hier/treffen/{poll.meeting_id}/terminsuche/").content.decode()
    assert "Mona (VHS)" in page
    assert "1 von 2 können" in page


def test_a_field_nobody_of_which_can_come_is_named(cast: Cast) -> None:
    body = make_table(cast)
    with set_up(cast.alliance):
        Seat.objects.filter(institution__name="JMD").update(field="migration")
    poll = make_poll(cast, body)
    say(cast, poll, CEREN, "yes", "no", "no")
    with scope(cast.alliance):
        assert standing(poll).missing_fields == [], "who has not answered may still come"
    say(cast, poll, MONA, "no", "no", "no")
    with scope(cast.alliance):
        assert standing(poll).missing_fields == ["Bildung"]


@pytest.mark.django_db(transaction=True)
def test_a_reminder_carries_the_same_link_to_the_silent_only(cast: Cast, postbox: Postbox) -> None:
    poll = make_poll(cast)
    first = secret_in(text_of(arrived(postbox)[MONA]))
    data = {f"date_{date.pk}": "yes" for date in dates_of(cast, poll)}
    Client().post(f"/termine/{secret_in(text_of(arrived(postbox)[CEREN]))}/", data)
    with scope(cast.alliance):
        assert [remind_voters(poll=poll, by=cast.alma) for _ in range(2)] == [1, 0]
    mails = arrived(postbox)
    assert len(postbox.received) == 3
    assert secret_in(text_of(mails[MONA])) == first
    assert "Erinnerung" in str(mails[MONA]["Subject"])


@pytest.mark.django_db(transaction=True)
def test_choosing_plans_the_meeting_and_tells_everybody(cast: Cast, postbox: Postbox, sign_in: Any) -> None:
    poll = make_poll(cast)
    arrived(postbox)
    date = dates_of(cast, poll)[1]
    page = f"/b/hier/treffen/{poll.meeting_id}/terminsuche/waehlen/"
    sign_in(cast.alma).post(page, {"date": date.pk, "invites": "on"})
    mails = arrived(postbox)
    assert len(postbox.received) == 4
    assert entry_of(mails[MONA]).events[0].starts_at == date.starts_at.replace(microsecond=0)
    with scope(cast.alliance):
        meeting = Meeting.objects.get()
        assert (meeting.starts_at, meeting.minutes_long, meeting.state) == (
            date.starts_at,
            90,
            MeetingState.INVITED,
        )
        with pytest.raises(ValidationError):
            choose_date(date=date, by=cast.alma, invites=False)


def test_without_an_invitation_a_short_mail_says_it(cast: Cast, mailoutbox: list[Any]) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        choose_date(date=dates_of(cast, poll)[0], by=cast.alma, invites=False)
    assert [each.to for each in mailoutbox[2:]] == [[CEREN], [MONA]]
    assert "Der Termin steht" in mailoutbox[-1].subject
    assert Client().get(link(CEREN)).status_code == 410


def test_a_search_that_was_called_off_takes_no_answers(cast: Cast) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        cancel_meeting(meeting=poll.meeting, reason="erledigt", by=cast.alma)
    assert say(cast, poll, CEREN, "yes", "yes", "yes") == 410


def test_everybody_asked_hears_that_the_search_was_called_off(cast: Cast, mailoutbox: list[Any]) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        cancel_meeting(meeting=poll.meeting, reason="Förderung läuft aus", by=cast.alma)
        assert DatePoll.objects.get().closed_at is not None
    told = mailoutbox[2:]
    assert [each.to for each in told] == [[CEREN], [MONA]]
    assert "Förderung läuft aus" in told[0].body
    assert "abgesagt" in told[0].body
    assert "Terminsuche" in told[0].subject


def test_nobody_is_reminded_of_a_search_that_was_called_off(cast: Cast, mailoutbox: list[Any]) -> None:
    """Also where the search itself was left open."""
    poll = make_poll(cast)
    with set_up(cast.alliance):
        Meeting.objects.update(state=MeetingState.CANCELLED)
    with scope(cast.alliance):
        assert remind_voters(poll=poll, by=cast.alma) == 0
    assert len(mailoutbox) == 2


def test_choosing_does_not_bring_back_what_is_called_off_at_the_same_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = make_poll(cast)

    def others_first(meeting: Meeting) -> Meeting:
        """As it is when the row was held by whoever calls it off."""
        cancel_meeting(meeting=meeting, reason="erledigt", by=cast.alma)
        return locking.locked(meeting)

    monkeypatch.setattr(polling, "locked", others_first)
    with scope(cast.alliance):
        date = poll.dates.select_related("poll__meeting", "alliance")[0]
        with pytest.raises(ValidationError, match="abgesagt"):
            choose_date(date=date, by=cast.alma, invites=False)


@pytest.mark.parametrize(
    ("days", "closes", "field"), [([5], 2, "dates"), ([-1, 5], 2, "dates"), ([5, 6], 9, "closes_on")]
)
def test_what_makes_no_sense_is_said_at_its_field(
    cast: Cast, days: list[int], closes: int, field: str
) -> None:
    now = timezone.now()
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        open_poll(
            body=make_table(cast),
            title="Treffen",
            dates=[now + datetime.timedelta(days=each) for each in days],
            minutes=60,
            closes_on=timezone.localdate() + datetime.timedelta(days=closes),
            by=cast.alma,
        )
    assert field in refused.value.message_dict


def test_nobody_to_ask_stores_nothing(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        make_poll(cast, make_body(cast))
    with scope(cast.alliance):
        assert not Meeting.objects.exists()


def test_asking_by_the_page(cast: Cast, sign_in: Any) -> None:
    body = make_table(cast)
    browser = sign_in(cast.alma)
    day = timezone.localdate() + datetime.timedelta(days=20)
    data = {
        "body": body.pk,
        "title": "5. Treffen",
        "minutes": "90",
        "closes_on": str(timezone.localdate() + datetime.timedelta(days=5)),
        "day_1": str(day),
        "at_1": "09:30",
        "day_2": str(day + datetime.timedelta(days=1)),
        "at_2": "14:00",
    }
    assert browser.post("/b/hier/treffen/terminsuche/", {**data, "day_2": ""}).status_code == 422
    for name in ("day_2", "closes_on"):
        for far in ("9999-12-31", "0001-01-01"):
            assert browser.post("/b/hier/treffen/terminsuche/", {**data, name: far}).status_code == 422
    answer = browser.post("/b/hier/treffen/terminsuche/", data)
    with scope(cast.alliance):
        poll = DatePoll.objects.get()
        first = timezone.localtime(poll.dates.all()[0].starts_at)
    assert (first.hour, first.minute) == (9, 30)
    assert answer.headers["Location"].endswith(f"/{poll.meeting_id}/terminsuche/")
    assert "0 von 2 haben geantwortet" in browser.get(answer.headers["Location"]).content.decode()
