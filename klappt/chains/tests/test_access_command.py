"""`klappt access`: answers as JSON or in words; a wrong file is refused whole (B3, B6)."""

import json

import pytest
from django.core.management import CommandError, call_command

from klappt.config.cli import main
from klappt.core.tests.catalogues import FULL, full

PEOPLE = '{"status": "duldung", "german": "A2", "age": 17, "permit": true}\n\n{"german": null}\n'


@pytest.fixture
def files(tmp_path):
    def write(catalogue=FULL, profiles=PEOPLE):
        (tmp_path / "c.json").write_text(json.dumps(catalogue))
        (tmp_path / "p.jsonl").write_text(profiles)
        return ["--catalogue", str(tmp_path / "c.json"), "--profiles", str(tmp_path / "p.jsonl")]

    return write


def refusal(capsys, arguments):
    with pytest.raises(CommandError) as refused:
        call_command("access", *arguments)
    captured = capsys.readouterr()
    assert (refused.value.returncode, captured.out) == (2, "")
    return captured.err


def test_one_line_of_json_for_each_profile(files, capsys):
    call_command("access", *files(), "--json", "--day", "2026-11-22")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["profile"], second["profile"]) == (0, 1)
    assert list(first["answers"]) == ["BVB", "IK"]
    assert (first["answers"]["BVB"]["answer"], first["answers"]["BVB"]["ask"]) == ("yes", [])
    assert second["answers"]["BVB"]["answer"] == "no"
    assert second["answers"]["BVB"]["because"] == [
        {"at": "access.all[4]", "answer": "no", "attr": "permit", "op": "known"}
    ]
    assert second["answers"]["IK"] == {
        "answer": "unknown",
        "ask": [],
        "unchecked": [{"at": "access", "answer": "unknown", "judgement": "unchecked"}],
        "because": [{"at": "access", "answer": "unknown", "judgement": "unchecked"}],
    }


def test_the_day_decides_whether_a_rule_is_in_force(files, capsys):
    call_command("access", *files(), "--json", "--day", "2019-07-31")
    answer = json.loads(capsys.readouterr().out.splitlines()[0])["answers"]["BVB"]
    assert (answer["answer"], answer["because"][0]["at"]) == ("no", "valid_from")


@pytest.mark.usefixtures("db")
def test_without_json_in_words(files, capsys):
    call_command("access", *files(), "--day", "2026-11-22")
    said = capsys.readouterr().out
    assert "Situation 1: Aufenthaltsstatus: Duldung" in said
    assert "Berufsvorbereitung (BVB): offen" in said
    assert ": trifft zu (§52 SGB III, 2025-04-02)" in said
    assert "permit ist bekannt: trifft nicht zu" in said
    assert "nicht geprüft" in said


def test_every_mistake_of_a_catalogue_is_named_with_its_place(files, capsys):
    catalogue = full()
    catalogue["offers"][0]["months"] = "zehn"
    catalogue["goals"][0]["when"]["attr"] = "colour"
    said = refusal(capsys, files(catalogue))
    assert "BVB: offers[0].months: „zehn“ ist keine Zahl." in said
    assert "goals[0].when.attr" in said


def test_every_wrong_line_is_named_and_nothing_is_printed(files, capsys):
    said = refusal(capsys, files(profiles='{"german": "A1"}\n{"german": "C9", "colour": 1}\nnix\n'))
    assert [line.partition(" ")[2].partition(" ")[0] for line in said.splitlines()] == ["2:", "2:", "3:"]
    assert "german" in said
    assert "colour" in said


@pytest.mark.parametrize("missing", ["c.json", "p.jsonl"])
def test_a_file_that_is_not_there(files, tmp_path, missing):
    arguments = files()
    (tmp_path / missing).unlink()
    with pytest.raises(CommandError, match=missing) as refused:
        call_command("access", *arguments)
    assert refused.value.returncode == 2


def test_it_needs_no_key(files, settings, capsys):
    settings.SECRET_KEY = ""
    assert main(["access", *files(), "--json"]) == 0
    assert capsys.readouterr().out.startswith('{"profile": 0')


def test_a_day_that_is_none(files, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["access", *files(), "--day", "tomorrow"])
    assert ended.value.code == 2
    assert "tomorrow" in capsys.readouterr().err
