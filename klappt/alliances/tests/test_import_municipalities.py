"""A1: any place of the official directory; a Kreis knows its kreisangehörige Kommunen."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.imports.directory import read_directory
from klappt.alliances.imports.units import load_units
from klappt.alliances.models import Municipality
from klappt.alliances.services.municipalities import keep_municipalities
from klappt.audit.models import Event

DIRECTORY = Path(__file__).parent / "files" / "directory.csv"
CORPUS = os.environ.get("KLAPPT_CORPUS")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")


def bring_in(path: Path, **options: bool) -> None:
    call_command("import_municipalities", str(path), **options)


def test_the_54_units_are_there_from_the_start(db: None) -> None:
    units = Municipality.objects.filter(is_counted_unit=True)
    assert units.count() == 54
    aachen = units.get(ags="05334002")
    assert (aachen.kind, aachen.parent and aachen.parent.ags) == (MunicipalityKind.REGION_CITY, "05334")
    assert (load_units().created, load_units().changed) == (0, 0)


def test_a_kreis_knows_its_kommunen(db: None) -> None:
    bring_in(DIRECTORY)
    district = Municipality.objects.get(ags="98154")
    towns = [(each.ags, each.name, each.population) for each in district.towns()]
    assert towns == [("98154004", "Altmuster", 47149), ("98154008", "Neumuster", 8648)]
    assert district.district_government == "Musterhausen"


def test_a_city_is_one_unit_with_the_short_key(db: None) -> None:
    bring_in(DIRECTORY)
    city = Municipality.objects.get(name="Musterstadt")
    assert (city.ags, city.kind, city.population) == ("98111", MunicipalityKind.CITY, 104512)


def test_a_former_government_is_none(db: None) -> None:
    bring_in(DIRECTORY)
    region = Municipality.objects.get(ags="98234")
    assert (region.kind, region.district_government) == (MunicipalityKind.REGION, "")


def test_a_second_time_changes_nothing(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(DIRECTORY)
    events = Event.objects.count()
    bring_in(DIRECTORY)
    assert "7" in capsys.readouterr().out.splitlines()[-2]
    assert Event.objects.count() == events


def test_a_rehearsal_stores_nothing(db: None) -> None:
    bring_in(DIRECTORY, dry_run=True)
    assert not Municipality.objects.filter(ags__startswith="98").exists()


def test_what_is_counted_stays_what_it_is(db: None) -> None:
    places = read_directory(DIRECTORY).places
    Municipality.objects.filter(ags="05334002").update(ags="98154004", parent=None)
    keep_municipalities(places.values(), source="test")
    counted = Municipality.objects.get(ags="98154004")
    assert (counted.kind, counted.name) == (MunicipalityKind.REGION_CITY, "Altmuster")


def test_each_bad_row_is_named_and_nothing_is_stored(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        DIRECTORY.read_text("utf-8-sig").replace("104 512", "viele").replace("98,1,54,0008,008", "98,1,54,,8")
    )
    bad = tmp_path / "bad.csv"
    bad.write_text(text, "utf-8")
    with pytest.raises(CommandError, match="2") as failed:
        bring_in(bad)
    assert failed.value.returncode == 1
    assert [line.split(":")[0][-2:] for line in capsys.readouterr().err.splitlines()] == [" 7", "10"]
    assert not Municipality.objects.filter(ags="98111").exists()
    bring_in(bad, skip_unreadable=True)
    assert Municipality.objects.filter(ags="98154004").exists()


@pytest.mark.parametrize("content", [b"name,ort\nA,B\n", "satzart;größe".encode("latin-1")])
def test_another_file_is_refused_with_the_reason(db: None, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(content)
    with pytest.raises(CommandError) as failed:
        bring_in(other)
    assert failed.value.returncode == 2


def test_a_missing_file_is_said(db: None) -> None:
    with pytest.raises(CommandError, match=r"nirgends\.csv"):
        bring_in(Path("nirgends.csv"))


@pytest.mark.corpus
@needs_corpus
def test_the_whole_directory_of_germany(db: None) -> None:
    folder = Path(str(CORPUS)) / "gebietsschluessel"
    directory = read_directory(folder / "AuszugGV4QAktuell.csv")
    assert (directory.kinds_of_row["40"], directory.kinds_of_row["60"]) == (401, 11004)
    assert not directory.problems
    assert directory.population == 83_166_711
    keep_municipalities(directory.places.values(), source="test")
    upper = Municipality.objects.filter(parent=None)
    assert upper.count() == 401
    assert upper.filter(ags__startswith="05").count() == 53
    recklinghausen = Municipality.objects.get(ags="05562")
    assert len(recklinghausen.towns()) == 10
    assert sum(each.population or 0 for each in recklinghausen.towns()) == 614_137
    nrw = Municipality.objects.filter(ags__startswith="05")
    assert nrw.filter(kind=MunicipalityKind.CITY).count() + nrw.exclude(parent=None).count() == 396


@pytest.mark.corpus
@needs_corpus
def test_the_code_list_of_regional_keys(db: None) -> None:
    directory = read_directory(Path(str(CORPUS)) / "gebietsschluessel" / "ars_municipalities.xlsx")
    assert not directory.problems
    assert directory.places["05334002"].name == "Aachen"
    assert directory.places["05111"].kind is MunicipalityKind.CITY
