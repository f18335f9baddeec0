"""What all steps of one import share."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.actors.services.institutions import add_institution
from klappt.alliances.models import Alliance
from klappt.audit import recorder
from klappt.audit.enums import Channel
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.core.names import normalise
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.models import Origin
from klappt.councils.vocabulary import Content, Note, Row
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Choice:
    """Which bodies to take, by id, and which organisations to add to the actors when they are unknown."""

    bodies: frozenset[str]
    institutions: frozenset[str] = frozenset()
    every_institution: bool = False


@dataclass
class Work:
    alliance: Alliance
    content: Content
    choice: Choice
    origins: dict[str, Origin]
    by: User | None
    signature: str
    rows: list[Row] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    items: dict[str, AgendaItem] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "signature": self.signature}

    def begin(self, kind: Kind, identifier: str, title: str) -> Row:
        row = Row(kind, identifier, title, notes=list(self.notes.get(identifier, ())))
        self.rows.append(row)
        return row

    def is_gone(self, row: Row) -> bool:
        """Taken over once and removed here since: it stays away."""
        origin = self.origins.get(row.id)
        if origin is None or not origin.is_gone:
            return False
        row.leave_out(Note(Doubt.REMOVED_HERE, row.id))
        return True

    def institution(self, name: str) -> Institution | None:
        """The entry of the actor table with this name; added where that was chosen."""
        if not self.institutions:
            self.institutions = _by_name(Institution.objects.order_by("-position", "-pk"))
        found = self.institutions.get(normalise(name))
        if found is None and (self.choice.every_institution or name in self.choice.institutions):
            found = add_institution(alliance=self.alliance, name=name, channel=Channel.IMPORT, **self.who)
            self.institutions[normalise(name)] = found
        return found


def _by_name(rows: Iterable[Institution]) -> dict[str, Institution]:
    """Of two with one name the upper one of the table."""
    found: dict[str, Institution] = {}
    for row in rows:
        for name in (row.short_name, str(row), row.name):
            if name:
                found[normalise(name)] = row
    return found


def attempt(row: Row, write: Callable[..., None], *arguments: Any) -> None:
    """Write one object; where the rules of the alliance refuse it, it is left out and says why."""
    opened = recorder.require()
    noted = len(opened.noted)
    try:
        with transaction.atomic():
            write(*arguments)
    except ValidationError as wrong:
        del opened.noted[noted:]
        row.leave_out(Note(Doubt.REFUSED, row.id, " ".join(wrong.messages)))


def show_changes(row: Row, here: Mapping[str, Any], to_write: Mapping[str, Any]) -> None:
    """Old and new of what is written; without any the row stays as it is."""
    row.changes = {key: [_shown(key, here[key]), _shown(key, value)] for key, value in to_write.items()}
    row.verdict = Verdict.CHANGED if to_write else Verdict.UNCHANGED


def _shown(key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if key == "parent":
        return str(Body.objects.filter(pk=value).first() or "")
    labels = dict(BodyKind.choices) | dict(MeetingState.choices)
    return str(labels.get(value, value)) if key in {"kind", "state"} else str(value)
