"""The actor page with 50, 500 and 5,000 institutions: the same number of queries, and what the time does.

A page holds a hundred rows, so from the second size on only counting, filtering and sorting may grow.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bench.rows import Row, take_turns

NAME = "actor-page"

SIZES = (50, 500, 5_000)
QUERIES = {"as it opens": "", "searched and sorted": "?text=verein&sort=-name"}


def run(repeat: int) -> list[Row]:
    """Each size against the smallest, as the coordinator sees the page."""
    with _installation() as client:
        return list(_rows(client, repeat))


def _rows(client: Any, repeat: int) -> Iterator[Row]:
    smallest, *larger = [_alliance_with(size, client) for size in SIZES]
    for case, query in QUERIES.items():
        counts = [_queries(client, address + query) for address in (smallest, *larger)]
        if len(set(counts)) != 1:
            raise AssertionError(f"{case}: the number of queries grows: {counts}")
        for size, address in zip(SIZES[1:], larger, strict=True):
            ours, theirs = take_turns(
                partial(client.get, address + query), partial(client.get, smallest + query), repeat
            )
            note = f"{counts[0]} queries each"
            yield Row(f"actor page, {size:,}, {case}", ours, f"{SIZES[0]}", theirs, note)


@contextmanager
def _installation() -> Iterator[Any]:
    """An installation of its own, in a folder that goes when the bench ends."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "KLAPPT_HOME": home,
            "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "klappt.config.settings_test",
        }
        import django
        from django.core.management import call_command
        from django.test import Client

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield Client()


def _alliance_with(size: int, client: Any) -> str:
    """Found an alliance with so many institutions, sign its coordinator in, give the address of the table."""
    import datetime

    from django.urls import reverse

    from klappt.accounts.enums import Role
    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.alliances.services.founding import found_alliance
    from klappt.alliances.services.team import admit

    user = User.objects.filter(email="alma@example.org").first() or User.objects.create_user(
        "alma@example.org", name="Alma"
    )
    alliance = found_alliance(
        key=f"mit-{size}", name=f"Bündnis mit {size}", municipality=None, by=None, signature="bench"
    )
    with scope(alliance):
        admit(
            alliance=alliance,
            user=user,
            role=Role.COORDINATOR,
            since=datetime.date(2020, 1, 1),
            by=None,
            signature="bench",
        )
        _fill(alliance, size)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return reverse("actors:list", args=[alliance.key])


def _fill(alliance: Any, size: int) -> None:
    from klappt.actors import events
    from klappt.actors.enums import Field, Tick
    from klappt.actors.services.contacts import Contact
    from klappt.actors.services.institutions import add_institution
    from klappt.audit.services import event

    fields, ticks = list(Field), [*Tick, ""]
    with event(events.TABLE_IMPORTED, by=None, alliance=alliance, signature="bench"):
        for number in range(size):
            add_institution(
                alliance=alliance,
                by=None,
                signature="bench",
                name=f"Verein {number}",
                field=fields[number % 4],
                cooperation=ticks[number % 4],
                note="nach den Ferien wieder fragen" if number % 3 else "",
                contacts=[Contact("Leitung", f"Person {number}", f"0211 {number}", f"{number}@example.org")],
            )


def _queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(address).status_code != 200:
        raise AssertionError(f"{address} does not open")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
