"""A klappt of its own to measure pages in."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def installation() -> Iterator[Any]:
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


@contextmanager
def alliance_with_coordinator(key: str, client: Any) -> Iterator[Any]:
    """Found an alliance and sign its coordinator in; inside, its scope is open."""
    import datetime

    from klappt.accounts.enums import Role
    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.alliances.services.founding import found_alliance
    from klappt.alliances.services.team import admit

    user = User.objects.filter(email="alma@example.org").first() or User.objects.create_user(
        "alma@example.org", name="Alma"
    )
    alliance = found_alliance(key=key, name=f"Bündnis {key}", municipality=None, by=None, signature="bench")
    with scope(alliance):
        admit(
            alliance=alliance,
            user=user,
            role=Role.COORDINATOR,
            since=datetime.date(2020, 1, 1),
            by=None,
            signature="bench",
        )
        yield alliance
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(address).status_code != 200:
        raise AssertionError(f"{address} does not open")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
