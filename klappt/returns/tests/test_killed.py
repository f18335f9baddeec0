"""kill -9 during hand-in: real processes and a real database file. All of a return, or nothing of it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from klappt.config.tests.ready_database import put_ready_database
from klappt.returns.tests.hasty_hand_in import RETURNS

pytestmark = pytest.mark.process
KILLS = 10
# Of one hand-in, with its reading: fewer would mean that the kills missed the writing.
FEWEST_STATEMENTS = 20
# A whole hand-in: state and day on the return, the frozen whole, two sections, their answers, one event.
WHOLE = (1, 1, 2, 12, 1)
NOTHING = (0, 0, 0, 0, 0)
PARTS = """
SELECT r.state = 'handed_in' AND r.handed_in_at IS NOT NULL,
 (SELECT count(*) FROM returns_handin h WHERE h.of_return_id = r.id),
 (SELECT count(*) FROM returns_sentsection s WHERE s.of_return_id = r.id),
 (SELECT count(*) FROM returns_sentanswer a WHERE a.of_return_id = r.id),
 (SELECT count(*) FROM audit_event e WHERE e.verb = 'returns.handed_in'
   AND json_extract(e.details, '$.wave') = r.wave_id)
FROM returns_return r
"""


class House:
    """A database of its own, and a process that starts others which write it."""

    def __init__(self, home: Path) -> None:
        self.file = home / "klappt.sqlite3"
        put_ready_database(self.file)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
            "KLAPPT_HOME": str(home),
            "DATABASE_URL": "",
            "SECRET_KEY": "only-for-tests-" + "k" * 50,
            "KLAPPT_TLS": "0",
            "ALLOWED_HOSTS": "localhost",
        }
        migrate = [sys.executable, "-m", "klappt", "migrate"]
        subprocess.run(migrate, env=self.environment, check=True, capture_output=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "klappt.returns.tests.hasty_hand_in"],
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def begin(self, killed_at: int = 0) -> int:
        """The number of a process that hands in; it may say "handed in" before its number is told."""
        assert self.process.stdin
        self.process.stdin.write(f"{killed_at}\n")
        self.process.stdin.flush()
        return int(next(line for line in iter(self.line, "") if line.isdecimal()))

    def ended(self) -> int:
        """How the process ended: the signal that killed it, 0 where it was through."""
        return int(next(line for line in iter(self.line, "") if line.startswith("ended")).split()[1])

    def parts(self) -> list[tuple[int, ...]]:
        with closing(sqlite3.connect(self.file, timeout=20)) as database:
            return list(database.execute(PARTS))

    def loose_ends(self) -> list[tuple[object, ...]]:
        """Rows that point to a row which is not there."""
        with closing(sqlite3.connect(self.file, timeout=20)) as database:
            return list(database.execute("PRAGMA foreign_key_check"))

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    found = House(tmp_path_factory.mktemp("house"))
    yield found
    found.stop()


def test_all_of_it_or_nothing_at_every_statement(house: House) -> None:
    statement, parts = 0, house.parts()
    done = parts.count(WHOLE)
    while parts.count(WHOLE) == done:
        statement += 1
        house.begin(killed_at=statement)
        assert house.ended() == signal.SIGKILL, "it was through before it could be killed"
        parts = house.parts()
        assert set(parts) <= {WHOLE, NOTHING}, f"half a hand-in before statement {statement}"
    assert statement > FEWEST_STATEMENTS, "killed too early to prove anything"
    assert parts.count(WHOLE) == done + 1
    assert house.loose_ends() == []


def test_what_was_told_to_be_handed_in_is_there(house: House) -> None:
    done = house.parts().count(WHOLE)
    for kill in range(1, KILLS + 1):
        child = house.begin()
        assert house.line() == "handed in"
        os.kill(child, signal.SIGKILL)
        assert house.ended() == signal.SIGKILL
        parts = house.parts()
        assert set(parts) <= {WHOLE, NOTHING}, f"half a hand-in after kill {kill}"
        assert parts.count(WHOLE) >= done + kill, "what was handed in is gone"
    assert house.loose_ends() == []


def test_the_rest_can_still_be_handed_in(house: House) -> None:
    house.begin()
    assert house.ended() == 0
    assert house.parts() == [WHOLE] * RETURNS
