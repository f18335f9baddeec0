"""What pyxform says when it refuses a form, as a problem with its place."""

import re

from klappt.worksheets.imports.incoming import Problem, ProblemKind
from klappt.worksheets.imports.xlsform_ledger import shortened

_ROW = re.compile(r"\[row : (\d+)\]|on row number (\d+)")
_SHEET = re.compile(r"'(survey|choices|settings|entities)' sheet|sheet: '(\w+)'|on the (\w+) sheet")
_KIND = ProblemKind
_SAID: tuple[tuple[str, ProblemKind], ...] = (
    (r"You must have a sheet named|must have a survey", _KIND.NO_SURVEY),
    (r"Question with no type", _KIND.NO_TYPE),
    (r"Question or group with no name", _KIND.NO_NAME),
    (r"element named '(?P<value>[^']*)' has no label", _KIND.NO_LABEL),
    (r"section has not been included", _KIND.NOT_INCLUDED),
    (r"Missing calculation", _KIND.NO_CALCULATION),
    (r"List name not in \w+(?: choices)? sheet: (?P<value>.+)", _KIND.NO_SUCH_LIST),
    (r"There should be an? (?:external_)?choices sheet|Please specify choices", _KIND.NO_CHOICES),
    (r"Choices must have a name", _KIND.CHOICE_NAME),
    (r"Choice names must be unique", _KIND.CHOICE_TWICE),
    (r"Choice names with spaces.*See \[(?P<value>[^\]]*)\]", _KIND.CHOICE_SPACES),
    (r"Duplicate column header: (?P<value>.*)", _KIND.HEADER_TWICE),
    (r"different names for the same column were found: (?P<value>[^.]*)\.", _KIND.HEADER_TWICE),
    (r"required column headers were not found: (?P<value>[^.]*)\.", _KIND.HEADER_MISSING),
    (r"Column headers must not be empty|missing header row|column names are invalid", _KIND.HEADER_BAD),
    (r"No matching 'end_\w+' was found for the name '(?P<value>[^']*)'", _KIND.END_MISSING),
    (r"No matching 'begin_\w+' was found", _KIND.BEGIN_MISSING),
    (r"Could not find the name '(?P<value>[^']*)'", _KIND.NO_SUCH_NAME),
    (r"There is no survey element named '?(?P<value>[^\s']+)", _KIND.NO_SUCH_NAME),
    (r"Reference variables must start with|must have a comma between", _KIND.REFERENCE_BAD),
    (r"Reference variables names must be unique.*The name '(?P<value>[^']*)'", _KIND.REFERENCE_TWICE),
    (r"'meta' is (?:invalid|reserved)|same as the survey root", _KIND.NAME_RESERVED),
    (r"'name' value '(?P<value>[^']*)' is invalid.*unique", _KIND.NAME_TWICE),
    (r"Names must begin with a letter|Invalid question name", _KIND.BAD_NAME),
    (r"Unknown question type '(?P<value>[^']*)'", _KIND.UNKNOWN_KIND),
    (r"[Tt]able.list", _KIND.TABLE_LIST),
    (r"parameter", _KIND.PARAMETER),
    (r"invalid date on the \w+ sheet, under the (?P<value>.*) column", _KIND.DATE_CELL),
)


def problem_of(message: str) -> Problem:
    """OTHER where klappt has no words of its own; then `value` is what pyxform said."""
    row = _first(_ROW, message)
    sheet = _first(_SHEET, message) or ("survey" if row else "")
    for pattern, kind in _SAID:
        found = re.search(pattern, message, re.DOTALL)
        if found:
            value = next((part for part in found.groupdict().values() if part), "")
            return Problem(kind, sheet, int(row or 0), shortened(value))
    return Problem(_KIND.OTHER, sheet, int(row or 0), shortened(message))


def _first(pattern: re.Pattern[str], message: str) -> str:
    found = pattern.search(message)
    return next((part for part in found.groups() if part), "") if found else ""
