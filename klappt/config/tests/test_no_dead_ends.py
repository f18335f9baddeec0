"""Each role walks every link and every search form it is shown, from its home page on: nothing is broken,
nothing is English on a German page, and every page has a title, one heading and a way on."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

import lxml.html
import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import Resolver404, resolve

from klappt.accounts.models import User
from klappt.config.tests.demonstration import lay_out

PACKAGE = Path(__file__).resolve().parent.parent.parent
SAME_PAGE_IS_SEEN_AT_MOST = 2
ENGLISH_WORDS = re.compile(
    r"\b(the|you|your|and|this|that|with|not|are|have|please|been|who|of)\b", re.IGNORECASE
)
ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "content")


def msgids() -> frozenset[str]:
    """The English of every text; what reads the same in German is no left-over."""
    english, german = set(), set()
    for path in PACKAGE.glob("*/locale/de/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="de"):
                english |= {message.id} if isinstance(message.id, str) else set(message.id)
                german |= {message.string} if isinstance(message.string, str) else set(message.string)
    return frozenset(english - german - {""})


ENGLISH = msgids()


@dataclass
class Step:
    address: str
    reached_from: str


class Walker:
    """Walks breadth first; of pages of one route it sees a few, so that lists do not go on for ever."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.queue: deque[Step] = deque()
        self.seen: set[str] = set()
        self.by_route: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.troubles: list[str] = []

    def walk(self, start: str) -> None:
        self.add(start, "the beginning")
        while self.queue:
            self.visit(self.queue.popleft())

    def add(self, address: str, reached_from: str) -> None:
        address = urldefrag(address).url
        parts = urlsplit(address)
        if address in self.seen or parts.netloc or parts.scheme or parts.path.startswith("/static/"):
            return
        self.seen.add(address)
        try:
            route = resolve(parts.path).view_name
        except Resolver404:
            self.troubles.append(f"{reached_from} links to {address}, which does not exist")
            return
        kind = (route, tuple(sorted(name for name, _ in parse_qsl(parts.query))))
        self.by_route[kind] += 1
        if self.by_route[kind] <= SAME_PAGE_IS_SEEN_AT_MOST:
            self.queue.append(Step(address, reached_from))

    def visit(self, step: Step) -> None:
        answer = self.browser.get(step.address)
        if 300 <= answer.status_code < 400:
            self.add(urljoin(step.address, answer.headers["Location"]), step.address)
            return
        if answer.status_code != 200:
            self.troubles.append(f"{step.address} (from {step.reached_from}): {answer.status_code}")
            return
        if answer.headers["Content-Type"].startswith("text/html"):
            page = lxml.html.fromstring(answer.content.decode())
            self.troubles += [f"{step.address}: {trouble}" for trouble in troubles_of(page)]
            for address in ways_on(page, step.address):
                self.add(address, step.address)


def ways_on(page: lxml.html.HtmlElement, here: str) -> Iterator[str]:
    for link in page.iter("a"):
        href = link.get("href", "")
        if href and not href.startswith(("mailto:", "tel:", "#")):
            yield urljoin(here, href)
    for form in page.iter("form"):
        if form.get("method", "get").lower() == "get":
            fields = [(name, value) for name, value in form.form_values() if value]
            action = urlsplit(urljoin(here, form.get("action") or here)).path
            yield f"{action}?{urlencode(fields)}"


def troubles_of(page: lxml.html.HtmlElement) -> Iterator[str]:
    headings = [heading.text_content().strip() for heading in page.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"headings of the first level: {headings}"
    title = (page.findtext(".//title") or "").removesuffix("· klappt").strip(" ·\n")
    if not title:
        yield "no title"
    main = page.find(".//main")
    if main is None or not any(True for _ in page.iter("a", "button")):
        yield "no way on"
    yield from (f"English: {text!r}" for text in texts_of(page) if is_english(text))


def texts_of(page: lxml.html.HtmlElement) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style"} or is_not_read(element):
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield " ".join(text.split())
        yield from (
            element.get(name, "") for name in ATTRIBUTES if element.tag != "meta" and element.get(name)
        )


def is_not_read(element: lxml.html.HtmlElement) -> bool:
    """Hidden, or marked as English on purpose."""
    lineage = (element, *element.iterancestors())
    return any(each.get("lang") == "en" or "hidden" in each.attrib for each in lineage)


def is_english(text: str) -> bool:
    return text.rstrip(":") in ENGLISH or text in ENGLISH or len(ENGLISH_WORDS.findall(text)) > 1


def test_english_is_recognised() -> None:
    assert is_english("Only the coordination changes the table of actors. Please tell it what is missing.")
    assert is_english("Bring in your own table, and the rest follows")
    assert not is_english("Nur die Koordination ändert das. Bitte sprechen Sie sie an.")


@pytest.mark.process
@pytest.mark.parametrize("people", [["alma"], ["bernd", "otto"], ["ceren", "paula", "doris", "lars", ""]])
def test_no_dead_end(db: None, people: list[str]) -> None:
    lay_out()
    for who in people:
        browser = Client()
        if who:
            user = User.objects.get(email__startswith=f"{who}@")
            browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        walker = Walker(browser)
        walker.walk("/")
        assert not walker.troubles, f"{who}\n" + "\n".join(walker.troubles)
        assert len(walker.seen) > 5
