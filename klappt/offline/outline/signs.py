"""Notes in a text document which texts klappt wrote: what people add is found when it comes back."""

from collections.abc import Iterable, Iterator

from klappt.documents.model import (
    Block,
    Bullets,
    Document,
    EntryTable,
    Facts,
    Form,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from klappt.documents.words import words
from klappt.sheets.signs import digest

PREFIX = "klappt-labels-"
_LENGTH = 8
# Word shows and keeps properties of up to 255 signs.
_IN_ONE = 31


def short_signs(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(digest(text)[:_LENGTH] for text in texts)


def split(noted: str) -> list[str]:
    """The signs out of what the properties say, one after the other."""
    return [noted[start : start + _LENGTH] for start in range(0, len(noted), _LENGTH)]


def as_properties(document: Document) -> tuple[tuple[str, str], ...]:
    """Names and values of the properties of the file."""
    signs = sorted(short_signs(texts_of(document)))
    rows = ("".join(signs[start : start + _IN_ONE]) for start in range(0, len(signs), _IN_ONE))
    return tuple((f"{PREFIX}{number:03}", row) for number, row in enumerate(rows, start=1))


def texts_of(document: Document) -> Iterator[str]:
    """Each text as a word processor has it: a paragraph, or all of one cell. Without places to write in."""
    said = words(document.language)
    yield from (document.title, document.header, *document.lines, f"{said.page} {said.of}")
    for block in document.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield f"{block.lead} {block.text}"
        case Bullets():
            yield from block.items
        case Facts():
            yield from (f"{name} {value}" for name, value in block.pairs)
        case Table():
            yield from (block.caption, *block.head, *(text for row in block.rows for text in row))
        case Signatures():
            yield from block.names
        case Form():
            yield from (entry.label for entry in block.entries)
        case EntryTable():
            yield from block.head
