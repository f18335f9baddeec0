"""What was understood of the council's objects, as plain values. Of people nothing but their name is read."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from klappt.bodies.enums import BodyKind
from klappt.councils.enums import Doubt, Kind, Verdict

Day = datetime.date | None

COLUMNS = {
    "name": _("name"),
    "kind": _("kind"),
    "valid_from": _("since"),
    "valid_until": _("until"),
    "parent": _("belongs to"),
    "person": _("person"),
    "ends": _("until"),
    "title": _("title"),
    "starts_at": _("begins"),
    "ends_at": _("ends"),
    "place": _("place"),
    "state": _("state"),
    "text": _("text"),
    "position": _("order"),
    "reference": _("number"),
    "day": _("dated"),
    "url": _("web address"),
}


@dataclass(frozen=True)
class Note:
    """One thing that is doubtful: about which object (or file), and the value in question."""

    doubt: Doubt
    about: str
    what: str = ""

    @property
    def message(self) -> str:
        return str(self.doubt.label) % {"what": self.what}


@dataclass(frozen=True)
class FormerName:
    name: str
    until: Day


@dataclass(frozen=True, kw_only=True)
class CouncilBody:
    """A body that meets. `town` is the id of the council (OParl: Body) it belongs to."""

    id: str
    name: str
    kind: BodyKind
    town: str = ""
    parent: str = ""
    begins: Day = None
    ends: Day = None
    as_of: Day = None
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CouncilSeat:
    """Who sits in a body, for whom. `institution` is the name of the organisation represented."""

    id: str
    body: str
    person: str = ""
    institution: str = ""
    role: str = ""
    is_deputy: bool = False
    is_chair: bool = False
    begins: Day = None
    ends: Day = None


@dataclass(frozen=True, kw_only=True)
class CouncilMeeting:
    id: str
    bodies: tuple[str, ...]
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class CouncilItem:
    id: str
    meeting: str
    title: str
    text: str = ""
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class CouncilPaper:
    """A document (`of`), and the agenda item or the meeting it belongs to."""

    id: str
    of: str
    title: str
    meeting: str = ""
    item: str = ""
    reference: str = ""
    kind: str = ""
    day: Day = None
    url: str = ""


@dataclass
class Content:
    """All of a file. An object is either in one of the lists or, with the reason, in `left_out`."""

    read: dict[str, int] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)
    bodies: list[CouncilBody] = field(default_factory=list)
    seats: list[CouncilSeat] = field(default_factory=list)
    meetings: list[CouncilMeeting] = field(default_factory=list)
    items: list[CouncilItem] = field(default_factory=list)
    papers: list[CouncilPaper] = field(default_factory=list)
    left_out: list["LeftOut"] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def notes_by_object(self) -> dict[str, tuple[Note, ...]]:
        found: dict[str, dict[Note, None]] = {}
        for note in self.notes:
            found.setdefault(note.about, {})[note] = None
        return {identifier: tuple(notes) for identifier, notes in found.items()}


@dataclass(frozen=True)
class LeftOut:
    """An object that cannot be taken, whatever is chosen; its notes say why. `body` is where it belongs."""

    kind: str
    id: str
    title: str
    body: str = ""


@dataclass
class Row:
    """What becomes of one object when the chosen bodies are taken over."""

    kind: Kind
    id: str
    title: str
    verdict: Verdict = Verdict.NEW
    changes: dict[str, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def leave_out(self, *notes: Note) -> None:
        self.verdict = Verdict.OUT
        self.notes += notes

    def note(self, doubt: Doubt, what: str = "") -> None:
        self.notes.append(Note(doubt, self.id, what))

    def changed_columns(self) -> list[tuple[str, list[str]]]:
        """What is written, with the names people know."""
        return [(str(COLUMNS.get(key, key)), values) for key, values in self.changes.items()]
