"""Files of one worksheet: a row per return, a column per lasting question, over all its waves (C9)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format

from klappt.evaluation.selectors.data_table import DataTable, data_table
from klappt.evaluation.selectors.sent import Sent, sent
from klappt.evaluation.services.codebooks import codebook, codebook_sheets, variables_sheet
from klappt.evaluation.services.open_answers import open_answers_sheet
from klappt.evaluation.services.parquet import as_parquet
from klappt.evaluation.services.spreadsheets import as_csv, as_xlsx
from klappt.evaluation.services.spss import as_sav
from klappt.sheets.layout import Layout, SheetLayout
from klappt.sheets.write_csv import write_csv
from klappt.sheets.write_xlsx import write_xlsx
from klappt.worksheets.models import Worksheet


class Format(StrEnum):
    """Which file. The last four are not the data but what is beside it."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SAV = "sav"
    CODEBOOK_XLSX = "codebuch-xlsx"
    CODEBOOK_CSV = "codebuch-csv"
    TEXTS_XLSX = "texte-xlsx"
    TEXTS_CSV = "texte-csv"


@dataclass(frozen=True)
class _Kind:
    part: str
    ending: str
    content_type: str
    write: Callable[[Sent], bytes]


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


def export(worksheet: Worksheet, wanted: Format | str, waves: Collection[int] | None = None) -> bytes:
    """The file. `waves` are numbers of waves; None: all of them. ValueError for an unknown format."""
    return _KINDS[Format(wanted)].write(sent(worksheet, waves))


def file_name(worksheet: Worksheet, wanted: Format | str, waves: Collection[int] | None = None) -> str:
    """Worksheet, what it is, waves, day: arbeitshilfe-aufbau-daten-welle-1-3-2026-11-22.csv"""
    kind = _KINDS[Format(wanted)]
    some = "" if waves is None else "-welle-" + "-".join(str(number) for number in sorted(waves))
    return f"arbeitshilfe-{worksheet.key}-{kind.part}{some}-{timezone.localdate()}.{kind.ending}"


def content_type(wanted: Format | str) -> str:
    return _KINDS[Format(wanted)].content_type


def _of_table(write: Callable[[DataTable], bytes]) -> Callable[[Sent], bytes]:
    return lambda found: write(data_table(found))


def _codebook_csv(found: Sent) -> bytes:
    return write_csv(variables_sheet(codebook(data_table(found))))


def _codebook_xlsx(found: Sent) -> bytes:
    return _book(found, codebook_sheets(data_table(found)))


def _texts_xlsx(found: Sent) -> bytes:
    return _book(found, [open_answers_sheet(found)])


def _book(found: Sent, sheets: list[SheetLayout]) -> bytes:
    today = date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
    return write_xlsx(Layout(sheets, found.worksheet.title, source="klappt", as_of=today))


_KINDS = {
    Format.CSV: _Kind("daten", "csv", _CSV, _of_table(as_csv)),
    Format.XLSX: _Kind("daten", "xlsx", _XLSX, _of_table(as_xlsx)),
    Format.PARQUET: _Kind("daten", "parquet", "application/vnd.apache.parquet", _of_table(as_parquet)),
    Format.SAV: _Kind("daten", "sav", "application/x-spss-sav", _of_table(as_sav)),
    Format.CODEBOOK_XLSX: _Kind("codebuch", "xlsx", _XLSX, _codebook_xlsx),
    Format.CODEBOOK_CSV: _Kind("codebuch", "csv", _CSV, _codebook_csv),
    Format.TEXTS_XLSX: _Kind("texte", "xlsx", _XLSX, _texts_xlsx),
    Format.TEXTS_CSV: _Kind("texte", "csv", _CSV, lambda found: write_csv(open_answers_sheet(found))),
}
