"""Checks an answer against its question and brings it into the one form in which it is kept."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from klappt.core.questionnaire.model import Column, Option, Question, QuestionKind
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, Reply, ReplyState, given

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 20_000
MOST_ROWS = 200
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
_LARGEST = Decimal(10) ** 15
# 1.234 and 1.234.567 are thousands in German; 0.125 and 12.5 can only be meant as a decimal point.
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
_BLANKS = re.compile("[ \u202f\xa0]")


class Fault(StrEnum):
    """Why an answer cannot be kept. Behind each, the names of its `Refusal.values`."""

    SHAPE = "shape"
    TOO_LONG = "too_long"  # most
    NOT_NUMBER = "not_number"  # value
    TOO_SMALL = "too_small"  # least
    TOO_BIG = "too_big"  # most
    DECIMALS = "decimals"  # most
    NOT_DATE = "not_date"  # value
    TOO_EARLY = "too_early"  # earliest
    TOO_LATE = "too_late"  # latest
    NOT_AN_OPTION = "not_an_option"  # value
    TWICE = "twice"  # value
    TOO_FEW = "too_few"  # least
    TOO_MANY = "too_many"  # most
    NO_SUCH_ROW = "no_such_row"  # value
    NO_SUCH_COLUMN = "no_such_column"  # value
    MUST_APPLY = "must_apply"
    BOTH = "both"  # an answer, and "does not apply"
    KEPT_ELSEWHERE = "kept_elsewhere"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`place` is where inside the answer: empty, a row of a matrix, or `3.name` in a table (rows from 1)."""

    fault: Fault
    place: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


class RefusedReply(ValueError):
    """Carries everything that is wrong with one answer."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(", ".join(each.fault for each in self.refusals))


def refused(fault: Fault, place: str = "", **values: object) -> RefusedReply:
    """A refusal for one reason, to be raised; `values` are those named behind the fault."""
    return RefusedReply([Refusal(fault, place, {name: str(value) for name, value in values.items()})])


def checked(question: Question, reply: Reply) -> Reply:
    """The reply in canonical form: trimmed texts, numbers as text, options in their order.

    An answer in which nothing stands becomes `EMPTY`. Whether an answer is required is no matter here: what
    is half done may be kept. Raises `RefusedReply`; also for a living question, which nobody types.
    """
    if question.kind is QuestionKind.LIVING:
        raise refused(Fault.KEPT_ELSEWHERE)
    if reply.state is ReplyState.NOT_APPLICABLE:
        if not question.may_not_apply:
            raise refused(Fault.MUST_APPLY)
        return NOT_APPLICABLE
    if reply.state is ReplyState.EMPTY or reply.value is None:
        return EMPTY
    value = _BY_KIND[question.kind](question, reply.value)
    return EMPTY if value in ("", [], {}) else given(value)


def _text(question: Question, value: Any) -> str:
    longest = LONGEST_TEXT if question.kind is QuestionKind.TEXT else LONGEST_LONG_TEXT
    return text_within(value, min(longest, int(question.most or longest)))


def text_within(value: Any, most: int) -> str:
    """The text trimmed, with plain line ends. Raises `RefusedReply` for no text, or too long a one."""
    if not isinstance(value, str):
        raise refused(Fault.SHAPE)
    plain = value.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(plain) > most:
        raise refused(Fault.TOO_LONG, most=most)
    return plain


def _number(question: Question, value: Any) -> str:
    number = as_number(value)
    if number is None:
        return ""
    if -int(number.as_tuple().exponent) > question.decimals:
        raise refused(Fault.DECIMALS, most=question.decimals)
    if question.least is not None and number < question.least:
        raise refused(Fault.TOO_SMALL, least=question.least)
    if question.most is not None and number > question.most:
        raise refused(Fault.TOO_BIG, most=question.most)
    return format(number, "f")


def as_number(value: Any) -> Decimal | None:
    """The number that is kept: "1234.5" or a JSON number, also "1.234,5"; None for an empty text.

    "1.000" is one here, since what is kept has a decimal point; what people write goes through
    `from_german` first. Without needless zeros. Raises `RefusedReply`.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise refused(Fault.SHAPE)
    text = _BLANKS.sub("", str(value).strip())
    if not text:
        return None
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise refused(Fault.NOT_NUMBER, value=str(value)[:40]) from None
    if not number.is_finite() or abs(number) > _LARGEST or -int(number.as_tuple().exponent) > 12:
        raise refused(Fault.NOT_NUMBER, value=str(value)[:40])
    whole = number.to_integral_value()
    return Decimal(int(number)) if number == whole else number.normalize()


def from_german(text: str) -> str:
    """What somebody wrote as a number, with a point for decimals only: "1.000" is a thousand, "+1,5" is 1.5.

    What is no number stays as it was written, to be refused with its own words.
    """
    plain = _BLANKS.sub("", text.strip())
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    try:
        Decimal(plain)
    except InvalidOperation:
        return text
    return plain


def _date(question: Question, value: Any) -> str:
    day = as_day(value)
    if day is None:
        return ""
    earliest, latest = question.earliest or FIRST_DAY, question.latest or LAST_DAY
    if day < earliest:
        raise refused(Fault.TOO_EARLY, earliest=earliest.isoformat())
    if day > latest:
        raise refused(Fault.TOO_LATE, latest=latest.isoformat())
    return day.isoformat()


def as_day(value: Any) -> datetime.date | None:
    """A day out of 2026-11-22 or 22.11.2026; None for an empty text."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        raise refused(Fault.SHAPE)
    text = value.strip()
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise refused(Fault.NOT_DATE, value=text[:40])


def _choice(question: Question, value: Any) -> str:
    return _option(question.options, value)


def _option(options: tuple[Option, ...], value: Any, place: str = "") -> str:
    if not isinstance(value, str):
        raise refused(Fault.SHAPE, place)
    if value and value not in {option.key for option in options}:
        raise refused(Fault.NOT_AN_OPTION, place, value=value[:80])
    return value


def _several(question: Question, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise refused(Fault.SHAPE)
    keys = [_option(question.options, key) for key in value if key != ""]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise refused(Fault.TWICE, value=twice)
    if question.most is not None and len(keys) > question.most:
        raise refused(Fault.TOO_MANY, most=question.most)
    return keys


def _choices(question: Question, value: Any) -> list[str]:
    ticked = set(_several(question, value))
    return [option.key for option in question.options if option.key in ticked]


def _matrix(question: Question, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise refused(Fault.SHAPE)
    unknown = next((key for key in value if key not in {row.key for row in question.rows}), None)
    if unknown is not None:
        raise refused(Fault.NO_SUCH_ROW, value=str(unknown)[:80])
    filled = {
        row.key: _option(question.options, value[row.key], row.key)
        for row in question.rows
        if row.key in value
    }
    return {key: chosen for key, chosen in filled.items() if chosen}


def _table(question: Question, value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise refused(Fault.SHAPE)
    most = min(MOST_ROWS, int(question.most or MOST_ROWS))
    columns = {column.key: column for column in question.columns}
    wrong: list[Refusal] = []
    rows = []
    for number, row in enumerate(value, start=1):
        cells: dict[str, str] = {}
        for key, raw in row.items():
            try:
                cells[key] = _cell(columns.get(key), key, raw)
            except RefusedReply as error:
                wrong += [Refusal(each.fault, f"{number}.{key}", each.values) for each in error.refusals]
        rows.append({key: cells[key] for key in columns if cells.get(key)})
    if wrong:
        raise RefusedReply(wrong)
    filled = [row for row in rows if row]
    if len(filled) > most:
        raise refused(Fault.TOO_MANY, most=most)
    return filled


def _cell(column: Column | None, key: str, raw: Any) -> str:
    if column is None:
        raise refused(Fault.NO_SUCH_COLUMN, value=str(key)[:80])
    single = Question(key, column.kind, column.label, options=column.options, unit=column.unit, decimals=4)
    reply = checked(single, given(raw))
    return str(reply.value) if reply.state is ReplyState.GIVEN else ""


def _file(_question: Question, value: Any) -> dict[str, Any]:
    """The reference to a file kept elsewhere: its number, name, size and fingerprint."""
    if value in ("", {}):
        return {}
    if not isinstance(value, dict) or set(value) != {"file", "name", "size", "sha256"}:
        raise refused(Fault.SHAPE)
    return dict(value)


_BY_KIND: dict[QuestionKind, Callable[[Question, Any], Any]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SCALE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.RANKING: _several,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.TABLE: _table,
    QuestionKind.FILE: _file,
}
