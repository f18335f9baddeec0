"""What goes out in files comes back the same: values, labels, and why something is missing (C9)."""

import csv
import datetime
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pyreadstat
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from conftest import Cast
from klappt.audit.services import event
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE
from klappt.evaluation.services.exporting import Format, content_type, export, file_name
from klappt.evaluation.tests.factories import hand_in_for, some_alliances, two_waves
from klappt.returns import events
from klappt.returns.models import LateQuestion, Return, SentAnswer, SentSection
from klappt.worksheets.models import Worksheet

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://boese.example")'


@pytest.fixture
def worksheet(cast: Cast) -> Worksheet:
    answers = (
        {"aim": FORMULA, "members": "1200", "story": NOT_APPLICABLE, "advice": EMPTY},
        {"aim": "-99", "trust": "s4", "fields": ["social"], "begun": EMPTY},
    )
    second, _before, _after = two_waves(cast, answers)
    return second.worksheet


def from_csv(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def from_sheet(raw: bytes, name: str = "Daten") -> list[dict[str, Any]]:
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(name).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def from_sav(raw: bytes, tmp_path: Any, **options: Any) -> tuple[dict[str, Any], Any]:
    (tmp_path / "x.sav").write_bytes(raw)
    return pyreadstat.read_sav(str(tmp_path / "x.sav"), output_format="dict", **options)


def test_csv(worksheet: Worksheet) -> None:
    raw = export(worksheet, Format.CSV)
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second = from_csv(raw)
    assert (first["welle"], first["ausgabe"], first["buendnis"]) == ("1", "1", "hier")
    assert first["aim"] == f"'{FORMULA}"
    assert (first["members"], first["story"], first["advice"]) == ("1200", "-98", "-99")
    assert (first["trust"], first["trust_a2"], second["trust"], second["trust_a2"]) == ("3", "", "", "4")
    assert (first["fields_social"], second["fields_social"], second["fields_work"]) == ("", "1", "0")
    assert (first["begun"], second["begun"]) == ("2019-03-01", "-99")
    assert second["aim"] == "'-99"
    assert (first["why_no_lead"], second["plan"]) == ("", "")


def test_nothing_that_stays_with_the_alliance_has_a_column(worksheet: Worksheet) -> None:
    assert "notes" not in from_csv(export(worksheet, Format.CSV))[0]
    for wanted in Format:
        assert b"Bleibt bei uns" not in export(worksheet, wanted)


def test_xlsx(worksheet: Worksheet) -> None:
    raw = export(worksheet, Format.XLSX)
    first, second = from_sheet(raw)
    assert first["aim"] == FORMULA
    assert (first["members"], first["story"], second["aim"]) == (1200, -98, "-99")
    assert (first["trust"], second["trust"]) == (3, "")
    codes = [row for row in from_sheet(raw, "Codes") if row["Name"] == "trust_a2"]
    assert [(row["Code"], row["Bedeutung"]) for row in codes][3:5] == [
        (4, "voll"),
        ("leer", "nicht gefragt"),
    ]


def test_csv_and_xlsx_say_the_same(worksheet: Worksheet) -> None:
    plain, sheet = from_csv(export(worksheet, Format.CSV)), from_sheet(export(worksheet, Format.XLSX))
    for one, other in zip(plain, sheet, strict=True):
        assert list(one) == list(other)
        for name, text in one.items():
            value = other[name]
            told = f"{value:g}" if isinstance(value, float) else str(value)
            assert text.removeprefix("'") == told, name


def test_parquet(worksheet: Worksheet) -> None:
    table = pq.read_table(io.BytesIO(export(worksheet, Format.PARQUET)))
    first, second = table.to_pylist()
    assert (first["aim"], first["aim.fehlt"]) == (FORMULA, None)
    assert (first["members"], first["story"], first["story.fehlt"]) == (1200.0, None, "not_applicable")
    assert (second["trust"], second["trust.fehlt"]) == (None, "not_asked")
    assert (second["begun"], second["begun.fehlt"]) == (None, "not_answered")
    assert first["begun"] == datetime.date(2019, 3, 1)
    told = table.schema.field("trust_a2").metadata
    assert told[b"label"].decode() == "Wie oft vertrauen wir einander?"
    assert json.loads(told[b"codes"])["4"] == "voll"


def test_sav(worksheet: Worksheet, tmp_path: Any) -> None:
    raw = export(worksheet, Format.SAV)
    plain, _ = from_sav(raw, tmp_path)
    found, about = from_sav(raw, tmp_path, user_missing=True)
    assert plain["aim"] == [FORMULA, " -99"]
    assert (plain["story"][0], found["story"][0]) == (None, "-98")
    assert (plain["trust"], found["trust"]) == ([3.0, None], [3.0, None])
    assert plain["begun"] == [datetime.date(2019, 3, 1), None]
    assert found["begun"][1] is not None
    assert about.column_names_to_labels["trust_a2"] == "Wie oft vertrauen wir einander?"
    labels = about.variable_value_labels["trust_a2"]
    assert (labels[4.0], labels[-97.0]) == ("voll", "blieb im Bündnis")
    assert {each["lo"] for each in about.missing_ranges["trust_a2"]} == {-99.0, -98.0, -97.0}
    assert about.variable_measure["trust_a2"] == "nominal"


def test_a_number_below_zero_is_no_missing_value(cast: Cast, tmp_path: Any) -> None:
    from dataclasses import replace

    from klappt.core.questionnaire.model import Question, QuestionKind
    from klappt.returns.tests.factories import make_wave
    from klappt.worksheets.tests.factories import EVERY_KIND, make_edition, with_question

    paper = with_question(
        replace(EVERY_KIND), "building", Question("growth", QuestionKind.NUMBER, "Wachstum?", decimals=1)
    )
    wave = make_wave(cast, make_edition(cast.doris, paper))
    hand_in_for(cast, wave, cast.alliance, {"growth": "-99"})
    hand_in_for(cast, wave, cast.other_alliance, {"growth": "-1.5"})
    hand_in_for(cast, wave, some_alliances(1)[0], {})
    plain, _ = from_sav(export(wave.edition.worksheet, Format.SAV), tmp_path)
    assert sorted(plain["growth"], key=str) == [-1.5, -99.0, None]
    assert {row["growth"] for row in from_csv(export(wave.edition.worksheet, "csv"))} == {
        "-99",
        "-1,5",
        "-1000000000000099",
    }


def test_codebook(worksheet: Worksheet) -> None:
    rows = {row["Name"]: row for row in from_csv(export(worksheet, Format.CODEBOOK_CSV))}
    assert rows["trust_a2"]["Beginnt neu, weil"] == "Jetzt fragen wir nach der Häufigkeit."
    assert rows["members"]["Einheit"] == "Personen"
    assert rows["fields_social"]["Codes"] == "0 = nein | 1 = ja"
    assert "'-99 = nicht beantwortet" not in rows["members"]["Codes für Fehlendes"]
    assert "-99 = nicht beantwortet" in rows["members"]["Codes für Fehlendes"]
    wordings = from_sheet(export(worksheet, Format.CODEBOOK_XLSX), "Wortlaute")
    assert [row["Wortlaut"] for row in wordings if row["Frage"] == "trust"] == [
        "Wie oft vertrauen wir einander?",
        "Wir vertrauen einander.",
    ]


def test_open_answers(worksheet: Worksheet) -> None:
    rows = from_sheet(export(worksheet, Format.TEXTS_XLSX), "Offene Antworten")
    aims = [row for row in rows if row["Frage"] == "aim"]
    assert [(row["Welle"], row["Antwort"]) for row in aims] == [(1, FORMULA), (2, "-99")]
    assert from_csv(export(worksheet, Format.TEXTS_CSV))[0]["Antwort"].startswith("'=")


def test_some_waves_only(worksheet: Worksheet) -> None:
    (only,) = from_csv(export(worksheet, Format.CSV, waves=[2]))
    assert (only["welle"], only["trust"], only["trust_a2"]) == ("2", "", "4")


def test_a_section_held_back(cast: Cast) -> None:
    from klappt.alliances.scope import scope
    from klappt.returns.services.handing_in import hand_in
    from klappt.returns.tests.factories import FULL, make_return

    made = make_return(cast, answers=FULL)
    with scope(made.alliance):
        hand_in(return_=made, by=cast.alma, held_back=["building"])
    (row,) = from_csv(export(made.edition.worksheet, Format.CSV))
    assert (row["members"], row["aim"], row["fields_work"], row["advice"]) == (
        "-97",
        "-97",
        "-97",
        "Früh anfangen.",
    )


def test_an_answer_given_later_says_so(worksheet: Worksheet, cast: Cast) -> None:
    from klappt.core.questionnaire.model import Question, QuestionKind
    from klappt.core.questionnaire.reading import write_question

    row = Return.objects.get(wave__number=2)
    at = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
    with event(events.HANDED_IN, by=cast.doris, alliance=cast.alliance):
        late = LateQuestion.objects.create(
            wave=row.wave,
            key="budget",
            wording=write_question(Question("budget", QuestionKind.NUMBER, "Wie viel Geld?")),
            sharing="research",
            reason="Das Land hat gefragt.",
        )
        section = SentSection.objects.create(
            of_return=row,
            alliance=row.alliance,
            hand_in=1,
            edition=row.edition,
            section="budget",
            sharing="research",
            late=late,
        )
        SentAnswer.objects.create(
            section=section, of_return=row, question="budget", state="given", value="500", added_at=at
        )
    first, second = from_csv(export(worksheet, Format.CSV))
    assert (first["budget"], first["am.budget"]) == ("", "")
    assert (second["budget"], second["am.budget"]) == ("500", "2026-11-20")
    rows = {each["Name"]: each for each in from_csv(export(worksheet, Format.CODEBOOK_CSV))}
    assert rows["budget"]["Beginnt neu, weil"] == "Das Land hat gefragt."


def test_the_number_of_queries_does_not_grow(worksheet: Worksheet, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            export(worksheet, Format.CSV)
        return len(asked)

    before = queries()
    wave = Return.objects.filter(wave__number=2).get().wave
    for alliance in some_alliances(3):
        hand_in_for(cast, wave, alliance, {})
    assert queries() == before <= 6


def test_names_of_files(worksheet: Worksheet) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    assert file_name(worksheet, "sav", [2, 1]) == f"arbeitshilfe-aufbau-daten-welle-1-2-{today}.sav"
    assert file_name(worksheet, Format.TEXTS_CSV) == f"arbeitshilfe-aufbau-texte-{today}.csv"
    assert content_type("csv").startswith("text/csv")
    with pytest.raises(ValueError, match="doc"):
        export(worksheet, "doc")
