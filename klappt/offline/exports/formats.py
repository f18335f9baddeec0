"""The forms in which a worksheet leaves the house, each in a line."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.offline.exports.document import as_docx, as_odt, as_pdf
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.selectors.content import Content


@dataclass(frozen=True)
class FileFormat:
    suffix: str
    name: Promise
    about: Promise
    content_type: str
    write: Callable[[Content], bytes]


FORMATS = (
    FileFormat(
        "xlsx",
        _("Table (.xlsx)"),
        _("For Excel and LibreOffice: lists to choose from, a sheet for each section. Good for tables."),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
    FileFormat(
        "docx",
        _("Text (.docx)"),
        _("For Word: good for writing at length and for passing on. Lists and boxes can be clicked."),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        as_docx,
    ),
    FileFormat(
        "odt",
        _("Text (.odt)"),
        _("The same for LibreOffice, in the open format of the administration."),
        "application/vnd.oasis.opendocument.text",
        as_odt,
    ),
    FileFormat(
        "pdf",
        _("Form to fill in (.pdf)"),
        _("Looks the same everywhere, read aloud by screen readers. Tables have a fixed number of rows."),
        "application/pdf",
        as_pdf,
    ),
)
BY_SUFFIX = {each.suffix: each for each in FORMATS}
