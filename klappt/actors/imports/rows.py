"""What reading a workbook yields: plain values, each with the sheet and row it came from."""

from dataclasses import dataclass
from dataclasses import field as fresh
from enum import StrEnum

from klappt.actors.imports.mapping import Column
from klappt.actors.imports.ticks import Tick


class ProblemKind(StrEnum):
    """What needs a decision before the row can be taken over."""

    MISSING_NAME = "missing_name"
    INVALID_EMAIL = "invalid_email"
    INVALID_PHONE = "invalid_phone"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    UNCERTAIN_TICK = "uncertain_tick"


class HintKind(StrEnum):
    """What was noticed and put right, or is only worth knowing."""

    PHONE_AS_NUMBER = "phone_as_number"
    SEVERAL_PHONES = "several_phones"
    SEVERAL_EMAILS = "several_emails"
    LINE_BREAK = "line_break"
    NO_BREAK_SPACE = "no_break_space"
    INVISIBLE_SIGN = "invisible_sign"
    HIDDEN_ROW = "hidden_row"
    NO_AREA_CODE = "no_area_code"
    MORE_THAN_TICK = "more_than_tick"
    MERGED_ABOVE = "merged_above"
    SHORTENED = "shortened"


class Why(StrEnum):
    """Why a row is no actor, body or priority."""

    TITLE = "title"
    HEADING = "heading"
    REPEATED_HEADING = "repeated_heading"
    SECTION = "section"
    NOTE = "note"
    TOTAL = "total"
    LEGEND = "legend"
    IDEA = "idea"
    NUMBER_ONLY = "number_only"
    COMMENT = "comment"
    HIDDEN_SHEET = "hidden_sheet"
    NO_TABLE = "no_table"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Problem:
    column: str
    kind: ProblemKind | HintKind
    message: str
    role: str = ""


@dataclass(slots=True)
class ActorRow:
    """`field` is one of the four in German or None; `extra`: what klappt has no column for, by heading;
    `cells`: each column that means something, as it stands, by role."""

    sheet: str
    row: int
    name: str = ""
    department: str = ""
    field: str | None = None
    short_name: str = ""
    kind: str = ""
    contact: str = ""
    function: str = ""
    phones: list[str] = fresh(default_factory=list)
    phone_labels: list[str] = fresh(default_factory=list)
    emails: list[str] = fresh(default_factory=list)
    address: str = ""
    website: str = ""
    cooperation: Tick = Tick.BLANK
    cooperation_since: str = ""
    cooperation_format: str = ""
    core_group: Tick = Tick.BLANK
    forum: Tick = Tick.BLANK
    contributions: str = ""
    note: str = ""
    criteria: dict[str, str] = fresh(default_factory=dict)
    extra: dict[str, str] = fresh(default_factory=dict)
    comments: list[str] = fresh(default_factory=list)
    cells: dict[str, str] = fresh(default_factory=dict)
    key: str = ""
    problems: list[Problem] = fresh(default_factory=list)
    hints: list[Problem] = fresh(default_factory=list)
    duplicate_of: int | None = None
    duplicate_sheet: str = ""
    duplicate_reasons: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.row


@dataclass(frozen=True, slots=True)
class Aside:
    sheet: str
    row: int
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A committee, working group, agreement ...; `columns` is the whole row by heading."""

    sheet: str
    row: int
    name: str
    kind: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class PriorityRow:
    sheet: str
    row: int
    rank: str
    text: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet was read; `kind` is actors, bodies, priorities or none."""

    sheet: str
    kind: str
    heading_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(slots=True)
class TableContent:
    """All of a workbook: every row with any content stands in exactly one of the four lists."""

    rows: list[ActorRow] = fresh(default_factory=list)
    left_aside: list[Aside] = fresh(default_factory=list)
    bodies: list[BodyRow] = fresh(default_factory=list)
    priorities: list[PriorityRow] = fresh(default_factory=list)
    mapping: list[SheetMapping] = fresh(default_factory=list)
    notices: list[str] = fresh(default_factory=list)
    properties: dict[str, str] = fresh(default_factory=dict)
