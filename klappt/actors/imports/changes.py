"""What a row would change in an institution, cell by cell, and the change itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from klappt.actors.imports.fields import field_of
from klappt.actors.imports.matching import Known
from klappt.actors.imports.rows import ActorRow
from klappt.actors.imports.ticks import Tick, read_tick
from klappt.actors.imports.values import (
    contacts_of,
    contacts_of_cells,
    criteria_of,
    criterion_of,
    field_value,
    field_word,
    tick_value,
)
from klappt.actors.selectors.sheet import (
    COLUMNS,
    CONTACT_COLUMNS,
    CRITERIA,
    HEADINGS,
    TICK_WORDS,
    Cells,
    criterion_cell,
)
from klappt.actors.services.contacts import Contact
from klappt.actors.services.importing import EntryChange
from klappt.actors.services.institutions import Values
from klappt.sheets.signs import Touched, touched

TICK_COLUMNS = {"cooperation": "cooperation", "core_group": "core_group_planned", "forum": "forum_planned"}
TEXTS = ("name", "short_name", "department", "address", "website", "contributions", "note")
JOINED = ("contributions", "note")


@dataclass(frozen=True, slots=True)
class CellChange:
    column: str
    old: str
    new: str

    @property
    def heading(self) -> str:
        return HEADINGS[self.column]


@dataclass(slots=True)
class Differences:
    """`changes` to make; `conflicts`: cells that were changed in the file and here as well."""

    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CellChange] = field(default_factory=list)


def new_cells(row: ActorRow) -> Cells:
    """What the row says, in the words of our own worksheet."""
    contacts = contacts_of(row)
    return {
        **{key: getattr(row, key) for key in TEXTS},
        "kind": row.kind,
        "field": field_word(field_value(row.field)),
        **contact_texts(contacts),
        **{column: TICK_WORDS[tick_value(getattr(row, column))] for column in TICK_COLUMNS},
        **{key: criterion_cell(*mark) for key, mark in criteria_of(row).items()},
    }


def contact_texts(contacts: Iterable[Contact]) -> Cells:
    rows = [(contact.name, contact.function, contact.phone, contact.email) for contact in contacts]
    several = len(rows) > 1
    return {
        key: "\n".join(row[place] or ("–" if several else "") for row in rows)
        if any(row[place] for row in rows)
        else ""
        for place, key in enumerate(CONTACT_COLUMNS)
    }


def own_differences(row: ActorRow, known: Known, base: Mapping[str, str]) -> Differences:
    """A row of our own worksheet against the entry. `base`: signs of the cells as they were downloaded.

    What was changed only here since the download stays; what was changed in both is a conflict.
    """
    found = Differences()
    for column in (column.key for column in COLUMNS if column.key in row.cells):
        said, here = row.cells[column], known.cells[column]
        if same(column, said, here):
            continue
        by = touched(column, said, here, base)
        if by is not Touched.NOT:
            change = CellChange(column, here, said)
            (found.conflicts if by is Touched.IN_BOTH else found.changes).append(change)
    return found


def foreign_differences(row: ActorRow, known: Known, *, keep_name: bool) -> Differences:
    """Any other table against the entry: an empty cell says nothing, remarks are added."""
    said = new_cells(row)
    found = Differences()
    for column in (column.key for column in COLUMNS):
        new, here = said.get(column, ""), known.cells[column]
        if not new or column in CONTACT_COLUMNS or same(column, new, here):
            continue
        if keep_name and column in ("name", "department"):
            continue
        if column in JOINED and here:
            if new in here:
                continue
            new = f"{here}\n{new}"
        found.changes.append(CellChange(column, here, new))
    contacts = united_contacts(row, known)
    if contacts is not None:
        texts = contact_texts(contacts)
        found.changes.extend(
            CellChange(key, known.cells[key], texts[key])
            for key in CONTACT_COLUMNS
            if texts[key] != known.cells[key]
        )
    return found


def united_contacts(row: ActorRow, known: Known) -> list[Contact] | None:
    """The entry's contacts and those of the row that it does not know yet; None if it knows all."""
    here = [Contact(*values) for values in known.contacts]
    signs = {sign for contact in here for sign in _signs(contact)}
    missing = [contact for contact in contacts_of(row) if not _signs(contact) <= signs]
    return [*here, *missing] if missing else None


def entry_from_changes(row: ActorRow, known: Known, changes: list[CellChange], *, own: bool) -> EntryChange:
    """The change of an entry that is there already."""
    columns = {change.column: change.new for change in changes}
    contacts: tuple[Contact, ...] | None = None
    if columns.keys() & set(CONTACT_COLUMNS):
        contacts = (
            contacts_of_cells({key: columns.get(key, known.cells[key]) for key in CONTACT_COLUMNS})
            if own
            else tuple(united_contacts(row, known) or ())
        )
    return EntryChange(
        target=known.pk,
        values=_values(row, columns),
        type_label=columns.get("kind"),
        contacts=contacts,
        criteria={key: criterion_of(columns[key]) for key in CRITERIA if key in columns},
    )


def new_entry(row: ActorRow) -> EntryChange:
    cells = {key: text for key, text in new_cells(row).items() if text}
    return EntryChange(
        values=_values(row, cells),
        type_label=row.kind or None,
        contacts=contacts_of(row),
        criteria=criteria_of(row),
    )


def same(column: str, said: str, here: str) -> bool:
    """Whether both say the same, however it is written."""
    if column in TICK_COLUMNS:
        return read_tick(said) == read_tick(here)
    if column == "field":
        return (field_of(said) if said else None) == (here or None)
    return " ".join(said.split()) == " ".join(here.split())


def _values(row: ActorRow, columns: Mapping[str, str]) -> Values:
    values: dict[str, str] = {key: columns[key] for key in TEXTS if key in columns}
    values |= {
        attribute: tick_value(Tick(getattr(row, column)))
        for column, attribute in TICK_COLUMNS.items()
        if column in columns
    }
    if "field" in columns:
        values["field"] = field_value(row.field)
    return Values(**values)  # type: ignore[typeddict-item,no-any-return] # all of these are texts


def _signs(contact: Contact) -> set[str]:
    """What a contact is recognised by: digits of the phone, mail, name, function."""
    digits = re.sub(r"\D", "", contact.phone)
    parts = (digits, contact.email, contact.name, contact.function)
    return {part.casefold() for part in parts if part}
