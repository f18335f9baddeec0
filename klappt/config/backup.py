"""One file that holds everything an installation on SQLite has written, taken while people go on working."""

import datetime
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped] # no stubs there
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from klappt import __version__

FORMAT = "klappt backup 1"
DATABASE = "klappt.sqlite3"
MEDIA = "media/"
ABOUT = "about.json"


class BackupRefused(RuntimeError):
    """Why no backup was made or read, in words for the operator."""


def take_backup(target: Path, *, overwrite: bool = False) -> int:
    """Write database and uploads to `target` (a ZIP); returns its size in bytes.

    The database is copied by SQLite itself: the copy is one moment, whatever is written meanwhile. The file
    appears under its name only when it is complete.
    """
    if target.exists() and not overwrite:
        raise BackupRefused(f"{target} is there already. Choose another name, or say --force.")
    if not target.parent.is_dir():
        raise BackupRefused(f"The folder {target.parent} does not exist.")
    source = _database_file()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with (
            _temporary_copy(source) as copy,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr(ABOUT, json.dumps(_about()))
            archive.write(copy, DATABASE)
            for path in _uploads():
                archive.write(path, MEDIA + path.relative_to(settings.MEDIA_ROOT).as_posix())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def restore_backup(source: Path) -> Path | None:
    """Put back what `source` holds. Returns where the previous state was set aside, if there was one.

    The database is replaced through SQLite, as one transaction: a server that still runs sees the old content
    or the new one, never half of each.
    """
    database = _database_file()
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder)
        _unpack(source, unpacked)
        _inspect(unpacked / DATABASE)
        before = _set_aside(database)
        connections.close_all()
        database.parent.mkdir(parents=True, exist_ok=True)
        _copy(unpacked / DATABASE, database)
        _replace_uploads(unpacked / "media")
    return before


def _about() -> dict[str, str]:
    return {"format": FORMAT, "klappt": __version__, "taken_at": timezone.now().isoformat()}


def _database_file() -> Path:
    if connection.vendor != "sqlite":
        raise BackupRefused(
            "klappt backup is for SQLite. PostgreSQL has its own: pg_dump -Fc (see docs/operations.md)."
        )
    return Path(connection.settings_dict["NAME"])


def _uploads() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if path.is_file())


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
        old.backup(new)


@contextmanager
def _temporary_copy(source: Path) -> Iterator[Path]:
    if not source.exists():
        raise BackupRefused(f"There is no database yet at {source}.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _copy(source, copy)
        yield copy


def _unpack(source: Path, folder: Path) -> None:
    """Only names that a backup has, only below `folder`."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if not {ABOUT, DATABASE} <= set(names) or json.loads(archive.read(ABOUT))["format"] != FORMAT:
                raise BackupRefused(f"{source} is no backup of klappt.")
            if archive.testzip() is not None:
                raise BackupRefused(f"{source} is damaged.")
            archive.extract(DATABASE, folder)
            for name in names:
                if name.startswith(MEDIA) and (folder / name).resolve().is_relative_to(folder.resolve()):
                    archive.extract(name, folder)
    except FileNotFoundError as error:
        raise BackupRefused(f"There is no file {source}.") from error
    except (zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
        raise BackupRefused(f"{source} is no backup of klappt, or damaged: {error}") from error


def _inspect(database: Path) -> None:
    """Refuse a damaged database, and one that a newer klappt has written."""
    with closing(sqlite3.connect(database)) as opened:
        register(opened)  # constraints ask Django's own functions for parts of a date
        try:
            sound = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            applied = set(opened.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.DatabaseError as error:
            raise BackupRefused(f"The database in the backup is damaged: {error}") from error
    if not sound:
        raise BackupRefused("The database in the backup is damaged.")
    newer = applied - set(MigrationLoader(None).disk_migrations)
    if newer:
        raise BackupRefused("The backup comes from a newer klappt. Install that version first, then restore.")


def _set_aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    before = settings.HOME / f"before-restore-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}.zip"
    take_backup(before, overwrite=True)
    return before


def _replace_uploads(unpacked: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    shutil.rmtree(media, ignore_errors=True)
    if unpacked.is_dir():
        media.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(unpacked, media)
