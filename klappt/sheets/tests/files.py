"""Files for tests, made on the spot: good ones, and ones that mean harm."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl

Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def table(*rows: Sequence[object], name: str = "Akteure") -> bytes:
    return workbook({name: rows})


def repacked(data: bytes, change: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The same archive with some members exchanged or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result,
    ):
        for name in source.namelist():
            new = change.get(name)
            old = source.read(name)
            result.writestr(name, new(old) if callable(new) else old if new is None else new)
        for name in change.keys() - set(source.namelist()):
            content = change[name]
            assert isinstance(content, bytes)
            result.writestr(name, content)
    return target.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name, content in members.items():
            result.writestr(name, content)
    return target.getvalue()


_ODS_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(table_xml: str, members: Mapping[str, bytes] | None = None) -> bytes:
    """An ODS around the rows of one table, written by hand so that it may say what no program would."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {_ODS_NAMESPACES} office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="Akteure">{table_xml}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
            **(members or {}),
        }
    )


def ods_cell(text: str, extra: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {extra}><text:p>{text}</text:p></table:table-cell>'
