"""Pictures of the running demo: `python scripts/screenshots.py docs/pictures --who E-MAIL`.

Each page is taken on a phone and at a desk, by light and in the dark: OUT_DIR/NAME-360-dark.png and so on.
A file of pages has one a line: a name, a path, and where it is not --who, whom to sign in as (- for nobody).
A name like `home@1280-light` asks for that look only, and gives home.png.
"""

import argparse
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {360: 740, 1280: 800}
THEMES = ("light", "dark")
NOBODY = "-"
PAGES = """
sign-in     /konto/login/             -
home        /b/musterkreis/
plan        /b/musterkreis/ablauf/
actors      /b/musterkreis/akteure/
components  /ui/
"""


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    who: str

    def file(self, look: str) -> str | None:
        """What the picture of this look is called; None if only another one is asked for."""
        name, _, only = self.name.partition("@")
        if not only:
            return f"{name}-{look}.png"
        return f"{name}.png" if only == look else None


def shots(text: str, usually: str) -> list[Shot]:
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [Shot(name, path, rest[0] if rest else usually) for name, path, *rest in lines]


def sign_in(page: Page, base: str, who: str, password: str) -> None:
    page.goto(f"{base}/konto/login/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def take(page: Page, shot: Shot, base: str, out: Path, *, whole: bool) -> list[str]:
    """Take one page in every size and theme, and say what is wrong with it."""
    wrong = []
    for theme in THEMES:
        page.context.add_cookies([{"name": "theme", "value": theme, "url": base}])
        for width, height in SIZES.items():
            file = shot.file(f"{width}-{theme}")
            if file is None:
                continue
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(base + shot.path, wait_until="networkidle")
            if answer is None or not answer.ok:
                return [f"{shot.name}: {shot.path} answers {answer and answer.status}"]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{shot.name}: wider than {width} px")
            page.screenshot(path=out / file, full_page=whole)
    return wrong


def walk(browser: Browser, given: argparse.Namespace, wanted: list[Shot]) -> list[str]:
    wrong: list[str] = []
    for who in dict.fromkeys(shot.who for shot in wanted):
        context = browser.new_context(
            locale="de-DE", reduced_motion="reduce", device_scale_factor=given.scale
        )
        page = context.new_page()
        if who != NOBODY:
            sign_in(page, given.base, who, given.password)
        for shot in (each for each in wanted if each.who == who):
            wrong += take(page, shot, given.base, given.out, whole=given.whole)
        context.close()
    return wrong


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--url-file", type=Path, help="other pages than the usual ones")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="where klappt runs (%(default)s)")
    parser.add_argument("--who", default=NOBODY, help="e-mail of the person to sign in as")
    parser.add_argument(
        "--password", default=os.environ.get("KLAPPT_PASSWORD", ""), help="of the demo's people"
    )
    parser.add_argument("--whole", action="store_true", help="the whole page, not what fits the window")
    parser.add_argument("--scale", type=float, default=1, help="device pixels for one of CSS (%(default)s)")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("screenshots: no Chromium on this machine: apt-get install chromium")
        return 1
    wanted = shots(given.url_file.read_text() if given.url_file else PAGES, given.who)
    given.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        wrong = walk(browser, given, wanted)
        browser.close()
    print(*wrong, f"screenshots: {len(wanted)} pages in {given.out}", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Error as trouble:
        sys.exit(f"screenshots: {trouble.message}")
