"""Which column means what: proposed from headings and content, changed by people, remembered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from klappt.actors.imports.content import guess, is_running_number, shares
from klappt.actors.imports.roles import SEVERAL, Role, name_rank, normal_heading, role_of
from klappt.sheets.grid import Value, column_letter

Remembered = Mapping[str, str]
"""Role by normal heading, from earlier imports of the same alliance."""


@dataclass(frozen=True, slots=True)
class Column:
    """`by` says where the role comes from: heading, content, remembered, chosen."""

    index: int
    heading: str
    role: Role
    by: str

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def title(self) -> str:
        return self.heading or self.letter


_PLANNED = re.compile(r"geplant|\bplan|vorgesehen|vorschlag|\bsoll\b|künftig")
_ACTUAL = re.compile(r"\bist\b|mitglied|aktuell|derzeit|bereits")


def propose(
    labels: Mapping[int, str], body: Sequence[Sequence[Value]], remembered: Remembered | None = None
) -> tuple[Column, ...]:
    """A role for each column that has a heading or content."""
    width = max((len(row) for row in body), default=0)
    indices = sorted(
        set(labels)
        | {index for index in range(width) if any(row[index] != "" for row in body if len(row) > index)}
    )
    columns = [_propose_one(index, labels.get(index, ""), body, remembered or {}) for index in indices]
    return tuple(_ensure_name(_settle_rivals(_planned_only(columns)), body))


def chosen(columns: Iterable[Column], choices: Mapping[str, str]) -> tuple[Column, ...]:
    """The proposal with what people chose instead; `choices`: role by column letter."""
    return tuple(
        replace(column, role=Role(choices[column.letter]), by="chosen")
        if choices.get(column.letter, column.role) != column.role
        else column
        for column in columns
    )


def _propose_one(index: int, heading: str, body: Sequence[Sequence[Value]], remembered: Remembered) -> Column:
    known = remembered.get(normal_heading(heading)) if heading else None
    if known in set(Role):
        return Column(index, heading, Role(known), "remembered")
    values = [row[index] for row in body if len(row) > index]
    role = role_of(heading)
    if role is not None:
        return Column(index, heading, _checked(role, heading, values), "heading")
    if is_running_number(values) and not heading:
        return Column(index, heading, Role.NUMBER, "content")
    return Column(index, heading, guess(values) or Role.OTHER, "content")


def _checked(role: Role, heading: str, values: Sequence[Value]) -> Role:
    """A heading can mean two things; then the content decides ("Bereich", "Kontakt", "Adresse")."""
    found = shares(values)
    if role in (Role.CONTACT, Role.ADDRESS, Role.NUMBER) and found.get(Role.EMAIL, 0) > 0.6:
        return Role.EMAIL
    if role is Role.CONTACT and found.get(Role.PHONE, 0) > 0.6:
        return Role.PHONE
    if role is Role.FIELD and normal_heading(heading) == "bereich" and found and found[Role.FIELD] < 0.5:
        return Role.DEPARTMENT
    if role in (Role.DEPARTMENT, Role.KIND) and found.get(Role.FIELD, 0) > 0.8:
        return Role.FIELD
    return role


def _planned_only(columns: list[Column]) -> list[Column]:
    """Who is planned for the core group and who is a member by now are two matters; the plan is the tick."""
    planned = {
        column.index
        for column in columns
        if column.role is Role.CORE_GROUP and _PLANNED.search(normal_heading(column.heading))
    }
    return [
        replace(column, role=Role.OTHER)
        if planned
        and column.index not in planned
        and (column.role, column.by) == (Role.CORE_GROUP, "heading")
        and _ACTUAL.search(normal_heading(column.heading))
        else column
        for column in columns
    ]


def _settle_rivals(columns: list[Column]) -> list[Column]:
    settled, taken = [], set()
    best_name = min(
        (column for column in columns if column.role is Role.NAME),
        key=lambda column: name_rank(column.heading),
        default=None,
    )
    people = {Role.FUNCTION, Role.PHONE, Role.EMAIL, Role.FIRST_NAME}
    departments = [column for column in columns if column.role is Role.DEPARTMENT]
    for column in columns:
        role = column.role
        if role is Role.DEPARTMENT and len(departments) > 1 and normal_heading(column.heading) == "bereich":
            role = Role.FIELD
        if role is Role.NAME and column is not best_name:
            plain_name = normal_heading(column.heading).startswith("name") and people & {
                other.role for other in columns
            }
            role = Role.CONTACT if plain_name else Role.OTHER
        if role in taken and role not in SEVERAL:
            role = Role.OTHER
        taken.add(role)
        settled.append(replace(column, role=role))
    return settled


def _ensure_name(columns: list[Column], body: Sequence[Sequence[Value]]) -> list[Column]:
    """Without a heading for it, the first column that is mostly wording and hardly repeats is the name."""
    if any(column.role is Role.NAME for column in columns):
        return columns
    best, best_variety = None, 0.0
    for position, column in enumerate(columns):
        if column.role not in (Role.OTHER, Role.CITY, Role.CONTACT) or column.by == "remembered":
            continue
        values = [row[column.index] for row in body if len(row) > column.index and row[column.index] != ""]
        variety = len(set(values)) * shares(values).get(Role.NAME, 0) / max(1, len(body))
        if variety > best_variety * 1.2:
            best, best_variety = position, variety
    if best is not None and best_variety > 0.3:
        columns[best] = replace(columns[best], role=Role.NAME, by="content")
    return columns
