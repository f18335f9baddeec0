"""Mail put into a folder: taken in once, then moved; what cannot be read is set apart."""

import os
import time
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from klappt.core.letters import Letter, read_letter
from klappt.jobs import inbox
from klappt.jobs.enums import WhyUnplaced
from klappt.jobs.models import ReceivedMail
from klappt.jobs.services import drop, fetch_dropped, receiving
from klappt.jobs.tests.letters import incoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def got(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    taken: list[str] = []
    monkeypatch.setattr(inbox, "_READERS", [lambda mail: not taken.append(mail.text)])
    return taken


def put(folder: Path, name: str, content: bytes, *, seconds_ago: float = 60) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (time.time() - seconds_ago,) * 2)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_taken_in_and_moved(tmp_path: Path, got: list[str]) -> None:
    put(tmp_path, "1.eml", incoming("eins"))
    put(tmp_path, "2.eml", incoming("zwei"))
    put(tmp_path, "notiz.txt", b"kein Brief")
    assert fetch_dropped(tmp_path) == 2
    assert fetch_dropped(tmp_path) == 0
    assert got == ["eins", "zwei"]
    assert names(tmp_path) == ["done/1.eml", "done/2.eml", "notiz.txt"]


def test_what_cannot_be_read_is_set_apart(tmp_path: Path, got: list[str]) -> None:
    put(tmp_path, "bild.eml", b"\x89PNG\r\n\x1a\n")
    put(tmp_path, "gut.eml", incoming("eins"))
    fetch_dropped(tmp_path)
    assert names(tmp_path) == ["done/gut.eml", "doubtful/bild.eml"]
    assert got == ["eins"]


def test_half_a_sign_in_a_mail_keeps_nothing_back(tmp_path: Path, got: list[str]) -> None:
    head = (
        b"From: x@example.org\nSubject: =?utf-7?q?eins_+2AA-?=\nContent-Type: text/plain; charset=utf-7\n\n"
    )
    put(tmp_path, "1.eml", head + b"halb +2AA- ganz")
    put(tmp_path, "2.eml", incoming("zwei"))
    assert fetch_dropped(tmp_path) == 2
    assert names(tmp_path) == ["done/1.eml", "done/2.eml"]
    assert got == ["halb ? ganz", "zwei"]


def test_what_nobody_thought_of_in_a_mail_keeps_nothing_back(
    tmp_path: Path, got: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(data: bytes) -> Letter:
        if b"Falle" in data:
            raise UnboundLocalError
        return read_letter(data)

    monkeypatch.setattr(receiving, "read_letter", read)
    monkeypatch.setattr(drop, "LARGEST_MAIL", 800)
    put(tmp_path, "1.eml", incoming("Falle"))
    put(tmp_path, "2.eml", incoming("x" * 1000, X_Note="Falle"))
    put(tmp_path, "3.eml", incoming("drei"))
    fetch_dropped(tmp_path)
    assert names(tmp_path) == ["done/3.eml", "doubtful/1.eml", "doubtful/2.eml"]
    assert got == ["drei"]
    assert ReceivedMail.objects.filter(why=WhyUnplaced.STUMBLED).count() == 2


def test_while_the_database_is_busy_a_mail_stays_where_it_is(
    tmp_path: Path, got: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_data: bytes) -> Letter:
        raise OperationalError

    put(tmp_path, "1.eml", incoming("eins"))
    with monkeypatch.context() as once:
        once.setattr(receiving, "read_letter", busy)
        with pytest.raises(OperationalError):
            fetch_dropped(tmp_path)
    assert names(tmp_path) == ["1.eml"]
    fetch_dropped(tmp_path)
    assert got == ["eins"]


def test_too_large_is_set_apart_unread(
    tmp_path: Path, got: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop, "LARGEST_MAIL", 500)
    put(tmp_path, "gross.eml", incoming("x" * 1000))
    fetch_dropped(tmp_path)
    assert names(tmp_path) == ["doubtful/gross.eml"]
    assert got == []
    assert ReceivedMail.objects.get().sender == "ceren@example.org"


def test_a_file_still_being_written_waits(tmp_path: Path, got: list[str]) -> None:
    put(tmp_path, "halb.eml", incoming("eins"), seconds_ago=0)
    assert fetch_dropped(tmp_path) == 0
    assert names(tmp_path) == ["halb.eml"]


def test_a_second_file_of_the_same_name_does_not_replace_the_first(tmp_path: Path, got: list[str]) -> None:
    for text in ("eins", "zwei"):
        put(tmp_path, "1.eml", incoming(text))
        fetch_dropped(tmp_path)
    assert names(tmp_path) == ["done/1-2.eml", "done/1.eml"]


def test_killed_before_it_was_moved_it_is_only_moved_the_next_time(
    tmp_path: Path, got: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    put(tmp_path, "1.eml", incoming("eins"))
    with monkeypatch.context() as dying:
        dying.setattr(drop, "_put", killed)
        with pytest.raises(KeyboardInterrupt):
            fetch_dropped(tmp_path)
    fetch_dropped(tmp_path)
    assert got == ["eins"]
    assert names(tmp_path) == ["done/1.eml"]


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path, got: list[str]) -> None:
    outside = put(tmp_path.parent, "outside.eml", incoming("fremd"))
    (tmp_path / "link.eml").symlink_to(outside)
    assert fetch_dropped(tmp_path) == 0
    outside.unlink()


def test_without_the_folder_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert fetch_dropped(tmp_path / "none") == 0
