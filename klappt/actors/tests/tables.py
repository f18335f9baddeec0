"""Reads a table made on the spot the way an upload is read."""

from klappt.actors.imports.read import Choices, read_table
from klappt.actors.imports.rows import ActorRow, TableContent
from klappt.sheets.read import read_workbook
from klappt.sheets.tests.files import Rows, table


def content_of(data: bytes, name: str = "Akteure.xlsx", choices: Choices | None = None) -> TableContent:
    return read_table(read_workbook(data, name), choices)


def rows_of(*rows: list[object], name: str = "Akteure") -> list[ActorRow]:
    return content_of(table(*rows, name=name)).rows


def places(content: TableContent) -> list[tuple[str, int]]:
    lists = (content.rows, content.left_aside, content.bodies, content.priorities)
    return [(item.sheet, item.row) for items in lists for item in items]


def problems(row: ActorRow) -> list[str]:
    return [problem.kind.value for problem in row.problems]


__all__ = ["Rows", "content_of", "places", "problems", "rows_of", "table"]
