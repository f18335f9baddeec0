"""Finds the table in a sheet: which row holds the headings, wherever it stands, in one row or two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from klappt.sheets.grid import Sheet, Span, Value, cell_text

Recognise = Callable[[str], str | None]
"""From the text of a heading to what it means, or None."""
Score = Callable[[Sequence[Value], Recognise], int]
"""How much a row looks like headings; `heading_score` unless a kind of table knows better."""

_SEARCHED_ROWS = 200
_LONGEST_HEADING = 240
_ANSWERS = {"", "ja", "nein", "offen", "unklar", "vielleicht"}


@dataclass(frozen=True, slots=True)
class Headings:
    """`labels` by column; a table whose headings take two rows has both texts in each label."""

    first_row: int
    last_row: int
    labels: Mapping[int, str]

    @property
    def rows(self) -> range:
        return range(self.first_row, self.last_row + 1)


def find_headings(
    sheet: Sheet, recognise: Recognise, start: int = 1, score_of: Score | None = None
) -> Headings | None:
    """The best heading row from row `start` on: the one with the most different known headings."""
    best, best_score = None, 1
    for number in range(start, min(len(sheet.rows), start + _SEARCHED_ROWS) + 1):
        score = (score_of or heading_score)(sheet.rows[number - 1], recognise)
        if score > best_score:
            best, best_score = number, score
    return _with_neighbours(sheet, best, recognise) if best else None


def heading_score(row: Sequence[Value], recognise: Recognise) -> int:
    """How many different known headings stand in the row; 0 if most of it is something else."""
    texts = [cell_text(value) for value in row if value != ""]
    if not texts or any(not isinstance(value, str) for value in row):
        return 0
    known = [meaning for text in texts if len(text) <= _LONGEST_HEADING and (meaning := recognise(text))]
    return len(set(known)) if len(known) * 2 >= len(texts) else 0


def is_repeated(row: Sequence[Value], headings: Headings, own: Mapping[int, str]) -> bool:
    """Whether a row only says the headings once more. `own`: the labels as they stand in one row."""
    texts = {column: cell_text(value).casefold() for column, value in enumerate(row) if value != ""}
    same = sum(1 for column, text in texts.items() if text == own.get(column, "").casefold())
    return len(texts) > 1 and same * 5 >= len(texts) * 4 and same * 2 >= len(headings.labels)


def labels_of(row: Sequence[Value]) -> dict[int, str]:
    return {column: text for column, value in enumerate(row) if (text := cell_text(value))}


def _with_neighbours(sheet: Sheet, number: int, recognise: Recognise) -> Headings:
    labels = labels_of(sheet.rows[number - 1])
    alone = Headings(number, number, labels)
    below = _joined(sheet, number, number + 1, recognise)
    above = _joined(sheet, number - 1, number, recognise)
    candidates = [alone, *(found for found in (below, above) if found)]

    def known(found: Headings) -> tuple[int, int]:
        meanings = [meaning for label in found.labels.values() if (meaning := recognise(label))]
        return len(set(meanings)), len(meanings)

    return max(candidates, key=known)


def _joined(sheet: Sheet, upper: int, lower: int, recognise: Recognise) -> Headings | None:
    """Two rows read as one heading, if both look like headings and the lower one is more than one cell."""
    if upper < 1 or lower > len(sheet.rows):
        return None
    low = labels_of(sheet.rows[lower - 1])
    if len(low) < 2 or any(not isinstance(value, str) for value in sheet.rows[lower - 1]):
        return None
    if heading_score(sheet.rows[lower - 1], recognise) < 1 and not _only_answers(low):
        return None
    high = _spread(labels_of(sheet.rows[upper - 1]), upper, sheet.spans, max(low))
    if len(set(high.values())) < 2:
        return None
    labels = {
        column: " ".join(part for part in (high.get(column, ""), low.get(column, "")) if part)
        for column in sorted(high.keys() | low.keys())
        if column in low or _own_heading(column, high)
    }
    return Headings(upper, lower, labels)


def _only_answers(labels: Mapping[int, str]) -> bool:
    """ "ja" and "nein" below "BKG": two columns for one question."""
    return all(text.casefold().strip(" ?.:") in _ANSWERS for text in labels.values())


def _own_heading(column: int, high: Mapping[int, str]) -> bool:
    return column not in high or high.get(column - 1) != high[column]


def _spread(labels: dict[int, str], row: int, spans: tuple[Span, ...], last: int) -> dict[int, str]:
    """An upper heading holds for all columns it is merged over; without merging, up to the next one."""
    merged = {span.first_column: span.last_column for span in spans if span.first_row <= row <= span.last_row}
    spread = {}
    starts = sorted(labels)
    for position, column in enumerate(starts):
        following = starts[position + 1] if position + 1 < len(starts) else last + 1
        end = merged.get(column, column) if merged else max(column, following - 1)
        spread.update(dict.fromkeys(range(column, end + 1), labels[column]))
    return spread
