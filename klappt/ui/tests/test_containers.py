"""Chromium leaves what stands in a size container inside a fieldset without a place, if the page arrives in
pieces while it is drawn: tables and matrices of questions were gone on slow lines. Hence each size container
is named here, with the place that is no fieldset."""

import re
from pathlib import Path

KLAPPT = Path(__file__).resolve().parents[2]
KNOWN = {
    ".facts",  # a list of facts stands in tiles and sections
    ".question",  # it holds its fieldset
}


def test_no_size_container_stands_inside_a_fieldset() -> None:
    styles = [each for each in KLAPPT.rglob("*.css") if "dist" not in each.parts]
    rules = re.findall(
        r"([^{}]+)\{[^{}]*container(?:-type)?\s*:", "".join(each.read_text() for each in styles)
    )
    assert {rule.strip().splitlines()[-1] for rule in rules} == KNOWN
