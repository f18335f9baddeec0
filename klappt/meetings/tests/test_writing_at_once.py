"""Several write at the same moment, each with a connection and a transaction of their own (A6)."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome, SecondText
from klappt.meetings.services.notes import write_notes
from klappt.meetings.services.results import note_result
from klappt.meetings.services.session import call
from klappt.meetings.tests.factories import make_item
from klappt.meetings.tests.stage import LATER, under_way

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6
Together = Callable[[list[Callable[[], None]]], None]


@pytest.fixture
def together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Together]:
    """Runs verbs at the same moment, each in a thread. SQLite gets a file: in memory nobody can wait."""

    def run(verbs: list[Callable[[], None]]) -> None:
        if connection.vendor == "sqlite" and not (tmp_path / "klappt.sqlite3").exists():
            _to_disk(tmp_path / "klappt.sqlite3", monkeypatch)
        _race(verbs)

    yield run
    monkeypatch.undo()


def _to_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    with sqlite3.connect(path) as target:
        connection.connection.backup(target)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(path))


def _race(verbs: list[Callable[[], None]]) -> None:
    start, wrong = threading.Barrier(len(verbs)), []

    def run(verb: Callable[[], None]) -> None:
        try:
            start.wait()
            verb()
        except Exception as trouble:  # noqa: BLE001 - said by the thread that waits
            wrong.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong


def test_every_text_stands_in_the_notes_or_beside_them(cast: Cast, together: Together) -> None:
    item, found = make_item(cast, under_way(cast)), set()
    texts = [f"Text {number}" for number in range(WRITERS)]

    def writer(text: str) -> Callable[[], None]:
        def write() -> None:
            with scope(cast.alliance):
                write_notes(item=item, text=text, opened_with="", by=cast.alma)

        return write

    def look() -> None:
        with scope(cast.alliance):
            found.add(AgendaItem.objects.get(pk=item.pk).notes)
            found.update(SecondText.objects.filter(item=item).values_list("text", flat=True))

    together([writer(text) for text in texts])
    together([look])
    assert found == set(texts)


def test_a_result_sent_by_several_stands_once(cast: Cast, together: Together) -> None:
    item, found = make_item(cast, under_way(cast)), []

    def note() -> None:
        with scope(cast.alliance):
            note_result(item=item, kind=OutcomeKind.INFORMATION, text="Neuer Raum", by=cast.alma)

    def look() -> None:
        with scope(cast.alliance):
            found.append(Outcome.objects.filter(item=item).count())

    together([note] * WRITERS)
    together([look])
    assert found == [1]


def test_however_many_call_items_one_is_open(cast: Cast, together: Together) -> None:
    meeting, found = under_way(cast), []
    items = [make_item(cast, meeting, title=str(number), position=number) for number in range(WRITERS)]

    def caller(item: AgendaItem) -> Callable[[], None]:
        def go() -> None:
            with scope(cast.alliance):
                call(item=item, by=cast.alma, now=LATER)

        return go

    def look() -> None:
        with scope(cast.alliance):
            rows = AgendaItem.objects.filter(meeting=meeting).exclude(opened_at=None)
            found.append(rows.filter(closed_at=None).count())

    together([caller(item) for item in items])
    together([look])
    assert found == [1]
