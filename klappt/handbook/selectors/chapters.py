"""The handbook: Markdown files, one a chapter, in the order of their numbers. The same files are read on
paper, in the repository and in the program, so links between them are links between files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).resolve().parent.parent
# A wheel carries the chapters inside the package, a checkout has them where readers of the repository look.
PLACES = (HERE / "handbuch", HERE.parent.parent / "docs" / "handbuch")
FILE = re.compile(r"(?P<number>\d\d)-(?P<key>[a-z-]+)\.md")
LINK = re.compile(r"(?:\d\d-(?P<key>[a-z-]+)\.md)?(?P<anchor>#.+)?")
TITLE_AND_INTRODUCTION = 6  # two blocks, each opened, filled and closed
NOT_IN_AN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next one."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Chapter:
    key: str
    source: str

    @cached_property
    def tokens(self) -> Sequence[Token]:
        return MarkdownIt("commonmark", {"html": False}).enable("table").parse(self.source)

    @cached_property
    def title(self) -> str:
        return self.tokens[1].content

    @cached_property
    def intro(self) -> str:
        """The paragraph below the title: what the chapter is good for."""
        return plain(self.tokens[4])

    @property
    def url(self) -> str:
        return reverse("handbook:chapter", args=[self.key])

    @cached_property
    def sections(self) -> list[Section]:
        return list(_sections(self.tokens))


@lru_cache(maxsize=1)
def chapters() -> dict[str, Chapter]:
    """Every chapter by its key (the name in the address), in the order in which one reads them."""
    folder = next(place for place in PLACES if place.is_dir())
    found = [(FILE.fullmatch(path.name), path) for path in sorted(folder.glob("*.md"))]
    return {name["key"]: Chapter(name["key"], path.read_text("utf-8")) for name, path in found if name}


def neighbours(chapter: Chapter) -> tuple[Chapter | None, Chapter | None]:
    order = list(chapters().values())
    place = order.index(chapter)
    return (order[place - 1] if place else None), (order[place + 1] if place + 1 < len(order) else None)


def as_html(chapter: Chapter, *, level: int, prefix: str = "") -> str:
    """What stands below title and introduction as HTML; our own text, no HTML in it.

    `level` is the level of its first headings on the page where it stands, `prefix` keeps its anchors apart
    from those of that page.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(chapter.source)[TITLE_AND_INTRODUCTION:]
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", prefix + anchor_of(following.content))
        for inline in token.children or ():
            if inline.type == "link_open":
                inline.attrSet("href", address(str(inline.attrGet("href")), prefix))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{int(token.tag[1:]) - 2 + level}"
    return str(reader.renderer.render(tokens, reader.options, {}))


def address(link: str, prefix: str = "") -> str:
    """Turn a link between files into one between pages; others stay."""
    inside = LINK.fullmatch(link)
    if inside is None:
        return link
    page = reverse("handbook:chapter", args=[inside["key"]]) if inside["key"] else ""
    anchor = (inside["anchor"] or "#")[1:]
    return page + (f"#{anchor if page else prefix + anchor}" if anchor else "")


def anchor_of(heading: str) -> str:
    """The anchor by the rule that repositories use, so that a link works there, too."""
    return NOT_IN_AN_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def plain(token: Token) -> str:
    """Give the words of a paragraph without marks."""
    return "".join(child.content or " " * (child.type == "softbreak") for child in token.children or ())


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    title, anchor, words = tokens[1].content, "", list[str]()
    for (around, before), token in zip(pairwise(tokens[1:]), tokens[3:], strict=False):
        if token.type == "inline" and before.type == "heading_open":
            yield Section(title, anchor, " ".join(words))
            title, anchor, words = token.content, anchor_of(token.content), []
        elif token.type == "inline" and before.type != "th_open":
            words.append(plain(token) + _mark_after_cell(around, before))
    yield Section(title, anchor, " ".join(words))


def _mark_after_cell(around: Token, opening: Token) -> str:
    """A row of a table reads as a sentence: the word, and what is said of it."""
    if opening.type != "td_open":
        return ""
    return ":" if around.type == "tr_open" else "."
