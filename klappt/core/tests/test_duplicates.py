"""Probable duplicates are proposed with reasons; sisters, departments and sites stay apart."""

import csv
import json
import os
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.duplicates import Entry, Reason, find_duplicates

PHONE, MAIL, STREET = "07151 501-1368", "info@beispiel.de", "Rötestraße 17, 71332 Waiblingen"


def pairs(entries):
    return {frozenset((p.first, p.second)) for p in find_duplicates(entries)}


def propose(one, other):
    found = find_duplicates([replace(one, key=1), replace(other, key=2)])
    return found[0] if found else None


def entry(name, department="", phone="", email="", address=""):
    return Entry(0, name, department, (phone,) if phone else (), (email,) if email else (), address)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            entry("LRA RMK", "Ausländeramt"),
            entry("Landratsamt Rems-Murr-Kreis", "Ausländerbehörde"),
            {Reason.ABBREVIATION},
        ),
        (
            entry("JMD Schorndorf", phone="1234567"),
            entry("Jugendmigrationsdienst Schorndorf", phone="7654321"),
            {Reason.ABBREVIATION},
        ),
        (
            entry("BBQ Berufliche Bildung gGmbH", "", PHONE, "", STREET),
            entry("BBQ Bildung und Berufliche Qualifikation", "", PHONE, "", STREET),
            {Reason.SIMILAR_NAME, Reason.SAME_PHONE, Reason.SAME_ADDRESS},
        ),
        (
            entry("Kath. Kirchengemeinde St. Martin"),
            entry("Katholische Kirchengemeinde Sankt Martin"),
            {Reason.ABBREVIATION},
        ),
        (entry("Polizei NRW"), entry("Polizei Nordrhein-Westfalen"), {Reason.ABBREVIATION}),
        (entry("DAA Stuttgart"), entry("Deutsche Angestellten-Akademie Stuttgart"), {Reason.ABBREVIATION}),
        (entry("Polizeipräsidium Hamm"), entry("PP Hamm"), {Reason.ABBREVIATION}),
        (entry("Städt. Gymnasium Kamen"), entry("Städtisches Gymnasium Kamen"), {Reason.ABBREVIATION}),
        (
            entry("Ev.-luth. Kirchengemeinde"),
            entry("Evangelisch-Lutherische Kirchengemeinde"),
            {Reason.ABBREVIATION},
        ),
        (entry("Stadt Unna, Jugendamt"), entry("Stadt Unna", "Jugendamt"), {Reason.SAME_NAME}),
        (entry("JMD - Jugendmigrationsdienst"), entry("Jugendmigrationsdienst"), {Reason.ABBREVIATION}),
        (
            entry("Internationaler Bund (IB)", "Bildungszentrum Unna"),
            entry("Internationaler Bund", "Bildungszentrum Unna"),
            {Reason.SAME_NAME},
        ),
        (
            entry("IB Unna", email=MAIL),
            entry("Internationaler Bund Unna", email=MAIL),
            {Reason.ABBREVIATION, Reason.SAME_EMAIL},
        ),
        (
            entry("Kreisjugendamt", "Landratsamt Unna"),
            entry("LRA Unna", "Kreisjugendamt"),
            {Reason.ABBREVIATION},
        ),
        (entry("Job-Center Unna"), entry("Jobcenter Unna"), {Reason.SAME_NAME}),
        (entry("Jugendmigrationsdienst Unna"), entry("Jugendmigratonsdienst Unna"), {Reason.SIMILAR_NAME}),
        (
            entry("Agentur für Arbeit", address="Mayenner Str. 60, 71332 Waiblingen"),
            entry("Agentur für Arbeit Waiblingen"),
            {Reason.SIMILAR_NAME},
        ),
        (
            entry("Flüchtlingsrat", "", PHONE, MAIL),
            entry("Flüchtlingsrat Baden-Württemberg", "", "+49 7151 5011368", MAIL),
            {Reason.SIMILAR_NAME, Reason.SAME_PHONE, Reason.SAME_EMAIL},
        ),
        (
            entry("Jobcenter Unna", email=MAIL),
            entry("Jobcenter Kreis Unna", email="INFO@beispiel.de "),
            {Reason.SIMILAR_NAME, Reason.SAME_EMAIL},
        ),
    ],
)
def test_the_same_institution_in_other_words_is_proposed_with_its_reasons(one, other, reasons):
    proposal = propose(one, other)
    assert proposal is not None
    assert set(proposal.reasons) == reasons
    assert not proposal.exact
    assert 0 < proposal.score < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another place
        (entry("Bildungszentrum Unna", phone=PHONE), entry("Bildungszentrum Hamm", phone=PHONE)),
        (entry("Polizei Waiblingen"), entry("Polizei Winnenden")),
        (entry("Kirchengemeinde St. Martin Korb"), entry("Kirchengemeinde Sankt Martin Fellbach")),
        (entry("Ev. Kirchengemeinde Korb"), entry("Kath. Kirchengemeinde Korb")),
        (entry("VHS Altenberg"), entry("VHS Altenburg")),
        (entry("VHS Brügge"), entry("VHS Brüggen")),
        (entry("VHS Rot an der Rot"), entry("VHS Rothenburg ob der Tauber")),
        (entry("VHS Weinheim"), entry("VHS Weilheim")),
        (entry("VHS Reichenbach"), entry("VHS Eichenbach")),
        (
            entry("Agentur für Arbeit Unna", phone="0800 4555500"),
            entry("Agentur für Arbeit Hamm", phone="0800 4555500"),
        ),
        (entry("JMD Waiblingen", email=MAIL), entry("JMD Backnang", email=MAIL)),
        (entry("Stadt Rosenheim"), entry("Landkreis Rosenheim")),
        (
            entry("Polizeirevier", address="Weg 1, 71332 Waiblingen"),
            entry("Polizeirevier", address="Weg 1, 71522 Backnang"),
        ),
        # another department of one body
        (
            entry("Stadt Unna", "Ausländerbehörde", PHONE, MAIL, STREET),
            entry("Stadt Unna", "Jugendamt", PHONE, MAIL, STREET),
        ),
        (entry("Stadt Unna", "", PHONE, MAIL, STREET), entry("Stadt Unna", "Jugendamt", PHONE, MAIL, STREET)),
        (
            entry("LRA Unna", "", PHONE, MAIL, STREET),
            entry("LRA Unna Gesundheitsamt", "", PHONE, MAIL, STREET),
        ),
        (entry("AWO Unna", "Anerkennungsberatung"), entry("AWO Unna", "Bildungsberatung")),
        (entry("KDV", "Schuldnerberatung Unna"), entry("KDV", "Schuldnerberatung Hamm")),
        # numbered sisters
        (entry("Grundschule 1 Unna", phone=PHONE), entry("Grundschule 2 Unna", phone=PHONE)),
        (entry("Kita Regenbogen I", "", PHONE, MAIL), entry("Kita Regenbogen II", "", PHONE, MAIL)),
        (entry("Haus A", email=MAIL), entry("Haus B", email=MAIL)),
        (entry("Förderschule 12"), entry("Förderschule")),
        (entry("AWO Kita Unna-Mitte", phone=PHONE), entry("AWO Kita Unna-Nord", phone=PHONE)),
        (entry("Fachbereich 50", "", PHONE, MAIL, STREET), entry("Fachbereich 51", "", PHONE, MAIL, STREET)),
        # sisters of another kind
        (entry("Stadtjugendring Unna"), entry("Kreisjugendring Unna")),
        (entry("DRK Ortsverein Unna", phone=PHONE), entry("DRK Kreisverband Unna", phone=PHONE)),
        (entry("Türkischer Elternverein"), entry("Kurdischer Elternverein")),
        (entry("Gemeinde Holzwickede"), entry("Kirchengemeinde Holzwickede")),
        (entry("Stadt Kamen", phone=PHONE), entry("Stadt Bergkamen", phone=PHONE)),
        (entry("Kreis Unna", "", PHONE, MAIL, STREET), entry("Kreis Unna Soziales", "", PHONE, MAIL, STREET)),
        (
            entry("Kreis Unna", "Soziales", PHONE, MAIL, STREET),
            entry("Kreis Unna", "Soziales und Integration", PHONE, MAIL, STREET),
        ),
        (
            entry("Bildungszentrum", "", PHONE, MAIL, "Weg 1, 59423 Unna"),
            entry("Bildungszentrum", "", PHONE, MAIL, "Allee 5, 59174 Kamen"),
        ),
        # another institution behind the same phone and mail
        (
            entry("VHS Backnang", "", PHONE, MAIL, STREET),
            entry("Kolping Bildungswerk", "Backnang", PHONE, MAIL, STREET),
        ),
        (entry("pro familia Waiblingen", phone=PHONE), entry("Beratungsstelle Flügel", phone=PHONE)),
        (
            entry("Caritas Unna Migrationsberatung", phone=PHONE),
            entry("Caritas Unna Schuldnerberatung", phone=PHONE),
        ),
        (entry("Polizeirevier Nord", phone=PHONE), entry("Polizeirevier Süd", phone=PHONE)),
        (entry("", "", PHONE, MAIL), entry("VHS Unna", "", PHONE, MAIL)),
    ],
)
def test_two_institutions_stay_two(one, other):
    assert propose(one, other) is None
    assert propose(other, one) is None


def test_empty_rows_are_nobodys_duplicates():
    assert find_duplicates([Entry(1, ""), Entry(2, " "), Entry(3, "", phones=("", "-"))]) == []


def test_the_first_of_a_pair_came_earlier_and_pairs_come_in_the_order_of_the_file():
    found = find_duplicates(
        [Entry("z", "VHS Unna"), Entry("c", "JC Hamm"), Entry("b", "Jobcenter Hamm"), Entry("a", "vhs unna")]
    )
    assert [(p.first, p.second) for p in found] == [("z", "a"), ("c", "b")]


def test_a_whole_text_in_the_name_cell_takes_no_time_and_still_meets_its_copy():
    text = " ".join(f"wort{number}" for number in range(5_000))
    rows = [Entry(n, f"{text} {n % 2}", phones=(PHONE,)) for n in range(4)]
    assert pairs(rows) == {frozenset({0, 2}), frozenset({1, 3})}


def test_many_copies_are_each_shown_with_the_first():
    found = find_duplicates([Entry(n, "VHS Unna") for n in range(10_000)])
    assert {p.first for p in found} == {0}
    assert len(found) == 9_999


WORDS = st.sampled_from(
    [
        "VHS",
        "JMD",
        "Jugendmigrationsdienst",
        "Volkshochschule",
        "Unna",
        "Hamm",
        "1",
        "2",
        "Jugendamt",
        "Stadt",
        "St.",
        "RMK",
        "Rems-Murr-Kreis",
        "e.V.",
        "Beratung",
        "und",
    ]
)
NAMES = st.lists(WORDS, max_size=4).map(" ".join)
ROWS = st.builds(
    Entry,
    key=st.just(0),
    name=NAMES,
    department=st.one_of(st.just(""), NAMES),
    phones=st.lists(st.sampled_from(["07151 1234", "07151 9999", "?"]), max_size=2).map(tuple),
    emails=st.lists(st.sampled_from(["a@b.de", "c@d.de"]), max_size=1).map(tuple),
    address=st.sampled_from(["", "Weg 1, 59423 Unna", "Weg 1\n59065 Hamm", "Allee 2, 59423 Unna"]),
)
TABLES = st.lists(ROWS, max_size=8).map(lambda rows: [replace(row, key=n) for n, row in enumerate(rows)])


@given(TABLES, st.randoms())
def test_the_order_of_the_rows_does_not_change_which_contents_are_paired(rows, shuffle):
    def contents(entries):
        by_key = {e.key: replace(e, key=0) for e in entries}
        return {
            frozenset((by_key[p.first], by_key[p.second])) for p in find_duplicates(entries) if not p.exact
        }

    unlike = list({replace(row, key=0): row for row in rows}.values())
    shuffled = unlike.copy()
    shuffle.shuffle(shuffled)
    assert contents(unlike) == contents(shuffled)


@given(TABLES, st.integers(0, 7))
def test_an_exact_copy_is_always_found(rows, which):
    rows = [row for row in rows if row.name.strip()]
    if not rows:
        return
    copied = rows[which % len(rows)]
    found = [p for p in find_duplicates([*rows, replace(copied, key="copy")]) if p.second == "copy"]
    assert any(p.exact and p.score == 1 and Reason.SAME_EVERYTHING in p.reasons for p in found)


@given(TABLES, TABLES)
def test_further_entries_remove_no_proposal(rows, further):
    alone = pairs(rows)
    kept = pairs([*rows, *(replace(row, key=f"x{row.key}") for row in further)])
    assert alone <= kept


@given(TABLES)
def test_every_proposal_has_reasons_and_meets_the_rules_of_the_list(rows):
    keys = [row.key for row in rows]
    for proposal in find_duplicates(rows):
        assert proposal.reasons
        assert keys.index(proposal.first) < keys.index(proposal.second)
        assert 0 < proposal.score <= 1
        assert proposal.exact == (proposal.score == 1)


@pytest.mark.corpus
@pytest.mark.skipif(
    "KLAPPT_CORPUS" not in os.environ, reason="set KLAPPT_CORPUS to the folder of the shared corpus"
)
def test_a_real_table_shows_its_seven_duplicates_and_nothing_else():
    expected = json.loads((Path(os.environ["KLAPPT_CORPUS"]) / "actors/expected_rems-murr.json").read_text())
    entries = [
        Entry(
            r["sheet_row"],
            r["institution"] or "",
            r["department"] or "",
            tuple(r["phones"]),
            tuple(r["emails"]),
            r["address"] or "",
        )
        for r in expected["rows"]
    ]
    found = find_duplicates(entries)
    assert {(p.first, p.second) for p in found} == {
        (d["first_row"], d["second_row"]) for d in expected["duplicate_pairs"]
    }
    exact = {
        (d["first_row"], d["second_row"])
        for d in expected["duplicate_pairs"]
        if d["type"].startswith("exact")
    }
    assert {(p.first, p.second) for p in found if p.exact} == exact
    assert len(list(combinations(entries, 2))) > 3000


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(
    "KLAPPT_CORPUS" not in os.environ, reason="set KLAPPT_CORPUS to the folder of the shared corpus"
)
def test_among_all_german_municipalities_hardly_two_are_taken_for_one():
    source = Path(os.environ["KLAPPT_CORPUS"]) / "gebietsschluessel/AuszugGV4QAktuell.csv"
    with source.open(encoding="utf-8-sig", newline="") as rows:
        names = {r["gemeindename"].split(",")[0] for r in csv.DictReader(rows) if r["satzart"] == "60"}
    assert len(names) > 10_000
    assert len(find_duplicates([Entry(name, f"VHS {name}") for name in sorted(names)])) < 25
