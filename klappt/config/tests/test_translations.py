"""The check of the catalogues finds what would reach a reader: no German, lost placeholders, two wordings."""

import importlib.util
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def translations() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["translations"]


@pytest.fixture
def house(translations: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two contexts with a string each."""
    for context, text in (("actors", "Save"), ("public", "Save")):
        (tmp_path / "klappt" / context / "templates").mkdir(parents=True)
        (tmp_path / "klappt" / context / "__init__.py").touch()
        (tmp_path / "klappt" / context / "templates" / "page.html").write_text(f'{{% translate "{text}" %}}')
    monkeypatch.setattr(translations, "PACKAGE", tmp_path / "klappt")
    return tmp_path / "klappt"


def german_for(translations: ModuleType, context: str, words: dict[str, str]) -> None:
    catalogue = translations.read(context)
    for message in catalogue:
        if message.id:
            message.string = words[message.id]
    translations.catalogue_of(context).write_bytes(translations.written(catalogue))


@pytest.mark.parametrize(
    ("english", "german", "problem"),
    [
        ("Save", "Speichern", None),
        ("Save", "", "no German"),
        ("%(count)s rows", "Zeilen", "placeholders differ"),
        ("{name} left", "{nahme} ist gegangen", "placeholders differ"),
        (("One row", "%(count)s rows"), ("Eine Zeile", "%(count)s Zeilen"), None),
        (("One row", "%(count)s rows"), ("Eine Zeile", "%(anzahl)s Zeilen"), "placeholders differ"),
        (("One row", "%(count)s rows"), ("Eine Zeile", ""), "no German"),
    ],
)
def test_what_is_wrong_with_a_message(
    translations: ModuleType, english: str, german: str, problem: str | None
) -> None:
    assert translations.problem_with(Message(english, german)) == problem


def test_fuzzy_is_not_done(translations: ModuleType) -> None:
    assert "fuzzy" in translations.problem_with(Message("Save", "Sichern", flags=["fuzzy"]))


def test_a_template_gives_its_strings(translations: ModuleType) -> None:
    page = b"""
      <c-ui.button label="{% translate 'Save' %}" :rows="[1, 2]">
    {% blocktranslate trimmed count n=rows %} One row {% plural %} {{ n }} rows {% endblocktranslate %}
        it's {{ _("here") }} {% translate "May" context "month" %}"""
    found = translations.extract(
        translations.extract_template, io.BytesIO(page), keywords=translations.KEYWORDS
    )
    assert [(message, context) for _, message, _, context in found] == [
        ("Save", None),
        (("One row", "%(n)s rows"), None),
        ("here", None),
        ("May", "month"),
    ]


def test_update_keeps_the_german_and_writes_the_same_file_again(
    house: Path, translations: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translations.check(["actors"]) == 1
    translations.update(["actors"])
    german_for(translations, "actors", {"Save": "Speichern"})
    before = translations.catalogue_of("actors").read_bytes()
    translations.update(["actors"])
    assert translations.catalogue_of("actors").read_bytes() == before
    assert translations.check(["actors"]) == 0
    assert b"Date" not in before


def test_what_is_gone_from_the_code_is_noticed(
    house: Path, translations: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    translations.update(["actors"])
    german_for(translations, "actors", {"Save": "Speichern"})
    (house / "actors" / "templates" / "page.html").write_text("")
    assert translations.check(["actors"]) == 1
    assert "no longer in the code: 'Save'" in capsys.readouterr().out


def test_one_english_text_is_one_german_text(
    house: Path, translations: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    translations.update(["actors", "public"])
    german_for(translations, "actors", {"Save": "Speichern"})
    german_for(translations, "public", {"Save": "Sichern"})
    assert translations.check(["actors", "public"]) == 1
    assert "said in different ways" in capsys.readouterr().out


def test_compiled_only_when_something_changed(house: Path, translations: ModuleType) -> None:
    translations.update(["actors"])
    german_for(translations, "actors", {"Save": "Speichern"})
    translations.compile_catalogues(["actors"])
    compiled = translations.catalogue_of("actors").with_suffix(".mo")
    written_at = compiled.stat().st_mtime_ns
    translations.compile_catalogues(["actors"])
    assert compiled.stat().st_mtime_ns == written_at
    assert b"Speichern" in compiled.read_bytes()
