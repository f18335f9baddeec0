"""What nearly every test needs is made once by the real verbs and then put back as rows.

Nobody would notice a difference but the clock: the cast alone is some hundred statements and checks.
"""

import datetime
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Rows:
    """New rows of one table. A moment during the making is kept as its distance from the end."""

    statement: str
    values: list[tuple[Any, ...]]


class Remembered(Generic[Thing]):
    """Calls `make` the first time, later gives its rows and a copy of what it returned.

    SQLite only. Where the keys are taken already (a test has made something before) it is made again.
    """

    def __init__(self, make: Callable[[], Thing]) -> None:
        self.make = make
        self.rows: list[Rows] = []
        self.pickled = b""

    def __call__(self) -> Thing:
        if connection.vendor != "sqlite":
            return self.make()
        if not self.pickled:
            return self._make_and_keep()
        try:
            with transaction.atomic():
                self._put_back()
        except IntegrityError:
            return self.make()
        thing: Thing = pickle.loads(self.pickled)  # noqa: S301 - our own, of this process
        return thing

    def _make_and_keep(self) -> Thing:
        before = {table: _last_row(table) for table in connection.introspection.table_names()}
        begun = _now()
        thing = self.make()
        ended = _now()
        self.rows = [rows for table, last in before.items() if (rows := _since(table, last, begun, ended))]
        self.pickled = pickle.dumps(thing)
        return thing

    def _put_back(self) -> None:
        now = _now()
        with connection.cursor() as cursor:
            for rows in self.rows:
                values = [[now - each if _is_ago(each) else each for each in row] for row in rows.values]
                cursor.executemany(rows.statement, values)


def _now() -> datetime.datetime:
    """As SQLite has it: UTC, without saying so."""
    return timezone.now().astimezone(datetime.UTC).replace(tzinfo=None)


def _last_row(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"')  # noqa: S608 - a table of ours
        return int(cursor.fetchone()[0])


def _since(table: str, last: int, begun: datetime.datetime, ended: datetime.datetime) -> Rows | None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE rowid > %s', [last])  # noqa: S608 - a table of ours
        found = cursor.fetchall()
        names = [each[0] for each in cursor.description]
    if not found:
        return None
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(["%s"] * len(names))
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608 - a table of ours
    return Rows(statement, [tuple(_kept(value, begun, ended) for value in row) for row in found])


def _kept(value: Any, begun: datetime.datetime, ended: datetime.datetime) -> Any:
    if isinstance(value, datetime.datetime) and begun <= value <= ended:
        return ended - value
    return value


def _is_ago(value: Any) -> bool:
    return isinstance(value, datetime.timedelta)
