"""What is written down while a form is read: every loss with its place, and the lasting keys given."""

import re
from collections.abc import Iterable

from klappt.core.questionnaire.lineage import KEY
from klappt.worksheets.imports.incoming import Loss, LossKind
from klappt.worksheets.imports.xlsform_source import Row

LONGEST = 20_000
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST_KEY = 60
_PLACEHOLDER = re.compile(r"\$\{[^}]*\}")


class Ledger:
    """Collects losses, each once, and in the end in the order of sheets and rows."""

    def __init__(self, sheets: Iterable[str] = ("survey", "choices", "settings")) -> None:
        self._losses: dict[Loss, None] = {}
        self._order = {sheet: place for place, sheet in enumerate(sheets)}

    def lose(
        self,
        kind: LossKind,
        row: Row | int,
        column: str = "",
        value: str = "",
        *,
        sheet: str = "survey",
        becomes: str = "",
    ) -> None:
        number = row if isinstance(row, int) else row.number
        self._losses[Loss(kind, sheet, number, column, shortened(value), becomes)] = None

    @property
    def losses(self) -> tuple[Loss, ...]:
        return tuple(
            sorted(self._losses, key=lambda loss: (self._order.get(loss.sheet, len(self._order)), loss.row))
        )

    def text(self, text: str, row: Row, column: str, sheet: str = "survey") -> str:
        """A text of the form as klappt can hold it."""
        if _PLACEHOLDER.search(text):
            self.lose(LossKind.PLACEHOLDER, row, column, text, sheet=sheet)
        if len(text) > LONGEST:
            self.lose(LossKind.TEXT_CUT, row, column, text, sheet=sheet)
        return text[:LONGEST]


def shortened(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= 200 else plain[:199] + "…"


class Keys:
    """Gives each name of the form a key that lasts, no key twice."""

    def __init__(self, start: str) -> None:
        self._start = start
        self._given: set[str] = set()

    def give(self, name: str) -> str:
        key = _fitting(name, self._start)
        wanted, count = key, 1
        while key in self._given:
            count += 1
            ending = f"_{count}"
            key = wanted[: _LONGEST_KEY - len(ending)] + ending
        self._given.add(key)
        return key


def _fitting(name: str, start: str) -> str:
    if KEY.fullmatch(name):
        return name
    plain = re.sub(r"[^a-z0-9_]+", "_", name.lower().translate(_UMLAUTS)).strip("_")
    if not plain[:1].isalpha():
        plain = f"{start}{plain}"
    return plain[:_LONGEST_KEY].rstrip("_") or start
