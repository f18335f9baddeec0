"""Opens what people have: XLSX, ODS, XLS, CSV. Reads values only; no formula, link or macro ever runs."""

import io
from collections.abc import Iterable
from pathlib import PurePath

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from klappt.sheets import limits, ooxml, opendocument
from klappt.sheets.archive import Members, calls_out, unpack
from klappt.sheets.arriving import refuse_too_large
from klappt.sheets.grid import Floating, Sheet, Span, Value, Workbook
from klappt.sheets.recognise import Kind, recognise
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.sheets.text import read_text


def read_workbook(data: bytes, filename: str = "") -> Workbook:
    """Everything that stands in the file, or Refused with what is the matter and what to do.

    The kind is told from the content; the name only names the sheet of a CSV file.
    """
    refuse_too_large(len(data))
    kind = recognise(data)
    if kind is Kind.TEXT:
        return read_text(data, PurePath(filename).stem or "CSV")
    members = {} if kind is Kind.XLS else unpack(data)
    try:
        return _READERS[kind](data, members)
    except PasswordError as error:
        raise Refused(RefusalKind.ENCRYPTED) from error
    except CalamineError as error:
        raise Refused(RefusalKind.DAMAGED) from error


def _read_xlsx(data: bytes, members: Members) -> Workbook:
    extras = ooxml.read_extras(members)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        hidden = _hidden_sheets(book)
        sheets = []
        for name in book.sheet_names:
            source, extra = book.get_sheet_by_name(name), extras.get(name, ooxml.Extras())
            sheets.append(
                Sheet(
                    name=name,
                    rows=_rows(source),
                    hidden=name in hidden,
                    hidden_rows=extra.hidden_rows,
                    spans=_spans(source),
                    comments=extra.comments,
                    floating=_from_top(extra.floating),
                )
            )
    return Workbook(Kind.XLSX, tuple(sheets), ooxml.read_properties(members), calls_out(members))


def _read_ods(data: bytes, members: Members) -> Workbook:
    if _is_encrypted(members):
        raise Refused(RefusalKind.ENCRYPTED)
    extras = opendocument.read_extras(members)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        hidden = _hidden_sheets(book)
        sheets = []
        for name in book.sheet_names:
            extra = extras.get(name, opendocument.Extras())
            sheets.append(
                Sheet(
                    name=name,
                    rows=_rows(book.get_sheet_by_name(name)),
                    hidden=extra.hidden or name in hidden,
                    hidden_rows=frozenset(extra.hidden_rows),
                    spans=tuple(extra.spans),
                    comments=extra.comments,
                    floating=_from_top(extra.floating),
                )
            )
    return Workbook(Kind.ODS, tuple(sheets), opendocument.read_properties(members), calls_out(members))


def _read_xls(data: bytes, _members: Members) -> Workbook:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        hidden = _hidden_sheets(book)
        sources = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheets = tuple(
            Sheet(name=source.name, rows=_rows(source), hidden=source.name in hidden, spans=_spans(source))
            for source in sources
        )
    told = _(
        "This is an old Excel file (.xls). klappt cannot see remarks and text boxes in it. If there are any, "
        "please save it as .xlsx and bring that file."
    )
    return Workbook(Kind.XLS, sheets, notices=(told,))


def _from_top(floating: Iterable[Floating]) -> tuple[Floating, ...]:
    """Programs note them in the order in which they were drawn."""
    return tuple(sorted(floating, key=lambda each: (each.row, each.column)))


_READERS = {Kind.XLSX: _read_xlsx, Kind.ODS: _read_ods, Kind.XLS: _read_xls}


def _hidden_sheets(book: CalamineWorkbook) -> set[str]:
    return {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}


def _spans(source: CalamineSheet) -> tuple[Span, ...]:
    return tuple(
        Span(start[0] + 1, start[1], end[0] + 1, end[1]) for start, end in source.merged_cell_ranges or ()
    )


def _rows(source: CalamineSheet) -> tuple[tuple[Value, ...], ...]:
    if source.end is None:
        return ()
    height, width = source.end[0] + 1, source.end[1] + 1
    if height > limits.ROWS:
        raise Refused(RefusalKind.TOO_MANY_ROWS, sheet=source.name, limit=limits.ROWS)
    if width > limits.COLUMNS:
        raise Refused(RefusalKind.TOO_MANY_COLUMNS, sheet=source.name, limit=limits.COLUMNS)
    return tuple(tuple(row) for row in source.to_python(skip_empty_area=False))


def _is_encrypted(members: Members) -> bool:
    return b"encryption-data" in members.get("META-INF/manifest.xml", b"")
