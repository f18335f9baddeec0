"""kill -9 between confirm and answer, twenty times: the whole table is in, or nothing of it."""

import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from klappt.config.tests.ready_database import put_ready_database
from klappt.jobs.tests.postbox import free_port

ROOT = Path(__file__).resolve().parents[3]
ROUNDS, ROWS = 20, 12
TOKEN = "a" * 32
SET_THE_STAGE = f"""
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from klappt.accounts.enums import Role
from klappt.actors.imports.preview import preview
from klappt.actors.services.importing import upload_table
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import join, make_alliance
from klappt.sheets.tests.files import table

alliance = make_alliance("hier")
alma = join(alliance, "Alma", Role.COORDINATOR)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(alma.pk), alma.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session.save()
drafts = []
with scope(alliance):
    for number in range({ROUNDS + 1}):
        rows = [[f"R{{number}} Verein {{place}}", "Bildung", "a@b.de"] for place in range({ROWS})]
        data = table(["Einrichtung", "Bereich", "Mail"], *rows)
        draft = upload_table(alliance=alliance, name="a.xlsx", data=data, by=alma)
        drafts.append([draft.pk, preview(data, "a.xlsx").fingerprint])
print(json.dumps({{"session": session.session_key, "drafts": drafts}}))
"""

pytestmark = [
    pytest.mark.process,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the server of this test forks"),
]


@dataclass
class Stage:
    database: Path
    port: int
    session: str
    drafts: list[tuple[int, str]]
    server: subprocess.Popen[str]
    pid: int = 0

    def next_server(self) -> None:
        assert self.server.stdout
        self.pid = int(self.server.stdout.readline())

    def confirm(self, draft: int, seen: str) -> int | None:
        """The answer's status; None when the server is gone before it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        body = urlencode({"seen": seen, "act": "confirm", "csrfmiddlewaretoken": TOKEN})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
        }
        try:
            connection.request("POST", f"/b/hier/akteure/tabelle/{draft}/pruefen/", body, headers)
            return connection.getresponse().status
        except (http.client.HTTPException, OSError):
            return None

    def stored(self, number: int, draft: int) -> tuple[int, int, bool]:
        """Institutions and contacts of this round, and whether its draft counts as carried out."""
        with sqlite3.connect(self.database) as connection:
            like = f"R{number} %"
            rows = "SELECT count(*) FROM actors_institution WHERE name LIKE ?"
            people = (
                "SELECT count(*) FROM actors_contactperson c JOIN actors_institution i "
                "ON i.id = c.institution_id WHERE i.name LIKE ?"
            )
            ended = "SELECT carried_out_at IS NOT NULL FROM actors_importdraft WHERE id = ?"
            return (
                connection.execute(rows, (like,)).fetchone()[0],
                connection.execute(people, (like,)).fetchone()[0],
                bool(connection.execute(ended, (draft,)).fetchone()[0]),
            )


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    database = tmp_path / "klappt.sqlite3"
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}},
        "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
        "KLAPPT_HOME": str(tmp_path),
        "KLAPPT_DEBUG": "1",
        "KLAPPT_TLS": "0",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{database}",
    }

    def klappt(*words: str) -> str:
        command = [sys.executable, "-m", "klappt", *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=True)
        return done.stdout

    put_ready_database(database)
    klappt("migrate", "-v0")
    told = json.loads(klappt("shell", "--no-imports", "-c", SET_THE_STAGE).strip().splitlines()[-1])
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "klappt.actors.tests.killable", str(port)],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    yield Stage(database, port, told["session"], [tuple(draft) for draft in told["drafts"]], server)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    if server.stdout:
        server.stdout.close()


def test_all_of_it_or_nothing_twenty_times(stage: Stage) -> None:
    stage.next_server()
    started = time.monotonic()
    assert stage.confirm(*stage.drafts[0]) == 302
    pause = (time.monotonic() - started) / 2
    assert stage.stored(0, stage.drafts[0][0]) == (ROWS, ROWS, True)
    seen = set()
    for number in range(1, ROUNDS + 1):
        draft, fingerprint = stage.drafts[number]
        posting = threading.Thread(target=stage.confirm, args=(draft, fingerprint))
        posting.start()
        time.sleep(pause)
        os.kill(stage.pid, signal.SIGKILL)
        posting.join()
        stage.next_server()
        found = stage.stored(number, draft)
        assert found in {(0, 0, False), (ROWS, ROWS, True)}
        seen.add(found)
        # Back and forth over the moment at which all of it is in, however quick the machine is just now.
        pause *= 0.7 if found[2] else 1.2
        if not found[2]:
            # What was not carried out can be, as if nothing had happened.
            assert stage.confirm(draft, fingerprint) == 302
            assert stage.stored(number, draft) == (ROWS, ROWS, True)
    assert (0, 0, False) in seen
