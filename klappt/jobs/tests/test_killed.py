"""kill -9 in the middle of 500 jobs: real workers, a real database file, a real mail server.

Nothing is lost, and what must not happen twice does not.
"""

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from klappt.config.tests.ready_database import put_ready_database
from klappt.jobs.tests.letters import incoming
from klappt.jobs.tests.postbox import Postbox, start_server

pytestmark = pytest.mark.process

MAILS, NOTES, LETTERS, KILLS = 500, 60, 60, 8
AHEAD = 20  # mails that may go out between the moment for a kill and the kill
ENQUEUE = f"""
from klappt.jobs.mail import send_later
from klappt.jobs.tasks import fetch_mail
from klappt.jobs.tests.killed_jobs import deadly, note
for number in range({MAILS}):
    send_later("ceren@example.org", f"Mail {{number}}", "Guten Tag")
    if number < {NOTES}:
        note.enqueue(number)
    if number % 50 == 25:
        fetch_mail.enqueue()
deadly.enqueue()
"""
WAITING = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


class SlowPostbox(Postbox):
    """Takes a moment over each mail, so that a worker can die while it waits.

    Of more than `takes` mails it lets the workers wait: they cannot run ahead of whoever shall kill them.
    """

    takes = MAILS

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(0.01)
        while len(self.received) >= self.takes:
            await asyncio.sleep(0.01)
        return await super().handle_DATA(server, session, envelope)

    def subjects(self) -> Counter[str]:
        contents = [bytes(each.original_content or b"") for each in self.received]
        lines = [line for content in contents for line in content.decode().splitlines()]
        return Counter(line.partition(": ")[2] for line in lines if line.startswith("Subject: "))


@dataclass
class House:
    """An installation of its own: its home, its settings, its workers."""

    home: Path
    port: int
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: int = 0

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
            "KLAPPT_HOME": str(self.home),
            "DATABASE_URL": "",
            "SECRET_KEY": "only-for-tests-" + "k" * 50,
            "KLAPPT_TLS": "0",
            "ALLOWED_HOSTS": "localhost",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.port),
        }

    def manage(self, *words: str) -> None:
        command = [sys.executable, "-m", "klappt", *words]
        subprocess.run(command, env=self.environment(), check=True, capture_output=True)

    def keep_two_workers(self) -> None:
        """As `klappt serve` does: who died is replaced."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < 2:
            command = [sys.executable, "-m", "klappt.jobs.tests.hasty_worker"]
            with (self.home / "log").open("ab") as log:
                self.workers.append(subprocess.Popen(command, env=self.environment(), stderr=log))
            self.started += 1

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.home / "klappt.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    def count(self, query: str) -> int:
        ((number,),) = self.ask(query)
        assert isinstance(number, int)
        return number

    def stop(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()


@contextmanager
def house(home: Path, port: int) -> Iterator[House]:
    found = House(home, port)
    put_ready_database(home / "klappt.sqlite3")
    for app in ("jobs", "django_tasks_database", "sessions"):
        found.manage("migrate", app)
    try:
        yield found
    finally:
        found.stop()


def test_nothing_is_lost_and_no_mail_goes_twice(tmp_path: Path) -> None:
    box = SlowPostbox()
    server = start_server(box)
    (tmp_path / "inbox").mkdir()
    for number in range(LETTERS):
        (tmp_path / "inbox" / f"{number}.eml").write_bytes(incoming(f"letter-{number}"))
    try:
        with house(tmp_path, server.port) as here:
            here.manage("shell", "-c", ENQUEUE)
            killed = kill_in_the_middle(here, box)
            finish(here)
            check_mail(here, box, killed)
            check_jobs(here)
    finally:
        server.stop()


def kill_in_the_middle(here: House, box: SlowPostbox) -> int:
    """Kill one of the workers whenever another part of the mail is out."""
    dice, killed = random.Random(7), 0
    for part in range(1, KILLS + 1):
        box.takes = part * MAILS // (KILLS + 2) + AHEAD
        until = time.monotonic() + 600
        while len(box.received) < part * MAILS // (KILLS + 2) and time.monotonic() < until:
            here.keep_two_workers()
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 0.05))
        here.workers[part % 2].kill()
        killed += 1
    box.takes = MAILS
    assert here.count(WAITING) > MAILS // 10, "the workers died too late to prove anything"
    return killed


def finish(here: House) -> None:
    until = time.monotonic() + 900
    while here.count(WAITING) and time.monotonic() < until:
        here.keep_two_workers()
        time.sleep(0.2)
    assert not here.count(WAITING), (here.home / "log").read_text()[-4000:]


def check_mail(here: House, box: SlowPostbox, killed: int) -> None:
    states = dict(here.ask("SELECT subject, state FROM jobs_outgoingmail"))
    received = box.subjects()
    assert len(states) == MAILS
    assert set(states.values()) <= {"sent", "unclear"}
    assert set(received.values()) == {1}
    assert {subject for subject, state in states.items() if state == "sent"} <= set(received)
    # The deadly job kills a worker three times, which has nothing else in hand then.
    assert sum(state == "unclear" for state in states.values()) <= killed
    kept = here.count("SELECT count(*) FROM jobs_outgoingmail WHERE text != ''")
    assert kept == 0


def check_jobs(here: House) -> None:
    left = Counter(str(name).split()[0] for (name,) in here.ask("SELECT name FROM jobs_mailbox"))
    assert all(left[f"note-{number}"] >= 1 for number in range(NOTES))
    assert [left[f"letter-{number}"] for number in range(LETTERS)] == [1] * LETTERS
    assert len(list((here.home / "inbox" / "done").iterdir())) == LETTERS
    # Two tries it asked for and one for the machine; then somebody is told, once.
    assert (left["deadly"], left["given-up"]) == (3, 1)
