"""Places to write in as ODT: labels nobody can change by mistake, free cells, lists to choose from."""

from collections.abc import Iterator

from odfdo import BookmarkEnd, BookmarkStart, Element, Style
from odfdo import Document as Package
from odfdo import Paragraph as Line

from klappt.documents.model import Entry, EntryKind, EntryTable, Form

_PAGE_WIDTH = 16.3
_WIDE, _NARROW = (4.3, 12.0), (12.0, 4.3)
TICKED, OPEN = "☒", "☐"


def entry_elements(
    package: Package, block: Form | EntryTable, number: int, choose: str, styles: set[str]
) -> Iterator[Element]:
    """`styles` are those that the package has already: putting one in takes its time."""
    _cell_styles(package, styles)
    if isinstance(block, Form):
        table = _table(package, number, _WIDE if block.wide else _NARROW, styles)
        for entry in block.entries:
            label = _label(entry.label, entry.name, "Table_20_Contents")
            table.append(_row([label, _field(entry, choose)]))
    else:
        shares = block.widths or (1,) * len(block.head)
        widths = tuple(_PAGE_WIDTH * share / sum(shares) for share in shares)
        table = _table(package, number, widths, styles)
        top = Element.from_tag("table:table-header-rows")
        labels = zip(block.head, block.names, strict=True)
        top.append(_row([_label(text, name, "Table_20_Heading") for text, name in labels]))
        table.append(top)
        for entries in block.rows:
            table.append(_row([_field(entry, choose) for entry in entries]))
    yield table
    yield Line("", style="Table_20_Contents")


def _table(package: Package, number: int, widths: tuple[float, ...], styles: set[str]) -> Element:
    table = Element.from_tag("table:table")
    table.set_attribute("table:name", f"klappt {number}")
    for width in widths:
        name = f"w{width * 100:.0f}"
        if name not in styles:
            styles.add(name)
            package.insert_style(Style("table-column", name=name, width=f"{width:.2f}cm"), automatic=True)
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", name)
        table.append(column)
    return table


def _cell_styles(package: Package, styles: set[str]) -> None:
    if "label" in styles:
        return
    styles.add("label")
    border = "0.5pt solid #8a94a0"
    package.insert_style(
        Style("table-cell", name="label", border_bottom=border, padding="0.12cm"), automatic=True
    )
    package.insert_style(
        Style("table-cell", name="entry", border=border, padding="0.12cm", background_color="#fbfbf3"),
        automatic=True,
    )


def _row(cells: list[Element]) -> Element:
    row = Element.from_tag("table:table-row")
    for cell in cells:
        row.append(cell)
    return row


def _label(text: str, name: str, style: str) -> Element:
    line = Line(style=style)
    line.append(BookmarkStart(name))
    line.append_plain_text(text)
    line.append(BookmarkEnd(name))
    cell = _cell("label")
    cell.set_attribute("table:protected", "true")
    cell.append(line)
    return cell


def _field(entry: Entry, choose: str) -> Element:
    cell = _cell("entry")
    if entry.kind is EntryKind.CHOICE:
        cell.append(_chosen(entry, (choose, *entry.choices), entry.text or choose))
    elif entry.kind is EntryKind.TICK:
        cell.append(_chosen(entry, (OPEN, TICKED), TICKED if entry.text else OPEN))
    else:
        for text in entry.text.split("\n"):
            line = Line(style="Table_20_Contents")
            line.append_plain_text(text)
            cell.append(line)
    return cell


def _chosen(entry: Entry, choices: tuple[str, ...], now: str) -> Line:
    """A list to choose from, as the word processor has it in its menu "Fields"."""
    field = Element.from_tag("text:drop-down")
    field.set_attribute("text:name", entry.name)
    for choice in choices:
        label = Element.from_tag("text:label")
        label.set_attribute("text:value", choice)
        if choice == now:
            label.set_attribute("text:current-selected", "true")
        field.append(label)
    field.append(now)
    line = Line(style="Table_20_Contents")
    line.append(field)
    return line


def _cell(style: str) -> Element:
    cell = Element.from_tag("table:table-cell")
    cell.set_attribute("table:style-name", style)
    cell.set_attribute("office:value-type", "string")
    return cell
