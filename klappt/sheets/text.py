"""Tables as text (CSV, TSV): any encoding, any delimiter."""

import csv
import io
import re
from collections import Counter

from klappt.sheets import limits
from klappt.sheets.grid import Sheet, Workbook
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.sheets.write_csv import without_prefix

_DELIMITERS = ";,\t|"
_GERMAN = "äöüÄÖÜß"
_OTHER_LETTERS = "éèêáàâçñóòôíîúùûÉÈÁÀÇÑšžŠŽğışĞİŞćčđłńśźż„“”‚‘’–—…€·§°²³´«»" + "\xa0"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ]")


def read_text(data: bytes, name: str) -> Workbook:
    """One sheet from text. Row numbers are those a spreadsheet program shows, also with breaks in cells."""
    text = decode(data)
    rows = _rows(text)
    if len(rows) > limits.ROWS:
        raise Refused(RefusalKind.TOO_MANY_ROWS, sheet=name, limit=limits.ROWS)
    width = max((len(row) for row in rows), default=0)
    if width > limits.COLUMNS:
        raise Refused(RefusalKind.TOO_MANY_COLUMNS, sheet=name, limit=limits.COLUMNS)
    padded = tuple((*map(without_prefix, row), *[""] * (width - len(row))) for row in rows)
    return Workbook(kind="csv", sheets=(Sheet(name=name, rows=padded),))


def decode(data: bytes) -> str:
    """Text from bytes: byte order marks first, then UTF-16 by its zeros, strict UTF-8, and at last the old
    single-byte encodings, of which the one that gives the most German wins."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:4096]
    if head.count(0) * 4 > len(head):
        little = head[1::2].count(0) >= head[0::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        return max(
            (data.decode(name, errors="replace") for name in ("cp1252", "mac_roman", "cp850")), key=_german
        )


def _mended(text: str) -> str:
    """Undoes UTF-8 that was once taken for cp1252 ("GemeinnÃ¼tzig")."""
    if not _MOJIBAKE.search(text) or any(letter in text for letter in _GERMAN.replace("ß", "")):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _german(text: str) -> int:
    score = 0
    for sign, count in Counter(text).items():
        if sign in _GERMAN:
            score += 4 * count
        elif sign in _OTHER_LETTERS:
            score += count
        elif ord(sign) > 127:
            score -= 3 * count
    return score


def _rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a\n")
    declared = re.match(r'"?sep=(.)"?\n', text, re.IGNORECASE)
    if declared:  # Excel's own way to name the delimiter; it does not count this line either
        text = text[declared.end() :]
        delimiter = declared[1]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [row for row, _ in zip(reader, range(limits.ROWS + 1), strict=False)]
    except csv.Error as error:
        raise Refused(RefusalKind.DAMAGED) from error


def _delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of cells, more than one."""

    def consistency(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row, _ in zip(reader, range(200), strict=False) if len(row) > 1)
        except csv.Error:
            return 0, 0
        if not widths:
            return 0, 0
        width, rows = widths.most_common(1)[0]
        return rows, width

    return max(_DELIMITERS, key=consistency)
