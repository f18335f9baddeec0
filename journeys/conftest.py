"""A real browser against the real server: what every walk through the product needs."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from conftest import cast_again
from journeys.desk import EXPECTED, Desk
from journeys.line import Line
from klappt.accounts.models import User
from klappt.returns.tests.factories import make_return

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
THEMES = ("light", "dark")
WIDTHS = (360, 1280)
MOST_WALKED_TWICE = 5  # of some hundred; more is no chance
PATIENCE = 30_000  # ms: a busy machine makes a page slow, never wrong

expect.set_options(timeout=PATIENCE)

# playwright's sync interface runs an event loop in this thread; Django would refuse its database there
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "journeys":
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Who had to walk twice is told with the reason: it is to be mended all the same (decision 18)."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"walked twice: {report.nodeid}", sep="-", yellow=True)
        terminalreporter.write_line(report.longreprtext)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and len(reporter.getreports("rerun")) > MOST_WALKED_TWICE:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_finish(session: pytest.Session) -> None:
    """Server and test have a connection each, as in real life: they would share one to a database in memory.

    Several requests at once then stand in the same transaction, and whoever ends it ends it for all.
    """
    database = settings.DATABASES["default"]
    is_walked = any(item.get_closest_marker("journey") for item in session.items)
    if is_walked and database["ENGINE"] == "django.db.backends.sqlite3":
        folder = tempfile.TemporaryDirectory(prefix="klappt-journeys-")
        session.config.add_cleanup(folder.cleanup)
        database.setdefault("TEST", {})["NAME"] = str(Path(folder.name) / "klappt.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; without one the journeys are skipped, and the reason is said."""
    known = next((found for name in CANDIDATES if (found := shutil.which(name))), None)
    path = os.environ.get("KLAPPT_CHROMIUM") or known
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Walk:
    """One person's window: where they are, and everything the browser complained about."""

    page: Page
    context: BrowserContext
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, user: User) -> "Walk":
        """Hand over a session as the sign-in pages would; those are walked by a journey of their own."""
        from django.test import Client

        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies["sessionid"]
        self.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": self.base}])
        return self

    def no_wider_than_the_window(self) -> None:
        # Between two pages there is no document for a moment; a locator waits for the next one.
        wide = self.page.locator("html").evaluate("page => page.scrollWidth")
        assert wide <= self.page.viewport_size["width"], f"{self.page.url} is {wide} px wide"  # type: ignore[index] # every window is opened with a size


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Each journey that asks for it is walked by light and in the dark."""
    return str(request.param)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    """Each journey that asks for it is walked on a phone and at a desk."""
    return int(request.param)


@pytest.fixture
def open_window(
    chromium: Browser, live_server: LiveServer, transactional_db: None
) -> Iterator[Callable[..., Walk]]:
    """Open windows; at the end nothing may have gone wrong in any of them, nor been refused."""
    walks: list[Walk] = []

    def opened(*, theme: str = "", width: int = 1280, language: str = "de", **options: Any) -> Walk:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="de-DE", reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        cookies = {"theme": theme, "django_language": language}
        context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items() if v]
        )
        walk = Walk(context.new_page(), context, live_server.url)
        _listen(walk)
        walks.append(walk)
        return walk

    yield opened
    complaints = [complaint for walk in walks for complaint in walk.complaints]
    for walk in walks:
        walk.context.close()
    assert not complaints, complaints


def _listen(walk: Walk) -> None:
    def refused(request: Request) -> None:
        if not request.failure or "ERR_ABORTED" not in request.failure:
            walk.complaints.append(f"{request.url}: {request.failure}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            about = message.location.get("url", "")
            walk.complaints.append(f"{walk.page.url}: {message.text} {about}")

    walk.page.on("pageerror", lambda error: walk.complaints.append(str(error)))
    walk.page.on("requestfailed", refused)
    walk.page.on("console", said)


@pytest.fixture
def window(open_window: Callable[..., Walk], theme: str, width: int) -> Walk:
    """A window in each theme at each width: four walks."""
    return open_window(theme=theme, width=width)


@pytest.fixture
def desk(open_window: Callable[..., Walk]) -> Walk:
    """One window at a desk, by light: for what has nothing to do with looks."""
    return open_window()


@pytest.fixture
def line(live_server: LiveServer) -> Iterator[Line]:
    """Between browser and server: it can be cut, mended, and lose answers."""
    made = Line(live_server.url)
    yield made
    made.cut()


@pytest.fixture
def desk_of_alma(open_window: Callable[..., Walk], line: Line) -> Iterator[Desk]:
    """Alma over a worksheet, at the end of that line."""
    cast = cast_again()
    walk = open_window()
    made = Desk(cast, line, walk, make_return(cast))
    made.sign_in(cast.alma)
    yield made
    walk.complaints[:] = [each for each in walk.complaints if not any(part in each for part in EXPECTED)]


def follow(way: Locator, *, by: Literal["click", "tap"] = "click") -> None:
    """Press what leads to another page; then that is there as a whole, and its scripts have run.

    A click by itself comes back while the old page may still stand there, or half of the new one.
    """
    with way.page.expect_navigation():
        way.tap() if by == "tap" else way.click()


def assert_accessible(page: Page) -> None:
    """Axe finds nothing, by the rules of WCAG 2.2 AA and good practice."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    said = [f"{each['id']}: {each['help']}" + "".join(map(_place, each["nodes"][:5])) for each in found]
    assert not said, f"{page.url}\n" + "\n".join(said)


def _place(node: dict[str, Any]) -> str:
    return f"\n    {node['html'][:200]}"
