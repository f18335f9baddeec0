"""A workbook being written: its formats, its lists to choose from, and one cell at a time."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.core.questionnaire.replies import FIRST_DAY, LAST_DAY, LONGEST_LONG_TEXT, LONGEST_TEXT
from klappt.offline.outline.answers import Cell, shown
from klappt.offline.outline.markers import LIST_SHEET
from klappt.offline.outline.places import Slot, SlotKind, option_words, plain
from klappt.sheets.signs import digest

A4 = 9
LONGEST_NAME = 31
# Before this day spreadsheet programs disagree by one day.
FIRST_SAFE_DAY = FIRST_DAY.replace(month=3)
_WIDEST = 1e15
_BAD_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "text": {"text_wrap": True, "valign": "top"},
    "strong": {"text_wrap": True, "valign": "top", "bold": True},
    "part": {"text_wrap": True, "valign": "top", "indent": 1},
    "quiet": {"text_wrap": True, "valign": "top", "font_color": "#555555"},
    "shared": {"text_wrap": True, "valign": "vcenter", "bold": True, "bg_color": "#FFF3D1"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3E9F0", "bottom": 1},
    "link": {"text_wrap": True, "valign": "top", "underline": 1, "font_color": "#0B4C8C"},
}
_ENTRY: dict[str, Any] = {
    "text_wrap": True,
    "valign": "top",
    "locked": False,
    "border": 1,
    "border_color": "#8A94A0",
    "bg_color": "#FBFBF3",
}


class Book:
    """Every text is written as text: nothing an alliance wrote becomes a formula or a link."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.formats: dict[str, Format] = {
            **{name: book.add_format(rules) for name, rules in _FORMATS.items()},
            "entry": book.add_format({**_ENTRY, "num_format": "@"}),
            "entry_number": book.add_format({**_ENTRY, "num_format": "General", "align": "left"}),
            "entry_date": book.add_format({**_ENTRY, "num_format": "dd.mm.yyyy", "align": "left"}),
        }
        self.labels: set[str] = set()
        self._taken: set[str] = set()
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_sheet: Worksheet | None = None

    def sheet(self, name: str) -> Worksheet:
        """With the name as near to the wanted one as spreadsheet programs allow."""
        made: Worksheet = self.book.add_worksheet(self.free_name(name))
        return made

    def free_name(self, name: str) -> str:
        base = plain(_BAD_IN_NAMES.sub(" ", name)).strip("'")[:LONGEST_NAME].strip(" '") or _("Sheet")
        wanted, nth = base, 2
        while wanted.casefold() in self._taken or wanted.casefold() in {"history", LIST_SHEET.casefold()}:
            ending = f" {nth}"
            wanted, nth = base[: LONGEST_NAME - len(ending)] + ending, nth + 1
        self._taken.add(wanted.casefold())
        return wanted

    def say(
        self, sheet: Worksheet, row: int, column: int, text: str, style: str = "", *, last: int | None = None
    ) -> None:
        """A text that is only read, up to the column `last`. Its sign tells it from what people add."""
        self.labels.add(digest(text))
        how = self.formats.get(style)
        if last is None:
            sheet.write_string(row, column, text, how)
        else:
            sheet.merge_range(row, column, row, last, text, how)

    def link(self, sheet: Worksheet, row: int, column: int, target: str, text: str) -> None:
        """A way to another sheet of the same workbook."""
        self.labels.add(digest(text))
        quoted = target.replace("'", "''")
        sheet.write_url(row, column, f"internal:'{quoted}'!B2", self.formats["link"], text)

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell | None, slot: Slot) -> None:
        """The cell, or an empty one in the format its slot asks for."""
        style = self.formats[_style(slot.kind)]
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(cell, bool):
            sheet.write_string(row, column, _yes() if cell else _no(), style)
        elif isinstance(cell, Decimal | int):
            if Decimal(repr(float(cell))) == cell:
                sheet.write_number(row, column, float(cell), style)
            else:  # more figures than a spreadsheet program keeps
                sheet.write_string(row, column, shown(cell), style)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, style)
        elif cell < FIRST_SAFE_DAY:
            sheet.write_string(row, column, shown(cell), style)
        else:
            sheet.write_datetime(row, column, cell, style)

    def help(
        self, sheet: Worksheet, rows: tuple[int, int], column: int, slot: Slot, question: Question
    ) -> None:
        """The list to choose from, or what may be typed, with a word to whoever types something else."""
        rule = self._rule(slot, question)
        message = {"error_title": _("That does not fit")[:32], "error_message": _why_not(slot)[:255]}
        sheet.data_validation(rows[0], column, rows[1], column, {**rule, **message})

    def _rule(self, slot: Slot, question: Question) -> dict[str, Any]:
        match slot.kind:
            case SlotKind.CHOICE:
                return {"validate": "list", "source": self._list(slot.options)}
            case SlotKind.TICK:
                return {"validate": "list", "source": [_yes(), _no()]}
            case SlotKind.RANK:
                return _between("integer", 1, len(question.options))
            case SlotKind.DATE:
                bounds = question.earliest or FIRST_DAY, question.latest or LAST_DAY
                return _between("date", *bounds)
            case SlotKind.NUMBER:
                in_table = question.kind is QuestionKind.TABLE
                kind = "decimal" if in_table or question.decimals else "integer"
                least, most = (None, None) if in_table else (question.least, question.most)
                return _between(
                    kind,
                    -_WIDEST if least is None else float(least),
                    _WIDEST if most is None else float(most),
                )
            case _:
                longest = LONGEST_LONG_TEXT if slot.kind is SlotKind.LONG_TEXT else LONGEST_TEXT
                if question.kind is not QuestionKind.TABLE and question.most is not None:
                    longest = min(longest, int(question.most))
                return {"validate": "length", "criteria": "<=", "value": longest}

    def _list(self, options: Sequence[Option]) -> str:
        words = tuple(option_words(options).values())
        if words not in self._lists:
            if self._list_sheet is None:
                self._list_sheet = self.book.add_worksheet(LIST_SHEET)
                self._list_sheet.very_hidden()
            column = len(self._lists)
            for row, word in enumerate(words):
                self._list_sheet.write_string(row, column, word)
            self._lists[words] = f"='{LIST_SHEET}'!{xl_range_abs(0, column, len(words) - 1, column)}"
        return self._lists[words]


def set_print(sheet: Worksheet, repeat: int, footer: Mapping[str, str]) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(repeat)
    left, middle = (footer[place].replace("&", "&&")[:100] for place in ("left", "middle"))
    sheet.set_footer(f"&L{left}&C{middle}&R&P / &N")


def _style(kind: SlotKind) -> str:
    return {SlotKind.NUMBER: "entry_number", SlotKind.RANK: "entry_number", SlotKind.DATE: "entry_date"}.get(
        kind, "entry"
    )


def _between(kind: str, least: Any, most: Any) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


def _why_not(slot: Slot) -> str:
    match slot.kind:
        case SlotKind.CHOICE | SlotKind.TICK:
            return _("Please choose one of the words in the list.")
        case SlotKind.RANK:
            return _("Please write a whole number: 1 for the first.")
        case SlotKind.NUMBER:
            return _("Please write a number that fits; what it is counted in stands beside it.")
        case SlotKind.DATE:
            return _("Please write a day, such as 22.11.2026.")
        case _:
            return _("The text is longer than the question allows.")


def _yes() -> str:
    return pgettext("in a file", "yes")


def _no() -> str:
    return pgettext("in a file", "no")
