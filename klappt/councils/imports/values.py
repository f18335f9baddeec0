"""Single values of an object: text, days and times, with every doubt noted."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from klappt.councils.enums import Doubt
from klappt.councils.imports.gathering import Found, printable
from klappt.councils.vocabulary import Note

GERMANY = ZoneInfo("Europe/Berlin")
FIRST_YEAR = 1945
YEARS_AHEAD = 15
TWO_HOURS = datetime.timedelta(hours=2)


class Values:
    """Reads one object. What is of the wrong kind is noted and counts as not said."""

    def __init__(self, found: Found, notes: list[Note], today: datetime.date) -> None:
        self.found, self.notes, self.today = found, notes, today

    def note(self, doubt: Doubt, what: str = "") -> None:
        self.notes.append(Note(doubt, self.found.id, printable(what)[:200]))

    def _typed(self, key: str, wanted: type) -> Any:
        value = self.found.data.get(key)
        if value is None or (isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))):
            return value
        self.note(Doubt.BAD_VALUE, f"{key}: {str(value)[:80]}")
        return None

    def text(self, key: str) -> str:
        return " ".join(printable(self._typed(key, str) or "").split())

    def lines(self, key: str) -> str:
        return printable(self._typed(key, str) or "").strip()

    def truth(self, key: str) -> bool | None:
        value: bool | None = self._typed(key, bool)
        return value

    def number(self, key: str) -> int | None:
        value: int | None = self._typed(key, int)
        return value

    def references(self, key: str) -> list[str]:
        """Ids in a list; a single id counts as a list of one, as OParl 1.0 servers write it."""
        value = self.found.data.get(key)
        if isinstance(value, str):
            return [value]
        return [each for each in self._typed(key, list) or [] if isinstance(each, str)]

    def day(self, key: str) -> datetime.date | None:
        value = self.text(key)
        if not value:
            return None
        try:
            day = datetime.date.fromisoformat(value[:10])
        except ValueError:
            self.note(Doubt.BAD_VALUE, f"{key}: {value}")
            return None
        return day if self._is_possible(day, value) else None

    def days(self, first: str = "startDate", last: str = "endDate") -> tuple[Any, Any]:
        """First and last day. An end before the beginning is not used."""
        begins, ends = self.day(first), self.day(last)
        if begins and ends and ends < begins:
            self.note(Doubt.ENDS_BEFORE_START, f"{begins.isoformat()} / {ends.isoformat()}")
            ends = None
        return begins, ends

    def moment(self, key: str) -> datetime.datetime | None:
        value = self.text(key)
        if not value:
            return None
        try:
            moment = datetime.datetime.fromisoformat(value)
        except ValueError:
            self.note(Doubt.BAD_VALUE, f"{key}: {value}")
            return None
        if "T" not in value.upper() and ":" not in value:
            self.note(Doubt.NO_TIME, value)
            return None
        if not self._is_possible(moment.date(), value):
            return None
        if moment.tzinfo is None:
            self.note(Doubt.NO_ZONE, value)
            moment = moment.replace(tzinfo=GERMANY)
        return moment.astimezone(GERMANY)

    def times(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Begin and end of a meeting; None where nobody can say when it begins."""
        begins = self.moment("start")
        if begins is None:
            if not self.text("start"):
                self.note(Doubt.NO_START)
            return None
        ends = self.moment("end")
        if ends and ends <= begins:
            self.note(Doubt.ENDS_BEFORE_START, f"{self.text('start')} / {self.text('end')}")
            ends = None
        if ends is None:
            self.note(Doubt.NO_END)
        return begins, ends or begins + TWO_HOURS

    def _is_possible(self, day: datetime.date, value: str) -> bool:
        if FIRST_YEAR <= day.year <= self.today.year + YEARS_AHEAD:
            return True
        self.note(Doubt.OUT_OF_RANGE, value)
        return False
