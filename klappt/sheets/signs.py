"""Short signs of cells on a hidden sheet: when a worksheet comes back, klappt knows who changed what."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum

from klappt.sheets.grid import Workbook, cell_text

OWN_SHEET = "klappt"
"""Name of the hidden sheet in our own worksheets: how each cell stood at the download."""


class Touched(StrEnum):
    """What became of a cell since the download."""

    NOT = "not"
    IN_FILE = "in_file"
    IN_BOTH = "in_both"


def digest(text: str) -> str:
    """A short sign by which a cell is recognised as unchanged, whatever a program did to its blanks."""
    return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()


def signs_of(workbook: Workbook) -> dict[str, dict[str, str]]:
    """How each row stood when our worksheet was downloaded: signs of its cells, by key."""
    own = next((sheet for sheet in workbook.sheets if sheet.name == OWN_SHEET and sheet.hidden), None)
    if own is None or not own.rows:
        return {}
    columns = [cell_text(value) for value in own.rows[0]]
    return {
        cell_text(row[0]): {
            column: cell_text(value) for column, value in zip(columns[1:], row[1:], strict=True) if value
        }
        for row in own.rows[1:]
    }


def touched(column: str, said: str, here: str, signs: Mapping[str, str]) -> Touched:
    """Who changed a cell that reads otherwise in the file than here.

    What was changed only here since the download stays; what was changed in both is a conflict. Without a
    sign the file counts as newer.
    """
    if signs.get(column) == digest(said):
        return Touched.NOT
    if column in signs and signs[column] != digest(here):
        return Touched.IN_BOTH
    return Touched.IN_FILE
