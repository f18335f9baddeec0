"""Mail put into a folder as files, one mail each: by a mail server's own filter, or by hand."""

import datetime
import time
from pathlib import Path

from klappt.jobs.enums import WhyUnplaced
from klappt.jobs.services.receiving import LARGEST_MAIL, put_aside, take_in

# Whoever writes straight into the folder needs a moment to finish.
UNTOUCHED = datetime.timedelta(seconds=5)
MOST_AT_ONCE = 500
_DOUBTFUL = {WhyUnplaced.UNREADABLE, WhyUnplaced.TOO_LARGE, WhyUnplaced.STUMBLED}


def fetch_dropped(folder: Path) -> int:
    """Take in every `.eml` file in the folder; afterwards it lies in `done` or `doubtful`. How many it were.

    Killed between taking in and moving, the file is found again and known: it is moved only.
    """
    if not folder.is_dir():
        return 0
    latest = time.time() - UNTOUCHED.total_seconds()
    waiting = sorted(path for path in folder.glob("*.eml") if path.is_file() and not path.is_symlink())
    ready = [path for path in waiting if path.stat().st_mtime <= latest][:MOST_AT_ONCE]
    for path in ready:
        _put(path, folder / ("doubtful" if _is_doubtful(path) else "done"))
    return len(ready)


def _is_doubtful(path: Path) -> bool:
    if path.stat().st_size > LARGEST_MAIL:
        with path.open("rb") as file:
            received = put_aside(file.read(100_000).partition(b"\n\n")[0], WhyUnplaced.TOO_LARGE)
    else:
        received = take_in(path.read_bytes())
    return received.why in _DOUBTFUL


def _put(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
