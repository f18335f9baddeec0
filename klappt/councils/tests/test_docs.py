"""docs/oparl.md names every doubt the report can hold."""

import re
from pathlib import Path

from klappt.councils.enums import Doubt, Kind, Verdict


def test_the_documentation_names_every_code() -> None:
    text = (Path(__file__).parents[3] / "docs" / "oparl.md").read_text()
    named = set(re.findall(r"`(\w+)`", text))
    assert set(Doubt.values) <= named
    assert {*Kind.values, *Verdict.values} <= named
