"""The table as an SPSS file, with labels and with the three reasons for a missing value.

Not asked is system-missing (a text: empty). The other reasons are user-missing: they can be counted.
"""

import datetime
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.evaluation.selectors.data_table import DataTable, Variable
from klappt.evaluation.selectors.missing import CODES, WORDS, codes_of

LONGEST_TEXT = 32_000
"""Bytes; SPSS takes 32,767 in a text."""
LONGEST_LABEL = 250
_LONGEST_VALUE_LABEL = 120
_FIRST_DAY = datetime.date(1582, 10, 14)
_DAY = 86_400
_MEASURES = {
    Measure.CODE: "nominal",
    Measure.TICK: "nominal",
    Measure.RANK: "ordinal",
    Measure.TEXT: "nominal",
}


def as_sav(table: DataTable) -> bytes:
    """Days count seconds since 14 October 1582, as SPSS does."""
    # Large libraries; nobody waits for them who does not write this file.
    import pandas
    import pyreadstat

    frame = pandas.DataFrame(
        {
            variable.name: pandas.Series(
                _column(variable, [row[at] for row in table.rows]), dtype=_dtype(variable)
            )
            for at, variable in enumerate(table.variables)
        }
    )
    asked = [variable for variable in table.variables if variable.column is not None]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "klappt.sav"
        pyreadstat.write_sav(
            frame,
            str(target),
            file_label=_fitting(table.title, 60),
            column_labels={each.name: _fitting(str(each.label), LONGEST_LABEL) for each in table.variables},
            variable_value_labels={
                each.name: labels for each in table.variables if (labels := _labels(each))
            },
            missing_ranges={each.name: _missing(each) for each in asked},
            variable_format={
                each.name: "EDATE10" for each in table.variables if each.measure is Measure.DATE
            },
            variable_measure={each.name: _MEASURES.get(each.measure, "scale") for each in table.variables},
            row_compress=True,
        )
        return target.read_bytes()


def _dtype(variable: Variable) -> str:
    return "object" if variable.measure is Measure.TEXT else "float64"


def _column(variable: Variable, values: Sequence[Cell]) -> list[Any]:
    if variable.measure is Measure.TEXT:
        return [_text(value) for value in values]
    codes = codes_of(variable)
    return [_number(value, codes) for value in values]


def _number(value: Cell, codes: dict[Missing, int]) -> float | None:
    if isinstance(value, Missing):
        return float(codes[value]) if value in codes else None
    if isinstance(value, datetime.date):
        return float((value - _FIRST_DAY).days * _DAY)
    return float(value) if isinstance(value, int | Decimal) else None


def _text(value: Cell) -> str:
    if isinstance(value, Missing):
        return str(CODES[value]) if value in CODES else ""
    text = str(value)
    # A text that reads like one of the codes would be taken for it.
    return _fitting(f" {text}" if text in _TEXT_CODES else text, LONGEST_TEXT)


_TEXT_CODES = frozenset(str(code) for code in CODES.values())


def _labels(variable: Variable) -> dict[Any, str]:
    reasons = {} if variable.column is None else _reasons(variable)
    chosen = {float(code): _fitting(label, _LONGEST_VALUE_LABEL) for code, label in variable.codes}
    return {**chosen, **reasons}


def _reasons(variable: Variable) -> dict[Any, str]:
    if variable.measure is Measure.TEXT:
        return {str(code): str(WORDS[reason]) for reason, code in CODES.items()}
    return {float(code): str(WORDS[reason]) for reason, code in codes_of(variable).items()}


def _missing(variable: Variable) -> list[Any]:
    if variable.measure is Measure.TEXT:
        return sorted(_TEXT_CODES)
    return [float(code) for code in codes_of(variable).values()]


def _fitting(text: str, most: int) -> str:
    """At most so many bytes, and no half of a letter at the end."""
    raw = text.encode()
    return text if len(raw) <= most else raw[: most - 3].decode(errors="ignore") + "…"
