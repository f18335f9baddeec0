"""Text as it is set: without what no file may hold, with the signs a printer would use."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from unicodedata import category

from klappt.documents.model import (
    Block,
    Bullets,
    Document,
    Entry,
    EntryTable,
    Facts,
    Form,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from klappt.documents.words import words

_NARROW = "\u202f"
_FIXED = "\u00a0"
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_GERMAN = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r'(?<![\w)\]}’”“.,!?…])"(?=\S)', "„"),
        (r'"', "“"),
        (r"(?<=\w)'(?=\w)", "’"),
        (r"(?<=\S) - (?=\S)", f"{_FIXED}– "),
        (r"(?<!\.)\.\.\.(?!\.)", "…"),
        (r"\b([zZ]|[dD]|[uU]|[oO]|i|s)\. ?(B|h|a|Ä|R|o|u)\.(?!\w)", rf"\1.{_NARROW}\2."),
        (r"(§§?|\bNr\.|\bArt\.|\bAbs\.) (?=\d)", rf"\1{_FIXED}"),
        (r"(?<=\d) (?=(?:Uhr|Euro|km|Jahre|Plätze)\b|[€%])", _FIXED),
        (rf"(?<=\d\.) (?=(?:{_MONTHS})\b)", _FIXED),
    )
)


def typeset(document: Document) -> Document:
    """The same document with every text cleaned and, in German, with its proper signs."""
    return changed(document, lambda raw: _set(raw, document.language))


def changed(document: Document, text: Callable[[str], str]) -> Document:
    """The document with each of its texts changed, and still one that can be made accessible."""
    title = _one_line(text(document.title))
    return replace(
        document,
        title=title if _visible(title) else words(document.language).document,
        header=_one_line(text(document.header)),
        author=_one_line(text(document.author)),
        lines=tuple(filter(_visible, map(text, document.lines))),
        blocks=tuple(_in_order(_block(block, text) for block in document.blocks)),
    )


def _in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without empty headings, and without a level left out: both would be an error in an accessible file."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if not _visible(block.text):
                continue
            level = min(max(block.level, 1), level + 1, 3)
            yield Heading(level, block.text)
        else:
            yield block


def _block(block: Block, text: Callable[[str], str]) -> Block:  # noqa: PLR0911 - one answer for each kind
    match block:
        case Heading():
            return Heading(block.level, _one_line(text(block.text)))
        case Paragraph():
            return replace(block, text=text(block.text), lead=text(block.lead))
        case Bullets():
            return replace(block, items=tuple(map(text, block.items)))
        case Facts():
            return Facts(tuple((text(name), text(value)) for name, value in block.pairs))
        case Table():
            return replace(
                block,
                caption=_one_line(text(block.caption)),
                head=tuple(map(text, block.head)),
                rows=tuple(tuple(map(text, row)) for row in block.rows),
            )
        case Signatures():
            return Signatures(tuple(map(text, block.names)))
        case Form() | EntryTable():
            return _entries(block, text)


def _entries(block: Form | EntryTable, text: Callable[[str], str]) -> Form | EntryTable:
    if isinstance(block, Form):
        return replace(block, entries=tuple(_entry(entry, text) for entry in block.entries))
    rows = tuple(tuple(_entry(entry, text) for entry in row) for row in block.rows)
    return replace(block, head=tuple(map(text, block.head)), rows=rows)


def _entry(entry: Entry, text: Callable[[str], str]) -> Entry:
    """What somebody wrote or chooses from is theirs: it comes back as it went out."""
    choices = tuple(_one_line(clean(choice)) for choice in entry.choices)
    return replace(entry, label=_one_line(text(entry.label)), text=clean(entry.text), choices=choices)


def clean(text: str) -> str:
    """Text without control characters, halves of characters and what XML has no place for."""
    lines = "\n".join(text.splitlines())
    return "".join(sign for sign in lines if sign in "\n\t" or _holdable(sign)).strip("\n")


def _holdable(sign: str) -> bool:
    return category(sign) not in {"Cc", "Cs", "Cn", "Co"} and ord(sign) & 0xFFFE != 0xFFFE


def _set(raw: str, language: str) -> str:
    text = clean(raw)
    if language[:2] == "de":
        for pattern, sign in _GERMAN:
            text = pattern.sub(sign, text)
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _visible(text: str) -> bool:
    return any(category(sign)[0] not in "ZC" for sign in text)
