"""Which of the languages of a form is read: German where there is one, else what the form calls its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_ledger import Ledger
from klappt.worksheets.imports.xlsform_source import Form, Row

_TRANSLATED = ("label", "hint", "guidance_hint")
_CODE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]+)?)\)\s*$")
_GERMAN = re.compile(r"\(de(-\w+)?\)\s*$|^(deutsch|german|de)\b", re.IGNORECASE)
_KNOWN = {
    "deutsch": "de",
    "german": "de",
    "english": "en",
    "englisch": "en",
    "french": "fr",
    "français": "fr",
}


@dataclass(frozen=True, slots=True)
class Languages:
    """`order`: names as the form has them, the one that is read first; "" is a column without a language."""

    order: tuple[str, ...]
    code: str
    own: frozenset[str]
    """The names that mean the language that is read: a column without one is in the form's own."""

    def text(self, row: Row, column: str) -> tuple[str, str]:
        """The text in the first language that has one, and which language that was."""
        for language in self.order:
            found = row.get(column, language) if language else row.get(column)
            if found:
                return found, language
        return "", self.order[0]


def languages_of(form: Form, ledger: Ledger) -> Languages:
    """The choice, and one loss for each column in another language."""
    own = next((row.get("default_language") for row in form.settings), "")
    found = list(dict.fromkeys(_found((*form.survey, *form.choices))))
    german = next((name for name in found if _GERMAN.search(name)), None)
    wanted = (german, own if own in found else None, "" if "" in found else None, *found)
    order = tuple(dict.fromkeys(name for name in wanted if name is not None)) or ("",)
    own_names = frozenset({own, ""}) if own and order[0] in {own, ""} else frozenset(order[:1])
    _list_others(form, own_names, ledger)
    code = _code(order[0] or own)
    if not code:
        ledger.lose(LossKind.LANGUAGE_GUESSED, 1, "label", order[0] or own)
    return Languages(order, code or "de", own_names)


def _found(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        for path in row.cells:
            if path[0] in _TRANSLATED and len(path) <= 2:
                yield path[1] if len(path) == 2 else ""


def _list_others(form: Form, chosen: frozenset[str], ledger: Ledger) -> None:
    for sheet, rows in (("survey", form.survey), ("choices", form.choices)):
        for path in dict.fromkeys(path for row in rows for path in row.cells):
            language = path[1] if len(path) == 2 else ""
            if path[0] in _TRANSLATED and language not in chosen:
                ledger.lose(LossKind.TRANSLATION, 1, "::".join(path), language, sheet=sheet)


def _code(language: str) -> str:
    if found := _CODE.search(language):
        return found.group(1)
    if re.fullmatch(r"[a-z]{2,3}", language):
        return language
    return _KNOWN.get(language.strip().lower(), "")
