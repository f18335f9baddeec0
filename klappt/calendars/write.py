"""Calendar files out: what invites, what takes back, and what a calendar program fetches by itself."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unicodedata import category

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Entry

from klappt.calendars.berlin import BERLIN, berlin
from klappt.calendars.values import Answer, Event, Method, Party

PRODUCT = "-//klappt//klappt//DE"
REFRESH = timedelta(hours=1)
_STANDING = {Answer.YES: "ACCEPTED", Answer.NO: "DECLINED", Answer.MAYBE: "TENTATIVE"}


class Words(vText):
    """A text escaped as RFC 5545 says. The library takes a backslash before an N for a line break, and so
    turns a folder "K:\\Neu" into two lines."""

    def to_ical(self) -> bytes:
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def invitation(event: Event) -> bytes:
    """What asks everybody invited for an answer; with a higher `sequence` it replaces the one before."""
    return _written(_calendar(Method.REQUEST), [_entry(event, invites=True)])


def cancellation(event: Event) -> bytes:
    """What takes an invitation back: the same `uid`, a higher `sequence`."""
    return _written(_calendar(Method.CANCEL), [_entry(replace(event, cancelled=True), invites=True)])


def feed(name: str, events: Iterable[Event]) -> bytes:
    """A calendar to subscribe to. It names nobody who is invited, so that it can be shared."""
    calendar = _calendar(Method.PUBLISH)
    calendar.add("name", vText(_clean(name)))
    calendar.add("x-wr-calname", vText(_clean(name)))
    calendar.add("x-wr-timezone", BERLIN.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return _written(calendar, [_entry(event, invites=False) for event in events])


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    return calendar


def _written(calendar: Calendar, entries: Iterable[Entry]) -> bytes:
    calendar.add_component(berlin())
    for entry in entries:
        calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data


def _entry(event: Event, *, invites: bool) -> Entry:
    entry = Entry()
    entry.add("uid", _bare(event.uid))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.stamp.astimezone(UTC))
    entry.add("dtstart", _when(event.starts_at, event))
    entry.add("dtend", _when(event.ends_at, event))
    entry.add("summary", Words(_clean(event.summary)))
    for name, text in (("location", event.place), ("description", event.description)):
        if text:
            entry.add(name, Words(_clean(text)))
    if event.url:
        entry.add("url", _bare(event.url))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.organizer:
        entry.add("organizer", _address(event.organizer))
    for party in event.attendees if invites else ():
        entry.add("attendee", _attendee(party))
    return entry


def _when(moment: datetime, event: Event) -> date:
    local = moment.astimezone(BERLIN)
    if event.all_day:
        return local.date()
    # Of the hour that comes twice in autumn, a local time always means the first.
    return moment.astimezone(UTC) if local.fold else local


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{_bare(party.email)}")
    if party.name:
        # Few programs undo the escapes of RFC 6868, so a name is written without what would need them.
        address.params["CN"] = " ".join(_clean(party.name).replace('"', "'").replace("^", " ").split())
    return address


def _attendee(party: Party) -> vCalAddress:
    address = _address(party)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = _STANDING[Answer(party.reply)] if party.reply else "NEEDS-ACTION"
    address.params["RSVP"] = "TRUE"
    return address


def _clean(text: str) -> str:
    """Text without what no calendar file may hold: control characters, and halves of a character."""
    lines = "\n".join(text.splitlines())
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in {"Cc", "Cs"})


def _bare(address: str) -> str:
    """An address without blanks and control characters: it stands outside of what is escaped."""
    return "".join(_clean(address).split())
