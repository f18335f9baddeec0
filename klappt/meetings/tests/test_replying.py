"""Answering: by link, from the calendar, on the page; the last one holds (A5)."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.jobs.inbox import IncomingMail
from klappt.meetings.enums import Doubt, Reply, ReplyChannel
from klappt.meetings.models import Attendance, DoubtfulReply, Meeting
from klappt.meetings.services.calendar_replies import read_calendar_answers
from klappt.meetings.services.meetings import cancel_meeting, change_meeting
from klappt.meetings.services.replying import settle_doubt
from klappt.meetings.tests.factories import BEGINS, invited
from klappt.meetings.tests.mails import secret_for

pytestmark = pytest.mark.django_db
CEREN, MONA, DILAN = "ceren@example.org", "mona@example.org", "dilan@example.org"


def place_of(cast: Cast, email: str) -> Attendance:
    with scope(cast.alliance):
        found: Attendance = Attendance.objects.get(email=email)
    return found


def link(email: str) -> str:
    return f"/antwort/{secret_for(email)}/"


def calendar_answer(
    meeting: Meeting,
    email: str,
    partstat: str,
    sequence: int = 0,
    comment: str = "",
    stamp: str = "20261125T080000Z",
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{meeting.uid}@klappt",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{stamp}",
        "DTSTART:20261203T130000Z",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{email}",
        f"COMMENT:{comment}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def incoming(data: bytes, sender: str) -> IncomingMail:
    return IncomingMail(sender, ("klappt@example.org",), "Zugesagt", "", (data,))


def test_looking_answers_nothing_whatever_the_address_says(cast: Cast) -> None:
    invited(cast)
    for word in ("", "?antwort=ja", "?antwort=unfug"):
        page = Client().get(link(CEREN) + word)
        assert page.status_code == 200
    assert place_of(cast, CEREN).reply == ""
    chosen = Client().get(link(CEREN) + "?antwort=nein").content.decode()
    assert (
        'value="no" class="tick" id="id_reply_1" checked' in " ".join(chosen.split()) or "checked" in chosen
    )


def test_an_answer_without_signing_in_and_another_one_later(cast: Cast) -> None:
    invited(cast)
    browser = Client()
    browser.post(link(CEREN), {"reply": "yes", "note": "etwas später"})
    found = place_of(cast, CEREN)
    assert (found.reply, found.reply_note, found.replied_by) == (Reply.YES, "etwas später", ReplyChannel.LINK)
    assert "etwas später" in browser.get(link(CEREN)).content.decode()
    browser.post(link(CEREN), {"reply": "maybe", "note": ""})
    assert place_of(cast, CEREN).reply == Reply.MAYBE
    trail = Event.objects.filter(verb="meetings.replied")
    assert trail.count() == 2
    assert {each.signature for each in trail} == {f"Link an {CEREN}"}


def test_nothing_chosen_is_said(cast: Cast) -> None:
    invited(cast)
    answer = Client().post(link(CEREN), {"reply": "", "note": "x"})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Antwort" in answer.content.decode()


def test_the_deputy_answers_for_the_same_place(cast: Cast) -> None:
    invited(cast)
    Client().post(link(CEREN), {"reply": "deputy"})
    page = Client().get(link(DILAN)).content.decode()
    assert "Ceren kann nicht kommen" in page
    Client().post(link(DILAN), {"reply": "yes"})
    assert (place_of(cast, CEREN).reply, place_of(cast, CEREN).deputy_reply) == (Reply.DEPUTY, Reply.YES)
    Client().post(link(DILAN), {"reply": "no"})
    assert place_of(cast, CEREN).reply == Reply.NO


def test_a_link_ends_with_the_meeting_or_its_calling_off(cast: Cast) -> None:
    meeting = invited(cast)
    secret = link(CEREN)
    with time_machine.travel(BEGINS + datetime.timedelta(hours=3)):
        assert Client().post(secret, {"reply": "yes"}).status_code == 410
    with scope(cast.alliance):
        cancel_meeting(meeting=meeting, reason="Hochwasser", by=cast.alma)
    closed = Client().post(secret, {"reply": "yes"})
    assert closed.status_code == 410
    assert "Hochwasser" in closed.content.decode()
    assert place_of(cast, CEREN).reply == ""
    assert Client().get("/antwort/unsinn/").status_code == 404


def test_the_calendars_own_answer_counts(cast: Cast) -> None:
    meeting = invited(cast)
    data = calendar_answer(meeting, CEREN.upper(), "ACCEPTED", comment="freue mich")
    assert read_calendar_answers(incoming(data, CEREN))
    found = place_of(cast, CEREN)
    assert (found.reply, found.reply_note, found.replied_by) == (
        Reply.YES,
        "freue mich",
        ReplyChannel.CALENDAR,
    )


@pytest.mark.parametrize(
    ("who", "sender", "why"),
    [
        ("fremd@example.org", "fremd@example.org", Doubt.UNKNOWN_ADDRESS),
        (CEREN, "jemand@example.org", Doubt.OTHER_SENDER),
    ],
)
def test_what_fits_nobody_for_certain_waits(cast: Cast, who: str, sender: str, why: Doubt) -> None:
    meeting = invited(cast)
    assert read_calendar_answers(incoming(calendar_answer(meeting, who, "DECLINED"), sender))
    with scope(cast.alliance):
        assert DoubtfulReply.objects.get().why == why
    assert place_of(cast, CEREN).reply == ""


def test_an_answer_to_an_earlier_date_waits_and_somebody_decides(cast: Cast, sign_in: Any) -> None:
    meeting = invited(cast)
    later = BEGINS + datetime.timedelta(days=1)
    with scope(cast.alliance):
        change_meeting(
            meeting=meeting, by=cast.alma, starts_at=later, ends_at=later + datetime.timedelta(hours=1)
        )
    read_calendar_answers(incoming(calendar_answer(meeting, MONA, "ACCEPTED", comment="gern"), MONA))
    with scope(cast.alliance):
        doubt = DoubtfulReply.objects.get()
    assert doubt.why == Doubt.OLDER
    assert place_of(cast, MONA).reply == ""
    browser = sign_in(cast.alma)
    assert MONA in browser.get(f"/b/hier/treffen/{meeting.pk}/").content.decode()
    browser.post(f"/b/hier/treffen/unklar/{doubt.pk}/", {"place": place_of(cast, MONA).pk})
    assert (place_of(cast, MONA).reply, place_of(cast, MONA).reply_note) == (Reply.YES, "gern")


def test_a_late_mail_does_not_outdo_a_newer_answer(cast: Cast) -> None:
    meeting = invited(cast)
    given = timezone.now() - datetime.timedelta(hours=2)
    stamp = f"{given.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    Client().post(link(CEREN), {"reply": "no"})
    data = calendar_answer(meeting, CEREN, "ACCEPTED", stamp=stamp)
    assert read_calendar_answers(incoming(data, CEREN))
    with scope(cast.alliance):
        assert DoubtfulReply.objects.get().why == Doubt.OLDER
    assert place_of(cast, CEREN).reply == Reply.NO


def test_of_two_calendar_answers_the_one_given_last_holds(cast: Cast) -> None:
    """Both arrive now; when they were given counts, also for a clock that names no zone."""
    meeting = invited(cast)
    given = timezone.now() - datetime.timedelta(hours=5)
    for hours, partstat in ((2, "DECLINED"), (3, "ACCEPTED"), (1, "TENTATIVE")):
        moment = timezone.localtime(given + datetime.timedelta(hours=hours))
        data = calendar_answer(meeting, CEREN, partstat, stamp=f"{moment:%Y%m%dT%H%M%S}")
        read_calendar_answers(incoming(data, CEREN))
    assert place_of(cast, CEREN).reply == Reply.YES
    with scope(cast.alliance):
        assert DoubtfulReply.objects.get().reply == Reply.MAYBE


def test_a_deputys_doubtful_answer_counts_as_the_deputys(cast: Cast) -> None:
    meeting = invited(cast)
    Client().post(link(CEREN), {"reply": "deputy"})
    data = calendar_answer(meeting, DILAN.upper(), "ACCEPTED")
    read_calendar_answers(incoming(data, "dilan@privat.example"))
    with scope(cast.alliance):
        doubt = DoubtfulReply.objects.get()
        settle_doubt(doubt=doubt, place=place_of(cast, CEREN), by=cast.alma)
    found = place_of(cast, CEREN)
    assert (found.reply, found.deputy_reply) == (Reply.DEPUTY, Reply.YES)


def test_what_somebody_has_settled_is_not_settled_again(cast: Cast) -> None:
    meeting = invited(cast)
    read_calendar_answers(incoming(calendar_answer(meeting, CEREN, "DECLINED"), "x@example.org"))
    with scope(cast.alliance):
        both = [DoubtfulReply.objects.get() for _ in range(2)]
        settle_doubt(doubt=both[0], place=None, by=cast.alma)
        with pytest.raises(ValidationError):
            settle_doubt(doubt=both[1], place=place_of(cast, CEREN), by=cast.alma)
    assert place_of(cast, CEREN).reply == ""


def test_a_mail_about_something_else_is_not_ours(cast: Cast) -> None:
    meeting = invited(cast)
    other = calendar_answer(meeting, CEREN, "ACCEPTED").replace(str(meeting.uid).encode(), b"irgendwas")
    assert not read_calendar_answers(incoming(other, CEREN))
    assert not read_calendar_answers(incoming(b"kein Kalender", CEREN))


def test_a_member_answers_on_the_page_and_nobody_for_others(cast: Cast, sign_in: Any) -> None:
    meeting = invited(cast)
    page = f"/b/hier/treffen/{meeting.pk}/"
    assert "Kommen Sie?" in sign_in(cast.ceren).get(page).content.decode()
    assert "meine-antwort" not in sign_in(cast.bernd).get(page).content.decode()
    sign_in(cast.bernd).post(page + "meine-antwort/", {"reply": "yes"})
    with scope(cast.alliance):
        assert not Attendance.objects.exclude(reply="").exists()
    sign_in(cast.ceren).post(page + "meine-antwort/", {"reply": "no"})
    assert place_of(cast, CEREN).reply == Reply.NO


def test_whoever_has_answered_reads_what_is_noted_and_can_change_it(cast: Cast, sign_in: Any) -> None:
    page, browser = f"/b/hier/treffen/{invited(cast).pk}/", sign_in(cast.ceren)

    def shown() -> str:
        return " ".join(browser.get(page).content.decode().split('id="own"')[1].split("</form>")[0].split())

    assert "Antwort senden" in shown()
    assert "festgehalten am" not in shown()
    browser.post(page + "meine-antwort/", {"reply": "no"})
    assert "kommt nicht" in shown()
    assert "festgehalten am" in shown()
    assert "Antwort ändern" in shown()
