"""From files to what was understood of them, and which bodies somebody means."""

import datetime
from collections.abc import Collection, Iterable

from klappt.councils.enums import Kind, Verdict
from klappt.councils.imports.files import Loaded, load
from klappt.councils.imports.gathering import gather
from klappt.councils.imports.understanding import understand
from klappt.councils.vocabulary import Content, Row


def read(files: Iterable[Loaded], today: datetime.date) -> Content:
    """All that the files hold, with every doubt."""
    return understand(gather(files), today)


def read_bytes(data: bytes, name: str, today: datetime.date) -> Content:
    """The same for one uploaded file. Raises Refused."""
    return read(load(data, name), today)


def bodies_meant(content: Content, wanted: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ids of the bodies that are meant, and what nobody knows.

    An id is that of a council (then all its bodies are meant) or of one body; its last part is enough where
    only one ends like that. Without any wish every body is meant.
    """
    wanted = tuple(wanted)
    if not wanted:
        return frozenset(body.id for body in content.bodies), ()
    meant: set[str] = set()
    unknown = []
    for wish in wanted:
        found = _of_council(content, wish) or _of_council(content, wish, by_end=True)
        found = found or {body.id for body in content.bodies if _is_called(body.id, wish)}
        meant |= found
        if not found and not any(_is_called(town, wish) for town in content.towns):
            unknown.append(wish)
    return frozenset(meant), tuple(unknown)


def _of_council(content: Content, wish: str, *, by_end: bool = False) -> set[str]:
    towns = {body.town for body in content.bodies if body.town}
    named = {town for town in towns if (_is_called(town, wish) if by_end else town == wish)}
    return {body.id for body in content.bodies if body.town in named} if len(named) == 1 else set()


def _is_called(identifier: str, wish: str) -> bool:
    return identifier == wish or identifier.rstrip("/").endswith(f"/{wish.strip('/')}")


def rows_of_a_file(content: Content, chosen: Collection[str]) -> list[Row]:
    """What would come in to an alliance that has nothing of it yet."""
    notes = content.notes_by_object()

    def row(kind: Kind, identifier: str, title: str, verdict: Verdict = Verdict.NEW) -> Row:
        return Row(kind, identifier, title, verdict, notes=list(notes.get(identifier, ())))

    rows = [row(Kind.BODY, body.id, body.name) for body in content.bodies if body.id in chosen]
    for seat in content.seats:
        if seat.body in chosen:
            title = ", ".join(filter(None, (seat.institution, seat.person, seat.role)))
            rows.append(row(Kind.SEAT, seat.id, title))
    meetings = [meeting for meeting in content.meetings if set(meeting.bodies) & set(chosen)]
    rows += [row(Kind.MEETING, meeting.id, meeting.title) for meeting in meetings]
    held = {meeting.id for meeting in meetings}
    items = [item for item in content.items if item.meeting in held]
    rows += [row(Kind.ITEM, item.id, item.title) for item in items]
    homes = held | {item.id for item in items}
    rows += [row(Kind.PAPER, one.id, one.title) for one in content.papers if {one.item, one.meeting} & homes]
    return rows + [row(Kind(left.kind), left.id, left.title, Verdict.OUT) for left in content.left_out]
