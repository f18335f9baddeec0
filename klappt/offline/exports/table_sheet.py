"""A repeated table, and what the alliance keeps, each as a sheet of its own."""

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.replies import MOST_ROWS
from klappt.core.questionnaire.values import Reply
from klappt.living.model import LivingTable
from klappt.offline.exports.book import Book
from klappt.offline.outline.answers import clean, rows_of
from klappt.offline.outline.markers import LABELS_ONLY, TABLE
from klappt.offline.outline.places import Place, SlotKind, slots

HEAD_ROW = 3
_SPARE = 50
_WIDTHS = {SlotKind.TEXT: 36, SlotKind.NUMBER: 14, SlotKind.DATE: 14, SlotKind.CHOICE: 26}
_LIVING_WIDTH = 28
_LONGEST_CELL = 32_000


def write_table(book: Book, sheet: Worksheet, place: Place, reply: Reply | None, hint: str) -> None:
    question, columns = place.question, slots(place)
    sheet.set_column(0, 0, 10, None, {"hidden": True})
    sheet.write_string(0, 0, TABLE + question.key)
    sheet.set_row(0, None, None, {"hidden": True})
    _write_title(book, sheet, place, hint)
    rows = rows_of(place, reply)
    last = HEAD_ROW + min(len(rows) + _SPARE, int(question.most or MOST_ROWS))
    for nth, slot in enumerate(columns, start=1):
        sheet.set_column(nth, nth, _WIDTHS[slot.kind])
        book.say(sheet, 0, nth, slot.part)
        unit = f" ({slot.unit})" if slot.unit else ""
        book.say(sheet, HEAD_ROW, nth, clean(slot.label + unit), "head")
        book.help(sheet, (HEAD_ROW + 1, last), nth, slot, question)
        for row in range(HEAD_ROW + 1, last + 1):
            filled = rows[row - HEAD_ROW - 1] if row - HEAD_ROW <= len(rows) else {}
            book.write(sheet, row, nth, filled.get(slot.part), slot)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "sort": True})


def write_living(book: Book, sheet: Worksheet, place: Place, kept: LivingTable) -> None:
    """To be read only: what stands in it is corrected where it is kept."""
    sheet.set_column(0, 0, 10, None, {"hidden": True})
    day = _("From klappt, as of %(day)s. Please correct it there; changes here have no effect.")
    _write_title(book, sheet, place, day % {"day": f"{kept.as_of:%d.%m.%Y}"})
    for column, head in enumerate(kept.head, start=1):
        sheet.set_column(column, column, _LIVING_WIDTH)
        book.say(sheet, HEAD_ROW, column, clean(head), "head")
    for row, texts in enumerate(kept.rows, start=HEAD_ROW + 1):
        sheet.write_string(row, 0, LABELS_ONLY)
        for column, text in enumerate(texts, start=1):
            book.say(sheet, row, column, clean(text)[:_LONGEST_CELL], "text")
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_title(book: Book, sheet: Worksheet, place: Place, hint: str) -> None:
    for row in (1, 2, HEAD_ROW):
        sheet.write_string(row, 0, LABELS_ONLY)
    book.say(sheet, 1, 1, clean(f"{place.number} {place.question.label}"), "title")
    # Not wrapped: it may run on over the empty cells beside it.
    book.say(sheet, 2, 1, clean(hint))
