"""What stands in the inputs of a question, exactly as somebody typed it, and under which names."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.datastructures import MultiValueDict

from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.core.questionnaire.replies import MOST_ROWS
from klappt.core.questionnaire.values import Reply, ReplyState

Posted = MultiValueDict[str, str]
Row = Mapping[str, str]

SINGLE = frozenset(
    {
        QuestionKind.TEXT,
        QuestionKind.LONG_TEXT,
        QuestionKind.NUMBER,
        QuestionKind.DATE,
        QuestionKind.CHOICE,
        QuestionKind.SCALE,
    }
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """`single` for one input or one choice, `several` ticks, `cells` the rows of a matrix and the places of a
    ranking, `rows` of a table: also the empty ones.
    """

    single: str = ""
    several: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    not_applicable: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing is typed, chosen or ticked, apart from "does not apply"."""
        cells = (*self.cells.values(), *(cell for row in self.rows for cell in row.values()))
        return not (self.single.strip() or self.several or any(cell.strip() for cell in cells))


def name_of(key: str, *parts: object) -> str:
    """The name of an input, which is its id as well.

    One part is a tick or a button (`na`, `more`), two are a cell: an option may have the key `na`.
    """
    return "-".join(("q", key, *map(str, parts)))


def cell_of(key: str, row: str) -> str:
    """The name of a row of a matrix, or of the place of an option in a ranking."""
    return name_of(key, row, "is")


def inputs_from(question: Question, posted: Posted) -> Inputs:
    """What was posted, unjudged; a button that adds, removes or moves something has had its effect."""
    key, kind = question.key, question.kind
    found = Inputs(not_applicable=name_of(key, "na") in posted)
    if kind in SINGLE:
        kept = "" if name_of(key, "clear") in posted else str(posted.get(name_of(key)) or "")
        return replace(found, single=kept)
    if kind is QuestionKind.CHOICES:
        return replace(found, several=tuple(dict.fromkeys(posted.getlist(name_of(key)))))
    if kind is QuestionKind.MATRIX:
        cleared = str(posted.get(name_of(key, "clear")) or "")
        chosen = dict(_cells(key, question.rows, posted))
        return replace(found, cells={row: value for row, value in chosen.items() if row != cleared})
    if kind is QuestionKind.RANKING:
        return replace(found, cells=_moved(question, dict(_cells(key, question.options, posted)), posted))
    if kind is QuestionKind.TABLE:
        return replace(found, rows=_rows(question, posted))
    return found


def _cells(key: str, things: tuple[Option, ...], posted: Posted) -> Iterator[tuple[str, str]]:
    for thing in things:
        value = str(posted.get(cell_of(key, thing.key)) or "")
        if value:
            yield thing.key, value


def ranked(question: Question, places: Mapping[str, str]) -> list[str]:
    """Options with a place in the order of their places; two with the same one as they are listed."""
    placed = [
        (int(place), option.key)
        for option in question.options
        if _is_place(place := places.get(option.key, ""))
    ]
    return [key for _place, key in sorted(placed, key=lambda each: each[0])]


def _is_place(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,2}", text))


def _moved(question: Question, places: dict[str, str], posted: Posted) -> dict[str, str]:
    up, down = (str(posted.get(name_of(question.key, way)) or "") for way in ("up", "down"))
    moved = up or down
    if moved not in {option.key for option in question.options}:
        return places
    order = ranked(question, places)
    if moved not in order:
        order.append(moved)
    else:
        here = order.index(moved)
        there = min(max(here + (-1 if up else 1), 0), len(order) - 1)
        order[here], order[there] = order[there], order[here]
    return {key: str(place) for place, key in enumerate(order, start=1)}


def _rows(question: Question, posted: Posted) -> tuple[Row, ...]:
    columns = {column.key for column in question.columns}
    cell = re.compile(rf"{re.escape(name_of(question.key))}-([1-9][0-9]{{0,3}})-([a-z0-9_]+)")
    found: dict[int, dict[str, str]] = {}
    for name in posted:
        match = cell.fullmatch(name)
        if match and match[2] in columns:
            found.setdefault(int(match[1]), {})[match[2]] = str(posted.get(name) or "")
    less = str(posted.get(name_of(question.key, "less")) or "")
    rows = tuple(found[number] for number in sorted(found) if str(number) != less)
    may_grow = name_of(question.key, "more") in posted and len(rows) < MOST_ROWS
    return (*rows, {}) if may_grow else rows


def inputs_of(question: Question, reply: Reply | None) -> Inputs:
    """What stands in the inputs when the page is opened with this answer."""
    if reply is None or reply.state is ReplyState.EMPTY:
        return Inputs()
    if reply.state is ReplyState.NOT_APPLICABLE:
        return Inputs(not_applicable=True)
    if question.kind in SINGLE:
        return Inputs(single=as_typed(question.kind, str(reply.value)))
    several = _SEVERAL.get(question.kind)
    return several(question, reply.value) if several else Inputs()


def _table(question: Question, value: Any) -> Inputs:
    kinds = {column.key: column.kind for column in question.columns}
    return Inputs(
        rows=tuple({key: as_typed(kinds.get(key), cell) for key, cell in row.items()} for row in value)
    )


_SEVERAL: dict[QuestionKind, Callable[[Question, Any], Inputs]] = {
    QuestionKind.CHOICES: lambda _question, value: Inputs(several=tuple(value)),
    QuestionKind.MATRIX: lambda _question, value: Inputs(cells=dict(value)),
    QuestionKind.RANKING: lambda _question, value: Inputs(
        cells={key: str(place) for place, key in enumerate(value, start=1)}
    ),
    QuestionKind.TABLE: _table,
}


def as_typed(kind: QuestionKind | None, value: str) -> str:
    """A kept number with a comma, whatever the language: 1.234 would be read as thousands."""
    return value.replace(".", ",") if kind is QuestionKind.NUMBER else value
