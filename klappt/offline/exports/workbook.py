"""The worksheet as XLSX: where to begin, a sheet for each section, one for each table, the rest hidden."""

import io

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.model import QuestionKind
from klappt.offline.exports.book import Book, set_print
from klappt.offline.exports.overview_sheet import write_overview
from klappt.offline.exports.section_sheet import HEAD_ROW, Filling, write_section
from klappt.offline.exports.table_sheet import HEAD_ROW as TABLE_HEAD_ROW
from klappt.offline.exports.table_sheet import write_living, write_table
from klappt.offline.outline.markers import LABEL, OWN_SHEET
from klappt.offline.outline.places import Place, by_key, places
from klappt.offline.selectors.content import Content
from klappt.offline.words.asking import guidance

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_xlsx(content: Content) -> bytes:
    """The bytes of the file, in the language of the worksheet."""
    target = io.BytesIO()
    with (
        translation.override(content.questionnaire.language),
        xlsxwriter.Workbook(target, _OPTIONS) as workbook,
    ):
        workbook.set_properties({"title": content.title[:250], "company": content.alliance})
        for name, value in content.stamp.properties.items():
            workbook.set_custom_property(name, value, "text")
        _write(Book(workbook), content)
    return target.getvalue()


def _write(book: Book, content: Content) -> None:
    asked = by_key(places(content.questionnaire))
    overview = book.sheet(_("Overview"))
    sections = [
        (number, section, book.sheet(f"{number} {section.title}"))
        for number, section in enumerate(content.questionnaire.sections, start=1)
    ]
    apart = {
        key: book.sheet(f"{place.number} {place.question.label}")
        for key, place in asked.items()
        if _is_apart(place, content)
    }
    filling = Filling(
        content.questionnaire,
        asked,
        content.replies,
        {key: sheet.get_name() for key, sheet in apart.items()},
        {key: kept.summary for key, kept in content.living.items()},
    )
    footer = {"left": content.title, "middle": f"{content.made_at:%d.%m.%Y %H:%M}"}
    write_overview(book, overview, content, [(sheet.get_name(), section) for _n, section, sheet in sections])
    for number, section, sheet in sections:
        write_section(book, sheet, number, section, filling)
        set_print(sheet, HEAD_ROW, footer)
    for key, sheet in apart.items():
        _write_apart(book, sheet, asked[key], content)
        set_print(sheet, TABLE_HEAD_ROW, footer)
    _write_own(book, content)


def _is_apart(place: Place, content: Content) -> bool:
    return place.is_table or place.question.key in content.living


def _write_apart(book: Book, sheet: Worksheet, place: Place, content: Content) -> None:
    key = place.question.key
    if place.question.kind is QuestionKind.LIVING:
        write_living(book, sheet, place, content.living[key])
    else:
        hint = guidance(place, content.questionnaire)
        write_table(book, sheet, place, content.replies.get(key), hint)


def _write_own(book: Book, content: Content) -> None:
    sheet = book.book.add_worksheet(OWN_SHEET)
    labels = ((LABEL, sign) for sign in sorted(book.labels))
    for row, (name, value) in enumerate((*content.stamp.properties.items(), *labels)):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
