"""Finding a place in the handbook: forgiving of umlauts and abbreviations, headings first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit
from klappt.alliances.policies import Member
from klappt.core.names import search_form, search_words
from klappt.handbook.selectors.chapters import Chapter, Section, chapters

MOST_BESIDE_OTHER_HITS = 5
SHOWN = 160


@dataclass(frozen=True)
class Place:
    """A section of a chapter in which every word searched for stands."""

    chapter: Chapter
    section: Section
    line: str

    @property
    def url(self) -> str:
        return f"{self.chapter.url}#{self.section.anchor}" if self.section.anchor else self.chapter.url


def find(text: str) -> list[Place]:
    words = search_words(text)
    if not words:
        return []
    found = [
        (
            not _contains(section.title, words),
            # "THM" stands inside "Rhythmus", too: where a word begins with it comes first.
            not _begins(f"{section.title} {section.text}", words),
            Place(chapter, section, _line(section.text, words)),
        )
        for chapter in chapters().values()
        for section in chapter.sections
        if _contains(f"{chapter.title} {section.title} {section.text}", words)
        and (_contains_any(f"{section.title} {section.text}", words) or not section.anchor)
    ]
    return [place for *_rank, place in sorted(found, key=lambda each: each[:2])]


def find_in_handbook(_member: Member, text: str) -> Iterator[Hit]:
    """What the search over everything shows of the handbook; it is the same for every member."""
    for place in find(text)[:MOST_BESIDE_OTHER_HITS]:
        yield Hit(_("Handbook"), place.section.title, place.line, place.url, is_help=True)


def _contains(text: str, words: tuple[str, ...]) -> bool:
    there = search_form(text)
    return all(word in there for word in words)


def _contains_any(text: str, words: tuple[str, ...]) -> bool:
    there = search_form(text)
    return any(word in there for word in words)


def _begins(text: str, words: tuple[str, ...]) -> bool:
    there = f" {search_form(text)}"
    return all(f" {word}" in there for word in words)


def _line(text: str, words: tuple[str, ...]) -> str:
    """The beginning of the sentence where the first word found stands."""
    sentences = text.split(". ")
    hit = next((i for i, sentence in enumerate(sentences) if _contains_any(sentence, words)), 0)
    line = ". ".join(sentences[hit:])
    return line if len(line) <= SHOWN else line[:SHOWN].rsplit(" ", 1)[0] + " …"
