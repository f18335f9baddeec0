"""The handbook is true: every chapter opens, every link leads somewhere, every word it calls a button by
stands on a screen."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import resolve, reverse

from klappt.handbook.selectors.chapters import FILE, PLACES, Chapter, anchor_of, as_html, chapters

PACKAGE = Path(__file__).resolve().parent.parent.parent
ON_SCREEN = re.compile(r"\*\*(.+?)\*\*")
HREF = re.compile(r'href="([^"]+)"')
ID = re.compile(r'id="([^"]+)"')
LONGEST_SENTENCE = 30

every_chapter = pytest.mark.parametrize("chapter", chapters().values(), ids=lambda chapter: chapter.key)


def test_every_file_is_a_chapter_in_order() -> None:
    files = sorted(path.name for path in PLACES[1].iterdir())
    assert [FILE.fullmatch(name) is not None for name in files] == [True] * len(files)
    assert [int(name[:2]) for name in files] == list(range(1, len(files) + 1))


@every_chapter
def test_a_chapter_opens_for_everybody(chapter: Chapter, db: None) -> None:
    page = Client().get(chapter.url).content.decode()
    assert f'<h1><span lang="de">{html.escape(chapter.title)}</span></h1>' in page
    assert chapter.intro
    assert as_html(chapter, level=2) in page


@every_chapter
def test_every_link_leads_somewhere(chapter: Chapter) -> None:
    for link in HREF.findall(as_html(chapter, level=2)):
        page, _, anchor = html.unescape(link).partition("#")
        there = chapters()[resolve(page).kwargs["chapter"]] if page else chapter
        assert not anchor or unquote(anchor) in ID.findall(as_html(there, level=2)), link


@every_chapter
def test_headings_of_a_chapter_differ(chapter: Chapter) -> None:
    anchors = ID.findall(as_html(chapter, level=2))
    assert len(anchors) == len(set(anchors))


def words_on_screens() -> list[re.Pattern[str]]:
    """Every German text the program shows, with any value where it puts one in."""
    found = []
    for path in sorted(PACKAGE.glob("*/locale/de/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="de"):
                forms = [message.string] if isinstance(message.string, str) else list(message.string)
                found += [form for form in forms if message.id and form]
    return [re.compile(re.sub(r"%\\?\(\w+\\?\)[sd]", ".+", re.escape(form))) for form in set(found)]


SCREENS = words_on_screens()


@every_chapter
def test_what_stands_in_bold_stands_on_a_screen(chapter: Chapter) -> None:
    """Bold is kept for the words on buttons and headings; a renamed button shows up here."""
    said = ON_SCREEN.findall(chapter.source)
    unknown = [words for words in said if not any(form.fullmatch(words) for form in SCREENS)]
    assert not unknown


@every_chapter
def test_sentences_are_short(chapter: Chapter) -> None:
    lines = [line for line in chapter.source.splitlines() if not line.startswith("|")]
    sentences = re.split(r"(?<=[.!?:]) |\n", "\n".join(lines))
    assert not [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE]


def test_an_anchor_is_the_one_repositories_make() -> None:
    assert anchor_of("Für Große & Kleine: „ja“") == "für-große--kleine-ja"


def test_an_unknown_chapter_is_not_found(db: None) -> None:
    assert Client().get(reverse("handbook:chapter", args=["gibt-es-nicht"])).status_code == 404


def test_beside_the_work_stands_only_the_chapter(db: None) -> None:
    answer = Client().get(chapters()["anmelden"].url, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in answer
    assert '<h2 id="help-title"' in answer
    assert 'id="hilfe-passwort-vergessen"' in answer


def test_the_whole_handbook_has_every_anchor_once(db: None) -> None:
    page = Client().get(reverse("handbook:whole")).content.decode()
    anchors = ID.findall(page)
    assert len(anchors) == len(set(anchors))
    assert all(f'id="{key}"' in page for key in chapters())


def test_in_english_the_page_says_that_the_handbook_is_german(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("ui:language"), {"language": "en"})
    assert "The handbook is written in German." in client.get(reverse("handbook:index")).content.decode()
    assert "written in German" not in Client().get(reverse("handbook:index")).content.decode()
