"""Ticks: what people put in a cell to say yes, no, or that they do not know yet."""

import re
from enum import StrEnum

from klappt.sheets.grid import Value, cell_text


class Tick(StrEnum):
    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"
    BLANK = "blank"


_YES = re.compile(
    r"(?:x{1,3}|ja+|j|yes|y|1|true|wahr|ok|\+|[✓✔☑☒×⨯■●]|vorhanden|besteht|mitglied|zugesagt|dabei)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:nein|n|no|0|false|falsch|kein[e]?|nicht|nicht vorhanden|besteht nicht"
    r"|kein mitglied|abgesagt)",
    re.IGNORECASE,
)
# A dash may mean "no" or "nobody has said": what is not said is never shown as no.
_BLANK = {"", "☐", "□", "○", "_", ".", "-", "--", "–", "—"}
_DOUBT = re.compile(
    r"\?|\b(?:evtl|eventuell|vielleicht|vllt|ggf|gegebenenfalls|unklar|offen|angefragt|klären|klärung|möglich\w*|geplant|tbd|tba|unbekannt|wahrscheinlich|vermutlich|teil(?:s|weise))\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(ja|nein|x|yes|no|✓|✔)[\s,;:(–-]+\S", re.IGNORECASE)


def read_tick(value: Value) -> Tick:
    """Yes, no, blank, and uncertain for all that is neither: no guess turns into a yes or a no."""
    text = cell_text(value).strip("\u200b\ufeff\xa0 \t\r\n")
    if text in _BLANK:
        return Tick.BLANK
    if _DOUBT.search(text):
        return Tick.UNCERTAIN
    word = text.strip(" .,;!'\"")
    if _YES.fullmatch(word):
        return Tick.YES
    if _NO.fullmatch(word) or _NO.fullmatch(text):
        return Tick.NO
    leading = _LEADING.match(text)
    if leading:
        return Tick.NO if leading[1].casefold() in ("nein", "no") else Tick.YES
    return Tick.UNCERTAIN


def says_more(value: Value) -> bool:
    """Whether the cell holds words beside the tick ("ja, seit 2019") that must not be lost."""
    return bool(_LEADING.match(cell_text(value))) or len(cell_text(value)) > 12
