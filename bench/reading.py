"""A workbook of 10,000 rows: read safely and understood, against calamine, which only gives cells.

The bare reader does what klappt builds on and nothing else: no look at the archive, no hidden rows or
comments, no headings, ticks, phones, no duplicates. Two lines: opening safely, and the whole preview.
"""

import io
import os
from functools import partial

import django
from python_calamine import CalamineWorkbook

from bench.rows import Row, take_turns
from klappt.sheets.layout import Column, Layout, SheetLayout
from klappt.sheets.read import read_workbook
from klappt.sheets.write_xlsx import write_xlsx

NAME = "reading"
ROWS = 10_000
HEADINGS = (
    "Nr.",
    "Einrichtung",
    "Abteilung",
    "Bereich",
    "Tel.",
    "Mail",
    "Anschrift",
    "Koop.",
    "BKG",
    "Forum",
    "Notiz",
)
FIELDS = ("Migration und Integration", "Arbeit und Wirtschaft", "Soziales", "Bildung")


def run(repeat: int) -> list[Row]:
    """Both sides read the same bytes; klappt must find every row."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klappt.config.settings")
    os.environ.setdefault("SECRET_KEY", "only for the benchmark, which opens no port and no database")
    django.setup()
    from klappt.actors.imports.read import read_table

    data = workbook_of(ROWS)

    def understand() -> object:
        return read_table(read_workbook(data))

    found = len(read_table(read_workbook(data)).rows)
    if found != ROWS:
        raise AssertionError(f"{found} of {ROWS} rows were found")
    rows = []
    for case, ours in (
        ("opened safely", partial(read_workbook, data)),
        ("understood, duplicates found", understand),
    ):
        seconds, bare_seconds = take_turns(ours, partial(bare, data), repeat)
        rows.append(Row(f"{ROWS} rows {case}", seconds, "calamine", bare_seconds, f"{len(data) // 1024} kB"))
    return rows


def bare(data: bytes) -> object:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def workbook_of(count: int) -> bytes:
    rows = [
        (
            number + 1,
            f"Verein {_word(number)} e. V.",
            f"Abteilung {number % 7}" if number % 3 else "",
            FIELDS[number % 4],
            f"0{2300 + number % 500} {100000 + number}",
            f"info@verein-{number}.de",
            f"Hauptstraße {number % 200}, 4{number % 10000:04} Musterstadt",
            ("ja", "nein", "", "?")[number % 4],
            ("x", "", "")[number % 3],
            ("x", "")[number % 2],
            "",
        )
        for number in range(count)
    ]
    sheet = SheetLayout("Akteure", [Column(heading) for heading in HEADINGS], rows, spare=0)
    return write_xlsx(Layout([sheet], "Bench"))


def _word(number: int) -> str:
    """A name that no other has: syllables by the digits of the number."""
    syllables = ("ba", "do", "fe", "gu", "ki", "lo", "ma", "ne", "pu", "ri")
    return "".join(syllables[int(digit)] for digit in f"{number:05}").capitalize()
