"""Writes a worksheet as ODS, the administration's required format."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element

from klappt.sheets.grid import column_letter
from klappt.sheets.layout import Column, Layout, SheetLayout, Writable

_STYLES = {
    "kl-title": '<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/>',
    "kl-line": '<style:text-properties fo:color="#555555"/>',
    "kl-heading": (
        '<style:table-cell-properties fo:background-color="#E3E9F0" fo:wrap-option="wrap" '
        'style:vertical-align="top" fo:border-bottom="0.5pt solid #000000"/>'
        '<style:text-properties fo:font-weight="bold"/>'
    ),
    "kl-entry": (
        '<style:table-cell-properties style:cell-protect="none" fo:wrap-option="wrap" '
        'style:vertical-align="top"/>'
    ),
}
_CENTIMETRES_PER_SIGN = 0.19
_PERMITTED = (
    "<loext:table-protection "
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    'loext:select-protected-cells="true" loext:select-unprotected-cells="true" loext:insert-rows="true" '
    'loext:delete-rows="true" loext:use-autofilter="true"/>'
)


def write_ods(layout: Layout) -> bytes:
    """The bytes of the file: the same sheets, lists, hints and protected headings as in the XLSX."""
    document = Document("spreadsheet")
    document.meta.title = layout.title
    for name, value in layout.properties.items():
        document.meta.set_user_defined_metadata(name, value)
    _add_styles(document, layout)
    body = document.body
    body.clear()
    body.append(Element.from_tag(_validations(layout)))
    for number, sheet in enumerate(layout.sheets):
        body.append(Element.from_tag(_table(sheet, number)))
    body.append(Element.from_tag(_filters(layout)))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add_styles(document: Document, layout: Layout) -> None:
    for name, properties in _STYLES.items():
        _automatic(
            document, f'<style:style style:name="{name}" style:family="table-cell">{properties}</style:style>'
        )
    for shown in ("true", "false"):
        _automatic(
            document,
            f'<style:style style:name="kl-shown-{shown}" style:family="table" '
            'style:master-page-name="Default">'
            f'<style:table-properties table:display="{shown}"/></style:style>',
        )
    for width in sorted({column.width for sheet in layout.sheets for column in sheet.columns}):
        _automatic(
            document,
            f'<style:style style:name="kl-width-{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * _CENTIMETRES_PER_SIGN:.2f}cm"/>'
            "</style:style>",
        )
    for page in document.styles.get_elements("//style:page-layout/style:page-layout-properties"):
        for attribute, value in (
            ("fo:page-width", "29.7cm"),
            ("fo:page-height", "21cm"),
            ("style:print-orientation", "landscape"),
            ("style:scale-to-X", "1"),
            ("style:scale-to-Y", "0"),
        ):
            page.set_attribute(attribute, value)


def _automatic(document: Document, xml: str) -> None:
    document.insert_style(xml, automatic=True)


def _validations(layout: Layout) -> str:
    rules = [
        _validation(sheet, number, index, column)
        for number, sheet in enumerate(layout.sheets)
        for index, column in enumerate(sheet.columns)
        if _is_helped(column)
    ]
    return f"<table:content-validations>{''.join(rules)}</table:content-validations>"


def _is_helped(column: Column) -> bool:
    return not column.hidden and bool(column.hint or column.choices)


def _validation(sheet: SheetLayout, number: int, index: int, column: Column) -> str:
    listed = ";".join('"{}"'.format(choice.replace('"', '""')) for choice in column.choices)
    condition = f"of:cell-content-is-in-list({listed})" if listed else ""
    address = f"{_quoted(sheet.name)}.{column_letter(index)}{sheet.heading_row + 2}"
    return (
        f'<table:content-validation table:name="kl-{number}-{index}" '
        f"table:base-cell-address={quoteattr(address)}"
        + (f" table:condition={quoteattr(condition)}" if condition else "")
        + ' table:allow-empty-cell="true" table:display-list="unsorted">'
        f'<table:help-message table:title={quoteattr(column.heading)} table:display="true">'
        f"<text:p>{escape(column.hint)}</text:p></table:help-message>"
        f'<table:error-message table:message-type="{"stop" if column.closed else "information"}" '
        f'table:display="{"true" if condition else "false"}"><text:p>{escape(column.hint)}</text:p>'
        "</table:error-message></table:content-validation>"
    )


def _quoted(name: str) -> str:
    return "'{}'".format(name.replace("'", "''"))


def _table(sheet: SheetLayout, number: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="kl-width-{column.width}" '
        'table:default-cell-style-name="kl-entry"'
        + (' table:visibility="collapse"' if column.hidden else "")
        + "/>"
        for column in sheet.columns
    )
    first = next((index for index, column in enumerate(sheet.columns) if not column.hidden), 0)
    above = [
        _row([""] * first + [line], "kl-title" if place == 0 else "kl-line")
        for place, line in enumerate(sheet.lines)
    ]
    if sheet.lines:
        above.append("<table:table-row><table:table-cell/></table:table-row>")
    headings = _row([column.heading for column in sheet.columns], "kl-heading")
    rules = [
        f"kl-{number}-{index}" if _is_helped(column) else "" for index, column in enumerate(sheet.columns)
    ]
    spare = [_row([""] * len(sheet.columns), "kl-entry", rules)] * (0 if sheet.hidden else sheet.spare)
    rows = [*(_row(values, "kl-entry", rules) for values in sheet.rows), *spare]
    protected = "" if sheet.hidden else ' table:protected="true"'
    return (
        f"<table:table table:name={quoteattr(sheet.name)} "
        f'table:style-name="kl-shown-{str(not sheet.hidden).lower()}"{protected}>'
        + ("" if sheet.hidden else _PERMITTED)
        + f"{columns}{''.join(above)}<table:table-header-rows>{headings}</table:table-header-rows>"
        + f"{''.join(rows)}</table:table>"
    )


def _row(values: Sequence[Writable], style: str, rules: Sequence[str] = ()) -> str:
    cells = [
        _cell(value, style, rules[index] if index < len(rules) else "") for index, value in enumerate(values)
    ]
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Writable, style: str, rule: str) -> str:
    attributes = f' table:style-name="{style}"'
    if rule:
        attributes += f' table:content-validation-name="{rule}"'
    if value == "":
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, bool):
        said = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        return f"<table:table-cell{attributes} {said}/>"
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(_printable(line))}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell{attributes} office:value-type="string">{lines}</table:table-cell>'
    said = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{attributes} {said}><text:p>{value}</text:p></table:table-cell>"


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def _filters(layout: Layout) -> str:
    ranges = "".join(
        f'<table:database-range table:name="kl-filter-{number}" table:display-filter-buttons="true" '
        f"table:target-range-address={quoteattr(_filter_range(sheet))}/>"
        for number, sheet in enumerate(layout.sheets)
        if not sheet.hidden and sheet.columns
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>"


def _filter_range(sheet: SheetLayout) -> str:
    name, last = _quoted(sheet.name), column_letter(len(sheet.columns) - 1)
    return f"{name}.A{sheet.heading_row + 1}:{name}.{last}{sheet.last_row + 1}"
