"""Inviting: each news once to each address, with an entry for the calendar (A5)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.models import SeatHolder
from klappt.bodies.tests.factories import make_seat
from klappt.jobs.tests.postbox import Postbox
from klappt.meetings.enums import MeetingState, NoticeKind, Reply, ReplyChannel
from klappt.meetings.models import Attendance, Meeting, Notice
from klappt.meetings.services.guests import add_guest, remove_guest
from klappt.meetings.services.inviting import remind, send_invitations
from klappt.meetings.services.meetings import cancel_meeting, change_meeting
from klappt.meetings.services.replying import note_reply
from klappt.meetings.tests.factories import BEGINS, invited, make_item, make_meeting, make_round
from klappt.meetings.tests.mails import arrived, entry_of, secret_in, text_of

pytestmark = pytest.mark.django_db(transaction=True)
CEREN, MONA, DILAN = "ceren@example.org", "mona@example.org", "dilan@example.org"


def place_of(cast: Cast, email: str) -> Attendance:
    with scope(cast.alliance):
        found: Attendance = Attendance.objects.select_related("meeting", "alliance").get(email=email)
    return found


def answer(cast: Cast, email: str, reply: Reply) -> None:
    with scope(cast.alliance):
        note_reply(place=place_of(cast, email), reply=reply, channel=ReplyChannel.NOTED, by=cast.alma)


def test_everybody_on_a_seat_gets_the_mail_with_the_entry(cast: Cast, postbox: Postbox) -> None:
    meeting = make_round(cast, place="Kreishaus 2.14", note="Bitte Zahlen mitbringen")
    make_item(cast, meeting, title="Sprachkurse am Abend")
    with scope(cast.alliance):
        assert send_invitations(meeting=meeting, by=cast.alma) == 2
    mails = arrived(postbox)
    assert set(mails) == {CEREN, MONA}
    text = text_of(mails[CEREN])
    for said in (
        "Sprachkurse am Abend",
        "Donnerstag, 3. Dezember 2026",
        "14:00",
        "Bitte Zahlen",
        "?antwort=ja",
    ):
        assert said in text
    assert "Do 3.12." in str(mails[CEREN]["Subject"])
    calendar = entry_of(mails[CEREN])
    (entry,) = calendar.events
    assert calendar.method == "REQUEST"
    assert entry.uid.partition("@")[0] == str(meeting.uid)
    assert (entry.sequence, entry.starts_at, entry.place) == (0, BEGINS, "Kreishaus 2.14")
    assert [party.email for party in entry.attendees] == [CEREN]
    assert secret_in(text) != secret_in(text_of(mails[MONA]))


def test_a_double_click_sends_nothing_twice(cast: Cast, postbox: Postbox, sign_in: Any) -> None:
    meeting = make_round(cast)
    browser = sign_in(cast.alma)
    for _ in range(2):
        browser.post(f"/b/hier/treffen/{meeting.pk}/einladen/")
    arrived(postbox)
    assert len(postbox.received) == 2
    page = browser.get(f"/b/hier/treffen/{meeting.pk}/einladen/").content.decode()
    assert page.count("mail_sent") == 0
    assert "gesendet" in page


def test_looking_at_the_page_sends_nothing(cast: Cast, postbox: Postbox, sign_in: Any) -> None:
    meeting = make_round(cast)
    page = sign_in(cast.alma).get(f"/b/hier/treffen/{meeting.pk}/einladen/").content.decode()
    assert "lädt Sie" in page
    assert not arrived(postbox)


def test_a_moved_meeting_is_told_with_what_is_new(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast, place="Kreishaus")
    answer(cast, MONA, Reply.YES)
    later = BEGINS + datetime.timedelta(days=7)
    with scope(cast.alliance):
        change_meeting(
            meeting=meeting, by=cast.alma, starts_at=later, ends_at=later + datetime.timedelta(hours=2)
        )
    mail = arrived(postbox)[MONA]
    (entry,) = entry_of(mail).events
    assert (entry.sequence, entry.starts_at) == (1, later)
    assert "10. Dezember" in text_of(mail)
    assert "3. Dezember" in text_of(mail), "what it was before"
    assert place_of(cast, MONA).reply == "", "an answer holds for a date"


def test_who_was_asked_a_second_time_hears_of_each_later_change(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast, place="Kreishaus")
    for reply in (Reply.NO, Reply.YES, Reply.DEPUTY):
        answer(cast, CEREN, reply)
    asked_again = entry_of(arrived(postbox)[DILAN]).events[0].sequence
    with scope(cast.alliance):
        change_meeting(meeting=meeting, by=cast.alma, place="VHS")
    mails = arrived(postbox)
    editions = {entry_of(mails[email]).events[0].sequence for email in (CEREN, MONA, DILAN)}
    assert "VHS" in text_of(mails[DILAN])
    assert editions == {asked_again + 1}, "a calendar takes only what is newer"
    with scope(cast.alliance):
        cancel_meeting(meeting=meeting, reason="Hochwasser", by=cast.alma)
    mails = arrived(postbox)
    assert {entry_of(mails[email]).events[0].sequence for email in (CEREN, MONA, DILAN)} == {asked_again + 2}


def test_the_mails_speak_german_whatever_language_the_page_was_in(cast: Cast, postbox: Postbox) -> None:
    with translation.override("en"):
        meeting = invited(cast, place="Kreishaus")
        with scope(cast.alliance):
            change_meeting(meeting=meeting, by=cast.alma, place="VHS")
    text = text_of(arrived(postbox)[MONA])
    assert "Ort: VHS (vorher: Kreishaus)" in text
    with scope(cast.alliance):
        assert "Dezember" in Meeting.objects.get().told["when"]


def test_another_room_keeps_the_answers(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast, place="Kreishaus")
    answer(cast, MONA, Reply.YES)
    with scope(cast.alliance):
        change_meeting(meeting=meeting, by=cast.alma, place="VHS")
    assert "VHS" in text_of(arrived(postbox)[MONA])
    assert place_of(cast, MONA).reply == Reply.YES


def test_another_note_tells_nobody(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast)
    with scope(cast.alliance):
        assert change_meeting(meeting=meeting, by=cast.alma, note="Parkplatz hinten").sequence == 0
    arrived(postbox)
    assert len(postbox.received) == 2


def test_calling_off_takes_it_out_of_the_calendars(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast)
    with scope(cast.alliance):
        cancel_meeting(meeting=meeting, reason="Hochwasser", by=cast.alma)
    mail = arrived(postbox)[CEREN]
    calendar = entry_of(mail)
    assert calendar.method == "CANCEL"
    assert calendar.events[0].sequence == 1
    assert "Hochwasser" in text_of(mail)


def test_who_never_knew_is_not_told_it_is_off(cast: Cast, postbox: Postbox) -> None:
    with scope(cast.alliance):
        cancel_meeting(meeting=make_round(cast), reason="Hochwasser", by=cast.alma)
    assert not arrived(postbox)


def test_the_deputy_is_asked_when_the_holder_declines_and_released_when_not(
    cast: Cast, postbox: Postbox
) -> None:
    invited(cast)
    answer(cast, CEREN, Reply.NO)
    mail = arrived(postbox)[DILAN]
    assert "Ceren kann" in text_of(mail)
    assert entry_of(mail).method == "REQUEST"
    answer(cast, CEREN, Reply.YES)
    assert entry_of(arrived(postbox)[DILAN]).method == "CANCEL"
    answer(cast, CEREN, Reply.DEPUTY)
    again = entry_of(arrived(postbox)[DILAN])
    assert (again.method, again.events[0].sequence) == ("REQUEST", 2), "newer than what took it back"


def test_who_comes_into_the_body_later_gets_theirs_and_who_left_is_told(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast)
    make_seat(
        cast,
        meeting.body,
        make_institution(cast.alliance, "Jobcenter"),
        holder="Otto",
        email="otto@example.org",
    )
    with set_up(cast.alliance):
        SeatHolder.objects.filter(name="Mona").update(valid_until=BEGINS.date() - datetime.timedelta(days=1))
    with scope(cast.alliance):
        assert send_invitations(meeting=meeting, by=cast.alma) == 2
    mails = arrived(postbox)
    assert entry_of(mails["otto@example.org"]).method == "REQUEST"
    assert entry_of(mails[MONA]).method == "CANCEL"
    assert len(postbox.received) == 4


def test_a_guest_comes_and_goes(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast)
    with scope(cast.alliance):
        guest = add_guest(meeting=meeting, name="Gast", email="gast@example.org", by=cast.alma)
        with pytest.raises(ValidationError):
            add_guest(meeting=meeting, name="Gast", email="Gast@example.org", by=cast.alma)
        send_invitations(meeting=meeting, by=cast.alma)
        remove_guest(place=guest, by=cast.alma)
    mail = arrived(postbox)["gast@example.org"]
    assert entry_of(mail).method == "CANCEL"


def test_a_reminder_goes_to_the_silent_once_a_day(cast: Cast, postbox: Postbox) -> None:
    meeting = invited(cast)
    answer(cast, MONA, Reply.MAYBE)
    with scope(cast.alliance):
        assert [remind(meeting=meeting, by=cast.alma) for _ in range(2)] == [1, 0]
        assert Notice.objects.filter(kind=NoticeKind.REMINDER).get().email == CEREN
    assert "Kommen Sie?" in str(arrived(postbox)[CEREN]["Subject"])


def test_nobody_to_invite_is_said(cast: Cast, sign_in: Any) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_invitations(meeting=meeting, by=cast.alma)
    with scope(cast.alliance):
        assert Meeting.objects.get().state == MeetingState.PLANNED
        assert not Attendance.objects.exists()


def test_what_did_not_arrive_is_seen(cast: Cast, postbox: Postbox, sign_in: Any) -> None:
    meeting = invited(cast)
    postbox.answers = ["550 Nobody here"]
    arrived(postbox)
    page = sign_in(cast.alma).get(f"/b/hier/treffen/{meeting.pk}/").content.decode()
    assert "nicht zugestellt" in page
    assert "1 Mail" in page
