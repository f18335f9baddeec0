"""What stands in a calendar file, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Method(StrEnum):
    """What a calendar file asks its reader to do (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"
    REPLY = "REPLY"


class Problem(StrEnum):
    """What could not be read, or was read with a doubt. The value says it in plain words."""

    EMPTY = "nothing in the file"
    TOO_LARGE = "file too large"
    NOT_A_CALENDAR = "not a calendar file"
    DAMAGED = "calendar file damaged"
    NO_EVENT = "no event in the file"
    NO_START = "event without a start"
    NO_ZONE = "time without a zone, taken as Berlin"
    UNKNOWN_ZONE = "unknown time zone, taken as Berlin"
    ENDS_BEFORE_START = "event ends before it starts"
    NO_UID = "event without a mark of its own"
    NO_ATTENDEE = "reply without an address"
    NO_ANSWER = "reply without yes, no or maybe"


@dataclass(frozen=True)
class Party:
    """Someone who invites or is invited. `reply` is one of `Answer`, or empty: no answer yet."""

    email: str
    name: str = ""
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One appointment.

    `uid` stays the same for ever (`<uuid>@<domain>`), `sequence` grows with each change that people must
    be told of, `stamp` is when this state was written. All times carry a zone.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    stamp: datetime
    sequence: int = 0
    place: str = ""
    description: str = ""
    url: str = ""
    organizer: Party | None = None
    attendees: tuple[Party, ...] = ()
    cancelled: bool = False
    all_day: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarReply:
    """One answer to an invitation: `sequence` says to which edition of it, `at` when it was given."""

    uid: str
    sequence: int
    email: str
    answer: Answer
    comment: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """Everything a file gave.

    `method` is upper case, and empty when the file names none. Of an event that could not be read, `left_out`
    counts one, and `problems` says why.
    """

    method: str = ""
    events: tuple[Event, ...] = ()
    replies: tuple[CalendarReply, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: int = 0
