"""The table as Parquet: empty where there is no value, and beside each column another one that says why."""

import io
import json
from collections.abc import Sequence
from decimal import Decimal

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.evaluation.selectors.data_table import DataTable, Variable

WHY = ".fehlt"
"""Follows the name of a column. No question has a dot in its key, so no name appears twice."""
_TYPES = {Measure.TEXT: "string", Measure.NUMBER: "float64", Measure.DATE: "date32"}


def as_parquet(table: DataTable) -> bytes:
    """Labels and codes stand with each column as metadata (`label`, `codes` as JSON)."""
    # A large library; nobody waits for it who does not write this file.
    import pyarrow as pa
    import pyarrow.parquet as pq

    reasons = pa.dictionary(pa.int8(), pa.string())
    fields, arrays = [], []
    for at, variable in enumerate(table.variables):
        values = [row[at] for row in table.rows]
        kind = pa.type_for_alias(_TYPES.get(variable.measure, "int32"))
        arrays.append(pa.array([_value(value) for value in values], type=kind))
        fields.append(pa.field(variable.name, kind, metadata=_told(variable)))
        if variable.column is not None:
            arrays.append(pa.array(_reasons(values), type=pa.string()).dictionary_encode().cast(reasons))
            fields.append(pa.field(variable.name + WHY, reasons))
    target = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=pa.schema(fields)), target)
    return target.getvalue()


def _value(cell: Cell) -> object:
    if isinstance(cell, Missing):
        return None
    return float(cell) if isinstance(cell, Decimal) else cell


def _reasons(values: Sequence[Cell]) -> list[str | None]:
    return [value.value if isinstance(value, Missing) else None for value in values]


def _told(variable: Variable) -> dict[str, str]:
    told = {"label": str(variable.label)}
    if variable.codes:
        told["codes"] = json.dumps(dict(variable.codes), ensure_ascii=False)
    return told
