"""Tables as people build them: headings anywhere, other words, sections, notes, merged cells (A12)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from klappt.actors.imports.read import Choices
from klappt.actors.imports.rows import Why
from klappt.actors.imports.ticks import Tick
from klappt.actors.tests.tables import content_of, places, problems, rows_of, table
from klappt.sheets.read import read_workbook
from klappt.sheets.tests.files import workbook

MIGRATION, WORK, SOCIAL, EDUCATION = (
    "Migration und Integration",
    "Arbeit und Wirtschaft",
    "Soziales",
    "Bildung",
)


def test_headings_in_two_rows_somewhere_in_the_sheet() -> None:
    head = ["Institution", "Kontakt", None, None, "Geplant", None, "Handlungsfeld", "Notizen"]
    below = [None, "Name", "Telefon", "E-Mail", "BKG", "Forum", None, None]
    row = ["VHS", "Frau Klein", 2841123456, "v@vhs.de", "x", "nein", "Bildung", "Räume"]
    found = rows_of([], [None, "Netzwerk"], [], *([None, None, *line] for line in (head, below, row)))[0]
    assert (found.name, found.contact, found.phones, found.emails) == (
        "VHS",
        "Frau Klein",
        ["02841123456"],
        ["v@vhs.de"],
    )
    assert (found.core_group, found.forum, found.field, found.note) == (Tick.YES, Tick.NO, EDUCATION, "Räume")
    assert not found.problems


@pytest.mark.parametrize(
    "heading",
    ["Institution", "Organisation", "Träger", "Name", "Akteur", "Name der Einrichtung", "Behörde"],
)
def test_other_words_for_the_name(heading: str) -> None:
    assert rows_of([heading, "Tel."], ["VHS", "02841 123"])[0].name == "VHS"


@pytest.mark.parametrize(
    ("heading", "attribute"),
    [
        ("Ansprechpartner/in", "contact"),
        ("Ansprechpartner*innen", "contact"),
        ("Kontaktperson", "contact"),
        ("Funktion", "function"),
        ("Abteilung", "department"),
        ("Organisationseinheit", "department"),
        ("Anschrift", "address"),
        ("Homepage", "website"),
        ("mögliche Beiträge", "contributions"),
        ("Anmerkungen", "note"),
        ("Kurzform", "short_name"),
    ],
)
def test_other_words_for_texts(heading: str, attribute: str) -> None:
    assert getattr(rows_of(["Einrichtung", heading], ["VHS", "etwas"])[0], attribute) == "etwas"


@pytest.mark.parametrize(
    ("heading", "attribute"),
    [
        ("Zusammenarbeit", "cooperation"),
        ("Koop. besteht?", "cooperation"),
        ("Kerngruppe", "core_group"),
        ("Mitglied Kerngruppe", "core_group"),
        ("geplante BKG-Mitgliedschaft", "core_group"),
        ("Bündnis-Forum", "forum"),
    ],
)
def test_other_words_for_ticks(heading: str, attribute: str) -> None:
    assert getattr(rows_of(["Einrichtung", heading], ["VHS", "x"])[0], attribute) is Tick.YES


def test_a_department_column_called_bereich_is_told_from_a_field_column() -> None:
    assert rows_of(["Träger", "Bereich"], ["VHS", "Bildung"])[0].field == EDUCATION
    assert rows_of(["Träger", "Bereich"], ["LRA", "Ausländeramt"])[0].department == "Ausländeramt"


def test_section_rows_and_a_field_column_together() -> None:
    rows = rows_of(
        ["Einrichtung", "Feld", "Tel."],
        ["Soziales"],
        ["Caritas", None, "0203 1"],
        ["VHS", "Bildung", "0203 2"],
        ["Weitere:"],
        ["Awo", None, "0203 3"],
    )
    assert [row.field for row in rows] == [SOCIAL, EDUCATION, SOCIAL]


def test_sections_in_the_name_column_and_notes_below() -> None:
    content = content_of(
        "Träger;Tel.;Kerngruppe\nHandlungsfeld 1: Migration & Integration;;\nIA;0203 12;x\n"
        "2. Arbeit/Wirtschaft;;\n"
        "Kreishandwerkerschaft;;\nIHK;0203 3;\n;;\nSonstige;;\nPolizei;110;nein\n;;\nStand: 3/2024;;\n"
        "Verteiler im März abgeglichen;;\n".encode("cp1252"),
        "a.csv",
    )
    assert [(row.name, row.field, problems(row)) for row in content.rows] == [
        ("IA", MIGRATION, []),
        ("Kreishandwerkerschaft", WORK, []),
        ("IHK", WORK, []),
        ("Polizei", None, ["unknown_field"]),
    ]
    assert [(aside.row, aside.why) for aside in content.left_aside] == [
        (1, Why.HEADING),
        (2, Why.SECTION),
        (4, Why.SECTION),
        (8, Why.SECTION),
        (11, Why.NOTE),
        (12, Why.NOTE),
    ]


def test_one_sheet_for_each_field_and_repeated_headings() -> None:
    head = ["Einrichtung", None, "Tel", "BKG"]
    content = content_of(
        workbook(
            {
                "Bildung": [
                    head,
                    ["VHS", "a@b.de", "02841 1", "x"],
                    head,
                    ["Schulamt", "s@x.de", "02841 2", None],
                ],
                "4 Soziales": [head, ["Awo", "a@awo.de", "02841 3", "x"]],
                "Notizen": [["bitte prüfen"]],
            }
        )
    )
    assert [(row.name, row.field, row.emails) for row in content.rows] == [
        ("VHS", EDUCATION, ["a@b.de"]),
        ("Schulamt", EDUCATION, ["s@x.de"]),
        ("Awo", SOCIAL, ["a@awo.de"]),
    ]
    assert {aside.why for aside in content.left_aside} == {Why.HEADING, Why.REPEATED_HEADING, Why.NO_TABLE}


def test_a_second_table_with_other_headings_below() -> None:
    rows = rows_of(
        ["Einrichtung", "Tel.", "Mail", "BKG"],
        ["VHS", "0203 1", "v@v.de", "x"],
        [],
        ["Mail", "Institution", "Forum", "Telefon"],
        ["c@c.de", "Caritas", "x", "0203 2"],
    )
    assert [(row.name, row.emails, row.forum) for row in rows] == [
        ("VHS", ["v@v.de"], Tick.BLANK),
        ("Caritas", ["c@c.de"], Tick.YES),
    ]


def test_fields_as_four_columns_and_yes_and_no_as_two() -> None:
    rows = rows_of(
        ["Organisation", "Migration", "Arbeit", "Soziales", "Bildung", "BKG", None],
        [None, None, None, None, None, "ja", "nein"],
        ["VHS", None, None, None, "x", "x", None],
        ["JC", None, "x", None, None, None, "x"],
    )
    assert [(row.name, row.field, row.core_group) for row in rows] == [
        ("VHS", EDUCATION, Tick.YES),
        ("JC", WORK, Tick.NO),
    ]


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    def merge(book: Workbook) -> None:
        book["A"].merge_cells("A2:A3")
        book["A"].merge_cells("C2:C3")

    data = workbook(
        {"A": [["Institution", "Abteilung", "Feld"], ["LRA", "Jugendamt", "Soziales"], [None, "Sozialamt"]]},
        merge,
    )
    assert [(row.name, row.department, row.field) for row in content_of(data).rows] == [
        ("LRA", "Jugendamt", SOCIAL),
        ("LRA", "Sozialamt", SOCIAL),
    ]


def test_a_table_without_headings_is_told_from_its_content() -> None:
    data = b"VHS,Bildung,02841 123,v@v.de\nJobcenter,Arbeit,0281 345,j@j.de\n"
    assert [(row.name, row.field, row.phones, row.emails) for row in content_of(data, "a.csv").rows] == [
        ("VHS", EDUCATION, ["02841123"], ["v@v.de"]),
        ("Jobcenter", WORK, ["0281345"], ["j@j.de"]),
    ]


@pytest.mark.parametrize(
    "name", ["Neuer Verein e.V.", "Verein Neue Wege", "Firma Meier", "Partner vor Ort", "Ausländerbehörde"]
)
def test_an_institution_is_not_taken_for_the_heading(name: str) -> None:
    content = content_of(
        table(["Träger", "Wirkungskreis", "Runde"], [name, "Soziales", "x"], ["Awo", "Bildung", "x"])
    )
    assert [(row.name, row.field, row.extra) for row in content.rows] == [
        (name, SOCIAL, {"Runde": "x"}),
        ("Awo", EDUCATION, {"Runde": "x"}),
    ]
    assert [(aside.row, aside.why) for aside in content.left_aside] == [(1, Why.HEADING)]


@pytest.mark.parametrize(
    "heading",
    ["Verein", "Firma / Unternehmen", "Partner im Netzwerk", "Name des Vereins", "Netzwerkpartner*innen"],
)
def test_headings_for_partners_are_still_known(heading: str) -> None:
    assert rows_of([heading, "Tel."], ["VHS", "02841 123"])[0].name == "VHS"


def test_names_with_an_empty_note_are_institutions_even_below_a_blank_row() -> None:
    long_name = f"Netzwerk {'für Beratung und Begleitung ' * 4}e.V."
    content = content_of(
        table(
            ["Institution", "Anmerkungen"],
            ["VHS", "Räume"],
            ["Caritas"],
            [long_name],
            ["Ideenwerkstatt e.V."],
            [],
            ["Jobcenter"],
            ["Stand: 3/2024"],
            ["Wer fehlt noch?"],
        )
    )
    assert [row.name for row in content.rows] == [
        "VHS",
        "Caritas",
        long_name,
        "Ideenwerkstatt e.V.",
        "Jobcenter",
    ]
    assert [(aside.row, aside.why) for aside in content.left_aside] == [
        (1, Why.HEADING),
        (8, Why.NOTE),
        (9, Why.NOTE),
    ]


@pytest.mark.parametrize("actual", ["Kerngruppe (ist)", "Mitglied BKG", "BKG aktuell"])
def test_who_is_in_the_core_group_by_now_is_kept_beside_the_plan(actual: str) -> None:
    rows = rows_of(
        ["Institution", actual, "Kerngruppe (geplant)"], ["VHS", "nein", "x"], ["Awo", "x", "nein"]
    )
    assert [(row.core_group, row.extra) for row in rows] == [
        (Tick.YES, {actual: "nein"}),
        (Tick.NO, {actual: "x"}),
    ]
    assert rows_of(["Institution", actual], ["VHS", "x"])[0].core_group is Tick.YES


def test_contacts_out_of_one_cell() -> None:
    row = rows_of(["Einrichtung", "Kontakt"], ["VHS", "Frau Klein, Tel. 0203 123456, k@vhs.de"])[0]
    assert (row.contact, row.phones, row.emails) == ("Frau Klein", ["0203123456"], ["k@vhs.de"])


def test_what_no_column_takes_is_kept() -> None:
    row = rows_of(
        ["Einrichtung", "Lieblingsfarbe", "BKG", "Tel."],
        ["VHS", "blau", "ja, seit 2019", "0203 1, Fax 0203 2"],
    )[0]
    assert row.extra == {"Lieblingsfarbe": "blau", "BKG": "ja, seit 2019", "Tel.": "0203 1, Fax 0203 2"}
    assert row.core_group is Tick.YES


def test_doubts_say_row_column_and_what_to_do() -> None:
    row = rows_of(["Einrichtung", "Mail", "BKG"], [None, "info@haus", "x?"], ["VHS", "v@v.de", None])[0]
    assert problems(row) == ["missing_name", "invalid_email", "uncertain_tick", "missing_field"]
    assert [problem.column for problem in row.problems] == ["Einrichtung", "Mail", "BKG", ""]
    assert all("2" in problem.message for problem in row.problems)


def test_a_choice_beats_the_proposal_and_memory_beats_the_heading() -> None:
    data = table(["Einrichtung", "Dies", "Das"], ["VHS", "x", "y@y.de"])
    remembered = content_of(data, choices=Choices(remembered={"dies": "core_group"})).rows[0]
    assert remembered.core_group is Tick.YES
    chosen = content_of(
        data, choices=Choices(roles={"Akteure": {"B": "forum"}}, remembered={"dies": "core_group"})
    )
    assert (chosen.rows[0].forum, chosen.rows[0].core_group) == (Tick.YES, Tick.BLANK)


def test_bodies_and_priorities_have_their_own_sheets() -> None:
    content = content_of(
        workbook(
            {
                "AKs": [
                    ["Name", "Art", "Leitung"],
                    ["AK Sprache", "AK", "VHS"],
                    ["Vertrag ABH"],
                    ["?? Konferenz?"],
                ],
                "Planung": [
                    ["Prio", "Thema", "wer"],
                    [1, "Wohnen", "JC"],
                    ["Ideenspeicher:"],
                    [None, "Café"],
                ],
            }
        )
    )
    assert [(body.name, body.kind) for body in content.bodies] == [
        ("AK Sprache", "working_group"),
        ("Vertrag ABH", "agreement"),
    ]
    assert content.bodies[0].columns == {"Name": "AK Sprache", "Art": "AK", "Leitung": "VHS"}
    assert [(item.rank, item.text) for item in content.priorities] == [("1", "Wohnen")]
    assert [aside.why for aside in content.left_aside if aside.sheet == "Planung"] == [
        Why.HEADING,
        Why.SECTION,
        Why.IDEA,
    ]


CELLS = st.sampled_from(
    [None, "", "x", "?", 1, 0, True, "VHS", "Bildung", "Soziales:", "Tel.", "Einrichtung", "a@b.de", "Summe"]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_row_with_content_turns_up_exactly_once(rows: list[list[object]]) -> None:
    data = table(*rows)
    filled = [
        (sheet.name, number)
        for sheet in read_workbook(data).sheets
        for number, row in sheet.numbered()
        if any(value != "" for value in row)
    ]
    assert sorted(places(content_of(data))) == filled
