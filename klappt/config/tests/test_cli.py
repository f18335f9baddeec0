"""`klappt` says what it can do, and what to do when it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from klappt import __version__
from klappt.config import cli
from klappt.config.cli import main


def test_help_lists_our_commands_and_not_djangos(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert {"serve", "demo", "worker", "backup", "restore", "import-municipalities"} <= set(said.split())
    assert "squashmigrations" not in said
    assert "_" not in said.partition("Run")[2]


def test_every_command_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    for line in capsys.readouterr().out.splitlines():
        if line.startswith("  "):
            assert line[26:].strip().endswith((".", "…")), line


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"klappt {__version__}\n"


def test_an_unknown_word_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-municipality"]) == 2
    assert "import-municipalities" in capsys.readouterr().err


@pytest.mark.parametrize("spelt", ["import-municipalities", "import_municipalities"])
def test_dashes_and_underscores_are_the_same(spelt: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([spelt, "--help"])
    assert ended.value.code == 0
    assert "--dry-run" in capsys.readouterr().out


def test_djangos_own_stand_behind_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["django", "showmigrations", "--help"])
    assert ended.value.code == 0
    assert "--plan" in capsys.readouterr().out


def test_grouped_commands_exist() -> None:
    known = {name for name, _ in cli._own_commands()} | set(cli.FROM_DJANGO)
    missing = {name for names in cli.GROUPS.values() for name in names} - known
    assert not missing


CATALOGUE = {
    "format": "klappt-catalogue/1",
    "attributes": [{"key": "permit", "kind": "boolean"}],
    "offers": [{"key": f"O{number}", "access": {"all": []}} for number in range(1_000)],
}


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("words", [["--help"], ["access", "--catalogue", "c.json", "--profile", "p.json"]])
def test_it_ends_quietly_when_nobody_reads_on(words: list[str], buffered: bool, tmp_path: Path) -> None:
    """As in `klappt access ... | head`: few lines that wait in the buffer, and more than fit into a pipe."""
    (tmp_path / "c.json").write_text(json.dumps(CATALOGUE))
    (tmp_path / "p.json").write_text("{}")
    reading, writing = os.pipe()
    os.close(reading)
    path = os.pathsep.join(sys.path)
    unbuffered = {} if buffered else {"PYTHONUNBUFFERED": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", "klappt", *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, **unbuffered},
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr.decode()) == (cli.NOBODY_READS_ON, "")
