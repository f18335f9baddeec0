"""An answer taken apart into its slots, and whether two answers say the same."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.values import EMPTY, Reply, ReplyState
from klappt.documents.typography import clean
from klappt.offline.outline.places import Place, Slot, SlotKind, option_words, plain, slots

__all__ = ["Cell", "cells_of", "clean", "does_not_apply", "rows_of", "same", "shown", "typed"]

Cell = str | Decimal | datetime.date | bool | int
"""What is written into a slot: a text, a number, a day, a tick, a rank."""


def cells_of(place: Place, reply: Reply | None) -> dict[str, Cell]:
    """What stands in the slots of a question that is no table, by slot; empty slots are left out."""
    if reply is None or reply.state is not ReplyState.GIVEN or not place.is_typed or place.is_table:
        return {}
    found = {slot.id: _cell(slot, place, reply.value) for slot in slots(place)}
    return {key: cell for key, cell in found.items() if cell is not None}


def rows_of(place: Place, reply: Reply | None) -> list[dict[str, Cell]]:
    """The rows of a table, cells by column."""
    if reply is None or reply.state is not ReplyState.GIVEN:
        return []
    kinds = slots(place)
    return [
        {slot.part: typed(slot, row[slot.part]) for slot in kinds if row.get(slot.part)}
        for row in reply.value
    ]


def does_not_apply(reply: Reply | None) -> bool:
    return reply is not None and reply.state is ReplyState.NOT_APPLICABLE


def _cell(slot: Slot, place: Place, value: Any) -> Cell | None:
    match place.question.kind:
        case QuestionKind.CHOICES:
            return True if slot.part in value else None
        case QuestionKind.RANKING:
            return value.index(slot.part) + 1 if slot.part in value else None
        case QuestionKind.MATRIX:
            return typed(slot, value[slot.part]) if slot.part in value else None
        case _:
            return typed(slot, value)


def typed(slot: Slot, text: str) -> Cell:
    """The canonical text of an answer as what a spreadsheet would hold."""
    match slot.kind:
        case SlotKind.NUMBER:
            return Decimal(text)
        case SlotKind.DATE:
            return datetime.date.fromisoformat(text)
        case SlotKind.CHOICE:
            return option_words(slot.options).get(text, text)
        case _:
            return clean(text)


def shown(cell: Cell) -> str:
    """The cell as text for documents: 12,5 and 22.11.2026."""
    match cell:
        case bool():
            return "x" if cell else ""
        case Decimal():
            return format(cell, "f").replace(".", ",")
        case datetime.date():
            return cell.strftime("%d.%m.%Y")
        case _:
            return str(cell)


def same(place: Place, one: Reply | None, other: Reply | None) -> bool:
    """Whether both say the same, seen through what files do to blanks and to the order of rows."""
    return _sign(place, one or EMPTY) == _sign(place, other or EMPTY)


def _sign(place: Place, reply: Reply) -> tuple[str, Any]:
    if reply.state is not ReplyState.GIVEN:
        return reply.state, None
    value = reply.value
    if place.is_table:
        value = sorted(sorted(cells.items()) for row in value if (cells := _plain_cells(row)))
    elif isinstance(value, str):
        value = plain(clean(value))
    return (reply.state, value) if value else (ReplyState.EMPTY, None)


def _plain_cells(row: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, raw in row.items() if (text := plain(clean(raw)))}
