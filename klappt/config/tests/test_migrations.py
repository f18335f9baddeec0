"""The tests run on tables made from the models: all migrations together make the very same."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from klappt.config.tests.ready_database import ROOT, kept_file

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="there the tests run on what was migrated"),
]
SCHEMA = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"
APPLIED = "SELECT app, name FROM django_migrations"
UNITS = "SELECT ags, name, kind FROM alliances_municipality"


def described(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A migration adds a column at the end of its table, the model names it where it belongs."""
    *what, statement = row
    _, _, inside = statement.partition("(")
    return (*what, sorted(inside.removesuffix(")").split(", ")))


def schema(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return sorted(described(row) for row in database.execute(SCHEMA))


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    database = tmp_path / "klappt.sqlite3"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "klappt.config.settings_test"}
    environment |= {"DATABASE_URL": f"sqlite:///{database}", "KLAPPT_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "klappt", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return database


@pytest.mark.django_db
def test_migrating_makes_what_the_models_say(migrated: Path) -> None:
    """Looked up in the file, which is there by now: the database itself other tests may have changed."""
    with closing(sqlite3.connect(migrated)) as there, closing(sqlite3.connect(kept_file())) as here:
        assert schema(there) == schema(here)
        for rows in (APPLIED, UNITS):
            assert sorted(there.execute(rows)) == sorted(here.execute(rows))
