"""The table as it was kept before klappt: title lines, fields as section rows, ticks by taste, notes."""

import csv
import io
from importlib.resources import files

import xlsxwriter

HEADINGS = (
    "Institution",
    "Abteilung / Standort",
    "Art der Einrichtung",
    "Ansprechpartner/in",
    "Telefon",
    "E-Mail",
    "Kooperation besteht",
    "BKG geplant",
    "Forum geplant",
    "Bemerkungen / möglicher Beitrag",
)
_COLUMNS = (
    "institution",
    "department",
    "kind",
    "person",
    "phone",
    "email",
    "cooperation",
    "core_group",
    "forum",
    "note",
)
_BODIES = (
    ("Gremium / Arbeitskreis / Vereinbarung", "Art", "Beteiligte", "Bemerkung"),
    ("Arbeitskreis Neuzuwanderung", "Arbeitskreis", "KI, Jobcenter, VHS, Kommunen", "tagt vierteljährlich"),
    ("Runder Tisch Flucht Altenmuster", "Gremium", "Stadt, Ehrenamt, Polizei", "könnte Untergruppe bilden"),
    ("Kooperationsvereinbarung ABH und Jobcenter", "Vereinbarung", "ABH, Jobcenter", "von 2019, zu prüfen"),
)
_PRIORITIES = (
    ("Nr.", "Priorität", "nächster Schritt"),
    (1, "Sprachkurse ab B1 mit Kinderbetreuung", "Sprachschule Wortschatz fragen"),
    (2, "Übergang aus der Förderklasse in Ausbildung", "Runde mit Berufskollegs und Kammern"),
    (3, "Ausbildungsduldung: ein Verfahren für alle", "ABH lädt ein"),
)
NAME = "Akteure Musterkreis Stand Herbst.xlsx"


def write_workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True})
    section = book.add_format({"bold": True, "bg_color": "#dddddd"})
    _write_actors(book.add_worksheet("Akteure"), bold, section)
    for title, rows in (("Gremien und Vereinbarungen", _BODIES), ("Prioritäten", _PRIORITIES)):
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
    book.close()
    return out.getvalue()


def _write_actors(sheet: xlsxwriter.worksheet.Worksheet, bold: object, section: object) -> None:
    last = len(HEADINGS) - 1
    sheet.merge_range(0, 0, 0, last, "Gemeinsam im Musterkreis: Tabelle der Akteure (Beispiel)", bold)
    sheet.write(1, 0, "x = ja, ? = noch zu klären")
    sheet.write_row(3, 0, HEADINGS, bold)
    line, field = 4, ""
    for row in actor_rows():
        if row["field"] != field:
            field = row["field"]
            sheet.merge_range(line, 0, line, last, field, section)
            line += 1
        for column, name in enumerate(_COLUMNS):
            _write_cell(sheet, line, column, row[name])
        line += 1
    sheet.write(line + 1, 0, "Liste aus dem KI, zuletzt ergänzt nach dem Auftakttreffen. Ohne Gewähr.")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, last, 22)


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, text: str) -> None:
    # A phone number without blanks became a number in the spreadsheet, as it happens.
    if text.isdecimal():
        sheet.write_number(line, column, int(text))
    elif text:
        sheet.write_string(line, column, text)


def actor_rows() -> list[dict[str, str]]:
    text = files("klappt.config.examples").joinpath("musterkreis.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
