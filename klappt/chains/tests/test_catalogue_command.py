"""`klappt catalogue from-tree`: advisers' trees become a catalogue, contradictions are named (B3, B6)."""

import json

import pytest
from django.core.management import CommandError, call_command

from klappt.chains.management.contradictions import contradiction_words
from klappt.core.catalogue import read_catalogue
from klappt.core.trees import Contradiction, Flaw

TREE = """# Beratung

```mermaid
graph TD
  a{"Ich spreche Deutsch."}
  k["Ergebnis KURS"]
  a-- Nein -->k
  a-- Ja -->b["Ergebnis BERUF"]
  click k "KURS.html"
  click b "ARBEIT.html"
```
"""
PAGE = "KURS\n====\n\nIntegrationskurs\n---\nSie können ihn machen, wenn:\n\n- es einen Platz gibt.\n"


@pytest.fixture
def advice(tmp_path):
    folder = tmp_path / "advice"
    folder.mkdir()
    for name, text in {
        "tree.md": TREE,
        "KURS.md": PAGE,
        "ARBEIT.md": "ARBEIT\n==\n",
        "BERUF.md": "BERUF\n==\n",
    }.items():
        (folder / name).write_text(text)
    return folder


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        call_command("catalogue", "from-tree", *map(str, arguments))
    assert refused.value.returncode == 2
    return str(refused.value)


def test_a_folder_becomes_a_catalogue(advice, tmp_path, capsys):
    call_command("catalogue", "from-tree", str(advice), "--output", str(tmp_path / "c.json"))
    catalogue = read_catalogue((tmp_path / "c.json").read_text())
    assert [one.key for one in catalogue.results] == ["KURS", "ARBEIT"]
    said = capsys.readouterr().out
    assert "Fragen: 1, Ergebnisse: 2, Wege: 1" in said
    assert "Die Aufschrift nennt BERUF, der Verweis führt aber zu ARBEIT. Genommen: der Verweis." in said
    assert "tree.md, Zeile 8, b:" in said


def test_contradictions_as_json(advice, tmp_path, capsys):
    call_command("catalogue", "from-tree", str(advice), "--output", str(tmp_path / "c.json"), "--json")
    found = json.loads(capsys.readouterr().out)["contradictions"]
    assert [(one["flaw"], one["file"], one["line"]) for one in found] == [
        ("unused_page", "BERUF.md", 1),
        ("other_page", "tree.md", 8),
    ]


def test_the_only_folder_inside_with_a_tree_is_taken(advice, tmp_path):
    call_command("catalogue", "from-tree", str(advice.parent), "--output", str(tmp_path / "c.json"))
    assert (tmp_path / "c.json").exists()


def test_what_cannot_be_read_is_said_and_nothing_is_written(advice, tmp_path):
    output = tmp_path / "c.json"
    assert "gibt es nicht" in refusal(tmp_path / "nowhere", "--output", output)
    (tmp_path / "empty").mkdir()
    assert "kein Baum" in refusal(tmp_path / "empty", "--output", output)
    (advice / "odd.md").write_bytes(b"\xff\xfe")
    assert "UTF-8" in refusal(advice, "--output", output)
    assert not output.exists()


def test_a_place_that_cannot_be_written_is_said(advice, tmp_path):
    assert "lässt sich nicht schreiben" in refusal(advice, "--output", tmp_path / "no" / "c.json")


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_its_words(flaw):
    names = ("text", "first", "first_line", "last", "taken", "target", "answer", "answers", "elsewhere")
    values = {name: f"<{name}>" for name in (*names, "lost", "label", "link", "page", "heading")}
    words = contradiction_words(Contradiction(flaw, "tree.md", 3, "a", values))
    assert words.startswith("tree.md, ")
    assert "%(" not in words
    if flaw in (Flaw.UNLABELLED, Flaw.NO_LINK):
        without = contradiction_words(Contradiction(flaw, "tree.md", 3, "a", {**values, "taken": ""}))
        assert without != words
