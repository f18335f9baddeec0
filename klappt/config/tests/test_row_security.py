"""On PostgreSQL the database itself shows and takes only rows of the open scope: for raw SQL, too."""

import os
import shutil
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, models, transaction
from django.test.utils import CaptureQueriesContext

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances import row_security
from klappt.alliances.models import Alliance
from klappt.alliances.scope import every_alliance, scope

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="row-level security is PostgreSQL's: scripts/postgres.py"
)
NAMES = "SELECT name FROM actors_institution WHERE name IN ('Hier', 'Dort') ORDER BY name"
REFUSED = "row-level security"


@pytest.fixture
def here(cast: Cast) -> Alliance:
    make_institution(cast.alliance, "Hier")
    make_institution(cast.other_alliance, "Dort")
    return cast.alliance


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        return [name for (name,) in cursor.fetchall()]


def sql(statement: str, *values: Any) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@pytest.mark.django_db
def test_every_table_of_an_alliance_is_guarded() -> None:
    assert not row_security.missing(connection)
    assert {"actors_institution", "returns_answer", "meetings_outcome"} <= set(row_security.tables())


@pytest.mark.django_db
def test_the_role_of_the_tests_is_held_by_it() -> None:
    assert not row_security.is_bypassed(connection)


def test_without_a_scope_nothing_is_seen_or_written(here: Alliance) -> None:
    assert names() == []
    assert sql("UPDATE actors_institution SET note = 'von niemandem'") == 0
    assert sql("DELETE FROM actors_institution") == 0
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        models.QuerySet(Institution).bulk_create([Institution(alliance=here, name="Neu")])
    with every_alliance(reason="what is still there"):
        assert names() == ["Dort", "Hier"]


def test_inside_a_scope_only_its_rows_are_there(cast: Cast, here: Alliance) -> None:
    with scope(here):
        assert names() == ["Hier"]
        assert sql("UPDATE actors_institution SET note = '!' WHERE name IN ('Hier', 'Dort')") == 1
        assert sql("DELETE FROM actors_institution WHERE name = 'Dort'") == 0
    with scope(alliances=[here, cast.other_alliance], reason="both"):
        assert names() == ["Dort", "Hier"]
        with scope(here):
            assert names() == ["Hier"]
        assert names() == ["Dort", "Hier"]
    with scope(alliances=[], reason="nobody's"):
        assert names() == []


def test_no_row_is_put_where_the_scope_does_not_reach(cast: Cast, here: Alliance) -> None:
    with scope(here):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            models.QuerySet(Institution).bulk_create([Institution(alliance=cast.other_alliance, name="Neu")])
        with pytest.raises(DatabaseError, match=REFUSED):
            sql("UPDATE actors_institution SET alliance_id = %s", cast.other_alliance.pk)


def test_a_rollback_leaves_no_scope_behind(cast: Cast, here: Alliance) -> None:
    both = [here, cast.other_alliance]
    with scope(alliances=both, reason="both"):
        assert names() == ["Dort", "Hier"]
        with pytest.raises(RuntimeError), transaction.atomic(), scope(here):
            assert names() == ["Hier"]
            raise RuntimeError
        # The session is back at both; who remembers `here` would show too much now.
        with scope(here):
            assert names() == ["Hier"]
    with pytest.raises(RuntimeError), transaction.atomic():
        assert names() == []
        raise RuntimeError
    with scope(here):
        assert names() == ["Hier"]
    assert names() == []


def test_nor_does_a_savepoint_by_hand(here: Alliance) -> None:
    with every_alliance(reason="all"), connection.cursor() as cursor:
        names()
        cursor.execute("SAVEPOINT here")
        with scope(here):
            assert names() == ["Hier"]
            cursor.execute("ROLLBACK TO SAVEPOINT here")
            assert names() == ["Hier"]


def test_after_a_failed_statement_the_savepoint_can_still_be_reached(here: Alliance) -> None:
    with scope(here), suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    with scope(here):
        assert names() == ["Hier"]


def test_the_scope_costs_no_query_of_anybody(here: Alliance) -> None:
    with CaptureQueriesContext(connection) as captured, scope(here):
        names()
    assert len(captured) == 1


def test_rows_fetched_bit_by_bit_keep_the_scope_they_were_asked_in(here: Alliance) -> None:
    asked = models.QuerySet(Institution).filter(name__in=["Hier", "Dort"]).order_by("name")
    with every_alliance(reason="all"):
        found = []
        for row in asked.iterator(chunk_size=1):
            with scope(row.alliance):
                names()
            found.append(row.name)
    assert found == ["Dort", "Hier"]


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_becomes_a_rollback_leaves_no_scope_behind(cast: Cast, here: Alliance) -> None:
    with every_alliance(reason="all"):
        assert names() == ["Dort", "Hier"]
        transaction.set_autocommit(False)
        with scope(here), suppress(DatabaseError), connection.cursor() as cursor:
            names()
            cursor.execute("SELECT 1 / 0")
        transaction.commit()
        transaction.set_autocommit(True)
        with scope(here):
            assert names() == ["Hier"]


@pytest.mark.django_db(transaction=True)
def test_a_connection_from_the_pool_brings_no_scope_along(here: Alliance) -> None:
    seen: dict[str, list[str]] = {}

    def look(inside: str) -> None:
        if inside:
            with every_alliance(reason="all"):
                seen[inside] = names()
        else:
            seen[inside] = names()
        connection.close()

    for inside in ("first", "", "again"):
        one = threading.Thread(target=look, args=(inside,))
        one.start()
        one.join()
    assert seen == {"first": ["Dort", "Hier"], "": [], "again": ["Dort", "Hier"]}


@pytest.mark.django_db(transaction=True)
def test_what_is_not_guarded_is_guarded_after_the_next_migration(here: Alliance) -> None:
    sql("ALTER TABLE actors_institution NO FORCE ROW LEVEL SECURITY")
    assert row_security.missing(connection) == ["actors_institution"]
    call_command("migrate", verbosity=0)
    assert not row_security.missing(connection)
    assert names() == []


def program(name: str) -> Path | None:
    there = shutil.which(name)
    found = [Path(there)] if there else sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return found[-1] if found else None


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_backup_by_the_handbook_holds_rows_policies_and_triggers(here: Alliance, tmp_path: Path) -> None:
    """docs/operations.md, "PostgreSQL"."""
    dump, restore = program("pg_dump"), program("pg_restore")
    if dump is None or restore is None:
        pytest.skip("pg_dump is missing. On Debian or Ubuntu: apt-get install postgresql-client")
    told = connection.settings_dict
    where = ["-h", told["HOST"], "-p", str(told["PORT"]), "-U", told["USER"]]
    file, copy = tmp_path / "klappt.dump", f"{told['NAME']}_copy"
    everything = {**os.environ, "PGOPTIONS": "-c klappt.scope=*"}
    command = [dump, *where, "--format=custom", "--enable-row-security", "-f", file, told["NAME"]]
    subprocess.run(command, env=everything, check=True)
    sql_alone(f'CREATE DATABASE "{copy}"')
    try:
        subprocess.run([restore, *where, "--no-owner", "-d", copy, file], check=True)
        restored = type(connections["default"])({**told, "NAME": copy, "OPTIONS": {}}, "copy")
        assert not row_security.missing(restored)
        with restored.cursor() as cursor:
            cursor.execute(NAMES)
            assert cursor.fetchall() == []
            with every_alliance(reason="all"):
                cursor.execute(NAMES)
                assert cursor.fetchall() == [("Dort",), ("Hier",)]
            with pytest.raises(DatabaseError, match="append-only"):
                cursor.execute("DELETE FROM audit_change")
        restored.close()
    finally:
        sql_alone(f'DROP DATABASE "{copy}"')


def sql_alone(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
