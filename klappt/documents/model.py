"""What a document is made of. Texts are plain: nothing in them is read as markup, `\\n` begins a new line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 3, without leaving one out: people who listen to the page jump from heading to heading."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`lead` stands in front of it in bold ("Beschluss:")."""

    text: str
    lead: str = ""


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


Block = Heading | Paragraph | Bullets | Facts | Table | Signatures


@dataclass(frozen=True, kw_only=True)
class Document:
    """`lines` stand below the title, `header` on top of each page, `author` in the properties of the file."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "de"
    lines: tuple[str, ...] = ()
    header: str = ""
    author: str = ""
