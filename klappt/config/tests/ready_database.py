"""The SQLite database of the tests is made from the models and kept as a file: migrating takes half a minute.

That all migrations together give the very same is what test_migrations.py proves. The name of the file is a
fingerprint of what makes it: the program and its migrations.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import flush, migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from klappt.audit.triggers import take_away

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".klappt" / "test-databases"
# The models, and what runs after each migration: the counted units are loaded from a table.
MAKES_IT = ("*.py", "*.csv")
KEPT_FILES = 3


@contextmanager
def migrations_remembered() -> Iterator[None]:
    """While open, the test database is filled from the file; PostgreSQL migrates as ever."""
    migrating = migrate.Command.handle

    def quickly(command: migrate.Command, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        is_new = options["run_syncdb"] and not connection.introspection.table_names()
        if connection.vendor != "sqlite" or not is_new:
            migrating(command, *args, **options)
            return
        kept = kept_file()
        if not kept.exists():
            with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
                migrating(command, *args, **options)
            _record_all(connection)
            _keep(connection.connection, kept)
            return
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)

    with patch.object(migrate.Command, "handle", quickly):
        yield


@contextmanager
def flushing_takes_everything() -> Iterator[None]:
    """Emptying the database between tests is the one thing that removes what stays; the signal after a flush
    puts the triggers back."""
    flushing = flush.Command.handle

    def unguarded(command: flush.Command, **options: Any) -> None:
        take_away(connections[options["database"]])
        flushing(command, **options)

    with patch.object(flush.Command, "handle", unguarded):
        yield


def kept_file() -> Path:
    return FOLDER / f"{_fingerprint()}.sqlite3"


def put_ready_database(target: Path) -> None:
    """For a test that starts programs: spares them the migrations, if they have been run before."""
    if kept_file().exists():
        shutil.copy(kept_file(), target)


def _record_all(connection: BaseDatabaseWrapper) -> None:
    """Programs that get a copy, and tests that migrate back and forth, find nothing left to do."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    loader = MigrationLoader(None)
    rows = [recorder.Migration(app=app, name=name) for app, name in loader.disk_migrations]
    recorder.migration_qs.bulk_create(rows)


def _keep(source: sqlite3.Connection, kept: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in sorted(FOLDER.glob("*.sqlite3"), key=lambda each: each.stat().st_mtime)[: -KEPT_FILES + 1]:
        old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(kept)


def _fingerprint() -> str:
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    files = {path for folder in folders for path in folder.glob("*.py")}
    files |= {path for kind in MAKES_IT for path in (ROOT / "klappt").rglob(kind)}
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for path in sorted(path for path in files if "tests" not in path.parts):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:24]
