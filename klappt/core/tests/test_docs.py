"""The cases in the documentation can be computed by hand, and are computed here."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs" / "core"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_the_examples_on_the_page_hold(page):
    result = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert result.attempted > 3
    assert not result.failed
