"""What calamine does not tell about an XLSX: hidden rows, comments, properties, and how far cells reach."""

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from klappt.sheets import limits
from klappt.sheets.archive import Members
from klappt.sheets.drawings import floating_in
from klappt.sheets.grid import Floating, Position, column_index
from klappt.sheets.refusals import RefusalKind, Refused

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,9})[\"'][^>]*(?<!/)>(?!\s*</)"
)
_COMMENT_INTRO = re.compile(
    r"^\[(?:Threaded comment|Kommentarthread)\].*?(?:Comment|Kommentar):\s*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Extras:
    hidden_rows: frozenset[int] = frozenset()
    comments: dict[Position, str] = field(default_factory=dict)
    floating: tuple[Floating, ...] = ()


def read_extras(members: Members) -> dict[str, Extras]:
    """By sheet name. Refuses sheets that reach further than any table does, before anyone allocates them."""
    paths = _sheet_paths(members)
    return {name: _sheet_extras(members, name, path) for name, path in paths.items()}


def read_properties(members: Members) -> dict[str, str]:
    """The custom document properties."""
    content = members.get("docProps/custom.xml")
    if content is None:
        return {}
    return {
        str(item.get("name", "")): "".join(str(part) for part in item.itertext())
        for item in _parse(content).iter("{*}property")
    }


def _parse(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error


def _sheet_paths(members: Members) -> dict[str, str]:
    workbook = members.get("xl/workbook.xml", b"<none/>")
    targets = _relations(members, "xl/workbook.xml", "worksheet")
    paths = {}
    for sheet in _parse(workbook).iter("{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if target := targets.get(str(relation)):
            paths[str(sheet.get("name", ""))] = target
    return paths


def _relations(members: Members, path: str, kind: str) -> dict[str, str]:
    """Targets inside the archive by id; `kind` is the last word of the type of relation."""
    folder, name = posixpath.split(path)
    content = members.get(f"{folder}/_rels/{name}.rels")
    if content is None:
        return {}
    return {
        str(item.get("Id", "")): posixpath.normpath(
            posixpath.join("/", folder, str(item.get("Target", "")))
        ).lstrip("/")
        for item in _parse(content).iter("{*}Relationship")
        if item.get("TargetMode") != "External" and str(item.get("Type", "")).endswith(f"/{kind}")
    }


def _sheet_extras(members: Members, name: str, path: str) -> Extras:
    content = members.get(path, b"")
    if (
        b"\x00" in content[:200]
    ):  # UTF-16: no spreadsheet program writes it, and the bounds below would not see it
        raise Refused(RefusalKind.DAMAGED)
    _check_reach(content, name)
    hidden: frozenset[int] = frozenset()
    if b"hidden" in content:
        tags = [tag for tag in _ROW.findall(content) if _HIDDEN.search(tag)]
        hidden = frozenset(int(number[1]) for tag in tags if (number := _ROW_NUMBER.search(tag)))
    drawings = _relations(members, path, "drawing").values()
    floating = tuple(each for at in drawings for each in floating_in(_parse(members.get(at, b"<none/>"))))
    return Extras(hidden_rows=hidden, comments=_comments(members, path), floating=floating)


def _check_reach(content: bytes, name: str) -> None:
    rows, columns = 0, set()
    for letters, digits in _FILLED_CELL.findall(content):
        rows = max(rows, int(digits))
        columns.add(letters)
    if rows > limits.ROWS:
        raise Refused(RefusalKind.TOO_MANY_ROWS, sheet=name, limit=limits.ROWS)
    if any(column_index(letters.decode()) >= limits.COLUMNS for letters in columns):
        raise Refused(RefusalKind.TOO_MANY_COLUMNS, sheet=name, limit=limits.COLUMNS)


def _comments(members: Members, path: str) -> dict[Position, str]:
    comments: dict[Position, str] = {}
    for target in _relations(members, path, "threadedComment").values():
        for said in _parse(members.get(target, b"<none/>")).iter("{*}threadedComment"):
            if place := _position(str(said.get("ref", ""))):
                comments[place] = "\n".join(filter(None, (comments.get(place), _said(said, "text"))))
    for target in _relations(members, path, "comments").values():
        for comment in _parse(members.get(target, b"<none/>")).iter("{*}comment"):
            place = _position(str(comment.get("ref", "")))
            # Excel keeps a copy of a conversation as a remark of the old kind; the conversation is whole.
            if place and place not in comments and (text := _said(comment, "t")):
                comments[place] = _COMMENT_INTRO.sub("", text)
    return comments


def _position(name: str) -> Position | None:
    place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", name)
    return (int(place[2]), column_index(place[1])) if place else None


def _said(element: etree._Element, tag: str) -> str:
    return "".join(str(part) for run in element.iter(f"{{*}}{tag}") for part in run.itertext()).strip()
