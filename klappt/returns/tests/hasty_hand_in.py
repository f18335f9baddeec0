"""`python -m klappt.returns.tests.hasty_hand_in`: hands in worksheets that are filled in, in haste.

With the word `lay-out` it lays them out, and that is all. Without, it starts a process of its own for each
line it reads, which says its number and hands in one return after the other; starting Python anew each time
would take the test many minutes. The line is a number: before its statement of that number the process kills
itself; with ONE it waits after its first hand-in for somebody who does; with ALL it goes on to the last.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

RETURNS = 8
ALL, ONE = 0, -1


def lay_out() -> None:
    """One alliance with a worksheet of each wave, all filled in."""
    from conftest import make_cast
    from klappt.actors.tests.factories import make_institution
    from klappt.returns.tests.factories import FULL, make_return, make_wave
    from klappt.worksheets.tests.factories import make_edition

    cast = make_cast()
    for number in range(20):
        make_institution(cast.alliance, name=f"Einrichtung {number}")
    edition = make_edition(cast.doris)
    for _number in range(RETURNS):
        make_return(cast, make_wave(cast, edition), answers=FULL)


def load_what_hand_in_needs() -> None:
    """Once, instead of in every process anew: much is imported only when it is used."""
    from django.db import transaction

    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.returns.models import Return
    from klappt.returns.services.handing_in import hand_in

    row = Return.objects.select_related("alliance").order_by("pk").first()
    assert row
    with scope(row.alliance), transaction.atomic():
        hand_in(return_=row, by=User.objects.get(email="alma@example.org"))
        transaction.set_rollback(True)


def killed_before(number: int) -> Callable[..., Any]:
    """A wrapper around the database which does not come back from the statement of this number."""
    left = number

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    return count


def go_on(killed_at: int) -> None:
    """Hand in what is still open, with a line after each."""
    from django.db import connection

    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.returns.models import Return
    from klappt.returns.services.handing_in import hand_in

    alma = User.objects.get(email="alma@example.org")
    connection.execute_wrappers.append(killed_before(killed_at))
    rows = Return.objects.exclude(state="handed_in").select_related("alliance").order_by("pk")
    for row in rows:
        with scope(row.alliance):
            hand_in(return_=row, by=alma)
        print("handed in", flush=True)  # noqa: T201 - the test reads it
        if killed_at == ONE:
            signal.pause()


def main() -> None:
    from django.db import connections

    if sys.argv[1:] == ["lay-out"]:
        lay_out()
        return
    load_what_hand_in_needs()
    connections.close_all()
    print("ready", flush=True)  # noqa: T201 - the test reads it
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            print(os.getpid(), flush=True)  # noqa: T201 - the test reads it
            go_on(int(line))
            os._exit(0)
        print("ended", os.waitpid(child, 0)[1], flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    django.setup()
    main()
