"""`klappt chains`: the front as words or as JSON, and every mistake in a file with its place."""

import json

import pytest
from django.core.management import CommandError, call_command

CATALOGUE = {
    "format": "klappt-catalogue/1",
    "attributes": [
        {"key": "german", "kind": "ordinal", "values": ["none", "A2", "B1"]},
        {"key": "permit", "kind": "boolean"},
        {"key": "training", "kind": "boolean"},
    ],
    "offers": [
        {
            "key": "IK",
            "access": {"all": []},
            "months": 6,
            "capacity": 24,
            "effects": [{"raise": "german", "to": "B1"}],
        },
        {
            "key": "AZUBI",
            "access": {
                "all": [
                    {"attr": "german", "op": ">=", "value": "B1", "source": "IHK"},
                    {"attr": "permit", "op": "=", "value": True},
                ]
            },
            "months": 1,
            "effects": [{"set": "training", "to": True}],
        },
    ],
    "ideas": [
        {"key": "CARD", "access": {"all": []}, "effects": [{"set": "permit", "to": True}], "effort": "5/2"}
    ],
    "goals": [{"key": "training", "when": {"attr": "training", "op": "=", "value": True}}],
}


@pytest.fixture
def run(tmp_path, capsys):
    """The command with these files; gives what it says."""

    def run_with(profile, *arguments, catalogue=CATALOGUE, goal="training"):
        files = {"catalogue": catalogue, "profile": profile}
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
        paths = [word for name in files for word in (f"--{name}", str(tmp_path / f"{name}.json"))]
        call_command("chains", *paths, "--goal", goal, *arguments)
        return capsys.readouterr().out

    return run_with


def test_the_front_with_its_timetable(run):
    found = json.loads(run({"permit": True}, "--json"))
    (chain,) = found["front"]
    assert (chain["months"], chain["offers"], chain["cold"], chain["others"]) == (7, ["IK", "AZUBI"], 1, 0)
    first, last = chain["timetable"]
    assert (first["offer"], first["start"], first["end"], first["waited"]) == ("IK", 0, 6, 0)
    assert (first["capacity"], last["capacity"]) == (24, None)
    assert [leaf["at"] for leaf in last["because"]] == ["access.all[0]", "access.all[1]"]
    assert "unblock" not in found


def test_what_would_open_a_way(run):
    found = json.loads(run({"permit": False}, "--json", "--unblock"))
    assert found["front"] == []
    assert found["unblock"] == [
        [{"lever": "opening", "offer": "AZUBI", "leaf": "access.all[1]", "effort": 1}],
        [{"lever": "creation", "offer": "CARD", "effort": "5/2"}],
    ]


def test_in_words(run):
    assert "7 Monate, 2 Angebote" in run({"permit": True})
    said = run({"permit": False}, "--unblock")
    assert "Kein Weg führt zum Ziel." in said
    assert "AZUBI verlangt access.all[1] nicht mehr" in said
    assert "CARD wird geschaffen" in said
    assert "eine Verknüpfung von IK zu AZUBI" in run({"permit": True}, "--warm-only", "--unblock")


def test_no_chain_ends_after_the_horizon(run):
    assert json.loads(run({"permit": True}, "--json", "--horizon", "6"))["front"] == []


def test_every_mistake_is_named_with_its_place(run, capsys):
    wrong = json.loads(json.dumps(CATALOGUE))
    wrong["offers"][0]["months"] = -1
    wrong["offers"][1]["access"]["all"][0]["value"] = "B9"
    with pytest.raises(CommandError, match="2 Fehler") as refused:
        run({}, catalogue=wrong)
    assert refused.value.returncode == 2
    told = capsys.readouterr()
    assert "offers[0].months" in told.err
    assert "offers[1].access.all[0].value" in told.err
    assert not told.out


@pytest.mark.parametrize(
    ("profile", "arguments", "words"),
    [
        ({"germam": "A2"}, (), "germam"),
        ("{", (), "JSON"),
        ({}, ("--horizon", "-3"), "'-3' is not a whole number"),
        ({}, ("--day", "morgen"), "'morgen' is not a day"),
    ],
)
def test_other_mistakes(run, profile, arguments, words, capsys):
    with pytest.raises(CommandError) as refused:
        run(profile, *arguments)
    assert words in f"{refused.value}{capsys.readouterr().err}"


def test_a_goal_that_is_not_there(run):
    with pytest.raises(CommandError, match="Ziele: training") as refused:
        run({}, goal="work")
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="nowhere") as refused:
        call_command("chains", "--catalogue", "nowhere.json", "--profile", "x", "--goal", "training")
    assert refused.value.returncode == 2
