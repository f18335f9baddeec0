"""Pages with 54 alliances in the database against pages with 5,400: the time has to stay flat."""

import datetime
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.rows import Row, take_turns

NAME = "alliances"
FEW, MANY, INSTITUTIONS = 54, 5_400, 10
REQUESTS = 10
PAGES = {
    "home of a coordinator": ("alma", "/b/b7/"),
    "process plan": ("alma", "/b/b7/ablauf/"),
    "history": ("alma", "/b/b7/verlauf/"),
    "search": ("alma", "/b/b7/suche/?q=institution"),
    "list of all units": ("otto", "/plattform/"),
    "list of all units, searched": ("otto", "/plattform/?q=herne"),
}


def run(repeat: int) -> list[Row]:
    """Two databases side by side; the same page is asked of each in turn."""
    with tempfile.TemporaryDirectory(prefix="klappt-bench-") as folder:
        _start(Path(folder))
        stages = {count: _stage(Path(folder) / f"{count}.sqlite3", count) for count in (FEW, MANY)}
        return [_compare(case, who, path, stages, repeat) for case, (who, path) in PAGES.items()]


def _start(folder: Path) -> None:
    os.environ |= {
        "KLAPPT_HOME": str(folder),
        "KLAPPT_TLS": "0",
        "SECRET_KEY": "only-for-a-benchmark-" + "k" * 40,
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'none.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "klappt.config.settings_test",
    }
    import django

    django.setup()


def _use(database: Path) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(database)


def _stage(database: Path, count: int) -> Path:
    """`count` alliances with a coordinator, a lead and some institutions each."""
    from django.core.management import call_command

    from klappt.accounts.models import User
    from klappt.alliances.scope import every_alliance

    _use(database)
    call_command("migrate", interactive=False, verbosity=0)
    alma = User.objects.create(email="alma@example.org", name="Alma")
    User.objects.create(email="otto@example.org", name="Otto", platform_role="operator")
    with every_alliance(reason="setting a stage for a benchmark"):
        _fill(count, alma)
    return database


def _fill(count: int, alma: object) -> None:
    from django.db.models import QuerySet

    from klappt.actors.models import Institution
    from klappt.alliances.models import Alliance, Lead, Membership, Municipality
    from klappt.audit.models import Event

    def put(rows: list[object]) -> None:
        # Without the history of each row: the stage is not what is measured.
        QuerySet(type(rows[0])).bulk_create(rows, batch_size=500)

    numbers = range(count)
    areas = [
        Municipality(ags=f"98{n:06}", name=f"Kreis {n}", search=f"kreis {n}", kind="district")
        for n in numbers
    ]
    put(areas)
    alliances = [
        Alliance(key=f"b{n}", name=f"Bündnis {n}", municipality=area) for n, area in enumerate(areas)
    ]
    put(alliances)
    since = datetime.date(2024, 1, 1)
    put([Lead(alliance=each, name="Lead", valid_from=since) for each in alliances])
    put([Membership(alliance=alliances[7], user=alma, role="coordinator", valid_from=since)])
    put(
        [
            Event(verb="actors.institution_added", by=alma, alliance_id=a.pk)
            for a in alliances
            for _ in range(5)
        ]
    )
    put(
        [
            Institution(alliance=each, name=f"Institution {n}", search=f"institution {n}", position=n)
            for each in alliances
            for n in range(INSTITUTIONS)
        ]
    )


def _compare(case: str, who: str, path: str, stages: dict[int, Path], repeat: int) -> Row:
    many, few = take_turns(_visits(stages[MANY], who, path), _visits(stages[FEW], who, path), repeat)
    return Row(case, many / REQUESTS, f"with {FEW} alliances", few / REQUESTS, f"{MANY:,} alliances")


def _visits(database: Path, who: str, path: str) -> Callable[[], None]:
    from django.test import Client

    from klappt.accounts.models import User

    _use(database)
    browser = Client()
    browser.force_login(
        User.objects.get(email=f"{who}@example.org"), "allauth.account.auth_backends.AuthenticationBackend"
    )

    def visit() -> None:
        _use(database)
        for _ in range(REQUESTS):
            response = browser.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path} answered {response.status_code}")

    return visit
