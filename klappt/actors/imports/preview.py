"""From the bytes of a file to the plan, for page and command line alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klappt.actors.extensions import sheet_rows
from klappt.actors.imports.mapping import Column
from klappt.actors.imports.notes import known_notes
from klappt.actors.imports.plan import Plan, make_plan
from klappt.actors.imports.read import Choices, read_table
from klappt.actors.imports.roles import normal_heading
from klappt.actors.imports.rows import TableContent
from klappt.actors.models import HeadingMemory, ImportedNote
from klappt.actors.selectors.sheet import entries
from klappt.actors.services.importing import Author, Result, bring_in_table
from klappt.alliances.models import Alliance
from klappt.sheets.decisions import Decisions
from klappt.sheets.read import read_workbook
from klappt.sheets.signs import signs_of


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: kinds of sheets and roles of columns, and answers on single rows."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Decisions = field(default_factory=dict)

    @classmethod
    def of(cls, choices: Mapping[str, Any], decisions: Decisions) -> "Decided":
        return cls(choices.get("kinds", {}), choices.get("roles", {}), decisions)


def preview(data: bytes, name: str, decided: Decided | None = None) -> Plan:
    """What this file would do to the alliance whose scope is open. Stores nothing; raises Refused."""
    decided = decided or Decided()
    workbook = read_workbook(data, name)
    remembered = {memory.heading: memory.role for memory in HeadingMemory.objects.all()}
    content = read_table(workbook, Choices(decided.kinds, decided.roles, remembered))
    return make_plan(
        content,
        entries(),
        decided.rows,
        known_notes(list(ImportedNote.objects.all()), sheet_rows()),
        signs_of(workbook),
    )


def carry_out(plan: Plan, *, alliance: Alliance, source: str, author: Author, **rest: Any) -> Result:
    """Store what the plan says. ValueError while a row still needs a decision."""
    if not plan.is_settled:
        raise ValueError("a row still needs a decision")
    return bring_in_table(
        alliance=alliance,
        source=source,
        entries=plan.entries,
        notes=plan.notes,
        author=author,
        meanings=meanings_of(plan.content),
        **rest,
    )


def meanings_of(content: TableContent) -> dict[str, str]:
    """What somebody chose for a heading, or had chosen before."""

    def worth(column: Column) -> bool:
        return column.by in ("chosen", "remembered") and bool(normal_heading(column.heading))

    return {
        normal_heading(column.heading): column.role.value
        for sheet in content.mapping
        for column in sheet.columns
        if worth(column)
    }
