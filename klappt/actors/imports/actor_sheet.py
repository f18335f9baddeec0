"""The sheet with the actors: from headings to rows, and everything else set aside with a reason."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from klappt.actors.imports.actor_rows import Section, read_row
from klappt.actors.imports.fields import field_heading
from klappt.actors.imports.lines import Line, Reading, line_kind, start_reading
from klappt.actors.imports.mapping import Column, Remembered, chosen, propose
from klappt.actors.imports.roles import Role, role_of
from klappt.actors.imports.rows import ActorRow, Aside, HintKind, Problem, SheetMapping, TableContent, Why
from klappt.sheets.grid import Position, Sheet, Value, row_text
from klappt.sheets.tables import Headings, find_headings, heading_score

_FILLED_DOWN = (
    Role.NAME,
    Role.SHORT_NAME,
    Role.DEPARTMENT,
    Role.FIELD,
    Role.ADDRESS,
    Role.WEBSITE,
    Role.KIND,
)
_ASIDE = {
    Line.SECTION: Why.SECTION,
    Line.NOTE: Why.NOTE,
    Line.TOTAL: Why.TOTAL,
    Line.LEGEND: Why.LEGEND,
    Line.REPEATED_HEADING: Why.REPEATED_HEADING,
    Line.NUMBER_ONLY: Why.NUMBER_ONLY,
}


def read_actor_sheet(
    sheet: Sheet,
    content: TableContent,
    *,
    headings: Headings | None,
    remembered: Remembered,
    choices: Mapping[str, str],
) -> None:
    """Adds the rows of the sheet to `content`. Without headings the columns are told from their content."""
    headings = headings or Headings(0, 0, {})
    own = any(role_of(label) is Role.KEY for label in headings.labels.values())
    set_aside(sheet, content, range(1, headings.first_row), Why.OWN if own else Why.TITLE)
    set_aside(sheet, content, headings.rows if headings.first_row else (), Why.OWN if own else Why.HEADING)
    columns: tuple[Column, ...] = ()
    section = Section(sheet.name if field_heading(sheet.name) else "", field_heading(sheet.name))
    last = len(sheet.rows)
    while headings.last_row < last or not columns:
        following = _next_headings(sheet, headings, last)
        end = following.first_row - 1 if following else last
        body = sheet.rows[headings.last_row : end]
        columns = chosen(propose(headings.labels, body, remembered), choices)
        section = _read_block(
            sheet, content, start_reading(sheet, headings, columns, end), columns, section, end
        )
        if not following:
            break
        set_aside(sheet, content, following.rows, Why.HEADING)
        headings = following
    content.mapping.append(
        SheetMapping(sheet.name, "actors", tuple(headings.rows) if headings.first_row else (), columns)
    )


def set_aside(sheet: Sheet, content: TableContent, numbers: Sequence[int], why: Why) -> None:
    """Keeps rows that are no data, with their comments; a row without either is nothing."""
    comments = comments_by_row(sheet.comments)
    for number in numbers:
        text = row_text(sheet.rows[number - 1])
        said = [_("[Comment: %(text)s]") % {"text": comment} for comment in comments.get(number, ())]
        if text or said:
            reason = why if text else Why.COMMENT
            content.left_aside.append(Aside(sheet.name, number, " ".join([text, *said]).strip(), reason))


def comments_by_row(comments: Mapping[Position, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for (row, _column), text in sorted(comments.items()):
        found.setdefault(row, []).append(text)
    return found


def _next_headings(sheet: Sheet, headings: Headings, last: int) -> Headings | None:
    """A second table below with other headings; the same headings said again are only repeated."""
    for number in range(headings.last_row + 2, last + 1):
        row = sheet.rows[number - 1]
        if heading_score(row, role_of) >= 4:
            labels = {index: str(value).strip() for index, value in enumerate(row) if value != ""}
            if {k: role_of(v) for k, v in labels.items()} != {
                k: role_of(v) for k, v in headings.labels.items()
            }:
                return find_headings(
                    Sheet(sheet.name, sheet.rows[:number], spans=sheet.spans), role_of, number
                )
    return None


def _read_block(
    sheet: Sheet,
    content: TableContent,
    reading: Reading,
    columns: Sequence[Column],
    section: Section,
    end: int,
) -> Section:
    merged = _filled_down(sheet, columns)
    comments = comments_by_row(sheet.comments)
    has_column = any(column.role in (Role.FIELD, Role.FIELD_MARK) for column in columns)
    for number in range(reading.headings.last_row + 1, end + 1):
        continued = number in merged and any(value != "" for value in sheet.rows[number - 1])
        kind = Line.DATA if continued else line_kind(reading, number)
        if kind is Line.SECTION:
            section = _section(row_text(sheet.rows[number - 1]), section, has_column=has_column)
        if kind is not Line.DATA:
            set_aside(sheet, content, (number,), _ASIDE.get(kind, Why.COMMENT))
            continue
        cells: dict[int, Value] = dict(enumerate(sheet.rows[number - 1])) | merged.get(number, {})
        row = read_row(sheet.name, number, cells, columns, section)
        row.comments.extend(comments.get(number, ()))
        _note_place(row, hidden=number in sheet.hidden_rows, merged=number in merged)
        content.rows.append(row)
    return section


def _section(text: str, before: Section, *, has_column: bool) -> Section:
    """Where a column names the field, a heading that is none of the four is only a heading."""
    field = field_heading(text) or next(
        (found for part in text.split("|") if (found := field_heading(part))), None
    )
    return before if field is None and has_column else Section(text.strip(" :"), field)


def _note_place(row: ActorRow, *, hidden: bool, merged: bool) -> None:
    if hidden:
        message = _("Row %(row)s is hidden in the file.") % {"row": row.row}
        row.hints.append(Problem("", HintKind.HIDDEN_ROW, message))
    if merged:
        message = _("Row %(row)s: a merged cell above holds for this row too.") % {"row": row.row}
        row.hints.append(Problem("", HintKind.MERGED_ABOVE, message))


def _filled_down(sheet: Sheet, columns: Sequence[Column]) -> dict[int, dict[int, Value]]:
    """A cell merged over several rows holds for each of them."""
    filled: dict[int, dict[int, Value]] = {}
    indices = {column.index for column in columns if column.role in _FILLED_DOWN}
    for span in sheet.spans:
        if (
            span.first_column in indices
            and span.last_row > span.first_row
            and span.first_row <= len(sheet.rows)
        ):
            value = sheet.rows[span.first_row - 1][span.first_column]
            for number in range(span.first_row + 1, min(span.last_row, len(sheet.rows)) + 1):
                filled.setdefault(number, {})[span.first_column] = value
    return filled
