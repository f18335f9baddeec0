"""Many people save at the same time over a real `klappt serve`; afterwards the database is counted.

Each writes at questions of their own, then once more at the first of them, and the first ten of an alliance
begin at the very same question, none of them having seen the others' texts.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from klappt.jobs.tests.postbox import free_port

ROOT = Path(__file__).resolve().parents[3]
AT_THE_SAME = 10
TOKEN = "k" * 32
PATIENCE = 240
ANSWERS = "SELECT of_return_id, question, json_extract(value, '$'), by_id, beside FROM returns_answer"
HOLDS = """
SELECT of_return_id, question, json_extract(value, '$') FROM returns_answer a WHERE NOT beside AND id =
 (SELECT max(id) FROM returns_answer b WHERE NOT b.beside AND b.of_return_id = a.of_return_id
   AND b.question = a.question)
"""
CLASHES = """
SELECT c.of_return_id, c.question, json_extract(a.value, '$') FROM returns_clash c
JOIN returns_answer a ON a.id = c.beside_id WHERE a.beside AND c.settled_at IS NULL
"""


@dataclass(frozen=True)
class Told:
    """What somebody sent and what the server said to it."""

    person: int
    of_return: int
    question: str
    text: str
    status: int
    says: dict[str, Any]
    seconds: float

    @property
    def is_saved(self) -> bool:
        return self.status == 200 and self.says.get("saved") is True


@dataclass
class Rush:
    told: list[Told] = field(default_factory=list)
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)


@dataclass
class House:
    """An installation of its own with people who are signed in."""

    home: Path
    people: list[dict[str, Any]] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    @property
    def file(self) -> Path:
        return self.home / "klappt.sqlite3"

    def run(self, *words: str) -> str:
        command = [sys.executable, "-m", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), check=True, text=True, stdout=subprocess.PIPE
        )
        return done.stdout

    def environment(self) -> dict[str, str]:
        bare = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
        return {
            **bare,
            "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
            "KLAPPT_HOME": str(self.home),
            "SECRET_KEY": "vF3mBq8XnZt5LwKc2RyHs7JdPg4TaUe9-QxVbN6oIiM0kWlYzCfEhSjGrDuOp1A",
            "ALLOWED_HOSTS": "127.0.0.1",
            "KLAPPT_TLS": "0",
        }

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=20)) as database:
            return database.execute(query).fetchall()


@contextmanager
def served(home: Path, people: int) -> Iterator[House]:
    """`klappt serve` as an operator starts it, with its background worker."""
    house = House(home)
    house.run("klappt", "migrate", "--verbosity", "0")
    house.people = json.loads(house.run("klappt.returns.tests.crowd", str(people)).splitlines()[-1])
    command = [sys.executable, "-m", "klappt", "serve", "--quiet", "--port", str(house.port)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=house.environment(), stdout=log, stderr=log)
    try:
        _wait_for(house)
        yield house
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def _wait_for(house: House) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", house.port, timeout=5)
        try:
            connection.request("GET", "/konto/login/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise AssertionError((house.home / "log").read_text()[-4000:])


def save_alone(house: House, times: int) -> list[float]:
    """The last person writes over one text again and again, before anybody else comes; seconds of each."""
    person = house.people[-1]
    with closing(HTTPConnection("127.0.0.1", house.port, timeout=PATIENCE)) as line:
        over, taken = "", []
        for number in range(times):
            told = _save(line, person, person["questions"][-1], f"Allein {number}", over)
            if not told.is_saved:
                raise AssertionError(f"not saved: {told}")
            over = str(told.says["answer"])
            taken.append(told.seconds)
    return taken


def rush(house: House) -> Rush:
    """All of them at once: everybody is connected before the first one saves."""
    found = Rush()
    start = threading.Barrier(len(house.people) + 1)
    work = [
        threading.Thread(target=_fill_in, args=(house, number, start, found))
        for number in range(len(house.people))
    ]
    for each in work:
        each.start()
    start.wait(PATIENCE)
    begun = time.perf_counter()
    for each in work:
        each.join()
    found.seconds = time.perf_counter() - begun
    return found


def _fill_in(house: House, number: int, start: threading.Barrier, found: Rush) -> None:
    person = house.people[number]
    with closing(HTTPConnection("127.0.0.1", house.port, timeout=PATIENCE)) as line:
        line.connect()
        start.wait(PATIENCE)
        try:
            for told in _everything(line, person, number):
                found.told.append(told)
        except OSError as broken:
            found.broken.append(f"{number}: {broken!r}")


def tell_in_two_windows(house: House) -> tuple[list[int], float]:
    """Each person has the worksheet open twice, and both tell of the same half minute at the same time.

    What the server answered, and how many seconds all of it took.
    """
    heard: list[int] = []
    start = threading.Barrier(2 * len(house.people))

    def tell(person: dict[str, Any]) -> None:
        with closing(HTTPConnection("127.0.0.1", house.port, timeout=PATIENCE)) as line:
            line.connect()
            start.wait(PATIENCE)
            line.request("POST", f"{person['address']}zeit/", "seconds=30", _headers(person))
            heard.append(line.getresponse().status)

    work = [threading.Thread(target=tell, args=(person,)) for person in house.people for _window in range(2)]
    begun = time.perf_counter()
    for each in work:
        each.start()
    for each in work:
        each.join()
    return heard, time.perf_counter() - begun


def _everything(line: HTTPConnection, person: dict[str, Any], number: int) -> Iterator[Told]:
    if number < AT_THE_SAME:
        yield _save(line, person, "same", f"Text von {number}")
    # The last question of the last person belongs to `save_alone`.
    first, *others = person["questions"][:-1]
    earlier = _save(line, person, first, f"{number} zuerst")
    yield earlier
    for question in others:
        yield _save(line, person, question, f"{number} zu {question}")
    yield _save(line, person, first, f"{number} danach", str(earlier.says.get("answer", "")))


def _save(line: HTTPConnection, person: dict[str, Any], question: str, text: str, over: str = "") -> Told:
    body = urlencode({f"q-{question}": text, "over": over})
    begun = time.perf_counter()
    line.request("POST", f"{person['address']}{question}/speichern/", body, _headers(person))
    answer = line.getresponse()
    content = answer.read()
    seconds = time.perf_counter() - begun
    says = json.loads(content) if answer.status in {200, 422} else {}
    return Told(person["user"], person["return"], question, text, answer.status, says, seconds)


def _headers(person: dict[str, Any]) -> dict[str, str]:
    return {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={person['session']}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }


def count(house: House, done: Rush) -> str:
    """What the database holds, in words. AssertionError unless it is exactly what was said to be saved."""
    refused = [told for told in done.told if not told.is_saved]
    if refused or done.broken:
        raise AssertionError(f"{len(refused)} not saved, {len(done.broken)} cut off: {refused[:3]}")
    _everything_once(house, done)
    _both_texts(house, done)
    _counted_right(house)
    clashes = sum(told.says["clash"] for told in done.told)
    saved = len(done.told)
    return f"{saved} said to be saved, {saved} found, each once; {clashes} clashes kept"


def _everything_once(house: House, done: Rush) -> None:
    there = Counter(row[:4] for row in house.ask(ANSWERS) if not str(row[2]).startswith("Allein"))
    said = Counter((told.of_return, told.question, told.text, told.person) for told in done.told)
    if there != said:
        raise AssertionError(f"lost: {said - there}; too many: {there - said}")
    if set(there.values()) != {1}:
        raise AssertionError("the same was kept twice")
    holds = {row[:2]: row[2] for row in house.ask(HOLDS)}
    for told in done.told:
        is_last = told.question != "same" and not told.text.endswith("zuerst")
        if is_last and holds[told.of_return, told.question] != told.text:
            raise AssertionError(f"something else holds than {told}")


def _both_texts(house: House, done: Rush) -> None:
    """Of those at the same question one text holds, and each of the others waits beside it."""
    same = [told for told in done.told if told.question == "same"]
    quickest = [told for told in same if not told.says["clash"]]
    beside = sorted((told.of_return, told.question, told.text) for told in same if told.says["clash"])
    if len(quickest) != 1 or sorted(house.ask(CLASHES)) != beside:
        raise AssertionError(f"clashes are not kept: {len(quickest)} held, {len(beside)} beside")
    holds = {row[:2]: row[2] for row in house.ask(HOLDS)}
    if holds[quickest[0].of_return, "same"] != quickest[0].text:
        raise AssertionError("another text holds than the first one")


def _counted_right(house: House) -> None:
    """How far each alliance is, and one event for each answer: no counting got lost in the throng."""
    far = house.ask(
        "SELECT r.answered, (SELECT count(DISTINCT question) FROM returns_answer WHERE of_return_id = r.id) "
        "FROM returns_return r"
    )
    if any(told != there for told, there in far):
        raise AssertionError(f"how far they are was counted wrong: {far}")
    ((events, answers),) = house.ask(
        "SELECT (SELECT count(*) FROM audit_event WHERE verb = 'returns.answered'), "
        "(SELECT count(*) FROM returns_answer)"
    )
    if events != answers:
        raise AssertionError(f"{answers} answers, {events} events")
