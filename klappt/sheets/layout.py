"""A worksheet to be filled in, described once for every file format."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Writable = str | int | float | bool
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program may take text that begins so for a formula. It is always written as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """`choices` make a list to choose from; other words are allowed unless the list is `closed`."""

    heading: str
    width: int = 18
    hint: str = ""
    choices: tuple[str, ...] = ()
    closed: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """`lines` stand above the headings. Headings cannot be overwritten; all cells below can.

    `spare` is how many empty rows below the last one have the lists and hints as well.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Writable]]
    lines: Sequence[str] = ()
    frozen_columns: int = 0
    spare: int = 100
    hidden: bool = False

    @property
    def heading_row(self) -> int:
        """Counted from 0."""
        return len(self.lines) + 1 if self.lines else 0

    @property
    def last_row(self) -> int:
        return self.heading_row + len(self.rows) + self.spare


@dataclass(frozen=True, slots=True)
class Layout:
    """`source` and `as_of` stand in the foot of each printed page."""

    sheets: Sequence[SheetLayout]
    title: str
    source: str = ""
    as_of: str = ""
    properties: dict[str, str] = field(default_factory=dict)
