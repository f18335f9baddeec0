"""`klappt import-actors`: the same preview as the page, as words or as JSON, with telling exit codes."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from conftest import Cast
from klappt.actors.models import Institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.sheets.tests.files import table

pytestmark = pytest.mark.django_db


def file_with(folder: Path, *rows: list[object]) -> str:
    path = folder / "Akteure.xlsx"
    path.write_bytes(table(["Einrichtung", "Bereich", "Mail"], *rows))
    return str(path)


def run(*arguments: str) -> None:
    call_command("import_actors", *arguments)


def names(cast: Cast) -> list[str]:
    with scope(cast.alliance):
        return list(Institution.objects.order_by("name").values_list("name", flat=True))


def test_dry_run_as_json_stores_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file_with(tmp_path, ["VHS", "Bildung", "info@vhs"]), "--alliance", "hier", "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {"rows", "left_aside", "bodies", "priorities", "mapping"} <= told.keys()
    row = told["rows"][0]
    assert (row["name"], row["field"], row["row"], row["cooperation"]) == ("VHS", "Bildung", 2, "blank")
    assert [problem["kind"] for problem in row["problems"]] == ["invalid_email"]
    assert told["left_aside"] == [
        {"sheet": "Akteure", "row": 1, "text": "Einrichtung | Bereich | Mail", "why": "heading"}
    ]
    assert names(cast) == []


def test_without_doubts_it_is_brought_in_by_the_command_line(cast: Cast, tmp_path: Path) -> None:
    run(file_with(tmp_path, ["VHS", "Bildung", "i@vhs.de"]), "--alliance", "hier")
    assert names(cast) == ["VHS"]
    event = Event.objects.get(verb="actors.table_imported")
    assert (event.channel, event.signature) == ("command", "klappt import-actors")


def test_doubts_stop_it_and_yes_decides_without_losing_anything(cast: Cast, tmp_path: Path) -> None:
    path = file_with(tmp_path, ["VHS", "Bildung", "info@vhs"], [None, "Soziales", "a@b.de"])
    with pytest.raises(CommandError) as stopped:
        run(path, "--alliance", "hier")
    assert stopped.value.returncode == 1
    assert names(cast) == []
    run(path, "--alliance", "hier", "--yes")
    assert names(cast) == ["VHS"]


@pytest.mark.parametrize(
    ("name", "alliance", "code"),
    [("gibt-es-nicht.xlsx", "hier", 2), ("", "nirgends", 2), ("bild.xlsx", "hier", 3)],
)
def test_exit_codes(cast: Cast, tmp_path: Path, name: str, alliance: str, code: int) -> None:
    (tmp_path / "bild.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    path = str(tmp_path / name) if name else file_with(tmp_path, ["VHS", "Bildung", None])
    with pytest.raises(CommandError) as refused:
        run(path, "--alliance", alliance)
    assert refused.value.returncode == code
    assert str(refused.value)
