"""A text document, DOCX or ODT, as its lines and tables, with all that hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from klappt.documents.words import CHOOSE
from klappt.sheets.refusals import RefusalKind, Refused


class LooseKind(StrEnum):
    """Comment at the margin, text box, footnote, struck out while changes were tracked, picture."""

    COMMENT = "comment"
    BOX = "box"
    NOTE = "note"
    STRUCK = "struck"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Loose:
    """Something that hangs on a line or cell and is no part of its text."""

    kind: LooseKind
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph outside of tables. `is_frame`: it stands on top or at the foot of every page."""

    text: str
    loose: tuple[Loose, ...] = ()
    is_frame: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str
    names: tuple[str, ...] = ()
    loose: tuple[Loose, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. What stands in an inner one stands in the cell around it, too."""

    rows: tuple[tuple[GridCell, ...], ...]
    is_inner: bool = False


Piece = Line | Grid


def parsed(content: bytes) -> etree._Element:
    """Refused where it is no XML."""
    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error


def without(node: etree._Element, skip: frozenset[str]) -> Iterator[etree._Element]:
    """Everything below the node in its order; of what is in `skip`, neither it nor what is in it."""
    for child in node.iterchildren("*"):
        if child.tag not in skip:
            yield child
            yield from without(child, skip)


def rows_of(table: etree._Element, tag: str, own: str) -> Iterator[etree._Element]:
    """Those of this table, however they are wrapped, and not those of a table inside."""
    for found in table.iter(tag):
        if next(found.iterancestors(own), None) is table:
            yield found


def said(text: str) -> str:
    """What invites to choose is no answer."""
    return "" if text.strip() in CHOOSE else text


def merged(found: Iterator[Loose]) -> tuple[Loose, ...]:
    """What one person struck out in several pieces, one after the other, is one."""
    kept: list[Loose] = []
    for each in found:
        if each.kind is LooseKind.STRUCK and kept and (kept[-1].kind, kept[-1].by) == (each.kind, each.by):
            kept[-1] = Loose(each.kind, kept[-1].text + each.text, each.by)
        else:
            kept.append(each)
    return tuple(each for each in kept if each.text.strip() or each.kind is LooseKind.PICTURE)
