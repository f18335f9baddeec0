"""Calendar files in, as Outlook, Google, Apple and Thunderbird write them. Nothing in a file can break it."""

import re
from collections.abc import Iterator

from icalendar import Calendar, Component
from icalendar.timezone import tzp

from klappt.calendars.entry import event_of, method_of, replies_of
from klappt.calendars.values import CalendarFile, CalendarReply, Event, Method, Problem

LARGEST = 1024 * 1024
_FOLDED = re.compile(rb"(?:\r?\n)+[ \t]")
_METHOD = re.compile(rb"^METHOD(?:;[^:\r\n]*)?:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)


def read_calendar(data: bytes) -> CalendarFile:
    """Every event and every answer in the file, and in plain words what could not be read. Never raises."""
    if not data.strip():
        return CalendarFile(problems=(Problem.EMPTY,))
    if len(data) > LARGEST:
        return CalendarFile(problems=(Problem.TOO_LARGE,))
    text = _as_utf8(data)
    if b"BEGIN:V" not in text.upper():
        return CalendarFile(problems=(Problem.NOT_A_CALENDAR,))
    return _understood(text)


def _as_utf8(data: bytes) -> bytes:
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).encode()
        except UnicodeError:
            continue
    return data.decode("latin-1").encode()


def _understood(text: bytes) -> CalendarFile:
    problems: dict[Problem, None] = {}
    found = re.search(_METHOD, text)
    method = found[1].decode().upper() if found else ""
    events: list[Event] = []
    replies: list[CalendarReply] = []
    left_out = 0
    for kind, component in _components(text, problems):
        if (kind or method) == Method.REPLY:
            replies += replies_of(component, problems)
        if event := event_of(component, problems):
            events.append(event)
        else:
            left_out += 1
    if not events and not replies and not left_out:
        problems[Problem.NO_EVENT] = None
    return CalendarFile(
        method=method,
        events=tuple(events),
        replies=tuple(replies),
        problems=tuple(problems),
        left_out=left_out,
    )


def _components(text: bytes, problems: dict[Problem, None]) -> Iterator[tuple[str, Component]]:
    """Each event with the method of the calendar it stands in."""
    calendars = _parsed(text)
    if not calendars:
        problems[Problem.DAMAGED] = None
        # One broken line spoils the file for the library; the other events are still worth having.
        calendars = [calendar for block in _events(text) for calendar in _parsed(block)]
    for calendar in calendars:
        method = method_of(calendar) if isinstance(calendar, Calendar) else ""
        for component in calendar.walk("VEVENT"):
            yield method, component


def _events(text: bytes) -> Iterator[bytes]:
    block: list[bytes] = []
    for line in _FOLDED.sub(b"", text).splitlines(keepends=True):
        mark = line.strip().upper()
        if block or mark == b"BEGIN:VEVENT":
            block.append(line)
        if block and mark == b"END:VEVENT":
            yield b"".join(block)
            block = []


def _parsed(text: bytes) -> list[Component]:
    try:
        return Component.from_ical(text, multiple=True)
    except Exception:  # noqa: BLE001  the parser fails in more ways than it names, and no mail may stop the inbox
        return []
    finally:
        # The library keeps each zone a file describes for the files after it.
        tzp.use_zoneinfo()
