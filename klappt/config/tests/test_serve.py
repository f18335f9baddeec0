"""The real `klappt serve`, as an operator starts it: it looks after its processes and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from klappt.config.tests.ready_database import put_ready_database
from klappt.jobs.tests.postbox import free_port

ROOT = Path(__file__).resolve().parents[3]
SECRET = "vF3mBq8XnZt5LwKc2RyHs7JdPg4TaUe9-QxVbN6oIiM0kWlYzCfEhSjGrDuOp1A"
IN_THE_BACKGROUND = """trap "" INT; exec "$0" "$@" """  # as a shell starts what it sends there
pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]


class Installation:
    """A klappt of its own on a free port."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        bare = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
        self.environment = {
            **bare,
            "KLAPPT_HOME": str(home),
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "127.0.0.1",
            "KLAPPT_TLS": "0",
        }
        self.home = home
        self.process: subprocess.Popen[str] | None = None

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "klappt", *words],
            cwd=ROOT,
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
        )

    def start(self) -> None:
        put_ready_database(self.home / "klappt.sqlite3")
        words = ["serve", "--migrate", "--quiet", "--port", str(self.port)]
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", IN_THE_BACKGROUND, sys.executable, "-m", "klappt", *words],
            cwd=ROOT,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        wait_until(lambda: self.answers() == 200, "the server answers")

    def answers(self) -> int | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/konto/login/", timeout=20) as response:
                return int(response.status)
        except OSError:
            return None

    def children(self, word: str) -> list[int]:
        assert self.process
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in listed if word in words_of(pid)]


def words_of(pid: str) -> list[str]:
    """How a process was started; nothing of one that has ended since it was listed."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def wait_until(holds: Callable[[], object], what: str, seconds: float = 600) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"in vain: {what}"
        time.sleep(0.1)


@pytest.fixture
def klappt(tmp_path: Path) -> Iterator[Installation]:
    home = tmp_path / "home with blanks"
    home.mkdir()
    installation = Installation(home)
    yield installation
    if installation.process and installation.process.poll() is None:
        installation.process.kill()
        installation.process.wait()
    if installation.process and installation.process.stdout:
        installation.process.stdout.close()


def gone(pid: int) -> bool:
    try:
        return ") Z" in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


def test_a_database_that_is_behind_is_not_served(klappt: Installation) -> None:
    refused = klappt.run("serve", "--port", str(klappt.port))
    assert refused.returncode == 4
    assert "klappt serve --migrate" in refused.stderr


def test_serves_replaces_a_dead_worker_and_ends_cleanly(klappt: Installation) -> None:
    klappt.start()
    wait_until(lambda: klappt.children("worker"), "there is a worker")
    (killed,) = klappt.children("worker")
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: klappt.children("worker") not in ([], [killed]), "a new worker")
    taken = klappt.run("serve", "--port", str(klappt.port))
    assert taken.returncode == 3
    assert "already listens" in taken.stderr
    started = [*klappt.children("worker"), *klappt.children("granian")]
    assert klappt.process
    klappt.process.send_signal(signal.SIGINT)
    assert klappt.process.wait(600) == 0
    assert all(gone(pid) for pid in started)
    assert klappt.process.stdout
    assert "Traceback" not in klappt.process.stdout.read()


def test_a_killed_server_frees_the_port(klappt: Installation) -> None:
    klappt.start()
    assert klappt.process
    started = [*klappt.children("worker"), *klappt.children("granian")]
    klappt.process.kill()
    klappt.process.wait()
    wait_until(lambda: klappt.answers() is None, "nobody answers")
    wait_until(lambda: all(gone(pid) for pid in started), "no process is left")
