"""What people wrote into a workbook beside the places for answers: shown, so that nothing is lost unsaid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Stray
from klappt.offline.imports.labels import Labels
from klappt.offline.outline.markers import (
    HINT,
    LABELS_ONLY,
    NUMBER,
    QUESTION,
    QUESTION_COLUMNS,
    TABLE,
)
from klappt.sheets.grid import Sheet, Value, cell_text, column_letter, row_text


@dataclass
class Beside:
    """One sheet while it is read: whatever was not taken and is none of our own `labels` is left over."""

    sheet: Sheet
    labels: Labels
    near: str = ""
    """The question the whole sheet belongs to, if it is one."""
    _taken: set[tuple[int, int]] = field(default_factory=set)
    _asked_at: dict[int, str] = field(default_factory=dict)

    def only_to_read(self, row: int) -> None:
        """Its hidden name says so. Where our signs are lost, that has to do."""
        if self.labels.are_lost:
            self._taken |= {(row, column) for column in range(len(self.sheet.rows[row - 1]))}

    def known(self, row: int, columns: Mapping[str, int], question: str) -> None:
        """The row of a question. Without our signs, what stands below our own headings counts as ours."""
        self._asked_at[row] = question
        self._taken.add((row, columns["id"]))
        if self.labels.are_lost:
            self._taken |= {(row, columns.get(name, -1)) for name in (NUMBER, QUESTION, HINT)}

    def taken(self, row: int, column: int) -> str:
        """The way to the cell, for people; its content has found its question."""
        self._taken.add((row, column))
        return self._cell(row, column)

    def found(self) -> Iterator[Stray]:
        """By row; a row that has several such cells is one."""
        for number, row in self.sheet.numbered():
            left = [column for column, value in enumerate(row) if self._is_left(number, column, value)]
            if len(left) == 1:
                yield self._stray(number, cell_text(row[left[0]]), self._cell(number, left[0]))
            elif left:
                text = row_text(tuple(row[column] for column in left))
                yield self._stray(number, text, self._row(number))
        for (number, column), text in sorted(self.sheet.comments.items()):
            told = _("remark at %(place)s") % {"place": self._cell(number, column)}
            yield self._stray(number, text, told)
        for each in self.sheet.floating:
            told = _("picture at %(place)s") if each.is_picture else _("text box at %(place)s")
            text = each.text or _("a picture without a name")
            yield self._stray(each.row, text, told % {"place": self._cell(each.row, each.column)})

    def _stray(self, row: int, text: str, where: str) -> Stray:
        return Stray(text, where, self.near or self._nearest(row))

    def _nearest(self, row: int) -> str:
        """What is asked in this row or above it; above the first question, that one."""
        above = [number for number in self._asked_at if number <= row]
        at = max(above) if above else min(self._asked_at, default=0)
        return self._asked_at.get(at, "")

    def _is_left(self, row: int, column: int, value: Value) -> bool:
        text = cell_text(value)
        if not text or (row, column) in self._taken:
            return False
        is_marker = text in {LABELS_ONLY, *QUESTION_COLUMNS} or text.startswith(TABLE)
        return not is_marker and not self.labels.know(text)

    def _cell(self, row: int, column: int) -> str:
        place = {"sheet": self.sheet.name, "cell": f"{column_letter(column)}{row}"}
        return _("sheet “%(sheet)s”, cell %(cell)s") % place

    def _row(self, row: int) -> str:
        return _("sheet “%(sheet)s”, row %(row)s") % {"sheet": self.sheet.name, "row": row}
