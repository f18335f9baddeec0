"""From nodes and edges to boxes and lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from klappt.core.layered.layers import Edge, columns, without_rings
from klappt.core.layered.order import uncross
from klappt.core.layered.places import settle

# Stands between the parts of a name for a passage; no key holds it.
_PASSAGE = "\x00"


@dataclass(frozen=True, slots=True)
class Node:
    """A box to be placed: its key and its height in the picture's units.

    `rank` says what comes earlier, where edges alone do not: an edge to a lower rank is drawn backwards.
    `last` puts it at the far right.
    """

    key: str
    height: float = 40.0
    last: bool = False
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Width of a box, free room between columns, between boxes, and the height of a passing line."""

    width: float = 168.0
    between_columns: float = 72.0
    between_boxes: float = 18.0
    passage: float = 10.0


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """The upper left corner and the size of a node; `column` counts from the left."""

    key: str
    x: float
    y: float
    width: float
    height: float
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """From a box to a box by straight pieces; no piece touches any other box."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes as they are read (column by column, from the top), lines, and the size of all."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


DEFAULT = Measures()


def draw(nodes: Sequence[Node], edges: Iterable[Edge], measures: Measures = DEFAULT) -> Drawing:
    """Place `nodes` in columns from left to right so that edges lead to the right wherever possible.

    The same nodes and edges give the same picture, in whatever order they come. An edge that closes a ring is
    drawn from right to left; a loop at one node is left out. Units are those of `measures`. Raises ValueError
    for a key given twice and for an edge to a node that is not there.
    """
    known = {node.key: node for node in sorted(nodes, key=lambda node: node.key)}
    wanted = list(edges)
    _check(nodes, known, wanted)
    keys = list(known)
    directed = without_rings(keys, wanted, {key: node.rank for key, node in known.items()})
    column = columns(keys, directed.values(), [node.key for node in known.values() if node.last])
    chains = {edge: _chain(*way, column) for edge, way in directed.items()}
    levels, after = _levels(keys, column, chains.values())
    ordered = uncross(levels, after)
    heights = {
        key: known[key].height if key in known else measures.passage for each in ordered for key in each
    }
    middles = settle(ordered, after, heights, measures.between_boxes)
    boxes = {
        key: Box(
            key,
            number * (measures.width + measures.between_columns),
            round(middles[key] - heights[key] / 2, 1),
            measures.width,
            heights[key],
            number,
        )
        for number, level in enumerate(ordered)
        for key in level
    }
    return _drawn(known, directed, chains, boxes)


def _check(given: Sequence[Node], known: Mapping[str, Node], edges: Iterable[Edge]) -> None:
    if len(given) != len(known):
        raise ValueError("A key is given twice.")
    for source, target in edges:
        for key in (source, target):
            if key not in known:
                raise ValueError(f"A line leads to {key!r}, which is not there.")


def _chain(source: str, target: str, column: Mapping[str, int]) -> list[str]:
    """The edge with a passage in every column it crosses."""
    between = range(column[source] + 1, column[target])
    return [source, *(_PASSAGE.join((source, target, str(number))) for number in between), target]


def _levels(
    keys: Iterable[str], column: Mapping[str, int], chains: Iterable[Sequence[str]]
) -> tuple[list[list[str]], dict[str, list[str]]]:
    count = max(column.values(), default=-1) + 1
    levels: list[list[str]] = [[] for _ in range(count)]
    for key in keys:
        levels[column[key]].append(key)
    after: dict[str, list[str]] = {}
    for chain in chains:
        for key, following in pairwise(chain):
            after.setdefault(key, []).append(following)
        for offset, passage in enumerate(chain[1:-1], start=1):
            levels[column[chain[0]] + offset].append(passage)
    return levels, after


def _drawn(
    known: Mapping[str, Node],
    directed: Mapping[Edge, Edge],
    chains: Mapping[Edge, Sequence[str]],
    boxes: Mapping[str, Box],
) -> Drawing:
    leaving, arriving = _ports(chains, boxes)
    lines = []
    for edge, chain in chains.items():
        points = [leaving[edge]]
        for passage in chain[1:-1]:
            box = boxes[passage]
            middle = round(box.y + box.height / 2, 1)
            points += [Point(box.x, middle), Point(box.x + box.width, middle)]
        points.append(arriving[edge])
        lines.append(Line(*edge, tuple(points if directed[edge] == edge else reversed(points))))
    placed = sorted((boxes[key] for key in known), key=lambda box: (box.column, box.y))
    everything = list(boxes.values())
    return Drawing(
        boxes=tuple(placed),
        lines=tuple(sorted(lines, key=lambda line: (line.source, line.target))),
        width=max((box.x + box.width for box in everything), default=0.0),
        height=max((box.y + box.height for box in everything), default=0.0),
    )


def _ports(
    chains: Mapping[Edge, Sequence[str]], boxes: Mapping[str, Box]
) -> tuple[dict[Edge, Point], dict[Edge, Point]]:
    """Where each line leaves and arrives: spread over the side of the box, in the order of the other ends."""

    def spread(own: int, next_to: int, side: float) -> dict[Edge, Point]:
        at: dict[str, list[Edge]] = {}
        for edge, chain in chains.items():
            at.setdefault(chain[own], []).append(edge)
        places = {}
        for key, edges in at.items():
            box = boxes[key]
            edges.sort(key=lambda edge: (boxes[chains[edge][next_to]].y, edge))
            for number, edge in enumerate(edges, start=1):
                y = box.y + box.height * number / (len(edges) + 1)
                places[edge] = Point(box.x + box.width * side, round(y, 1))
        return places

    return spread(0, 1, 1.0), spread(-1, -2, 0.0)
