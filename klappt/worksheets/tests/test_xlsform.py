"""A form of others comes in (C1): what klappt can say becomes questions, everything else is listed by row."""

import io
import json
import os
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.lineage import Flaw, flaws
from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Sharing
from klappt.worksheets.imports.incoming import Incoming, LossKind, ProblemKind
from klappt.worksheets.imports.xlsform import read_xlsform
from klappt.worksheets.imports.xlsform_apart import incoming
from klappt.worksheets.imports.xlsform_words import loss_words, place_words, problem_words
from klappt.worksheets.tests.forms import Rows, workbook

HEAD = ["type", "name", "label", "relevant", "constraint", "required", "appearance", "calculation"]
CHOICES: Rows = [
    ["list_name", "name", "label"],
    ["yn", "yes", "Ja"],
    ["yn", "no", "Nein"],
    ["grade", "1", "wenig"],
    ["grade", "2", "eher"],
    ["grade", "3", "viel"],
]


def read(*rows: list[str], choices: Rows | None = None, settings: Rows | None = None) -> Incoming:
    return incoming(workbook([HEAD, *rows], choices or CHOICES, settings), ".xlsx", "Umfrage.xlsx")


def wording(found: Incoming) -> Questionnaire:
    assert found.questionnaire is not None, found.problems
    return found.questionnaire


def lost(found: Incoming) -> set[tuple[LossKind, int]]:
    return {(loss.kind, loss.row) for loss in found.losses} - {
        (LossKind.LANGUAGE_GUESSED, 1),
        *((LossKind.LIST_UNUSED, row) for row in (2, 4)),
        (LossKind.LOOSE, 2),
    }


@pytest.mark.parametrize(
    ("kind", "appearance", "becomes"),
    [
        ("text", "", QuestionKind.TEXT),
        ("text", "multiline", QuestionKind.LONG_TEXT),
        ("integer", "", QuestionKind.NUMBER),
        ("decimal", "", QuestionKind.NUMBER),
        ("range", "", QuestionKind.NUMBER),
        ("date", "", QuestionKind.DATE),
        ("select_one yn", "", QuestionKind.CHOICE),
        ("select_one grade", "likert", QuestionKind.SCALE),
        ("select_multiple yn", "", QuestionKind.CHOICES),
        ("rank yn", "", QuestionKind.RANKING),
        ("file", "", QuestionKind.FILE),
    ],
)
def test_kinds(kind: str, appearance: str, becomes: QuestionKind) -> None:
    found = read([kind, "q", "Frage?", "", "", "yes", appearance])
    question = wording(found).question("q")
    assert (question.kind, question.label, question.required) == (becomes, "Frage?", True)
    assert {loss for loss in lost(found) if loss[0] is not LossKind.OPTION_NAME} == set()


@pytest.mark.parametrize(
    "kind", ["geopoint", "barcode", "time", "datetime", "acknowledge", "start", "calculate"]
)
def test_kinds_klappt_does_not_have_are_listed(kind: str) -> None:
    found = read(["text", "a", "A"], [kind, "b", "B", "", "", "", "", "1 + 1" if kind == "calculate" else ""])
    assert [question.key for question in wording(found).questions] == ["a"]
    assert (LossKind.KIND, 3) in lost(found)
    sentence = next(loss_words(loss) for loss in found.losses if loss.kind is LossKind.KIND)
    assert kind in sentence


@pytest.mark.parametrize(
    ("relevant", "when"),
    [
        ("${lead} = 'no'", Comparison("lead", Operator.IS, "no")),
        ("'no' = ${lead}", Comparison("lead", Operator.IS, "no")),
        ("selected(${fields}, 'yes')", Comparison("fields", Operator.INCLUDES, "yes")),
        ("not(selected(${fields}, 'yes'))", NoneOf((Comparison("fields", Operator.INCLUDES, "yes"),))),
        ("18 <= ${age}", Comparison("age", Operator.AT_LEAST, "18")),
        ("${age} != ''", Comparison("age", Operator.ANSWERED)),
        (
            "${lead}='yes' and (${age}>17 or ${age} < 5)",
            AllOf(
                (
                    Comparison("lead", Operator.IS, "yes"),
                    AnyOf((Comparison("age", Operator.MORE, "17"), Comparison("age", Operator.LESS, "5"))),
                )
            ),
        ),
        (
            "${trust} >= 2",
            AnyOf((Comparison("trust", Operator.IS, "o_2"), Comparison("trust", Operator.IS, "o_3"))),
        ),
    ],
)
def test_conditions_come_over(relevant: str, when: When) -> None:
    found = read(*EARLIER, ["text", "why", "Warum?", relevant])
    assert wording(found).question("why").when == when
    assert not {kind for kind, _row in lost(found)} & {LossKind.CONDITION}
    assert flaws(wording(found)) == ()


@pytest.mark.parametrize(
    "relevant",
    [
        "${age} + 1 > 18",
        "${age} > ${grown}",
        "${fields} = 'yes'",
        "${lead} = 'perhaps'",
        "regex(${name}, '[a-z]+')",
        "${name} > 'b'",
        "count-selected(${fields}) > 1",
        "position(..) = 1",
    ],
)
def test_conditions_klappt_cannot_say_are_listed(relevant: str) -> None:
    found = read(*EARLIER, ["text", "why", "Warum?", relevant])
    assert wording(found).question("why").when is None
    assert (LossKind.CONDITION, 8) in lost(found)


EARLIER: Rows = [
    ["select_one yn", "lead", "Federführung?"],
    ["select_multiple yn", "fields", "Bereiche?"],
    ["select_one grade", "trust", "Vertrauen?", "", "", "", "likert"],
    ["integer", "age", "Alter?"],
    ["integer", "grown", "Erwachsen?"],
    ["text", "name", "Name?"],
]


def test_constraints_become_bounds_or_are_listed() -> None:
    found = read(
        ["integer", "age", "Alter?", "", ". > 17 and . <= 27"],
        ["text", "name", "Name?", "", "string-length(.) < 30"],
        ["text", "mail", "E-Mail?", "", "regex(., '.+@.+')"],
        ["integer", "odd", "Ungerade?", "", ". > 3 and . mod 2 = 1"],
    )
    asked = wording(found)
    assert (asked.question("age").least, asked.question("age").most) == (Decimal(18), Decimal(27))
    assert asked.question("name").most == Decimal(29)
    assert asked.question("odd").least is None, "half a rule would be another rule"
    assert {(LossKind.CONSTRAINT, 4), (LossKind.CONSTRAINT, 5)} <= lost(found)


def test_groups_are_sections_and_their_conditions_hold_for_each_question() -> None:
    found = read(
        ["select_one yn", "lead", "Federführung?"],
        ["begin group", "team", "Team", "${lead} = 'yes'", "", "", "field-list"],
        ["note", "hello", "Willkommen"],
        ["text", "who", "Wer?"],
        ["begin group", "inner", "Genauer", "${who} != ''"],
        ["date", "since", "Seit wann?"],
        ["end group"],
        ["end group"],
    )
    loose, team = wording(found).sections
    lead, who = Comparison("lead", Operator.IS, "yes"), Comparison("who", Operator.ANSWERED)
    assert [question.key for question in loose.questions] == ["lead"]
    assert (team.key, team.title, team.intro, team.sharing) == ("team", "Team", "Willkommen", Sharing.HERE)
    assert [question.when for question in team.questions] == [lead, AllOf((lead, who))]
    assert lost(found) == {(LossKind.NESTED_GROUP, 6)}


def test_a_flat_repeat_is_a_table_and_a_group_of_choices_a_matrix() -> None:
    found = read(
        ["begin group", "contact", "Kontakt?", "", "", "", "table-list"],
        ["select_one yn", "ki", "KI", "", "", "yes"],
        ["select_one yn", "abh", "ABH", "", "", "yes"],
        ["end group"],
        ["begin repeat", "meetings", "Treffen"],
        ["date", "day", "Tag"],
        ["geopoint", "where", "Ort"],
        ["text", "topic", "Thema", "", "", "yes"],
        ["end repeat"],
        ["begin repeat", "deep", "Tief"],
        ["begin group", "inner", "Innen"],
        ["text", "t", "T"],
        ["end group"],
        ["end repeat"],
    )
    matrix, table = wording(found).questions
    assert (matrix.kind, matrix.required) == (QuestionKind.MATRIX, True)
    assert [row.key for row in matrix.rows] == ["ki", "abh"]
    assert [option.label for option in matrix.options] == ["Ja", "Nein"]
    assert [(column.key, column.kind) for column in table.columns] == [
        ("day", QuestionKind.DATE),
        ("topic", QuestionKind.TEXT),
    ]
    assert lost(found) >= {
        (LossKind.COLUMN_KIND, 8),
        (LossKind.COLUMN_RULE, 9),
        (LossKind.NESTED_REPEAT, 11),
        (LossKind.NESTED_REPEAT, 12),
        (LossKind.NESTED_REPEAT, 13),
    }


def test_names_are_made_fit_and_listed_with_what_they_were() -> None:
    found = read(["text", "Größe", "Größe?"], ["text", "groesse", "Noch einmal?"], ["text", "_9", "Neun?"])
    assert [question.key for question in wording(found).questions] == ["groesse", "groesse_2", "q_9"]
    renamed = [(loss.value, loss.becomes) for loss in found.losses if loss.kind is LossKind.NAME]
    assert renamed == [("Größe", "groesse"), ("groesse", "groesse_2"), ("_9", "q_9")]
    assert Flaw.BAD_KEY not in {finding.flaw for finding in flaws(wording(found))}


def test_german_is_read_and_other_languages_are_listed() -> None:
    head = ["type", "name", "label::English (en)", "label::Deutsch (de)", "hint::English (en)"]
    rows = [head, ["text", "a", "Aim?", "Ziel?", "short"], ["text", "b", "Only here"]]
    found = incoming(workbook(rows), ".xlsx", "form.xlsx")
    first, second = wording(found).questions
    assert (first.label, first.hint, second.label) == ("Ziel?", "short", "Only here")
    assert wording(found).language == "de"
    assert {(LossKind.TRANSLATION, 1), (LossKind.OTHER_LANGUAGE, 2), (LossKind.OTHER_LANGUAGE, 3)} <= {
        (loss.kind, loss.row) for loss in found.losses
    }


def test_or_other_asks_for_words_as_pyxform_does() -> None:
    found = read(["select_one yn or_other", "lead", "Federführung?"])
    choice, words = wording(found).questions
    assert [option.key for option in choice.options] == ["yes", "no", "other"]
    assert words.when == Comparison("lead", Operator.INCLUDES, "other")
    assert (LossKind.OTHER_ADDED, 2) in lost(found)


def test_german_quotation_marks_survive() -> None:
    found = read(["text", "a", "Was heißt „Kette“ für Sie?"])
    assert wording(found).question("a").label == "Was heißt „Kette“ für Sie?"


def test_what_pyxform_refuses_is_refused_with_the_place() -> None:
    found = read_xlsform(
        "form.xlsx", workbook([HEAD, ["text", "a", "A"], ["select_one nix", "b", "B"]], CHOICES)
    )
    assert found.questionnaire is None
    (problem,) = found.problems
    assert (problem.kind, problem.sheet, problem.row, problem.value) == (
        ProblemKind.NO_SUCH_LIST,
        "survey",
        3,
        "nix",
    )
    assert "nix" in problem_words(problem)
    assert "3" in place_words(problem)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ProblemKind.FILE),
        (b"%PDF-1.7 ...", ProblemKind.NO_FORM),
        (b"PK\x03\x04 broken", ProblemKind.FILE),
        (b"x" * (5 * 1024 * 1024), ProblemKind.FILE),
        (b"name,colour\nApfel,rot\n", ProblemKind.OTHER),
    ],
)
def test_what_is_no_form_is_refused(data: bytes, kind: ProblemKind) -> None:
    (problem,) = read_xlsform("form.csv", data).problems
    assert problem.kind is kind
    assert problem_words(problem)


def test_a_bomb_is_not_opened() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60 * 1024 * 1024)
    (problem,) = read_xlsform("form.xlsx", target.getvalue()).problems
    assert problem.kind is ProblemKind.FILE


def test_a_form_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klappt.worksheets.imports.xlsform.SECONDS", 0.01)
    (problem,) = read_xlsform("form.xlsx", workbook([HEAD, ["text", "a", "A"]])).problems
    assert problem.kind is ProblemKind.TOO_LONG


CORPUS = Path(os.environ.get("KLAPPT_CORPUS", "")) / "pyxform"


@pytest.mark.skipif("KLAPPT_CORPUS" not in os.environ, reason="KLAPPT_CORPUS is not set")
def test_every_real_form_comes_in_or_is_refused_with_the_place() -> None:
    expected = json.loads((CORPUS / "expected_pyxform_4.5.0.json").read_text())
    counted: Counter[str] = Counter()
    for path, said in expected.items():
        file = CORPUS / path.removeprefix("tests/")
        found = read_xlsform(file.name, file.read_bytes())
        counted["ok" if said["ok"] else "refused"] += 1
        assert bool(found.questionnaire) == said["ok"], path
        for loss in found.losses:
            assert loss_words(loss)
            assert loss.row or loss.kind is LossKind.SHEET, (path, loss)
        for problem in found.problems:
            assert problem.kind is not ProblemKind.OTHER, (path, problem)
            assert problem.sheet, (path, problem)
            assert problem.row, (path, problem)
    assert counted == {"ok": 50, "refused": 8}
