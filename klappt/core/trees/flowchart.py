"""Reads mermaid flow charts: nodes, labelled arrows and links to pages (https://mermaid.js.org/syntax/flowchart).

How a chart looks (classes, styles, subgraphs, directions) is passed over.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from klappt.core.trees.contradictions import Contradiction, Flaw
from klappt.core.trees.statements import plain, statements

# Openings from long to short, so that the longest one that fits is taken; only { } is a question.
_SHAPES = {"{{": "}}", "([": "])", "((": "))", "[[": "]]", "[(": ")]", "{": "}", "[": "]", "(": ")", ">": "]"}
_NODE = re.compile(
    r"\s*(?P<id>\w+)(?:\s*(?:"
    + "|".join(
        rf'(?P<open{number}>{re.escape(begin)})\s*(?P<text{number}>"[^"]*"|[^"]*?)\s*{re.escape(end)}'
        for number, (begin, end) in enumerate(_SHAPES.items())
    )
    + r"))?(?::::\w+)?"
)
_ARROW = re.compile(
    r"\s*(?:(?:-{2,}>|={2,}>|-\.+->|-{3,}|={3,}|-\.+-(?!>))\s*(?:\|(?P<piped>[^|]*)\|)?"
    r"|(?:--|==|-\.)(?P<inner>[^|]+?)(?:-{2,}>|={2,}>|\.+->|-{3,}|={3,}|\.+-))"
)
_CLICK = re.compile(r'click\s+(?P<id>\w+)\s+(?:href\s+)?"(?P<page>[^"]*)"')
_LOOKS = re.compile(r"(graph|flowchart|classDef|class|style|linkStyle|direction|subgraph|end)\b")


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it was last drawn; a question or, if not, a result or a mere station."""

    id: str
    line: int
    text: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    source: str
    target: str
    label: str
    line: int


@dataclass(slots=True)
class Chart:
    """A flow chart as it stands, and where it contradicts itself. `links` maps a node to its page."""

    file: str
    title: str
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    found: list[Contradiction] = field(default_factory=list)

    def note(self, flaw: Flaw, line: int, node: str = "", **values: str) -> None:
        self.found.append(Contradiction(flaw, self.file, line, node, values))


def read_chart(
    text: str, file: str, *, title: str = "", first_line: int = 1, keep_first: bool = False
) -> Chart:
    """A chart out of mermaid text.

    A node drawn twice with different texts is the last one, as mermaid draws it; with `keep_first` the first.
    """
    return _Reading(Chart(file, title), keep_first=keep_first).read(text, first_line)


class _Reading:
    def __init__(self, chart: Chart, *, keep_first: bool) -> None:
        self.chart = chart
        self._keep_first = keep_first
        self._clicks: list[tuple[int, str, str]] = []

    def read(self, text: str, first_line: int) -> Chart:
        for line, statement in statements(text, first_line):
            if click := _CLICK.match(statement):
                self._clicks.append((line, click["id"], click["page"]))
            elif not _LOOKS.match(statement) and not self._row(statement, line):
                self.chart.note(Flaw.NOT_UNDERSTOOD, line, text=statement)
        for arrow in self.chart.arrows:
            for node in (arrow.source, arrow.target):
                if node not in self.chart.boxes:
                    self.chart.boxes[node] = Box(node, arrow.line, node, asks=False)
                    self.chart.note(Flaw.NODE_WITHOUT_TEXT, arrow.line, node)
        for line, node, page in self._clicks:
            self._link(line, node, page)
        return self.chart

    def _row(self, statement: str, line: int) -> bool:
        """Reads `A`, `A --> B`, `A -- yes --> B & C --> D`; whether all of it was understood."""
        arrows: list[Arrow] = []
        before, at = self._group(statement, 0)
        boxes = list(before)
        while before and at < len(statement):
            arrow = _ARROW.match(statement, at)
            after, at = self._group(statement, arrow.end()) if arrow else ([], at)
            if arrow is None or not after:
                return False
            label = plain(arrow["piped"] or arrow["inner"] or "")
            arrows += [Arrow(a["id"], b["id"], label, line) for a in before for b in after]
            boxes += after
            before = after
        for box in boxes:
            self._draw(box, line)
        self.chart.arrows += arrows
        return bool(boxes)

    def _group(self, statement: str, at: int) -> tuple[list[re.Match[str]], int]:
        """Nodes joined by &, and where they end."""
        found = []
        while node := _NODE.match(statement, at):
            found.append(node)
            at = node.end()
            more = re.compile(r"\s*&").match(statement, at)
            if more is None:
                break
            at = more.end()
        return found, at

    def _draw(self, match: re.Match[str], line: int) -> None:
        shape = next((n for n in range(len(_SHAPES)) if match[f"open{n}"]), None)
        if shape is None:
            return
        new = Box(match["id"], line, plain(match[f"text{shape}"]), match[f"open{shape}"] == "{")
        old = self.chart.boxes.get(new.id)
        if old is None or (old.text, old.asks) == (new.text, new.asks):
            self.chart.boxes.setdefault(new.id, new)
            return
        taken = old if self._keep_first else new
        values = {"first": old.text, "first_line": str(old.line), "last": new.text, "taken": taken.text}
        self.chart.note(Flaw.TWO_TEXTS, line, new.id, **values)
        self.chart.boxes[new.id] = taken

    def _link(self, line: int, node: str, page: str) -> None:
        target = PurePosixPath(page.partition("#")[0]).stem
        if node not in self.chart.boxes:
            self.chart.note(Flaw.LINK_WITHOUT_NODE, line, node, page=target)
            return
        before = self.chart.links.get(node, target)
        if before != target:
            self.chart.note(Flaw.TWO_LINKS, line, node, first=before, last=target)
        self.chart.links[node] = target


def arrows_from(chart: Chart) -> dict[str, list[Arrow]]:
    """The arrows that leave each node, in the order of the file."""
    leaving: dict[str, list[Arrow]] = {node: [] for node in chart.boxes}
    for arrow in chart.arrows:
        leaving[arrow.source].append(arrow)
    return leaving
