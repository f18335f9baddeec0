"""One entry of a calendar file, as an event and as the answers in it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from icalendar import Component
from icalendar.timezone import tzp

from klappt.calendars.berlin import BERLIN
from klappt.calendars.values import Answer, CalendarReply, Event, Party, Problem

Problems = dict[Problem, None]
_ANSWERS = {"ACCEPTED": Answer.YES, "DECLINED": Answer.NO, "TENTATIVE": Answer.MAYBE}
# What libraries raise on values that are no such thing, among them years a calendar cannot count.
_BAD_VALUE = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError)
_BEGINNING = datetime(1, 1, 2, tzinfo=UTC)


def method_of(calendar: Component) -> str:
    return _text(calendar, "METHOD").upper()


def event_of(component: Component, problems: Problems) -> Event | None:
    uid, found = _text(component, "UID"), _moment(component, "DTSTART", problems)
    if not uid:
        problems[Problem.NO_UID] = None
    if not found:
        problems[Problem.NO_START] = None
        return None
    starts_at, all_day = found
    return Event(
        uid=uid,
        sequence=_sequence(component),
        starts_at=starts_at,
        ends_at=_end(component, starts_at, problems, all_day=all_day),
        summary=_text(component, "SUMMARY"),
        place=_text(component, "LOCATION"),
        description=_text(component, "DESCRIPTION"),
        url=_text(component, "URL"),
        organizer=next(_parties(component, "ORGANIZER"), None),
        attendees=tuple(_parties(component, "ATTENDEE")),
        stamp=_stamp(component) or starts_at,
        cancelled=_text(component, "STATUS").upper() == "CANCELLED",
        all_day=all_day,
    )


def replies_of(component: Component, problems: Problems) -> Iterator[CalendarReply]:
    """A reply names one attendee as a rule; whoever writes several gets several."""
    uid, attendees = _text(component, "UID"), _all(component, "ATTENDEE")
    if not uid or not attendees:
        problems[Problem.NO_ATTENDEE if uid else Problem.NO_UID] = None
    for attendee in attendees if uid else ():
        email = _email(attendee)
        answer = _ANSWERS.get(_parameter(attendee, "PARTSTAT").upper())
        if not email or not answer:
            problems[Problem.NO_ANSWER if email else Problem.NO_ATTENDEE] = None
            continue
        # Google keeps the words beside the name, the others in a line of their own.
        said = [*map(str, _all(component, "COMMENT")), _parameter(attendee, "X-RESPONSE-COMMENT")]
        yield CalendarReply(
            uid=uid,
            sequence=_sequence(component),
            email=email,
            answer=answer,
            comment="\n".join(dict.fromkeys(text.strip() for text in said if text.strip())),
            at=_stamp(component),
        )


def _sequence(component: Component) -> int:
    digits = _text(component, "SEQUENCE")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _end(component: Component, starts_at: datetime, problems: Problems, *, all_day: bool) -> datetime:
    """The end, or where a length is given instead, the start and the length (RFC 5545, 3.6.1)."""
    found = _moment(component, "DTEND", problems)
    ends_at = found[0] if found else _after_its_length(component, starts_at, all_day=all_day)
    if ends_at < starts_at:
        problems[Problem.ENDS_BEFORE_START] = None
        return starts_at
    return ends_at


def _after_its_length(component: Component, starts_at: datetime, *, all_day: bool) -> datetime:
    try:
        length: timedelta = next(iter(_all(component, "DURATION"))).dt
        return starts_at + length
    except StopIteration:
        return starts_at + timedelta(days=1) if all_day else starts_at
    except _BAD_VALUE:
        return starts_at


def _moment(component: Component, name: str, problems: Problems) -> tuple[datetime, bool] | None:
    """The first value of that name, with a zone, and whether it is a whole day."""
    try:
        value = next(iter(_all(component, name)))
        all_day = not isinstance(value.dt, datetime)
        given = datetime.combine(value.dt, time.min, BERLIN) if all_day else value.dt
        moment = _in_a_zone(given, _parameter(value, "TZID"), problems)
        # Years at the rim of the calendar are no dates one could count with.
        return (moment, all_day) if moment.astimezone(UTC) >= _BEGINNING else None
    except (StopIteration, *_BAD_VALUE):
        return None


def _in_a_zone(moment: datetime, name: str, problems: Problems) -> datetime:
    """Zones are known by their names, as the world or Windows has them.

    A zone described in the file itself could be one where telling the time takes for ever.
    """
    if isinstance(moment.tzinfo, ZoneInfo | timezone):
        return moment
    zone = tzp.timezone(name) if name else None
    if not isinstance(zone, ZoneInfo):
        problems[Problem.UNKNOWN_ZONE if name else Problem.NO_ZONE] = None
        zone = BERLIN
    return moment.replace(tzinfo=zone)


def _stamp(component: Component) -> datetime | None:
    found = _moment(component, "DTSTAMP", {})
    return found[0] if found else None


def _parties(component: Component, name: str) -> Iterator[Party]:
    for value in _all(component, name):
        if email := _email(value):
            answer = _ANSWERS.get(_parameter(value, "PARTSTAT").upper(), "")
            yield Party(email, _parameter(value, "CN").strip(), answer)


def _email(value: object) -> str:
    """The address behind `mailto:`, however it is written, or the one that stands beside it."""
    address = str(value).strip()
    if address[:7].lower() == "mailto:":
        address = unquote(address[7:]).strip()
    elif "@" not in address or ":" in address:
        address = _parameter(value, "EMAIL").strip()
    address = address.strip("<> ").lower()
    return address if "@" in address and not re.search(r"[\s<>]", address) else ""


def _text(component: Component, name: str) -> str:
    return str(next(iter(_all(component, name)), "")).strip()


def _all(component: Component, name: str) -> list[Any]:
    value = component.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _parameter(value: object, name: str) -> str:
    found = getattr(value, "params", {}).get(name, "")
    return str(found[0] if isinstance(found, list) and found else found)
