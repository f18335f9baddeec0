"""Rows that stay as they are: a model says so once, and the database refuses what Python might forget."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

_DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


@dataclass(frozen=True)
class Stays:
    """`stays = Stays(...)` in a model: its rows are never changed and never removed.

    once: only rows in which these columns hold these values (an edition once it is published).
    but: columns that may change all the same (a mark that something newer counts).
    columns: only these stay, each as soon as something stands in it; then the row stays, too.

    A foreign key may be emptied where Django does that (SET_NULL): who leaves does not take the row along.
    """

    once: Mapping[str, str] = field(default_factory=dict)
    but: Collection[str] = ()
    columns: Collection[str] = ()

    def changed(self, model: type[models.Model], vendor: str) -> str:
        """SQL over OLD and NEW: something changes that must not."""
        differs = _DIFFERS[vendor]
        if self.columns:
            return _any(f'(OLD."{c}" IS NOT NULL AND OLD."{c}" {differs} NEW."{c}")' for c in self.columns)
        different = _any(
            f'({_unless_emptied(each)}OLD."{each.column}" {differs} NEW."{each.column}")'
            for each in fields_of(model)
            if each.column not in self.but
        )
        return " AND ".join([*self._once(), f"({different})"])

    def gone(self) -> str:
        """SQL over OLD: the row must not go."""
        if self.columns:
            return _any(f'OLD."{c}" IS NOT NULL' for c in self.columns)
        return " AND ".join([*self._once(), "1 = 1"])

    def _once(self) -> list[str]:
        return [f"OLD.\"{column}\" = '{value}'" for column, value in self.once.items()]


def table_of(model: type[models.Model]) -> str:
    return model._meta.db_table


def fields_of(model: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    return tuple(model._meta.concrete_fields)


def _any(parts: Iterable[str]) -> str:
    return " OR ".join(parts)


def _unless_emptied(column: "models.Field[Any, Any]") -> str:
    empties = getattr(column.remote_field, "on_delete", None) is models.SET_NULL
    return f'NEW."{column.column}" IS NOT NULL AND ' if empties else ""
