"""Days in a text: of birth, of something that happened to somebody, or since when a rule holds."""

import re
from collections.abc import Iterator

BORN_FROM, BORN_UNTIL = 1930, 2012  # whoever is spoken of here, a child of theirs at school included
NEAR = 30

_MONTH = (
    r"(?:jan(?:uar|\.)?|jän(?:ner|\.)?|feb(?:ruar|\.)?|mär(?:z|\.)?|maerz|mrz\.?|apr(?:il|\.)?|mai"
    r"|jun(?:i|\.)?"
    r"|jul(?:i|\.)?|aug(?:ust|\.)?|sep(?:t(?:ember|\.)?|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?"
    r"|dez(?:ember|\.)?"
    r"|january|february|march|may|june|july|october|december"
    r"|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
)
_DAY = re.compile(
    r"(?<![\d.§])(?P<d>0?[1-9]|[12]\d|3[01])\s?[./\-–,]\s?(?P<m>0?[1-9]|1[0-2])\s?[./\-–,]\s?'?"
    r"(?P<y>(?:19|20)\d\d|\d\d)(?![\d.]*\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)\s?[./\-–]\s?(?P<m2>0?[1-9]|1[0-2])\s?[./\-–]\s?(?P<d2>0?[1-9]"
    r"|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<d4>0[1-9]|[12]\d|3[01])\s?(?P<m4>0[1-9]|1[0-2])\s?(?P<y4>(?:19|20)\d\d)(?!\d)"
)
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<d>[0-3]?\d)\.?\s?(?:th\s|st\s|nd\s|rd\s)?(?:of\s)?{_MONTH}\s?,?\s?'?(?P<y>(?:19"
    rf"|20)\d\d|\d\d)\b"
    rf"|\b{_MONTH}\s(?P<d2>[0-3]?\d)(?:th|st|nd|rd)?,?\s(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s'?(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_WORDS = re.compile(
    rf"\b{_MONTH}\s(?:neunzehnhundert|zweitausend|neunundneunzig|achtundneunzig|siebenundneunzig)\w*",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\bgeb(?:oren\w*)?\b\.?|\bgeb\.|\bgeburts(?:tag|datum|jahr)\w*|\bjahrgang\b|\bjg\b\.?|\bdob\b"
    r"|\bborn\b|\bné\w*\s+le\b"
    r"|\bwurde\s+am\b(?=.{0,25}\bgeboren)|народ\w+|родил\w+|مواليد|متولد|تاريخ الميلاد|(?<!\w)\*\s?(?=\d))",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|'\d\d|\d\d?[./-]\d\d?[./-]\d\d|\d\d)(?!\d)")


def days(text: str) -> Iterator[tuple[int, int, int]]:
    """Each full date as day, month (0 where it stands in words), year; two digits are a year near us."""
    for match in _DAY.finditer(text):
        day, month, year = (match[k] or match[f"{k}2"] or match[f"{k}4"] for k in "dmy")
        yield int(day), int(month), _full(year)
    for match in _WRITTEN.finditer(text):
        yield int(match["d"] or match["d2"]), 0, _full(match["y"] or match["y2"])


def without_days(text: str) -> str:
    return _WRITTEN.sub(" ", _DAY.sub(" ", text))


def tells_birth(text: str) -> bool:
    """A date in the years in which those spoken of were born, or a year said to be one of birth."""
    if any(BORN_FROM <= year <= BORN_UNTIL for _day, _month, year in days(text)) or _WORDS.search(text):
        return True
    if any(BORN_FROM <= int(match["y"]) <= BORN_UNTIL for match in _MONTH_YEAR.finditer(text)):
        return True
    return any(
        _ANY_YEAR.search(text[max(0, m.start() - NEAR) : m.end() + NEAR]) for m in _BORN.finditer(text)
    )


def tells_a_day(text: str) -> bool:
    """A full later date. Rules begin on the first of a month and end on its last day: those are left out."""
    return any(year > BORN_UNTIL and day not in {1, 30, 31} for day, _month, year in days(text))


def _full(year: str) -> int:
    number = int(year)
    return number if number > 99 else number + (2000 if number < 30 else 1900)
