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
from klappt.returns.tests.hasty_hand_in import ALL, ONE, RETURNS

pytestmark = pytest.mark.process
FILE = "klappt.sqlite3"
HASTY = [sys.executable, "-m", "klappt.returns.tests.hasty_hand_in"]
KILLS = 5
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


def words_for(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
        "KLAPPT_HOME": str(home),
        "DATABASE_URL": "",
        "SECRET_KEY": "only-for-tests-" + "k" * 50,
        "KLAPPT_TLS": "0",
        "ALLOWED_HOSTS": "localhost",
    }


class House:
    """A database of its own, and a process that starts others which write it."""

    def __init__(self, home: Path) -> None:
        self.file = home / FILE
        self.process = subprocess.Popen(
            HASTY, env=words_for(home), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def begin(self, killed_at: int) -> int:
        """The number of a process that hands in, and has said nothing else yet."""
        assert self.process.stdin
        self.process.stdin.write(f"{killed_at}\n")
        self.process.stdin.flush()
        return int(self.line())

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
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database before anything was handed in."""
    home = tmp_path_factory.mktemp("laid-out")
    put_ready_database(home / FILE)
    for words in ([sys.executable, "-m", "klappt", "migrate"], [*HASTY, "lay-out"]):
        subprocess.run(words, env=words_for(home), check=True, capture_output=True)
    return home / FILE


@pytest.fixture
def house(laid_out: Path, tmp_path: Path) -> Iterator[House]:
    with closing(sqlite3.connect(laid_out)) as source, closing(sqlite3.connect(tmp_path / FILE)) as copy:
        source.backup(copy)
    found = House(tmp_path)
    yield found
    found.stop()


def test_all_of_it_or_nothing_at_every_statement(house: House) -> None:
    statement, parts = 0, house.parts()
    assert parts == [NOTHING] * RETURNS
    while WHOLE not in parts:
        statement += 1
        house.begin(killed_at=statement)
        assert house.ended() == signal.SIGKILL, "it was through before it could be killed"
        parts = house.parts()
        assert set(parts) <= {WHOLE, NOTHING}, f"half a hand-in before statement {statement}"
    assert statement > FEWEST_STATEMENTS, "killed too early to prove anything"
    assert parts.count(WHOLE) == 1
    assert house.loose_ends() == []


def test_what_was_told_to_be_handed_in_is_there(house: House) -> None:
    for kill in range(1, KILLS + 1):
        child = house.begin(ONE)
        assert house.line() == "handed in"
        os.kill(child, signal.SIGKILL)
        assert house.ended() == signal.SIGKILL
        parts = house.parts()
        assert set(parts) <= {WHOLE, NOTHING}, f"half a hand-in after kill {kill}"
        assert parts.count(WHOLE) == kill, "what was handed in is gone"
    assert house.loose_ends() == []


def test_after_a_kill_all_can_still_be_handed_in(house: House) -> None:
    house.begin(killed_at=FEWEST_STATEMENTS)
    assert house.ended() == signal.SIGKILL
    house.begin(ALL)
    assert house.ended() == 0
    assert house.parts() == [WHOLE] * RETURNS
