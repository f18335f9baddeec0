"""Reads result pages: Markdown whose sections are ways, each with the conditions under which it can be gone.

A way is a section with a list after a sentence that ends in "wenn" (or "wenn Sie"). The heading "Welche
Wege wären noch möglich?" begins the next tier. A list before the first way of a tier, or a paragraph "Die
folgenden Wege können Sie nur gehen, wenn ...", is a condition of all ways that follow in that tier.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from klappt.core.trees.contradictions import Contradiction, Flaw

_NEXT_TIER = "welche wege wären noch möglich"
_ON_CONDITION = re.compile(r"\bwenn(\s+Sie)?\s*:?\s*$", re.IGNORECASE)
_FOR_ALL_THAT_FOLLOW = re.compile(
    r"Die folgenden Wege können Sie nur gehen, wenn\s+(?P<what>\S.*)", re.DOTALL
)
_DAY = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$")
_RUN_TOGETHER = re.compile(r"\S\s+[-*]\s{2,}\S")


@dataclass(frozen=True, slots=True)
class PageWay:
    """A way in the words of the page. `also` are the conditions it shares with its neighbours."""

    name: str
    tier: int
    conditions: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A result page. `as_of` is the day below the heading "Stand"."""

    heading: str
    ways: tuple[PageWay, ...]
    as_of: datetime.date | None = None
    found: tuple[Contradiction, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading (`level` 1 to 6), a paragraph (level 0), or a list (its entries)."""

    line: int
    level: int = 0
    text: str = ""
    entries: tuple[tuple[int, str], ...] = ()


def read_page(text: str, file: str) -> Page:
    """A page out of Markdown text."""
    return _Reading(file).read(list(_blocks(MarkdownIt("commonmark").parse(text))))


class _Reading:
    def __init__(self, file: str) -> None:
        self._file = file
        self._heading, self._section, self._headline = "", "", ""
        self._tier = 0
        self._shared: list[str] = []
        self._used = False
        self._ways: list[PageWay] = []
        self._as_of: datetime.date | None = None
        self._found: list[Contradiction] = []

    def read(self, blocks: Sequence[_Block]) -> Page:
        sentence = ""
        for block in blocks:
            if block.level:
                self._begin(block)
            elif block.entries:
                if _ON_CONDITION.search(sentence):
                    self._conditions(block)
            else:
                self._paragraph(block.text)
            sentence = block.text
        return Page(self._heading, tuple(self._ways), self._as_of, tuple(self._found))

    def _begin(self, block: _Block) -> None:
        self._headline = block.text
        if block.level == 1:
            self._heading = self._heading or block.text
        if block.level <= 2:
            self._section = block.text if block.level == 2 else ""
        if block.text.lower().startswith(_NEXT_TIER):
            self._section = ""
            # A tier begins after the first way; what is said for "the following ways" right before it stays.
            self._tier += bool(self._ways)
            self._forget()

    def _paragraph(self, text: str) -> None:
        if shared := _FOR_ALL_THAT_FOLLOW.match(text):
            self._forget()
            self._shared.append(shared["what"])
        if self._headline == "Stand" and (day := _DAY.match(text)):
            with suppress(ValueError):
                self._as_of = datetime.date(int(day[3]), int(day[2]), int(day[1]))

    def _forget(self) -> None:
        if self._used:
            self._shared, self._used = [], False

    def _conditions(self, block: _Block) -> None:
        texts = [text for _, text in block.entries]
        for line, text in block.entries:
            if _RUN_TOGETHER.search(text):
                self._found.append(Contradiction(Flaw.RUN_TOGETHER, self._file, line, values={"text": text}))
        if not self._section:
            self._shared += texts
            return
        self._ways.append(PageWay(self._section, self._tier, tuple(texts), tuple(self._shared)))
        self._used = True
        self._section = ""


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """The blocks on the page's own level; of a list, the first paragraph of each entry."""
    entries: list[tuple[int, str]] = []
    depth = 0
    for number, token in enumerate(tokens):
        depth += token.nesting if token.type.removesuffix("_open").removesuffix("_close") in _LISTS else 0
        line = token.map[0] + 1 if token.map else 0
        if token.type == "heading_open":
            yield _Block(line, int(token.tag[1:]), tokens[number + 1].content.strip())
        elif token.type == "paragraph_open" and not token.level:
            yield _Block(line, text=tokens[number + 1].content)
        elif token.type == "list_item_open" and depth == 1:
            entries.append((line, _first_paragraph(tokens[number + 1 :])))
        elif token.type in ("bullet_list_close", "ordered_list_close") and not depth:
            yield _Block(entries[0][0], entries=tuple(entries))
            entries = []


_LISTS = ("bullet_list", "ordered_list")


def _first_paragraph(tokens: Sequence[Token]) -> str:
    return next((token.content for token in tokens[:2] if token.type == "inline"), "")
