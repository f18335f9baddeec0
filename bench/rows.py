"""What a benchmark returns, and how it takes the time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One comparison: medians in seconds. `note` says what was checked, for example that both agree."""

    case: str
    seconds: float
    against: str
    against_seconds: float
    note: str = ""


def take_turns(ours: Callable[[], object], theirs: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Medians in seconds of two functions that take turns: a busy machine slows down both. Warms up once."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeat + 1):
        for function, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            function()
            if turn:
                taken.append(time.perf_counter() - start)
    return median(times[0]), median(times[1])


def as_table(rows: list[Row]) -> str:
    """Milliseconds, and how many times faster than the other side, one line per row."""
    head = ("case", "median ms", "against", "median ms", "times faster", "note")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    right = {1, 3, 4}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.case,
        _milliseconds(row.seconds),
        row.against,
        _milliseconds(row.against_seconds),
        f"{row.against_seconds / row.seconds:.1f}",
        row.note,
    )


def _milliseconds(seconds: float) -> str:
    """Three figures that count, so that microseconds can be read, too."""
    return f"{seconds * 1000:.1f}" if seconds >= 0.01 else f"{seconds * 1000:.3g}"
