"""Cuts the text of a mermaid flow chart into statements."""

import html
import re
from collections.abc import Iterator

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"^\[\w+\]\s*")


def statements(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each statement with the number of its line; they end at line breaks and semicolons outside quotes."""
    quoted, begun, line, collected = False, first_line, first_line, ""
    for character in f"{text}\n":
        if character == '"':
            quoted = not quoted
        if character in "\n;" and not quoted:
            if collected.strip() and not collected.strip().startswith("%%"):
                yield begun, collected.strip()
            collected = ""
        else:
            collected += character
        line += character == "\n"
        if not collected.strip():
            begun = line
    if collected.strip():
        yield begun, collected.strip()


def plain(label: str) -> str:
    """A label as a person reads it: line breaks are blanks, a leading number in brackets is dropped."""
    words = " ".join(html.unescape(_BREAK.sub(" ", label.replace('"', ""))).split())
    return _TAG.sub("", words)
