"""`python -m klappt.returns.tests.hasty_hand_in`: lays out worksheets that are filled in, then hands them in.

For each line it reads it starts a process of its own, which hands in one return after the other until the
test kills it; starting Python anew each time would take the test many minutes.
"""

import os
import sys

import django

RETURNS = 60


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


def go_on() -> None:
    """Hand in what is still open, with a line after each."""
    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.returns.models import Return
    from klappt.returns.services.handing_in import hand_in

    alma = User.objects.get(email="alma@example.org")
    rows = Return.objects.exclude(state="handed_in").select_related("alliance").order_by("pk")
    for row in rows:
        with scope(row.alliance):
            hand_in(return_=row, by=alma)
        print("handed in", flush=True)  # noqa: T201 - the test reads it


def main() -> None:
    from django.db import connections

    lay_out()
    connections.close_all()
    print("ready", flush=True)  # noqa: T201 - as above
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            go_on()
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - as above
        print("ended", os.waitpid(child, 0)[1], flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    django.setup()
    main()
