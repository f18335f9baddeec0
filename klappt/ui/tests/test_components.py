"""The component page leaves nothing out, and no component needs what the policy refuses."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.ui.states import STATES

UI = Path(__file__).resolve().parent.parent
COMPONENTS = UI / "templates" / "cotton" / "ui"
ICONS = json.loads((UI / "assets" / "icons.json").read_text())
USES = re.compile(r'(?:c-ui\.icon\s+name|\sicon)="([a-z-]+)"')


def names() -> list[str]:
    return sorted(path.stem.replace("_", "-") for path in COMPONENTS.glob("*.html"))


def templates() -> Iterator[Path]:
    return UI.parent.rglob("templates/**/*.html")


@pytest.fixture
def shown(cast: Cast, sign_in) -> str:
    return sign_in(cast.alma).get(reverse("ui:components")).content.decode()


def test_every_component_is_shown_with_its_name(shown: str) -> None:
    headings = " ".join(re.findall(r"<h2[^>]*>([^<]*)</h2>", shown))
    assert [name for name in names() if not re.search(rf"(?<![\w-]){name}(?![\w-])", headings)] == []


def test_every_component_says_what_it_takes() -> None:
    assert [path.name for path in COMPONENTS.glob("*.html") if "{#" not in path.read_text()] == []


def test_every_component_stands_in_the_handbook_of_components() -> None:
    handbook = (UI / "README.md").read_text()
    assert [name for name in names() if not re.search(rf"(?<![\w-]){name}(?![\w-])", handbook)] == []


def test_nothing_is_inline(shown: str) -> None:
    assert " style=" not in shown
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)
    assert not re.search(r"\son\w+=", shown)


@pytest.mark.parametrize("name", sorted(STATES))
def test_every_state_has_an_icon_there_is(name: str) -> None:
    assert STATES[name].icon in ICONS


def test_states_that_read_the_same_look_the_same() -> None:
    """An agreed lever and an agreed measure may share word and icon, but then the colour as well."""
    looks: dict[tuple[str, str], set[str]] = {}
    for state in STATES.values():
        looks.setdefault((str(state.word), state.icon), set()).add(state.tone)
    assert {words: tones for words, tones in looks.items() if len(tones) > 1} == {}


def test_every_icon_a_template_names_is_there() -> None:
    missing = {(path.name, name) for path in templates() for name in USES.findall(path.read_text())}
    assert {(path, name) for path, name in missing if name not in ICONS} == set()
