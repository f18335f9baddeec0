"""What calendar programs answer is understood, and nothing a file holds can stop the inbox (A5)."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.calendars.berlin import BERLIN
from klappt.calendars.read import LARGEST, read_calendar
from klappt.calendars.tests.factories import make_event
from klappt.calendars.values import Answer, CalendarReply, Problem
from klappt.calendars.write import cancellation, feed, invitation

CORPUS = os.environ.get("KLAPPT_CORPUS", "")
FILES = Path(CORPUS) / "icalendar"
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")

OUTLOOK = """\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN="Çelik, Ceren":MAILTO:Ceren.Celik@Traeger.example
COMMENT;LANGUAGE=de-DE:Komme später\\, gegen 15 Uhr\\n
UID:0190a2f4@klappt.example
SUMMARY;LANGUAGE=de-DE:Mit Vorbehalt: Bündnis-Kerngruppe
DTSTART;TZID=W. Europe Standard Time:20261201T140000
DTEND;TZID=W. Europe Standard Time:20261201T160000
DTSTAMP:20261123T081500Z
SEQUENCE:2
X-MICROSOFT-CDO-APPT-SEQUENCE:2
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261201T130000Z
DTEND:20261201T150000Z
DTSTAMP:20261123T081500Z
ORGANIZER;CN=Alma:mailto:alma@stadt.example
UID:0190a2f4@klappt.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Ceren;
 X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Bin im Urlaub":mailto:ceren@traeger.example
SEQUENCE:0
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
APPLE = """\
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
METHOD:REPLY
PRODID:-//Apple Inc.//macOS 14.0//EN
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;CN=Ceren;CUTYPE=INDIVIDUAL;EMAIL=ceren@traeger.example;PARTSTAT=AC
 CEPTED:/aMjA0NzM2/principal/
DTEND;TZID=Europe/Berlin:20261201T160000
DTSTAMP:20261123T081500Z
DTSTART;TZID=Europe/Berlin:20261201T140000
SEQUENCE:1
UID:0190a2f4@klappt.example
END:VEVENT
END:VCALENDAR
"""
THUNDERBIRD = """\
BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
CREATED:20261123T081400Z
LAST-MODIFIED:20261123T081500Z
DTSTAMP:20261123T081500Z
UID:0190a2f4@klappt.example
SUMMARY:Bündnis-Kerngruppe
ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ceren%2Btreffen@traeger.example
DTSTART;TZID=Europe/Berlin:20261201T140000
DTEND;TZID=Europe/Berlin:20261201T160000
END:VEVENT
END:VCALENDAR
"""


def file(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def reply(**values: object) -> CalendarReply:
    usual = {
        "uid": "0190a2f4@klappt.example",
        "sequence": 0,
        "email": "ceren@traeger.example",
        "answer": Answer.YES,
        "at": datetime(2026, 11, 23, 8, 15, tzinfo=UTC),
    }
    return CalendarReply(**(usual | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OUTLOOK,
            reply(
                sequence=2,
                email="ceren.celik@traeger.example",
                answer=Answer.MAYBE,
                comment="Komme später, gegen 15 Uhr",
            ),
        ),
        (GOOGLE, reply(answer=Answer.NO, comment="Bin im Urlaub")),
        (APPLE, reply(sequence=1)),
        (THUNDERBIRD, reply(email="ceren+treffen@traeger.example")),
    ],
    ids=["Outlook", "Google", "Apple", "Thunderbird"],
)
def test_answers_as_programs_write_them(text: str, expected: CalendarReply) -> None:
    found = read_calendar(file(text))
    assert (found.method, found.replies, found.problems) == ("REPLY", (expected,), ())
    assert found.events[0].starts_at == datetime(2026, 12, 1, 14, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "data",
    [
        file(GOOGLE).replace(b"\r\n", b"\n"),
        file(GOOGLE).replace(b"METHOD:REPLY", b"method:reply"),
        file(GOOGLE).replace(b"BEGIN:V", b"begin:v").replace(b"END:V", b"end:v"),
        b"\xef\xbb\xbf" + file(GOOGLE),
        GOOGLE.encode("utf-16"),
        file(GOOGLE).replace(b"SEQUENCE:0", b"SEQUENCE:no number"),
    ],
    ids=["line ends", "small method", "small frames", "mark in front", "UTF-16", "odd sequence"],
)
def test_small_faults_do_not_matter(data: bytes) -> None:
    found = read_calendar(data)
    assert found.replies == (reply(answer=Answer.NO, comment="Bin im Urlaub"),)
    assert found.problems == ()


def test_western_letters_of_old_programs_are_read() -> None:
    text = OUTLOOK.replace("gegen", "für")
    assert read_calendar(text.encode("cp1252")).replies[0].comment == "Komme später, für 15 Uhr"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("PARTSTAT=DECLINED", "PARTSTAT=NEEDS-ACTION", Problem.NO_ANSWER),
        ("PARTSTAT=DECLINED", "PARTSTAT=DELEGATED", Problem.NO_ANSWER),
        ("mailto:ceren@traeger.example", "invalid:nomail", Problem.NO_ATTENDEE),
        ("mailto:ceren@traeger.example", "mailto:", Problem.NO_ATTENDEE),
        ("UID:0190a2f4@klappt.example\n", "", Problem.NO_UID),
    ],
)
def test_an_answer_that_is_none_is_said(old: str, new: str, problem: Problem) -> None:
    found = read_calendar(file(GOOGLE.replace(old, new)))
    assert found.replies == ()
    assert problem in found.problems


def test_a_reply_whose_time_cannot_be_read_still_answers() -> None:
    found = read_calendar(file(GOOGLE.replace("DTSTART:20261201T130000Z", "DTSTART:soon")))
    assert found.replies == (reply(answer=Answer.NO, comment="Bin im Urlaub"),)
    assert (found.events, found.left_out, found.problems) == ((), 1, (Problem.NO_START,))


def test_an_invitation_that_comes_back_answers_nothing() -> None:
    """Some programs send the invitation along; who is named as coming there did not answer."""
    found = read_calendar(invitation(make_event()))
    assert (found.method, found.replies) == ("REQUEST", ())


def test_what_klappt_writes_it_reads() -> None:
    event = make_event(sequence=7)
    assert read_calendar(invitation(event)).events == (event,)
    cancelled = read_calendar(cancellation(event))
    assert (cancelled.method, cancelled.events[0].cancelled) == ("CANCEL", True)
    two = read_calendar(feed("Treffen", [event, make_event(uid="2@klappt.example")]))
    assert [one.uid for one in two.events] == [event.uid, "2@klappt.example"]
    assert two.problems == ()


@given(
    starts_at=st.datetimes(
        min_value=datetime(1997, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
        max_value=datetime(2090, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    minutes=st.integers(0, 60 * 24 * 7),
)
def test_every_moment_comes_back(starts_at: datetime, minutes: int) -> None:
    """Over both changes of the clock, and in the hour that comes twice."""
    starts_at = starts_at.replace(microsecond=0)
    event = make_event(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes))
    (found,) = read_calendar(invitation(event)).events
    assert (found.starts_at.astimezone(UTC), found.ends_at.astimezone(UTC)) == (
        event.starts_at,
        event.ends_at,
    )


@pytest.mark.parametrize(
    ("line", "starts_at", "problems"),
    [
        ("DTSTART;TZID=Romance Standard Time:20260701T140000", 12, ()),
        ("DTSTART:20260701T140000", 12, (Problem.NO_ZONE,)),
        ("DTSTART;TZID=Customized Time Zone:20260701T140000", 12, (Problem.UNKNOWN_ZONE,)),
        ("DTSTART;TZID=America/New_York:20260701T140000", 18, ()),
        ("DTSTART:20260701T140000Z", 14, ()),
    ],
)
def test_times_and_their_zones(line: str, starts_at: int, problems: tuple[Problem, ...]) -> None:
    event = f"BEGIN:VEVENT\nUID:1\n{line}\nDURATION:PT90M\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"
    found = read_calendar(file(text))
    assert found.problems == problems
    assert found.events[0].starts_at == datetime(2026, 7, 1, starts_at, tzinfo=UTC)
    assert found.events[0].ends_at - found.events[0].starts_at == timedelta(minutes=90)


def test_a_zone_made_to_waste_time_is_not_asked() -> None:
    """Counting the seconds since the year 1 would keep the inbox busy for days."""
    text = OUTLOOK.replace("W. Europe Standard Time", "Trap").replace("FREQ=YEARLY", "FREQ=SECONDLY")
    began = time.process_time()
    found = read_calendar(file(text))
    assert time.process_time() - began < 2
    assert found.problems == (Problem.UNKNOWN_ZONE,)
    assert found.replies


def test_a_zone_of_one_file_is_forgotten_before_the_next() -> None:
    read_calendar(file(OUTLOOK.replace("W. Europe Standard Time", "Mine").replace("+0100", "-1100")))
    found = read_calendar(file(APPLE.replace("Europe/Berlin", "Mine")))
    assert found.problems == (Problem.UNKNOWN_ZONE,)
    assert found.events[0].starts_at == datetime(2026, 12, 1, 14, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.EMPTY),
        (b" \r\n", Problem.EMPTY),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * LARGEST, Problem.TOO_LARGE),
        (b"%PDF-1.7", Problem.NOT_A_CALENDAR),
        (b"Sehr geehrte Frau Ahrens", Problem.NOT_A_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", Problem.NO_EVENT),
    ],
)
def test_what_is_no_calendar_is_said(data: bytes, problem: Problem) -> None:
    found = read_calendar(data)
    assert (found.events, found.replies, found.problems) == ((), (), (problem,))


def test_one_broken_line_or_a_missing_end_does_not_cost_the_answer() -> None:
    for text in (GOOGLE.replace("END:VCALENDAR", "X\nEND:VCALENDAR"), GOOGLE.replace("END:VCALENDAR", "")):
        found = read_calendar(file(text))
        assert found.problems == (Problem.DAMAGED,)
        assert [one.answer for one in found.replies] == [Answer.NO]


@given(st.binary(max_size=400), st.integers(0, len(OUTLOOK)), st.integers(0, 60))
def test_no_bytes_break_the_reader(noise: bytes, at: int, gone: int) -> None:
    data = file(OUTLOOK)
    read_calendar(noise)
    read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + noise + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    read_calendar(data[:at] + noise + data[at + gone :])


def corpus() -> list[str]:
    return sorted(json.loads((FILES / "expected_components.json").read_text())) if CORPUS else ["none"]


@pytest.mark.corpus
@needs_corpus
@pytest.mark.filterwarnings("ignore::icalendar.error.GloballyUniqueTZIDGuessed")
@pytest.mark.parametrize("name", corpus())
def test_files_of_the_world(name: str) -> None:
    """Every event ends among those read or those left out; the four broken files say that they are."""
    expected = json.loads((FILES / "expected_components.json").read_text())[name]
    found = read_calendar((FILES / name).read_bytes())
    if isinstance(expected, str):
        assert Problem.DAMAGED in found.problems
        return
    if not expected:  # cut off before its end: the other reader finds nothing at all
        assert {Problem.DAMAGED, Problem.NOT_A_CALENDAR} & set(found.problems)
        return
    assert len(found.events) + found.left_out == expected.get("VEVENT", 0)
    assert found.problems or found.left_out == 0


@pytest.mark.corpus
@needs_corpus
def test_the_corpus_is_whole() -> None:
    assert len(corpus()) == 163
