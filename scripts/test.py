"""Everything that has to hold before a change goes in, from nothing: `make test`."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setup import ROOT, apt_install, python, say, set_up

QUICK: dict[str, tuple[str, ...]] = {
    "types": ("-m", "mypy", "klappt", "scripts"),
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "templates": ("-m", "djlint", "--quiet", "--lint", "klappt"),
    "contracts": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "migrations": ("-m", "klappt", "makemigrations", "--check", "--dry-run"),
    "translations": ("scripts/translations.py", "check"),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def environment() -> dict[str, str]:
    home = ROOT / ".klappt" / "test"
    home.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "SECRET_KEY": "only-for-the-checks-" + "k" * 40,
        "KLAPPT_HOME": str(home),
        # Compiling every module anew in each process takes longer than collecting the tests (empty: not set).
        "PYTHONDONTWRITEBYTECODE": "",
    }


def check(name: str) -> tuple[str, float, subprocess.CompletedProcess[str]]:
    begun = time.monotonic()
    done = subprocess.run(
        [str(python()), *QUICK[name]],
        cwd=ROOT,
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
    )
    return name, time.monotonic() - begun, done


def quick_checks() -> bool:
    with ThreadPoolExecutor(max_workers=2) as two_cores:
        ended = list(two_cores.map(check, QUICK))
    for name, seconds, done in ended:
        say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({seconds:.0f} s)")
        if done.returncode:
            print(done.stdout + done.stderr)
    return all(done.returncode == 0 for _, _, done in ended)


def find_browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def browser() -> str | None:
    """Where Chromium is; as root on Debian it is fetched, elsewhere the journeys say what to install."""
    found = os.environ.get("KLAPPT_CHROMIUM") or find_browser()
    if not found and (ROOT / "journeys").is_dir():
        say("looking for a Chromium to walk through the pages with")
        found = find_browser() if apt_install("chromium") else None
    return found


def post_office() -> None:
    """Dovecot, whose mailboxes the tests read; elsewhere they say what to install."""
    there = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not there and not apt_install("dovecot-imapd"):
        say("SKIPPED the mailbox tests: no Dovecot. On Debian: apt-get install dovecot-imapd")


def suite(arguments: list[str]) -> int:
    """The quick tests; then those that start programs, walk through the whole site or open a browser."""
    chromium = browser()
    post_office()
    if chromium is None:
        say("SKIPPED the browser journeys: no Chromium. On Debian: apt-get install chromium")
    settings = {**environment(), **({"KLAPPT_CHROMIUM": chromium} if chromium else {})}
    command = [str(python()), "-m", "pytest", "-n", "2", "--dist", "worksteal"]
    stages = (
        [arguments] if arguments else [["-m", "not journey and not process"], ["-m", "journey or process"]]
    )
    failed = 0
    for stage in stages:
        begun = time.monotonic()
        failed |= subprocess.run([*command, *stage], cwd=ROOT, env=settings, check=False).returncode
        say(f"tests {' '.join(stage)}: {time.monotonic() - begun:.0f} s")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the test suite")
    given, for_pytest = parser.parse_known_args()
    begun = time.monotonic()
    set_up("dev")
    sound = quick_checks()
    failed = 0 if given.quick else suite(for_pytest)
    verdict = "all is well" if sound and not failed else "NOT in order, see above"
    say(f"{verdict} ({time.monotonic() - begun:.0f} s)")
    return 0 if sound and not failed else 1


if __name__ == "__main__":
    os.chdir(Path(ROOT))
    sys.exit(main())
