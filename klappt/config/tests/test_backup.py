"""A backup taken while people write is one moment of it, and comes back as it was."""

import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.sqlite3._functions import register
from pytest_django import Settings

from klappt.config import backup as backups

# As the months of case conferences are kept: the database asks a function of Django's for the day.
A_MONTH = "CREATE TABLE conference (month date CHECK (django_date_extract('day', month) = 1))"


@pytest.fixture
def database(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a database in a file, uploads, and nothing of the test database."""
    file = tmp_path / "home" / "klappt.sqlite3"
    file.parent.mkdir()
    settings.HOME, settings.MEDIA_ROOT = file.parent, file.parent / "media"
    (settings.MEDIA_ROOT / "logos").mkdir(parents=True)
    (settings.MEDIA_ROOT / "logos" / "muster.svg").write_text("<svg/>")
    with closing(sqlite3.connect(file)) as opened:
        register(opened)
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute(A_MONTH)
        opened.execute("INSERT INTO conference VALUES ('2026-11-01')")
        opened.execute("CREATE TABLE django_migrations (app text, name text)")
        opened.execute("CREATE TABLE pair (number integer, half text)")
        opened.commit()
    monkeypatch.setattr(backups, "_database_file", lambda: file)
    monkeypatch.setattr("klappt.config.management.commands.restore.call_command", lambda *_a, **_k: None)
    return file


def pairs(file: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(file)) as opened:
        return list(opened.execute("SELECT number, half FROM pair ORDER BY number, half"))


def write_pairs(file: Path, numbers: range, stop: threading.Event | None = None) -> None:
    """Two rows in each transaction: half a pair would be half a transaction."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as opened:
        for number in numbers:
            opened.execute("BEGIN IMMEDIATE")
            opened.executemany("INSERT INTO pair VALUES (?, ?)", [(number, "left"), (number, "right")])
            opened.execute("COMMIT")
            if stop and stop.is_set():
                return


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        return Path(opened.extract(backups.DATABASE, folder))


def test_while_writing_goes_on_every_transaction_is_whole(database: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    writer = threading.Thread(target=write_pairs, args=(database, range(100_000), stop))
    writer.start()
    try:
        for turn in range(5):
            call_command("backup", tmp_path / f"{turn}.zip")
    finally:
        stop.set()
        writer.join()
    counts = []
    for turn in range(5):
        rows = pairs(unpacked(tmp_path / f"{turn}.zip", tmp_path / str(turn)))
        assert [half for _, half in rows] == ["left", "right"] * (len(rows) // 2)
        counts.append(len(rows))
    assert counts == sorted(counts)
    assert pairs(database)[: counts[-1]] == rows


def test_restored_content_is_the_same_and_the_later_one_is_set_aside(database: Path, tmp_path: Path) -> None:
    write_pairs(database, range(20))
    saved, logo = pairs(database), database.parent / "media" / "logos" / "muster.svg"
    call_command("backup", tmp_path / "saved.zip")
    write_pairs(database, range(20, 40))
    later = pairs(database)
    logo.write_text("spoilt")
    call_command("restore", tmp_path / "saved.zip")
    assert pairs(database) == saved
    assert logo.read_text() == "<svg/>"
    (before,) = database.parent.glob("before-restore-*.zip")
    assert pairs(unpacked(before, tmp_path / "before")) == later


def test_an_open_connection_sees_the_restored_rows(database: Path, tmp_path: Path) -> None:
    write_pairs(database, range(3))
    call_command("backup", tmp_path / "saved.zip")
    with closing(sqlite3.connect(database)) as server:
        server.execute("DELETE FROM pair")
        server.commit()
        call_command("restore", tmp_path / "saved.zip")
        assert server.execute("SELECT count(*) FROM pair").fetchone() == (6,)


def test_an_existing_file_is_not_overwritten_unasked(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "saved.zip"
    target.write_text("precious")
    with pytest.raises(CommandError, match="--force"):
        call_command("backup", target)
    assert target.read_text() == "precious"
    call_command("backup", target, force=True)
    assert zipfile.is_zipfile(target)


def broken_backup(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"readme__txt": b"hello"}, "no backup of klappt"),
        ({"about__json": b"{}", "klappt__sqlite3": b""}, "no backup of klappt"),
        ({"about__json": b'{"format": "klappt backup 1"}', "klappt__sqlite3": b"rubbish" * 99}, "damaged"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    database: Path, tmp_path: Path, members: dict[str, bytes], reason: str
) -> None:
    write_pairs(database, range(3))
    before = pairs(database)
    with pytest.raises(CommandError, match=f"{reason}.*Nothing was changed"):
        call_command("restore", broken_backup(tmp_path / "broken.zip", **members))
    assert pairs(database) == before


def test_a_backup_of_a_newer_klappt_is_refused(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("INSERT INTO django_migrations VALUES ('actors', '9999_from_the_future')")
        opened.commit()
    call_command("backup", tmp_path / "newer.zip")
    with pytest.raises(CommandError, match="newer klappt"):
        call_command("restore", tmp_path / "newer.zip")


def test_what_stays_stays_after_a_restore(database: Path, tmp_path: Path) -> None:
    refusal = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    write_pairs(database, range(2))
    with closing(sqlite3.connect(database)) as opened:
        opened.execute(f"CREATE TRIGGER stays BEFORE DELETE ON pair {refusal}")
    call_command("backup", tmp_path / "saved.zip")
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("DROP TRIGGER stays")
    call_command("restore", tmp_path / "saved.zip")
    with (
        closing(sqlite3.connect(database)) as opened,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        opened.execute("DELETE FROM pair")


def test_a_missing_file_is_said(database: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "nowhere.zip")


def test_members_outside_the_folder_stay_where_they_are(database: Path, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip", "a") as archive:
        archive.writestr("media/../../escaped.txt", "out")
    call_command("restore", tmp_path / "saved.zip")
    assert not list(tmp_path.rglob("escaped.txt"))


def test_postgresql_is_told_of_pg_dump(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", tmp_path / "saved.zip")
