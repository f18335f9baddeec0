"""What all parts of reading a form share: texts, conditions, columns nobody asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyxform import aliases

from klappt.core.questionnaire.conditions import AllOf, When
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_choices import Choices
from klappt.worksheets.imports.xlsform_conditions import Known, condition
from klappt.worksheets.imports.xlsform_expressions import NotUnderstood
from klappt.worksheets.imports.xlsform_languages import Languages
from klappt.worksheets.imports.xlsform_ledger import Keys, Ledger
from klappt.worksheets.imports.xlsform_source import Path, Row
from klappt.worksheets.imports.xlsform_tree import Node

UNIT, SHARING, MAY_NOT_APPLY = "klappt_unit", "klappt_sharing", "klappt_may_not_apply"

_READ_ANYWAY = {"type", "name", "label", "hint", "disabled", UNIT, SHARING, MAY_NOT_APPLY}
_LOSSES: dict[Path, LossKind] = {
    ("default",): LossKind.DEFAULT,
    ("choice_filter",): LossKind.FILTER,
    ("parameters",): LossKind.PARAMETER,
    ("guidance_hint",): LossKind.GUIDANCE,
    ("media",): LossKind.MEDIA,
    ("bind", "calculate"): LossKind.CALCULATION,
    ("bind", "constraint"): LossKind.CONSTRAINT,
    ("bind", "jr:constraintMsg"): LossKind.MESSAGE,
    ("bind", "jr:requiredMsg"): LossKind.MESSAGE,
    ("bind", "relevant"): LossKind.CONDITION,
    ("bind", "required"): LossKind.REQUIRED_IF,
    ("control", "appearance"): LossKind.APPEARANCE,
    ("control", "jr:count"): LossKind.REPEAT_COUNT,
}


@dataclass(slots=True)
class Reading:
    ledger: Ledger
    languages: Languages
    choices: Choices
    keys: Keys = field(default_factory=lambda: Keys("q_"))
    known: dict[str, Known] = field(default_factory=dict)

    def key(self, node: Node) -> str:
        """A lasting key for the question, noted where it differs from the name in the form."""
        key = self.keys.give(node.name)
        if key != node.row.get("name"):
            self.ledger.lose(LossKind.NAME, node.row, "name", node.row.get("name"), becomes=key)
        return key

    def label(self, node: Node, fallback: str | None = None) -> str:
        label, language = self.languages.text(node.row, "label")
        if not label:
            if fallback is None:
                self.ledger.lose(LossKind.NO_LABEL, node.row, "label", node.name)
            return node.name if fallback is None else fallback
        if language not in self.languages.own:
            self.ledger.lose(LossKind.OTHER_LANGUAGE, node.row, "label", label)
        text = self.ledger.text(label, node.row, "label")
        unit = node.row.get(UNIT)
        return text.removesuffix(f" [{unit}]") if unit else text

    def hint(self, node: Node) -> str:
        hint, language = self.languages.text(node.row, "hint")
        if hint and language not in self.languages.own:
            self.ledger.lose(LossKind.OTHER_LANGUAGE, node.row, "hint", hint)
        return self.ledger.text(hint, node.row, "hint") if hint else ""

    def conditions(self, node: Node, before: tuple[When, ...]) -> tuple[When, ...]:
        """The conditions of the groups around, and the row's own where it can be said in klappt."""
        relevant = node.row.get("bind", "relevant")
        if not relevant:
            return before
        try:
            return (*before, condition(relevant, self.known))
        except NotUnderstood:
            self.ledger.lose(LossKind.CONDITION, node.row, "relevant", relevant)
            return before

    def rest(self, row: Row, *used: Path) -> None:
        """Everything in the row that nobody has read is a loss."""
        for path, value in row.cells.items():
            if path[0] in _READ_ANYWAY or path in used or any(path[: len(each)] == each for each in used):
                continue
            kind = _LOSSES.get(path) or _LOSSES.get(path[:2]) or _LOSSES.get(path[:1]) or LossKind.COLUMN
            self.ledger.lose(kind, row, "::".join(path), value)

    def drop(self, kind: LossKind, node: Node) -> None:
        """The row and all within it do not come over; each is listed."""
        label, _language = self.languages.text(node.row, "label")
        self.ledger.lose(kind, node.row, node.kind, label or node.name)
        for child in node.within():
            label, _language = self.languages.text(child.row, "label")
            self.ledger.lose(kind, child.row, child.kind, label or child.name)


def together(conditions: Iterable[When]) -> When | None:
    parts = tuple(conditions)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else AllOf(parts)


def says_yes(value: str) -> bool | None:
    """None where it is neither yes nor no."""
    found = aliases.yes_no.get(value)
    return bool(found) if found is not None else None
