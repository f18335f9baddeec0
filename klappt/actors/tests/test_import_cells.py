"""Cells as people fill them: ticks, phones, mails, fields (A12)."""

import pytest

from klappt.actors.imports.fields import FIELDS, field_heading, field_of
from klappt.actors.imports.mails import read_mails
from klappt.actors.imports.phones import read_phones
from klappt.actors.imports.ticks import Tick, read_tick
from klappt.sheets.grid import Value


@pytest.mark.parametrize(
    ("cells", "tick"),
    [
        (["x", "X", "xx", "x ", "ja", "Ja", "JA", 1, "1", "✓", "✔", "☑", "☒"], Tick.YES),
        ([1.0, True, "TRUE", "wahr", "ja, seit 2019"], Tick.YES),
        (["nein", "Nein", "n", 0, "0"], Tick.NO),
        ([0.0, False, "FALSE", "falsch", "kein", "nein (Kapazität)"], Tick.NO),
        (["?", "x?", "ja?", "(x)", "evtl.", "vielleicht", "unklar", "✗", "noch nicht"], Tick.UNCERTAIN),
        (["noch offen", 2, "Frau Klein", "geplant"], Tick.UNCERTAIN),
        (["", " ", "\xa0", "☐", "\u200b", "-", "–"], Tick.BLANK),
    ],
)  # fmt: skip
def test_ticks(cells: list[Value], tick: Tick) -> None:
    assert {cell: read_tick(cell) for cell in cells} == dict.fromkeys(cells, tick)


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("07151 501-1368", ["071515011368"]),
        (71816023110.0, ["071816023110"]),
        ("71816023110", ["071816023110"]),
        (718120070, ["0718120070"]),
        ("+49 711 761646-40", ["071176164640"]),
        ("0049 (0) 711 / 76 16 46", ["0711761646"]),
        (497151501136, ["07151501136"]),
        ("+43 1 58858", ["0043158858"]),
        ("0711 5851267 / 0711 58517567", ["07115851267", "071158517567"]),
        ("07115851267/071158517567", ["07115851267", "071158517567"]),
        ("0201/123456 0201/123457", ["0201123456", "0201123457"]),
        ("02361 / 12345", ["0236112345"]),
        ("07151/501-1105", ["071515011105"]),
        ("WN: 07151 95\nSD: 07191 34", ["0715195", "0719134"]),
        ("07151 501-1417/-1418", ["071515011417", "071515011418"]),
        ("02361 5678-0 oder -15", ["0236156780", "02361567815"]),
        ("02361-12345 o. 12346", ["0236112345", "0236112346"]),
        ("02361 12345, Fax 02361 99999", ["0236112345"]),
        ("110", ["110"]),
        (115, ["115"]),
        ("116117", ["116117"]),
        ("501-1368", ["5011368"]),
        ("(0 23 61) 12 34", ["023611234"]),
    ],
)
def test_phones_are_digits_as_dialled(cell: Value, digits: list[str]) -> None:
    assert read_phones(cell).digits == digits


def test_words_beside_a_number_are_kept() -> None:
    assert read_phones("07151 951967 (Anerkannte)\n0800 4555500 (Geduldete)").numbers == (
        ("07151951967", "Anerkannte"),
        ("08004555500", "Geduldete"),
    )


def test_a_number_that_lost_its_digits_is_no_number() -> None:
    assert read_phones("7,18E+10").unreadable
    assert read_phones("bitte erfragen").unreadable


@pytest.mark.parametrize(
    ("cell", "addresses", "invalid"),
    [
        ("a@b.de", ("a@b.de",), ()),
        ("kkv@rmk.de\np-b@rmk.de", ("kkv@rmk.de", "p-b@rmk.de"), ()),
        ("Max Klein <m.klein@x.org>; y@z.nrw", ("m.klein@x.org", "y@z.nrw"), ()),
        ("jmd-bk@\u200bkdv.de", ("jmd-bk@kdv.de",), ()),
        ("info(at)verein(punkt)de", ("info@verein.de",), ()),
        (
            "info@opferberatung-rems-murr",
            ("info@opferberatung-rems-murr",),
            ("info@opferberatung-rems-murr",),
        ),
        ("info@haus,de", ("info@haus,de",), ("info@haus,de",)),
        ("folgt noch", (), ()),
    ],
)
def test_mails(cell: str, addresses: tuple[str, ...], invalid: tuple[str, ...]) -> None:
    found = read_mails(cell)
    assert (found.addresses, found.invalid) == (addresses, invalid)


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["Migration und Integration", "Migration & Integration", "1. Migration", "M+I"], FIELDS[0]),
        (["MIGRATION/INTEGRATION:", "MuI"], FIELDS[0]),
        (["Arbeit und Wirtschaft", "Arbeit/Wirtschaft", "AuW", "A&W"], FIELDS[1]),
        (["B) Arbeit + Wirtschaft", "Handlungsfeld 2: Wirtschaft"], FIELDS[1]),
        (["Soziales", "SOZIALES:", "Bereich Soziales", "Soziale", "III. Soziales"], FIELDS[2]),
        (["Bildung", "bildung", "4) Bildung:"], FIELDS[3]),
        (["Umwelt / Sonstiges", "Soziales und Bildung", "Bildungswerk Kolping", "VHS", "", "42"], None),
    ],
)  # fmt: skip
def test_headings_of_the_four_fields(texts: list[str], field: str | None) -> None:
    assert {text: field_heading(text) for text in texts} == dict.fromkeys(texts, field)


def test_a_field_column_forgives_typing_errors_but_never_chooses_between_two() -> None:
    assert [field_of(text) for text in ("Migraton und Integration", "Bilung", "Arbeitsmarkt", "Schule")] == [
        FIELDS[0],
        FIELDS[3],
        FIELDS[1],
        FIELDS[3],
    ]
    assert field_of("Schule und Soziales") is None
    assert field_of("Sicherheit") is None
