"""What people wrote into a workbook beside the places for answers: shown, so that nothing is lost unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Said
from klappt.offline.outline.markers import (
    HINT,
    LABEL,
    LABELS_ONLY,
    NUMBER,
    OWN_SHEET,
    QUESTION,
    QUESTION_COLUMNS,
    TABLE,
)
from klappt.offline.outline.places import Place, slots
from klappt.offline.words import HEADS, SHARING, in_every_language
from klappt.sheets.grid import Sheet, Value, Workbook, cell_text, column_letter, row_text
from klappt.sheets.signs import digest


@dataclass(frozen=True)
class Labels:
    """Signs of what klappt wrote; `are_lost`: only those that can be told from the questions."""

    signs: frozenset[str]
    are_lost: bool


@dataclass
class Beside:
    """One sheet while it is read: whatever was not taken and is none of our own `labels` is left over."""

    sheet: Sheet
    labels: Labels
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def only_to_read(self, row: int) -> None:
        """Its hidden name says so. Where our signs are lost, that has to do."""
        if self.labels.are_lost:
            self._taken |= {(row, column) for column in range(len(self.sheet.rows[row - 1]))}

    def known(self, row: int, columns: Mapping[str, int]) -> None:
        """The row of a question. Without our signs, what stands below our own headings counts as ours."""
        self._taken.add((row, columns["id"]))
        if self.labels.are_lost:
            self._taken |= {(row, columns.get(name, -1)) for name in (NUMBER, QUESTION, HINT)}

    def taken(self, row: int, column: int) -> str:
        """The way to the cell, for people; its content has found its question."""
        self._taken.add((row, column))
        return self._cell(row, column)

    def found(self) -> Iterator[Said]:
        """By row; a row that has several such cells is one."""
        for number, row in self.sheet.numbered():
            left = [column for column, value in enumerate(row) if self._is_left(number, column, value)]
            if len(left) == 1:
                yield Said(row[left[0]], self._cell(number, left[0]))
            elif left:
                yield Said(row_text(tuple(row[column] for column in left)), self._row(number))
        for (number, column), text in sorted(self.sheet.comments.items()):
            yield Said(text, _("remark at %(place)s") % {"place": self._cell(number, column)})

    def _is_left(self, row: int, column: int, value: Value) -> bool:
        text = cell_text(value)
        if not text or (row, column) in self._taken:
            return False
        is_marker = text in {LABELS_ONLY, *QUESTION_COLUMNS} or text.startswith(TABLE)
        return not is_marker and digest(text) not in self.labels.signs

    def _cell(self, row: int, column: int) -> str:
        place = {"sheet": self.sheet.name, "cell": f"{column_letter(column)}{row}"}
        return _("sheet “%(sheet)s”, cell %(cell)s") % place

    def _row(self, row: int) -> str:
        return _("sheet “%(sheet)s”, row %(row)s") % {"sheet": self.sheet.name, "row": row}


def labels_of(workbook: Workbook, asked: Sequence[Place]) -> Labels:
    """Signs of every text klappt wrote into the workbook."""
    own = (sheet for sheet in workbook.sheets if sheet.name == OWN_SHEET)
    kept = {cell_text(row[1]) for sheet in own for row in sheet.rows if len(row) > 1 and row[0] == LABEL}
    return Labels(frozenset(kept or map(digest, _words(asked))), not kept)


def _words(asked: Sequence[Place]) -> Iterator[str]:
    """The hints are not among them: they depend on the rest of the worksheet."""
    yield from in_every_language((*HEADS.values(), *SHARING.values()))
    for place in asked:
        major = place.number.partition(".")[0]
        yield from (place.section.title, f"{major} {place.section.title}", place.section.intro)
        yield from (place.number, place.question.label, f"{place.number} {place.question.label}")
        for slot in slots(place):
            yield from (slot.number, slot.label, f"{slot.label} ({slot.unit})")
