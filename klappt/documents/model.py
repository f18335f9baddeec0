"""What a document is made of. Texts are plain: nothing in them is read as markup, `\\n` begins a new line."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 3, without leaving one out: people who listen to the page jump from heading to heading."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`lead` stands in front of it in bold ("Beschluss:"). `sticky` ones stay with what follows them."""

    text: str
    lead: str = ""
    sticky: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Names and what they stand for, one below the other ("Ort", "Rathaus, Raum 12")."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page, one for each column; without them all are equally wide.

    ValueError for a row that has not one cell for each column: it would stand askew.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.head)
        if any(len(row) != columns for row in self.rows) or len(self.widths) not in (0, columns):
            raise ValueError("a row of a table has one cell for each column")


@dataclass(frozen=True)
class Signatures:
    """A line to sign for each of them, with what stands below it."""

    names: tuple[str, ...]


class EntryKind(StrEnum):
    """A line, several lines, one of some words, or a box to tick (its text is "x" when it is ticked)."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True)
class Entry:
    """A place to write in, with what stands in it. By `name` it is known again when the file comes back.

    `name` is a letter, then letters, digits and `_`, at most 40: a bookmark can hold no more.
    """

    name: str
    label: str
    kind: EntryKind = EntryKind.LINE
    text: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """Places to write in, one below the other, each beside its label. `wide`: much is written in them."""

    entries: tuple[Entry, ...]
    wide: bool = False


@dataclass(frozen=True)
class EntryTable:
    """A table to write in: `names` and `head` of its columns, rows with what stands there already.

    ValueError for a row that has not one place for each column.
    """

    names: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.head)
        counts = {len(self.names), len(self.widths or self.head), *(len(row) for row in self.rows)}
        if counts != {columns}:
            raise ValueError("a row of a table has one place for each column")


Block = Heading | Paragraph | Bullets | Facts | Table | Signatures | Form | EntryTable


@dataclass(frozen=True, kw_only=True)
class Document:
    """`lines` stand below the title, `header` on top of each page.

    `author` and `keywords` stand in the properties of the file, `properties` (names and values) besides in
    those of a DOCX or ODT; and so does the moment it was written: now,
    or `written`; with that, the same document is the same PDF byte for byte.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "de"
    lines: tuple[str, ...] = ()
    header: str = ""
    author: str = ""
    keywords: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    written: datetime.datetime | None = None

    @property
    def has_entries(self) -> bool:
        return any(isinstance(block, Form | EntryTable) for block in self.blocks)
