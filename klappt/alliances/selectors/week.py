"""What comes up for somebody, sorted into what is late, this week, next week and later."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from klappt.alliances.extensions import Matter, Urgency

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Matters of one person. Each stands in one place only; what has no day waits below those that have."""

    monday: datetime.date
    decide: tuple[Matter, ...]
    late: tuple[Matter, ...]
    this_week: tuple[Matter, ...]
    next_week: tuple[Matter, ...]
    later: tuple[Matter, ...]
    without_day: tuple[Matter, ...]
    waiting: tuple[Matter, ...]
    runs_out: tuple[Matter, ...]

    @property
    def sunday(self) -> datetime.date:
        return self.monday + WEEK - datetime.timedelta(days=1)

    @property
    def is_calm(self) -> bool:
        return not (self.decide or self.late or self.this_week or self.next_week or self.without_day)

    @property
    def is_empty(self) -> bool:
        return self.is_calm and not (self.later or self.waiting or self.runs_out)


def week_of(matters: Iterable[Matter], today: datetime.date) -> Week:
    """Weeks begin on Monday."""
    rows = sorted(matters, key=lambda each: each.day or datetime.date.max)
    monday = today - datetime.timedelta(days=today.weekday())
    due = [each for each in rows if each.urgency is Urgency.DUE]
    return Week(
        monday=monday,
        decide=_of(rows, Urgency.DECIDE),
        late=tuple(each for each in due if each.day and each.day < today),
        this_week=tuple(each for each in due if each.day and today <= each.day < monday + WEEK),
        next_week=tuple(each for each in due if each.day and monday + WEEK <= each.day < monday + 2 * WEEK),
        later=tuple(each for each in due if each.day and each.day >= monday + 2 * WEEK),
        without_day=tuple(each for each in due if each.day is None),
        waiting=_of(rows, Urgency.WAITING),
        runs_out=_of(rows, Urgency.RUNS_OUT),
    )


def _of(rows: Iterable[Matter], urgency: Urgency) -> tuple[Matter, ...]:
    return tuple(each for each in rows if each.urgency is urgency)
