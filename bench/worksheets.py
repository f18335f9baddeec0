"""A page of a worksheet and saving an answer, against RDMO.

54 alliances, 5 waves, 200 questions; RDMO holds one project with as many questions and answers, which is less
than it would hold in use. Both are asked in turn, in their own process, without a network in between. RDMO is
installed from PyPI into an environment of its own the first time.

RDMO exports one project (200 answers). klappt exports waves: the smallest is one wave of all 54 alliances, 54
times as many answers, and that is what stands beside it. All five waves stand beside plainly reading the same
rows with SQL, which makes no table of them.
"""

import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.installation import installation
from bench.rows import Row, take_turns
from bench.worksheet_stage import ALLIANCES, ANSWER, QUESTIONS, SECTIONS, WAVES, Stage, set_the_stage

NAME = "worksheets"
RDMO = "2.5.2"
SIDE = Path(__file__).with_name("peers") / "rdmo_side.py"
PLACE = "/b/b5/arbeitshilfen/5/"


def run(repeat: int) -> list[Row]:
    """Medians; every number is the whole answer of a server, without the way through the network."""
    with installation() as client, rdmo() as ask:
        stage = set_the_stage(client)
        page = _turns(lambda: _open(stage), lambda: ask("open"), repeat)
        save = _turns(_saving(stage), lambda: ask("save"), repeat)
        every = take_turns(_exporting(), _read_by_sql, repeat)
        wave = _turns(_exporting([1]), lambda: ask("export"), repeat)
        return [
            Row("a page with 20 of 200 questions", page[0], "RDMO, six requests", page[1]),
            Row("save an answer, with progress", save[0], "RDMO, three requests", save[1]),
            Row("export of all returns (54 x 5 x 200), CSV", every[0], "SQL, reading the rows", every[1]),
            Row("export of one wave (54 x 200), CSV", wave[0], "RDMO, one project (200)", wave[1]),
        ]


def _turns(ours: Callable[[], None], theirs: Callable[[], float], repeat: int) -> tuple[float, float]:
    """Like `take_turns`; the peer takes its own time, without the pipe to it."""
    import time

    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeat + 1):
        start = time.perf_counter()
        ours()
        taken = time.perf_counter() - start
        other = theirs()
        if turn:
            times[0].append(taken)
            times[1].append(other)
    return median(times[0]), median(times[1])


def _open(stage: Stage) -> None:
    response = stage.client.get(f"{PLACE}abschnitt/s5/")
    if response.status_code != 200 or ANSWER.encode() not in response.content:
        raise AssertionError(f"the section does not open: {response.status_code}")


def _saving(stage: Stage) -> Callable[[], None]:
    """Each save writes over the one before, as somebody who goes on typing does."""
    from klappt.alliances.models import Alliance
    from klappt.alliances.scope import scope
    from klappt.returns.models import Return
    from klappt.returns.selectors.answers import current_answer

    alliance = Alliance.objects.get(key="b5")
    row = Return.objects.get(wave=stage.open_wave, alliance=alliance)
    with scope(alliance):
        found = current_answer(row, "q5_3")
    state = {"over": found.pk if found else "", "count": 0}

    def save() -> None:
        state["count"] += 1
        response = stage.client.post(
            f"{PLACE}s5/q5_3/speichern/",
            {"q-q5_3": f"Antwort Nummer {state['count']}.", "over": state["over"]},
            headers={"accept": "application/json"},
        )
        said = response.json()
        if response.status_code != 200 or not said["saved"] or said["clash"]:
            raise AssertionError(f"not saved: {said}")
        state["over"] = said["answer"]

    return save


def _exporting(waves: list[int] | None = None) -> Callable[[], None]:
    from klappt.evaluation.services.exporting import export
    from klappt.worksheets.models import Worksheet

    worksheet = Worksheet.objects.get(key="katalog")

    def write() -> None:
        # One alliance still writes in the last wave.
        returns = ALLIANCES if waves else ALLIANCES * WAVES - 1
        count = export(worksheet, "csv", waves).count(ANSWER.encode())
        if count != returns * SECTIONS * QUESTIONS:
            raise AssertionError(f"not all answers are exported: {count}")

    return write


def _read_by_sql() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT r.wave_id, r.alliance_id, a.question, a.state, a.value
            FROM returns_sentanswer a
            JOIN returns_sentsection s ON s.id = a.section_id
            JOIN returns_return r ON r.id = a.of_return_id
            WHERE s.is_latest ORDER BY r.wave_id, r.alliance_id, a.id"""
        )
        rows = cursor.fetchall()
    if len(rows) != (ALLIANCES * WAVES - 1) * SECTIONS * QUESTIONS:
        raise AssertionError(f"not all answers are read: {len(rows)}")


@contextmanager
def rdmo() -> Iterator[Callable[[str], float]]:
    """RDMO in its own environment and process; give it a word, get the seconds it took."""
    python = _environment()
    with tempfile.TemporaryDirectory(prefix="klappt-rdmo-") as folder:
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "KLAPPT"))}
        process = subprocess.Popen(
            [python, SIDE, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=plain
        )
        try:
            _answer(process)

            def ask(word: str) -> float:
                assert process.stdin is not None
                process.stdin.write(f"{word}\n")
                process.stdin.flush()
                return float(_answer(process))

            yield ask
        finally:
            process.kill()
            process.wait()


def _answer(process: "subprocess.Popen[str]") -> Any:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(("0.", "1", "2", '"')):
            return json.loads(line)
    raise AssertionError("RDMO has ended early")


def _environment() -> Path:
    """An environment with RDMO, made once and kept beside the other things that are made here."""
    folder = Path(".klappt") / f"rdmo-{RDMO}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"rdmo=={RDMO}"], check=True)
        (folder / "ready").touch()
    return python.absolute()
