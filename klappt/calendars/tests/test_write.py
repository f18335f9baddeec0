"""What klappt writes means the same to two readers that know nothing of each other (A5)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import assume, given
from hypothesis import strategies as st

from klappt.calendars.berlin import BERLIN
from klappt.calendars.tests.factories import CEREN, make_event
from klappt.calendars.values import Event, Party
from klappt.calendars.write import cancellation, feed, invitation


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def as_icalendar(data: bytes) -> dict[str, Any]:
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return {
        "uid": str(entry["UID"]),
        "sequence": int(entry["SEQUENCE"]),
        "starts_at": entry.start.astimezone(UTC),
        "ends_at": entry.end.astimezone(UTC),
        "summary": str(entry["SUMMARY"]),
        "place": str(entry.get("LOCATION", "")),
        "description": str(entry.get("DESCRIPTION", "")),
        "organizer": str(entry["ORGANIZER"]),
        "attendees": [(str(one), one.params["CN"], one.params["PARTSTAT"]) for one in entry.attendees],
    }


def as_vobject(data: bytes) -> dict[str, Any]:
    entry = vobject.readOne(data.decode()).vevent
    return {
        "uid": entry.uid.value,
        "sequence": int(entry.sequence.value),
        "starts_at": entry.dtstart.value.astimezone(UTC),
        "ends_at": entry.dtend.value.astimezone(UTC),
        "summary": entry.summary.value,
        "place": entry.location.value if "location" in entry.contents else "",
        "description": entry.description.value if "description" in entry.contents else "",
        "organizer": entry.organizer.value,
        "attendees": [
            (one.value, one.params["CN"][0], one.params["PARTSTAT"][0])
            for one in entry.contents.get("attendee", [])
        ],
    }


def expected(event: Event) -> dict[str, Any]:
    standing = {"": "NEEDS-ACTION", "yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE"}
    assert event.organizer
    return {
        "uid": event.uid,
        "sequence": event.sequence,
        "starts_at": event.starts_at.astimezone(UTC),
        "ends_at": event.ends_at.astimezone(UTC),
        "summary": event.summary,
        "place": event.place,
        "description": event.description,
        "organizer": f"mailto:{event.organizer.email}",
        "attendees": [(f"mailto:{one.email}", one.name, standing[one.reply]) for one in event.attendees],
    }


@pytest.mark.parametrize("read", [as_icalendar, as_vobject])
@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2026, 12, 1, 14, tzinfo=BERLIN),
        datetime(2026, 7, 1, 9, 30, tzinfo=BERLIN),
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # the hour that is left out comes in between
        datetime(2027, 10, 30, 22, 30, tzinfo=UTC),  # the hour that comes twice follows
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),  # 2:30 in winter time, the second of two
        datetime(2027, 10, 31, 9, tzinfo=BERLIN),
    ],
)
def test_both_readers_see_the_same(read: Any, starts_at: datetime) -> None:
    event = make_event(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), sequence=4)
    assert read(invitation(event)) == expected(event)


@pytest.mark.parametrize("read", [as_icalendar, as_vobject])
@given(
    text=st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"),
        max_size=200,
    )
)
def test_any_text_comes_back(read: Any, text: str) -> None:
    # icalendar reads an escaped backslash before an n as a line break; vobject shows that the file is right.
    assume(read is as_vobject or not re.search(r"\\[nN]|\\$", text))
    event = make_event(summary=f"x{text}x", description=f"x{text}\nx;,:x", place=f"x{text}x")
    assert read(invitation(event)) == expected(event)


@given(text=st.text(max_size=120))
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    party = Party(f"a{text}@b.example", text)
    event = make_event(
        summary=text,
        description=text,
        place=text,
        uid=f"u{text}",
        url=text,
        organizer=party,
        attendees=(party,),
    )
    data = invitation(event)
    names = [line.split(":")[0].split(";")[0] for line in lines(data)]
    assert names.count("BEGIN") == names.count("END") == 5
    assert names.count("ATTENDEE") == names.count("ORGANIZER") == names.count("SUMMARY") == 1
    assert "METHOD" in names
    icalendar.Calendar.from_ical(data)


@given(text=st.text(max_size=300))
def test_lines_are_folded_at_75_octets_between_whole_characters(text: str) -> None:
    data = invitation(make_event(summary="Übergänge " * 12 + text, organizer=Party("a@b.example", "Ö" * 90)))
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_an_invitation_asks_for_an_answer() -> None:
    found = lines(invitation(make_event(attendees=(CEREN,))))
    assert "METHOD:REQUEST" in found
    assert "STATUS:CONFIRMED" in found
    (attendee,) = [line for line in found if line.startswith("ATTENDEE")]
    assert attendee.endswith(":mailto:ceren@traeger.example")
    assert {"RSVP=TRUE", "PARTSTAT=NEEDS-ACTION", 'CN="Ceren Çelik"'} <= set(
        attendee.split(":")[0].split(";")
    )


def test_a_cancellation_is_the_same_appointment_taken_back() -> None:
    found = lines(cancellation(make_event(sequence=3)))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3", f"UID:{make_event().uid}"} <= set(found)


def test_a_feed_names_nobody_who_is_invited() -> None:
    """A personal feed has a secret address; should it get about, it tells dates and no addresses."""
    data = feed("Treffen, Musterstadt", [make_event(), make_event(uid="2@x", cancelled=True)])
    found = lines(data)
    assert {"METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} <= set(found)
    assert "X-WR-CALNAME:Treffen\\, Musterstadt" in found
    assert found.count("BEGIN:VEVENT") == 2
    assert "STATUS:CANCELLED" in found
    assert b"ATTENDEE" not in data


def test_times_are_local_and_the_zone_explains_itself() -> None:
    """Programs that know no zone by name compute it from the rule that is in the file."""
    found = lines(invitation(make_event()))
    assert "DTSTART;TZID=Europe/Berlin:20261201T140000" in found
    zone = icalendar.Calendar.from_ical(invitation(make_event())).walk("VTIMEZONE")[0].to_tz()
    day = datetime.fromisoformat("1997-01-01")
    while day.year < 2040:
        assert day.replace(tzinfo=zone).utcoffset() == day.replace(tzinfo=BERLIN).utcoffset(), day
        day += timedelta(days=7, hours=5)


def test_a_whole_day_has_no_time() -> None:
    day = datetime(2026, 12, 1, tzinfo=BERLIN)
    found = lines(invitation(make_event(starts_at=day, ends_at=day + timedelta(days=1), all_day=True)))
    assert {"DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202"} <= set(found)
