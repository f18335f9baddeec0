"""Many people save at once over a real server: nothing is lost, nothing is kept twice (C2).

`python -m bench saving` does the same with 200 people.
"""

from pathlib import Path

import pytest

from klappt.config.tests.ready_database import put_ready_database
from klappt.returns.tests.rush import AT_THE_SAME, count, rush, served, tell_in_two_windows

pytestmark = pytest.mark.process
PEOPLE = 24


def test_nothing_is_lost(tmp_path: Path) -> None:
    put_ready_database(tmp_path / "klappt.sqlite3")
    with served(tmp_path, PEOPLE) as house:
        done = rush(house)
        assert len(done.told) == PEOPLE * 4 + AT_THE_SAME
        assert f"{AT_THE_SAME - 1} clashes" in count(house, done)
        # What is lost or kept twice would be noticed.
        done.told.pop()
        with pytest.raises(AssertionError, match="too many"):
            count(house, done)
        heard, took = tell_in_two_windows(house)
        assert heard == [204] * 2 * PEOPLE
        ((seconds,),) = house.ask("SELECT sum(seconds) FROM returns_sectiontime")
        # The second window may add what has passed since the first one told, not its half minute once more.
        assert PEOPLE * 30 <= seconds <= PEOPLE * (30 + took)
