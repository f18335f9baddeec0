"""`klappt gaps`: reach, levers and flow as JSON or in words; a wrong file is refused whole (B4, B5)."""

import json

import pytest
from django.core.management import CommandError, call_command

from klappt.core.catalogue import read_catalogue
from klappt.core.chains.task import Wish
from klappt.core.gaps import reach_of_population
from klappt.core.populations import read_population
from klappt.core.programme import Deadline

CATALOGUE = {
    "format": "klappt-catalogue/1",
    "attributes": [
        {
            "key": "german",
            "kind": "ordinal",
            "values": ["none", "A1", "A2", "B1"],
            "label": {"de": "Deutsch"},
        },
        {"key": "permit", "kind": "boolean", "label": {"de": "Arbeitserlaubnis"}},
        {"key": "in_training", "kind": "boolean"},
    ],
    "offers": [
        {
            "key": "COURSE",
            "name": {"de": "Kurs"},
            "access": {"attr": "german", "op": "known"},
            "months": 6,
            "capacity": 12,
            "effects": [{"raise": "german", "to": "B1"}],
        },
        {
            "key": "TRAINING",
            "name": {"de": "Ausbildung"},
            "access": {
                "all": [
                    {"attr": "german", "op": ">=", "value": "B1"},
                    {"any": [{"attr": "permit", "op": "=", "value": True}, {"judgement": "unclear"}]},
                ]
            },
            "months": 1,
            "effects": [{"set": "in_training", "to": True}],
        },
    ],
    "goals": [{"key": "training", "when": {"attr": "in_training", "op": "=", "value": True}}],
}
POPULATION = "german;permit;count\nA1;ja;20\nA1;ja;4\nnone;nein;7\nA1;nein;\n;ja;3\n"


@pytest.fixture
def files(tmp_path):
    def write(catalogue=CATALOGUE, population=POPULATION, goal="training"):
        (tmp_path / "c.json").write_text(json.dumps(catalogue))
        (tmp_path / "p.csv").write_text(population)
        places = ["--catalogue", str(tmp_path / "c.json"), "--population", str(tmp_path / "p.csv")]
        return [*places, "--goal", goal]

    return write


def answer(capsys, arguments):
    call_command("gaps", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def refusal(capsys, arguments):
    with pytest.raises(CommandError) as refused:
        call_command("gaps", *arguments)
    captured = capsys.readouterr()
    assert (refused.value.returncode, captured.out) == (2, "")
    return captured.err + str(refused.value)


def test_reach_and_what_is_in_the_way(files, capsys):
    found = answer(capsys, files())
    assert (found["heads"], found["uncounted"], found["reached"]) == (34, 1, {"heads": 24, "uncounted": 0})
    with_permit, without, in_the_dark = found["situations"]
    assert (with_permit["rows"], with_permit["heads"], with_permit["months"]) == ([0, 1], 24, 7)
    assert (without["rows"], without["heads"], without["uncounted"]) == ([2, 3], 7, 1)
    assert without["stuck"] == {
        "past": ["COURSE"],
        "before": "TRAINING",
        "changes": [{"lever": "opening", "offer": "TRAINING", "leaf": "access.all[1].any[0]", "effort": 1}],
    }
    assert (in_the_dark["rows"], in_the_dark["stuck"]["before"]) == ([4], "COURSE")


def test_levers_and_whom_they_bring(files, capsys):
    first, second = answer(capsys, [*files(), "--levers", "2"])["levers"]
    assert (first["heads"], first["bound"], first["proven"]) == (7, 7, True)
    assert (first["situations"], first["uncounted_situations"], first["uncounted"]) == ([1], [1], 1)
    assert (second["heads"], second["situations"], second["effort"]) == (10, [1, 2], 2)


def test_flow_between_what_is_known_and_what_could_be(files, capsys):
    found = answer(capsys, files())["throughput"]
    assert (found["known"]["people"], found["at_most"]["people"]) == (0, 12)
    assert found["unknown_places"] == ["TRAINING"]
    assert found["at_most"]["bottlenecks"] == [
        {"offer": "COURSE", "capacity": 12, "one_more": 1, "one_less": 1}
    ]


def test_rules_that_nobody_here_can_open_stay(files, capsys):
    found = answer(capsys, [*files(), "--levers", "1", "--fixed", "TRAINING"])
    assert found["situations"][1]["stuck"] is None
    assert [one["situations"] for one in found["levers"]] == [[2]]
    assert "NOWHERE" in refusal(capsys, [*files(), "--fixed", "NOWHERE"])


def test_without_json_in_words(files, capsys):
    call_command("gaps", *files(), "--levers", "1")
    said = capsys.readouterr().out
    assert "24" in said
    assert "Kurs (COURSE)" in said
    assert "Ausbildung (TRAINING)" in said


def test_each_wrong_cell_has_its_row_and_column(files, capsys):
    told = refusal(capsys, files(population="german;permit;count\nA1;ja;20\nC7;vielleicht;x\n"))
    assert told.count("3") >= 3
    assert all(column in told for column in ("german", "permit", "count"))


def test_a_wrong_catalogue_and_an_unknown_goal_are_refused(files, capsys):
    broken = {**CATALOGUE, "goals": [{"key": "training", "when": {"attr": "x", "op": "known"}}]}
    assert "goals[0].when" in refusal(capsys, files(broken))
    assert "training" in refusal(capsys, files(goal="work"))


def test_without_enough_time_nothing_is_claimed(files, capsys):
    found = answer(capsys, [*files(), "--levers", "2", "--seconds", "0"])
    stuck = [one for one in found["situations"] if not one["reached"]]
    assert [(one["stuck"], one["ways_complete"]) for one in stuck] == [(None, False)] * 2
    assert found["levers"] == []


def test_the_command_says_what_the_function_says(files, capsys):
    found = answer(capsys, files())["situations"]
    catalogue = read_catalogue(json.dumps(CATALOGUE))
    people = read_population(POPULATION, catalogue.attributes)
    told = reach_of_population(catalogue, people, Wish("training"), Deadline.after(60))
    assert [one["months"] for one in found] == [reach.sure and reach.sure.months for reach in told]
