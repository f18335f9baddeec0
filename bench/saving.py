"""200 people who save at the same time over a real server, and what the database holds afterwards."""

import tempfile
from pathlib import Path
from statistics import median

from bench.rows import Row

NAME = "saving"
PEOPLE = 200


def run(repeat: int) -> list[Row]:
    """The whole way through HTTP, `klappt serve` with its own settings; the rush is run once.

    Nobody pauses between two answers, as people would: this is the throng, not the day. Raises AssertionError
    when an answer that was said to be saved is missing, is there twice, or is counted wrong.
    """
    from klappt.returns.tests.rush import count, rush, save_alone, served

    with tempfile.TemporaryDirectory(prefix="klappt-saving-") as home, served(Path(home), PEOPLE) as house:
        alone = median(save_alone(house, 8 * repeat))
        done = rush(house)
        note = count(house, done)
    waits = sorted(told.seconds for told in done.told)
    return [
        Row(f"a save, {PEOPLE} people at once", done.seconds / len(waits), "one person alone", alone, note),
        Row(
            "how long one of them waits",
            median(waits),
            "the longest wait",
            waits[-1],
            f"all of it took {done.seconds:.1f} s",
        ),
    ]
