"""Sorts what stands in a text document: answers to their questions; what is not klappt's own is beside."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Brought, Row, Said, Stray
from klappt.offline.imports.grids import Grid, GridCell, Line, Loose, LooseKind, Piece
from klappt.offline.imports.labels import Labels
from klappt.offline.outline.names import leading_number, number_in_name
from klappt.offline.outline.places import Place, Slot, names_of, open_to_write, questions_by_slot, slots
from klappt.offline.outline.stamp import stamp_in

_Head = tuple[Place, int, dict[int, Slot]]


class Reading:
    """Goes through the document from top to end. `_near` is the key of the question it has come to."""

    def __init__(self, asked: Sequence[Place], labels: Labels) -> None:
        self._labels = labels
        self._brought = Brought()
        self._numbers = {place.question.key: place.number for place in asked}
        self._keys = {place.number: place.question.key for place in asked}
        self._questions = questions_by_slot(asked)
        writable = open_to_write(asked)
        self._names = {name: slot for name, slot in names_of(asked).items() if slot in writable}
        self._columns = {
            slot.number: (place, slot) for place in asked if place.is_table for slot in slots(place)
        }
        self._near = ""

    def read(self, pieces: Iterable[Piece]) -> Brought:
        for piece in pieces:
            if isinstance(piece, Line):
                self._line(piece)
            else:
                self._grid(piece)
        return self._brought

    def _line(self, line: Line) -> None:
        number = leading_number(line.text)
        if number in self._keys and not line.is_frame:
            self._near = self._keys[number]
        # The number of the page is put in by the program.
        text = re.sub(r"\d+", "", line.text) if line.is_frame else line.text
        if not self._is_ours(text):
            self._stray(line.text, _("margin of the pages") if line.is_frame else _("text at %(place)s"))
        self._hang(line.loose)

    def _grid(self, grid: Grid) -> None:
        """What hangs in an inner table hangs in the cell around it as well: there it was told."""
        if grid.is_inner:
            told = list(self._brought.strays)
            self._rows(grid)
            self._brought.strays = told
        else:
            self._rows(grid)

    def _rows(self, grid: Grid) -> None:
        head = self._head(grid)
        if head is not None:
            self._table(grid, *head)
            return
        for row in grid.rows:
            number = self._number(row[0], self._names) if len(row) > 1 else ""
            if number:
                self._answer(row, number)
            else:
                self._row(row)

    def _answer(self, row: Sequence[GridCell], number: str) -> None:
        slot = self._names[number]
        self._near = self._questions[slot]
        text = "\n".join(cell.text for cell in row[1:] if cell.text.strip())
        self._brought.add(slot, text, _("question %(number)s") % {"number": number})
        self._row(row[:1])
        for cell in row[1:]:
            self._hang(cell.loose)

    def _row(self, cells: Sequence[GridCell]) -> None:
        """Cells that are no places for answers: whatever in them is not ours is one find."""
        left = [cell.text.strip() for cell in cells if not self._is_ours(cell.text)]
        if left:
            told = _("row of the table at %(place)s") if len(left) > 1 else _("table at %(place)s")
            self._stray(" | ".join(left), told)
        for cell in cells:
            self._hang(cell.loose)

    def _table(self, grid: Grid, place: Place, nth: int, columns: Mapping[int, Slot]) -> None:
        for row in grid.rows[: nth + 1]:
            self._row(row)
        self._near = place.question.key
        rows = self._brought.tables.setdefault(place.question.key, [])
        for number, row in enumerate(grid.rows[nth + 1 :], start=1):
            where = _("question %(number)s, row %(row)s") % {"number": place.number, "row": number}
            cells: Row = {
                slot.part: Said(row[column].text, where)
                for column, slot in columns.items()
                if column < len(row) and row[column].text.strip()
            }
            rows += [cells] if cells else []
            self._row([cell for column, cell in enumerate(row) if column not in columns])
            for column in columns:
                self._hang(row[column].loose if column < len(row) else ())

    def _head(self, grid: Grid) -> _Head | None:
        for nth, row in enumerate(grid.rows):
            found = {
                column: self._columns[number]
                for column, cell in enumerate(row)
                if (number := self._number(cell, self._columns))
            }
            if found:
                question = next(iter(found.values()))[0]
                return question, nth, {at: slot for at, (place, slot) in found.items() if place is question}
        return None

    def _number(self, cell: GridCell, known: Mapping[str, object]) -> str:
        """By the bookmark; by the number that is printed there where programs or people have lost it."""
        marked = (number for name in cell.names if (number := number_in_name(name)) in known)
        printed = leading_number(cell.text)
        return next(marked, printed if printed in known else "")

    def _hang(self, loose: Iterable[Loose]) -> None:
        for each in loose:
            if each.kind is not LooseKind.STRUCK or not self._is_ours(each.text):
                self._stray(each.text or _("a picture without a name"), _told(each))

    def _is_ours(self, text: str) -> bool:
        return not text.strip() or self._labels.know(text) or stamp_in(text) is not None

    def _stray(self, text: str, told: str) -> None:
        """`told` names what it is, and holds the place for where it stands."""
        number = self._numbers.get(self._near, "")
        place = _("question %(number)s") % {"number": number} if number else _("the beginning of the file")
        by_place = told.replace("%(place)s", place)
        self._brought.strays.append(Stray(text.strip(), by_place, self._near))


def _told(loose: Loose) -> str:
    match loose.kind:
        case LooseKind.COMMENT:
            return _by(loose, _("comment at %(place)s"), _("comment by %(by)s at %(place)s"))
        case LooseKind.STRUCK:
            return _by(loose, _("struck out at %(place)s"), _("struck out by %(by)s at %(place)s"))
        case LooseKind.BOX:
            return _("text box at %(place)s")
        case LooseKind.NOTE:
            return _("footnote at %(place)s")
        case LooseKind.PICTURE:
            return _("picture at %(place)s")


def _by(loose: Loose, without: str, told: str) -> str:
    return told.replace("%(by)s", loose.by) if loose.by else without
