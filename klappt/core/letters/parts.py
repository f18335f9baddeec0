"""The parts of a mail, taken out without trusting any of them."""

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from html.parser import HTMLParser
from typing import TypeAlias

MOST_PARTS = 200
MOST_TEXT = 100_000
# What Python's mail reader raises for headers and parts that follow no rule.
BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)
AnyMessage: TypeAlias = "Message[str, str]"

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def header(message: AnyMessage, name: str) -> str:
    """A header in one line; blank where it is missing or cannot be read."""
    try:
        return " ".join(clean(str(message[name] or "")).split())
    except BROKEN:
        return ""


def clean(text: str) -> str:
    """Without what no database keeps: signs nobody can see, and halves of a sign (utf-7 may name such)."""
    return _UNPRINTABLE.sub("", text).encode("utf-8", "replace").decode()


def own_parts(message: AnyMessage) -> Iterator[AnyMessage]:
    """The parts of this mail, not those of mails that lie in it; at most `MOST_PARTS`."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [each for each in inside if isinstance(each, Message)]


def content(part: AnyMessage) -> str:
    """The text of one part, whatever it says about its letters."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        text = raw.decode(part.get_content_charset("utf-8"), "replace")
    except BROKEN:
        text = raw.decode("utf-8", "replace")
    return clean(text.replace("\r\n", "\n"))


def is_text(part: AnyMessage, subtype: str) -> bool:
    return part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() != "attachment"


def text_of(message: AnyMessage) -> str:
    """What a person reads: the plain text; else the HTML without its tags, scripts and styles."""
    plain = [content(part) for part in own_parts(message) if is_text(part, "plain")]
    if any(each.strip() for each in plain):
        return "\n".join(plain).strip()[:MOST_TEXT]
    html = "".join(content(part) for part in own_parts(message) if is_text(part, "html"))
    return without_tags(html[: 10 * MOST_TEXT])[:MOST_TEXT]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self.hidden += tag in {"script", "style", "head"}
        if tag in {"br", "p", "div", "tr", "li", "h1", "h2", "h3"}:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "head"}:
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)


def without_tags(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return _BLANK_LINES.sub("\n\n", "".join(words.found)).strip()
