"""The page on which one says what the columns of an uploaded table mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.imports.mapping import Column
from klappt.actors.imports.roles import Role
from klappt.actors.imports.rows import SheetMapping, TableContent

KINDS = (
    ("actors", _("Actors")),
    ("bodies", _("Bodies and agreements")),
    ("priorities", _("Priorities and planning")),
    ("none", _("Only keep as notes")),
)
ROLES = (
    (Role.NAME, _("Name of the institution")),
    (Role.SHORT_NAME, _("Short name")),
    (Role.DEPARTMENT, _("Department or site")),
    (Role.KIND, _("Type of institution")),
    (Role.FIELD, _("Field")),
    (Role.FIELD_MARK, _("Tick for one field")),
    (Role.CONTACT, _("Contact person")),
    (Role.FIRST_NAME, _("First name")),
    (Role.LAST_NAME, _("Last name")),
    (Role.FUNCTION, _("Function")),
    (Role.PHONE, _("Phone")),
    (Role.EMAIL, _("E-mail")),
    (Role.ADDRESS, _("Address")),
    (Role.STREET, _("Street")),
    (Role.POSTCODE, _("Postcode")),
    (Role.CITY, _("Town")),
    (Role.WEBSITE, _("Website")),
    (Role.COOPERATION, _("Cooperation exists")),
    (Role.CORE_GROUP, _("Planned for the core group")),
    (Role.FORUM, _("Planned for a forum")),
    (Role.CONTRIBUTIONS, _("Possible contributions")),
    (Role.TARGET_GROUP, _("In contact with the target group")),
    (Role.COMMITMENT, _("Especially committed")),
    (Role.OFFERS, _("Offers that matter")),
    (Role.RESOURCES, _("Resources")),
    (Role.STATE_WIDE, _("State-wide structures")),
    (Role.DECIDES, _("Takes decisions")),
    (Role.NOTE, _("Note")),
    (Role.NUMBER, _("Running number (not needed)")),
    (Role.KEY, _("Key of klappt")),
    (Role.OTHER, _("Keep as a note")),
)
_SAMPLES = 3


@dataclass(frozen=True)
class ColumnLine:
    column: Column
    samples: list[str]
    choice: forms.BoundField


@dataclass(frozen=True)
class SheetPart:
    sheet: SheetMapping
    kind: forms.BoundField
    lines: list[ColumnLine]


class ColumnsForm(forms.Form):
    def __init__(self, content: TableContent, data: Any = None) -> None:
        super().__init__(data)
        self.content = content
        for number, sheet in enumerate(content.mapping):
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=_("This sheet holds"), choices=KINDS, initial=sheet.kind
            )
            for column in sheet.columns if sheet.kind == "actors" else ():
                self.fields[f"role-{number}-{column.letter}"] = forms.ChoiceField(
                    label=_("Column %(column)s means") % {"column": column.title},
                    choices=ROLES,
                    initial=column.role.value,
                )

    def parts(self) -> Iterator[SheetPart]:
        """The form sheet by sheet, as the page shows it."""
        for number, sheet in enumerate(self.content.mapping):
            lines = [
                ColumnLine(column, self._samples(sheet, column), self[f"role-{number}-{column.letter}"])
                for column in (sheet.columns if sheet.kind == "actors" else ())
            ]
            yield SheetPart(sheet, self[f"kind-{number}"], lines)

    def choices(self, before: dict[str, Any]) -> dict[str, Any]:
        """What differs from the proposal, on top of what was chosen before."""
        kinds: dict[str, str] = dict(before.get("kinds", {}))
        roles: dict[str, dict[str, str]] = {
            key: dict(value) for key, value in before.get("roles", {}).items()
        }
        for number, sheet in enumerate(self.content.mapping):
            kind = self.cleaned_data[f"kind-{number}"]
            if kind != sheet.kind:
                kinds[sheet.sheet] = kind
            for column in sheet.columns if sheet.kind == "actors" else ():
                role = self.cleaned_data[f"role-{number}-{column.letter}"]
                if role != column.role.value:
                    roles.setdefault(sheet.sheet, {})[column.letter] = role
        return {"kinds": kinds, "roles": roles}

    def _samples(self, sheet: SheetMapping, column: Column) -> list[str]:
        key = column.title if column.role is Role.OTHER else column.role.value
        found = []
        for row in self.content.rows:
            text = (row.extra if column.role is Role.OTHER else row.cells).get(key, "")
            if row.sheet == sheet.sheet and text and text not in found:
                found.append(text.split("\n")[0][:60])
            if len(found) == _SAMPLES:
                break
        return found
