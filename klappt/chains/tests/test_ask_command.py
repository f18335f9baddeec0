"""`klappt ask`: the next question, or that nothing can change any more (B6)."""

import json

import pytest
from django.core.management import CommandError, call_command

from klappt.core.questions import diagrams

ASKED = "Ich spreche Deutsch."
CATALOGUE = {
    "format": "klappt-catalogue/1",
    "attributes": [
        {"key": "german", "kind": "boolean", "question": {"de": ASKED}},
        {
            "key": "school",
            "kind": "choice",
            "values": ["no", "esa"],
            "value_labels": {"esa": {"de": "Hauptschule"}},
        },
        {"key": "months", "kind": "number", "per_month": 1, "label": {"de": "Monate im Land"}},
        {"key": "trained", "kind": "boolean"},
    ],
    "offers": [
        {
            "key": "A",
            "name": {"de": "Kurs"},
            "access": {
                "all": [
                    {"attr": "german", "op": "=", "value": False},
                    {"judgement": "conditional", "note": "es einen Platz gibt"},
                ]
            },
        },
        {
            "key": "B",
            "access": {"attr": "school", "op": "=", "value": "esa"},
            "effects": [{"set": "trained", "to": True}],
        },
        {"key": "C", "access": {"attr": "months", "op": ">=", "value": 15}},
    ],
    "goals": [{"key": "goal", "when": {"attr": "trained", "op": "=", "value": True}}],
    "results": [
        {
            "key": "COURSE",
            "label": {"de": "Erst Deutsch"},
            "when": {"attr": "german", "op": "=", "value": False},
            "ways": [{"offer": "A", "also": ["Sie Zeit haben"]}],
        },
        {"key": "WORK", "when": {"attr": "german", "op": "=", "value": True}},
    ],
}


@pytest.fixture
def ask(tmp_path, capsys):
    def run(*options, answers=None, catalogue=CATALOGUE):
        (tmp_path / "c.json").write_text(json.dumps(catalogue))
        arguments = ["--catalogue", str(tmp_path / "c.json"), *options]
        if answers is not None:
            (tmp_path / "a.json").write_text(answers if isinstance(answers, str) else json.dumps(answers))
            arguments += ["--answers", str(tmp_path / "a.json")]
        call_command("ask", *arguments)
        return capsys.readouterr().out

    return run


def test_the_question_and_what_is_possible(ask):
    found = json.loads(ask("--json", answers={}))
    assert found["question"] == {"attr": "german", "text": ASKED, "kind": "boolean"}
    assert found["settled"] is False
    assert [(one["key"], one["answer"], one["possible"], one["ask"]) for one in found["results"]] == [
        ("COURSE", None, ["no", "yes"], ["german"]),
        ("WORK", None, ["no", "yes"], ["german"]),
    ]
    assert found["excluded"] == []


@pytest.mark.parametrize(
    "answers", [{"german": False}, {ASKED: "Nein"}, [[ASKED, "Nein"]], [["german", False]]]
)
def test_a_settled_result_comes_with_its_ways(ask, answers):
    found = json.loads(ask("--json", answers=answers))
    assert (found["question"], found["settled"], found["excluded"]) == (None, True, ["WORK"])
    (result,) = found["results"]
    assert (result["kind"], result["key"], result["label"], result["answer"]) == (
        "result",
        "COURSE",
        "Erst Deutsch",
        "yes",
    )
    assert result["ways"] == [
        {
            "offer": "A",
            "name": "Kurs",
            "tier": 0,
            "conditions": ["es einen Platz gibt"],
            "also": ["Sie Zeit haben"],
        }
    ]


def test_offers_with_their_values_and_cuts(ask):
    question = json.loads(ask("--json", "--offers", "B"))["question"]
    assert question["values"] == [{"value": "no", "label": "no"}, {"value": "esa", "label": "Hauptschule"}]
    assert json.loads(ask("--json", "--offers", "C"))["question"] == {
        "attr": "months",
        "text": "Monate im Land",
        "kind": "number",
        "cuts": [15],
    }
    found = json.loads(ask("--json", "--offers", "B", answers={"school": "Hauptschule"}))
    assert [(one["key"], one["answer"]) for one in found["results"]] == [("B", "yes")]


def test_a_goal_asks_for_what_could_change_the_chains(ask):
    found = json.loads(ask("--json", "--goal", "goal", answers={"trained": False}))
    assert found["question"]["attr"] == "school"
    assert found["results"][0] | {"label": ""} == {
        "kind": "goal",
        "key": "goal",
        "label": "",
        "reachable": True,
        "ask": ["school"],
    }
    out = json.loads(ask("--json", "--goal", "goal", answers={"trained": False, "school": "no"}))
    assert (out["settled"], out["results"][0]["reachable"]) == (True, False)


def test_what_is_not_known_is_not_asked_again(ask):
    found = json.loads(ask("--json", "--skip", "german"))
    assert (found["settled"], [one["answer"] for one in found["results"]]) == (True, ["unknown", "unknown"])


def test_in_words(ask):
    assert "Nächste Frage (german): Ich spreche Deutsch." in ask()
    said = ask(answers={"german": False})
    assert "Keine weitere Antwort kann noch etwas ändern." in said
    assert "Sie Zeit haben" in said
    assert "es einen Platz gibt" in said


BAD = [
    ({"german": "vielleicht"}, "german"),
    ({"colour": True}, "colour"),
    ([[ASKED, "Ja"], [ASKED, "Nein"]], "[1]"),
    ([["school"]], "[0]"),
    ("nix", "JSON"),
]


@pytest.mark.parametrize(("answers", "said"), BAD)
def test_wrong_answers_are_named_with_their_place(ask, answers, said, capsys):
    with pytest.raises(CommandError) as refused:
        ask("--json", answers=answers)
    captured = capsys.readouterr()
    assert (refused.value.returncode, captured.out) == (2, "")
    assert said in captured.err


def test_rules_too_entangled_are_an_answer_and_no_accident(ask, monkeypatch):
    monkeypatch.setattr(diagrams, "MOST_NODES", 4)
    with pytest.raises(CommandError, match="verschachtelt") as refused:
        ask("--offers", "A", "B", "C")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("wish", [["--offers", "X"], ["--goal", "X"], ["--results", "X"], ["--skip", "X"]])
def test_a_key_that_does_not_exist_is_refused(ask, wish):
    with pytest.raises(CommandError, match="nicht: X") as refused:
        ask(*wish)
    assert refused.value.returncode == 2
