"""What the background worker does beyond running a task once: try again later, and repeat things."""

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_tasks import task
from django_tasks.base import Task

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Patience:
    """How often a failing job is tried, and how long is waited in between: each time four times as long."""

    attempts: int = 1
    first_wait: datetime.timedelta = MINUTE

    def wait_after(self, attempt: int) -> datetime.timedelta:
        """The pause after this attempt (the first is 1)."""
        return self.first_wait * math.pow(4, attempt - 1)


# Told with the job's own arguments that it will not run again.
GivenUp = Callable[..., None]

_given_up: dict[str, GivenUp] = {}
_patience: dict[str, Patience] = {}
_timetable: dict[str, tuple[Task[Any, Any], datetime.timedelta]] = {}


def job(
    *,
    attempts: int = 1,
    first_wait: datetime.timedelta = MINUTE,
    every: datetime.timedelta | None = None,
    given_up: GivenUp | None = None,
) -> Callable[[Callable[..., None]], Task[Any, None]]:
    """Declare a background job, next to `@require_safe` and the like: above a function in a `tasks.py`.

    It is started with `.enqueue(...)`, inside the transaction of the verb that wants it; with `every` the
    worker starts it by itself. A job may be run again after the machine died half-way: it must bear that.
    `given_up` is called with the job's arguments when it has been tried often enough: somebody may wait.
    """

    def declare(function: Callable[..., None]) -> Task[Any, None]:
        declared: Task[Any, None] = task()(function)
        _patience[declared.module_path] = Patience(attempts, first_wait)
        if given_up is not None:
            _given_up[declared.module_path] = given_up
        if every is not None:
            _timetable[declared.module_path] = (declared, every)
        return declared

    return declare


def patience_for(task_path: str) -> Patience:
    return _patience.get(task_path, Patience())


def giving_up(task_path: str) -> GivenUp | None:
    return _given_up.get(task_path)


def timetable() -> dict[str, tuple[Task[Any, Any], datetime.timedelta]]:
    return dict(_timetable)
