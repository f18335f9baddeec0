"""The returns board of a wave: who, how far, since when silent, due, and when somebody was last in touch."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import DateTimeField, Exists, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from klappt.core.names import search_form, search_words
from klappt.returns.enums import ReturnState
from klappt.returns.models import ContactNote, Extension, Return, Wave, WaveLetter

STILL_OUT, OVERDUE, LATE, EXTENDED = "still_out", "overdue", "late", "extended"
_LONG_AGO = datetime.date.min


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of the board. Empty: no matter."""

    words: str = ""
    state: str = ""
    government: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        return replace(self, sort="") != Asked()


@dataclass(frozen=True)
class BoardRow:
    """One alliance on the board. `silent_since` None: there is nothing to wait for."""

    row: Return
    state: str
    silent_since: datetime.date | None
    silent_days: int
    last_contact: datetime.date | None
    day: datetime.date

    @property
    def is_overdue(self) -> bool:
        return self.row.is_overdue(self.day)


def board(wave: Wave, wanted: Asked, day: datetime.date, *, with_notes: bool) -> list[BoardRow]:
    """One query, however many alliances. Contact notes are research's own: others see the mails only."""
    rows = [_told(row, day) for row in _rows(wave, with_notes=with_notes)]
    found = [row for row in rows if _fits(row, wanted)]
    key = SORTED.get(wanted.sort.removeprefix("-"), SORTED["alliance"])
    return sorted(found, key=key, reverse=wanted.sort.startswith("-"))


def _rows(wave: Wave, *, with_notes: bool) -> QuerySet[Return]:
    letters = _newest(WaveLetter.objects.exclude(written_at=None), "written_at")
    notes = _newest(ContactNote.objects.all(), "on")
    found: QuerySet[Return] = wave.returns.select_related("alliance__municipality", "edition", "wave")
    found = found.annotate(
        last_letter=Subquery(letters, output_field=DateTimeField()),
        was_extended=Exists(Extension.objects.filter(of_return=OuterRef("pk"))),
    )
    if with_notes:
        found = found.annotate(last_note=Subquery(notes))
    return found.order_by("alliance__name", "pk")


def _newest(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    mine = rows.filter(of_return=OuterRef("pk")).order_by().values("of_return")
    newest: QuerySet[Any] = mine.annotate(newest=Max(field)).values("newest")
    return newest


def _told(row: Return, day: datetime.date) -> BoardRow:
    letter, note = vars(row)["last_letter"], vars(row).get("last_note")
    contacts = [each for each in (timezone.localdate(letter) if letter else None, note) if each]
    since = silent_since(row)
    return BoardRow(
        row=row,
        state=state_of(row),
        silent_since=since,
        silent_days=(day - since).days if since else 0,
        last_contact=max(contacts, default=None),
        day=day,
    )


def silent_since(row: Return) -> datetime.date | None:
    """The day of the last work on it, or on which it was asked for. None: handed in, or not asked yet."""
    if not row.is_open or row.wave.opened_at is None:
        return None
    return timezone.localdate(row.touched_at or max(row.asked_at, row.wave.opened_at))


def state_of(row: Return) -> str:
    """The name in `ui.states`."""
    if row.state == ReturnState.HANDED_IN and row.came_late:
        return "return_late"
    return f"return_{row.state}"


def _fits(told: BoardRow, wanted: Asked) -> bool:
    row = told.row
    area = row.alliance.municipality
    if wanted.government and (area is None or area.district_government != wanted.government):
        return False
    name = " ".join(search_form(text) for text in (row.alliance.name, str(area or "")))
    return _in_state(told, wanted.state) and all(word in name for word in search_words(wanted.words))


def _in_state(told: BoardRow, state: str) -> bool:
    if state == STILL_OUT:
        return told.row.first_handed_in_at is None
    if state == OVERDUE:
        return told.is_overdue
    if state == LATE:
        return told.row.came_late
    if state == EXTENDED:
        return bool(vars(told.row)["was_extended"])
    return not state or told.row.state == state


def _how_far(told: BoardRow) -> float:
    return told.row.answered / told.row.asked if told.row.asked else 0.0


_ORDER = {state: at for at, state in enumerate(ReturnState.values)}
SORTED: dict[str, Callable[[BoardRow], Any]] = {
    "alliance": lambda told: search_form(told.row.alliance.name),
    "state": lambda told: (_ORDER[told.row.state], told.state),
    "far": _how_far,
    "silent": lambda told: told.silent_days,
    "due": lambda told: told.row.due_on,
    "contact": lambda told: told.last_contact or _LONG_AGO,
}
