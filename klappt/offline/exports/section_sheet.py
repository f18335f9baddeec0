"""One section of the worksheet as a sheet: a question in each row, its parts in the rows below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.values import Reply
from klappt.offline.exports.book import Book
from klappt.offline.outline.answers import Cell, cells_of, clean, does_not_apply
from klappt.offline.outline.markers import LABELS_ONLY, QUESTION_COLUMNS
from klappt.offline.outline.places import SEVERAL, Place, Slot, SlotKind, slots
from klappt.offline.words.asking import HEADS, SHARING, guidance

ID, NR, ASKED, ANSWER, NA, HINT = range(6)
HEAD_ROW = 4
_WIDTHS = (12, 7, 52, 56, 12, 52)
_NA_SLOT = Slot("", "", SlotKind.TICK)
_LINE = 15
_TALLEST = 400


@dataclass(frozen=True)
class Filling:
    """What a section needs to know of the rest: all questions, answers, and the sheets that hold tables."""

    questionnaire: Questionnaire
    places: Mapping[str, Place]
    replies: Mapping[str, Reply]
    sheets: Mapping[str, str]
    summaries: Mapping[str, str]


def write_section(book: Book, sheet: Worksheet, number: int, section: Section, filling: Filling) -> None:
    _write_head(book, sheet, number, section)
    row = HEAD_ROW + 1
    for place in filling.places.values():
        if place.section is section:
            row = _write_question(book, sheet, row, place, filling)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _write_head(book: Book, sheet: Worksheet, number: int, section: Section) -> None:
    for column, (marker, width) in enumerate(zip(QUESTION_COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, None, {"hidden": column == ID})
        sheet.write_string(0, column, marker)
    sheet.set_row(0, None, None, {"hidden": True})
    title = f"{number} {section.title}"
    intro = clean(section.intro)
    for row, text, style in (
        (1, title, "title"),
        (2, str(SHARING[section.sharing]), "shared"),
        (3, intro, "text"),
    ):
        sheet.write_string(row, ID, LABELS_ONLY)
        book.say(sheet, row, NR, text, style, last=HINT)
    sheet.set_row(2, 22)
    sheet.set_row(3, _height(intro, 170, least=0 if not intro else 1))
    heads = ("", *(str(head) for head in HEADS.values()))
    sheet.write_string(HEAD_ROW, ID, LABELS_ONLY)
    for column in range(NR, HINT + 1):
        book.say(sheet, HEAD_ROW, column, heads[column], "head")


def _write_question(book: Book, sheet: Worksheet, row: int, place: Place, filling: Filling) -> int:
    """Gives the row after it."""
    question, reply = place.question, filling.replies.get(place.question.key)
    hint = guidance(place, filling.questionnaire)
    sheet.write_string(row, ID, question.key)
    book.say(sheet, row, NR, place.number, "strong")
    book.say(sheet, row, ASKED, clean(question.label), "strong")
    if question.may_not_apply:
        book.write(sheet, row, NA, True if does_not_apply(reply) else None, _NA_SLOT)
        book.help(sheet, (row, row), NA, _NA_SLOT, question)
    unit = f"({question.unit}) " if question.unit else ""
    book.say(sheet, row, HINT, clean(unit + hint), "quiet")
    if not place.is_typed or place.is_table:
        _write_elsewhere(book, sheet, row, place, filling)
        return row + 1
    cells = cells_of(place, reply)
    if question.kind not in SEVERAL:
        _write_slot(book, sheet, row, slots(place)[0], place, cells)
        _give_room(sheet, row, place, cells)
        return row + 1
    for slot in slots(place):
        row += 1
        sheet.write_string(row, ID, slot.id)
        book.say(sheet, row, NR, slot.number, "quiet")
        book.say(sheet, row, ASKED, clean(slot.label), "part")
        _write_slot(book, sheet, row, slot, place, cells)
    return row + 1


def _write_slot(
    book: Book, sheet: Worksheet, row: int, slot: Slot, place: Place, cells: Mapping[str, Cell]
) -> None:
    book.write(sheet, row, ANSWER, cells.get(slot.id), slot)
    book.help(sheet, (row, row), ANSWER, slot, place.question)


def _write_elsewhere(book: Book, sheet: Worksheet, row: int, place: Place, filling: Filling) -> None:
    """A table stands on a sheet of its own; a file is only named."""
    target = filling.sheets.get(place.question.key)
    if target is None:
        reply = filling.replies.get(place.question.key)
        name = reply.value.get("name", "") if reply and isinstance(reply.value, dict) else ""
        book.say(sheet, row, ANSWER, clean(name), "quiet")
        return
    told = _("See the sheet “%(sheet)s”.") % {"sheet": target}
    said = f"{filling.summaries.get(place.question.key, '')}\n{told}".strip()
    book.link(sheet, row, ANSWER, target, clean(said))


def _give_room(sheet: Worksheet, row: int, place: Place, cells: Mapping[str, Cell]) -> None:
    if place.question.kind is QuestionKind.LONG_TEXT:
        sheet.set_row(row, _height(str(cells.get(place.question.key, "")), 56, least=4))


def _height(text: str, width: int, *, least: int) -> int:
    lines = sum(1 + len(line) // width for line in text.split("\n"))
    return min(_TALLEST, _LINE * max(least, lines))
