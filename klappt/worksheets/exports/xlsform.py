"""An edition as XLSForm, for ODK, KoboToolbox and others: pyxform accepts it, and what is lost is listed."""

import io
from dataclasses import dataclass

import xlsxwriter

from klappt.core.questionnaire.model import Questionnaire
from klappt.worksheets.exports.xlsform_rows import COLUMNS, Change, Survey, survey_of

FORM_NAME = "klappt-form"
"""Name of the form's root. No question can be called that: keys have no hyphen."""

_WIDTHS = {"label": 60, "hint": 40, "relevant": 30, "constraint": 30, "type": 24, "name": 24}


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    changes: tuple[Change, ...]


def written_xlsform(questionnaire: Questionnaire, form_id: str, version: str) -> Written:
    """An XLSX file. `form_id` and `version` name the edition in other programs."""
    survey = survey_of(questionnaire)
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    language = "Deutsch (de)" if questionnaire.language == "de" else questionnaire.language
    settings = {
        "form_title": questionnaire.title,
        "form_id": form_id,
        "version": version,
        "default_language": language,
        "name": FORM_NAME,
        # Without this, other programs put several blanks together.
        "clean_text_values": "no",
    }
    with xlsxwriter.Workbook(target, options) as book:
        _sheet(book, "survey", COLUMNS, survey.rows)
        _sheet(book, "choices", ("list_name", "name", "label"), _choices(survey))
        _sheet(book, "settings", tuple(settings), [settings])
    return Written(target.getvalue(), tuple(survey.changes))


def _choices(survey: Survey) -> list[dict[str, str]]:
    return [
        {"list_name": name, "name": option.key, "label": option.label}
        for name, options in survey.lists.items()
        for option in options
    ]


def _sheet(
    book: xlsxwriter.Workbook, name: str, columns: tuple[str, ...], rows: list[dict[str, str]]
) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bg_color": "#E3E9F0", "bottom": 1})
    entry = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column, 18))
        sheet.write_string(0, place, column, heading)
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            if row.get(column):
                sheet.write_string(number, place, row[column], entry)
    sheet.freeze_panes(1, 0)
