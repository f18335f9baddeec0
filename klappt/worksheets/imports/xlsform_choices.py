"""The lists of choices of a form as options with lasting keys."""

from collections import defaultdict
from dataclasses import dataclass

from klappt.core.questionnaire.model import Option
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_languages import Languages
from klappt.worksheets.imports.xlsform_ledger import Keys, Ledger
from klappt.worksheets.imports.xlsform_source import Form, Row

_KNOWN = {"list name", "list_name", "name", "label", "media"}


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """`keys` leads from the name an option had in the form to its key."""

    options: tuple[Option, ...]
    keys: dict[str, str]


class Choices:
    """Reads a list when a question first asks for it."""

    def __init__(self, form: Form, languages: Languages, ledger: Ledger) -> None:
        self._languages, self._ledger = languages, ledger
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in form.choices:
            if name := row.get("list name"):
                self._rows[name].append(row)
            elif row.cells:
                ledger.lose(LossKind.COLUMN, row, "list_name", row.get("name"), sheet="choices")
        self._read: dict[str, ChoiceList] = {}
        self._list_columns(form)

    def named(self, name: str) -> ChoiceList | None:
        """None where the form keeps the list elsewhere."""
        if name not in self._rows:
            return None
        if name not in self._read:
            self._read[name] = self._list(self._rows[name])
        return self._read[name]

    def list_unused(self) -> None:
        for name, rows in self._rows.items():
            if name not in self._read:
                self._ledger.lose(LossKind.LIST_UNUSED, rows[0], "list_name", name, sheet="choices")

    def _list(self, rows: list[Row]) -> ChoiceList:
        keys, options = Keys("o_"), []
        by_name: dict[str, str] = {}
        for row in rows:
            name = row.get("name")
            key = keys.give(name)
            if key != name:
                self._ledger.lose(LossKind.OPTION_NAME, row, "name", name, sheet="choices", becomes=key)
            by_name.setdefault(name, key)
            options.append(Option(key, self._label(row, name)))
        return ChoiceList(tuple(options), by_name)

    def _label(self, row: Row, name: str) -> str:
        label, language = self._languages.text(row, "label")
        if not label:
            self._ledger.lose(LossKind.NO_LABEL, row, "label", name, sheet="choices")
        elif language not in self._languages.own:
            self._ledger.lose(LossKind.OTHER_LANGUAGE, row, "label", label, sheet="choices")
        for path, value in row.cells.items():
            if path[0] == "media":
                self._ledger.lose(LossKind.MEDIA, row, "::".join(path), value, sheet="choices")
        return self._ledger.text(label or name, row, "label", "choices")

    def _list_columns(self, form: Form) -> None:
        for path in dict.fromkeys(path for row in form.choices for path in row.cells):
            if path[0] not in _KNOWN:
                self._ledger.lose(LossKind.COLUMN, 1, "::".join(path), sheet="choices")
