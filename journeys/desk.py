"""Somebody of an alliance over a worksheet, at a browser whose line to the server can break (C2)."""

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.line import Line
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.returns.models import Return
from klappt.returns.selectors.answers import replies

if TYPE_CHECKING:
    from journeys.conftest import Walk

# What a browser writes into its console over a bad line.
EXPECTED = ("net::ERR_", "Failed to load resource", "htmx:sendError", "htmx:afterRequest", "htmx:timeout")
WAITING = "Object.keys(localStorage).filter((key) => key.startsWith('klappt/kept/')).length"
# ms: between two attempts the page may rest for half a minute, and an attempt may last as long.
ATTEMPTS = 180_000

# What was written a minute ago, nobody is writing at any more.
AGED = """() => { for (const key of Object.keys(localStorage)) {
    if (!key.startsWith("klappt/kept/")) continue;
    const entry = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({...entry, at: entry.at - 60000})); } }"""


class Desk:
    """Somebody of the alliance at a browser; what the browser says of the bad line is expected."""

    def __init__(self, cast: Cast, line: Line, walk: "Walk", return_: Return) -> None:
        self.cast, self.line, self.walk, self.made = cast, line, walk, return_
        walk.base = line.url

    def sign_in(self, user: User) -> None:
        self.walk.sign_in(user)

    def open(self, section: str = "building") -> Page:
        return self.walk.go(
            f"/b/{self.cast.alliance.key}/arbeitshilfen/{self.made.wave.number}/abschnitt/{section}/"
        )

    def overview(self) -> Page:
        return self.walk.go(f"/b/{self.cast.alliance.key}/arbeitshilfen/{self.made.wave.number}/")

    def stored(self) -> dict[str, Any]:
        with scope(self.cast.alliance):
            return {key: reply.value for key, reply in replies(self.made).items()}

    def says(self, text: str) -> None:
        expect(self.walk.page.locator("[data-kept-says]")).to_contain_text(text)

    def keeps(self, number: int) -> None:
        """So many texts lie in the browser."""
        self.walk.page.wait_for_function(f"() => {WAITING} === {number}", timeout=ATTEMPTS)

    def says_nothing_waits(self) -> None:
        self.keeps(0)
        expect(self.walk.page.locator("[data-kept-says]")).to_have_text(
            re.compile("^(Alles ist gespeichert.)?$")
        )
