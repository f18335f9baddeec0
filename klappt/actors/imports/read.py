"""A whole workbook: which sheet holds what, all rows, probable duplicates. Stores nothing, asks nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from klappt.actors.imports.actor_sheet import read_actor_sheet, set_aside
from klappt.actors.imports.fields import field_heading
from klappt.actors.imports.mapping import Remembered, propose
from klappt.actors.imports.other_sheets import body_heading, priority_heading, read_bodies, read_priorities
from klappt.actors.imports.roles import Role, is_plain_name_heading, normal_heading, role_of
from klappt.actors.imports.rows import SheetMapping, TableContent, Why
from klappt.actors.selectors.notes import NOTES_SHEET
from klappt.core.duplicates import Entry, find_duplicates
from klappt.sheets.grid import Sheet, Value, Workbook, cell_text
from klappt.sheets.signs import OWN_SHEET
from klappt.sheets.tables import Headings, Recognise, find_headings, heading_score, labels_of

_NAMES = {
    "actors": r"akteur|institution|einrichtung|organisation|partner|adress|kontakt|netzwerk|träger",
    "bodies": r"gremi|arbeitskreis|\bak|vereinbarung|verfahren|struktur",
    "priorities": r"prio|planung|schwerpunkt|ziele|maßnahmen",
}
_RECOGNISE: dict[str, Callable[[str], str | None]] = {
    "actors": role_of,
    "bodies": body_heading,
    "priorities": priority_heading,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What people decided about the mapping: kind of sheet by name, role by sheet name and column letter."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remembered: Remembered = field(default_factory=dict)


def read_table(workbook: Workbook, choices: Choices | None = None) -> TableContent:
    """Everything in the workbook, each row once: actor, body, priority, or set aside with a reason."""
    choices = choices or Choices()
    content = TableContent(notices=list(workbook.notices), properties=workbook.properties)
    for sheet in workbook.sheets:
        _read_sheet(sheet, content, choices)
    _mark_duplicates(content)
    return content


def _read_sheet(sheet: Sheet, content: TableContent, choices: Choices) -> None:
    if sheet.hidden:
        why = Why.OWN if sheet.name == OWN_SHEET else Why.HIDDEN_SHEET
        content.mapping.append(SheetMapping(sheet.name, "none"))
        set_aside(sheet, content, range(1, len(sheet.rows) + 1), why)
        return
    if own_heading := _own_notes_heading(sheet):
        _read_own_notes(sheet, content, own_heading)
        return
    kind, headings = _kind_of(sheet, choices)
    if kind == "actors":
        read_actor_sheet(
            sheet,
            content,
            headings=headings,
            remembered=choices.remembered,
            choices=choices.roles.get(sheet.name, {}),
        )
    elif kind == "bodies" and headings:
        read_bodies(sheet, content, headings)
    elif kind == "priorities" and headings:
        read_priorities(sheet, content, headings)
    else:
        content.mapping.append(SheetMapping(sheet.name, "none"))
        set_aside(sheet, content, range(1, len(sheet.rows) + 1), Why.NO_TABLE)


def _kind_of(sheet: Sheet, choices: Choices) -> tuple[str, Headings | None]:
    """The kind whose headings fit best; the name of the sheet tips the scales."""
    known = {heading for heading, role in choices.remembered.items() if role != Role.OTHER}

    def actor_heading(text: str) -> str | None:
        heading = normal_heading(text)
        return choices.remembered[heading] if heading in known else role_of(text)

    found = {kind: find_headings(sheet, recognise) for kind, recognise in _RECOGNISE.items()}
    found["actors"] = find_headings(sheet, actor_heading, score_of=_actor_score)
    chosen = choices.kinds.get(sheet.name)
    if chosen:
        headings = found.get(chosen) or (Headings(0, 0, {}) if chosen != "none" and sheet.rows else None)
        return chosen, headings
    scores = {kind: _fit(sheet, kind, headings) for kind, headings in found.items() if headings}
    kind = max(scores, key=lambda key: scores[key], default="")
    if kind:
        return kind, found[kind]
    plain = _plain_headings(sheet)
    return ("actors", plain) if _reads_by_content(sheet, plain) else ("none", None)


def _actor_score(row: Sequence[Value], recognise: Recognise) -> int:
    """One field alone is what a row of data says ("Ausländerbehörde", "Migration"); headings name several."""
    score = heading_score(row, recognise)
    meanings = [recognise(cell_text(value)) for value in row]
    return score - 1 if score and meanings.count(Role.FIELD_MARK) == 1 else score


def _plain_headings(sheet: Sheet) -> Headings | None:
    """The first row with content, if it has a plain word for the name and else only words we do not know."""
    number, labels = next(
        ((number, found) for number, row in sheet.numbered() if (found := labels_of(row))), (0, {})
    )
    known = any(is_plain_name_heading(text) for text in labels.values())
    return Headings(number, number, labels) if known and len(labels) > 1 else None


def _own_notes_heading(sheet: Sheet) -> int:
    """The row of the headings, if this is the sheet on which our own worksheet carries remarks; else 0."""
    if sheet.name != NOTES_SHEET:
        return 0
    return next(
        (number for number, row in sheet.numbered() if row and role_of(cell_text(row[0])) is Role.KEY), 0
    )


def _read_own_notes(sheet: Sheet, content: TableContent, heading: int) -> None:
    """Rows with our key are known; a row somebody added is a note."""
    content.mapping.append(SheetMapping(sheet.name, "none"))
    for number, row in sheet.numbered():
        own = number <= heading or row[0] != ""
        set_aside(sheet, content, (number,), Why.OWN if own else Why.NOTE)


def _fit(sheet: Sheet, kind: str, headings: Headings) -> float:
    meanings = {_RECOGNISE[kind](label) for label in headings.labels.values()} - {None, Role.OTHER, "note"}
    named = bool(re.search(_NAMES[kind], sheet.name.casefold())) or (
        kind == "actors" and field_heading(sheet.name)
    )
    essential = {"actors": Role.NAME, "bodies": "name", "priorities": "text"}[kind]
    return len(meanings) + (1.6 if named else 0) + (1 if essential in meanings else 0)


def _reads_by_content(sheet: Sheet, headings: Headings | None) -> bool:
    """A table without headings, or with only one we know, still shows a name and a way to reach somebody."""
    if len(sheet.rows) < 2:
        return False
    labels, first = (headings.labels, headings.last_row) if headings else ({}, 0)
    roles = {column.role for column in propose(labels, sheet.rows[first:])}
    return Role.NAME in roles and bool(roles & {Role.EMAIL, Role.PHONE, Role.FIELD, Role.ADDRESS})


def _mark_duplicates(content: TableContent) -> None:
    """The later row of each probable pair points to the first."""
    by_place = {row.place: row for row in content.rows}
    entries = [
        Entry(
            key=row.place,
            name=row.name,
            department=row.department,
            phones=tuple(row.phones),
            emails=tuple(row.emails),
            address=row.address,
        )
        for row in content.rows
        if row.name
    ]
    for proposal in find_duplicates(entries):
        later, first = by_place[proposal.second], by_place[proposal.first]  # type: ignore[index] # the keys are the places given to it
        if later.duplicate_of is None:
            origin = (
                first if first.duplicate_of is None else by_place[first.duplicate_sheet, first.duplicate_of]
            )
            later.duplicate_of, later.duplicate_sheet = origin.row, origin.sheet
            later.duplicate_reasons = tuple(str(reason) for reason in proposal.reasons)
