"""The side navigation says where one is, on the pages below a list as well."""

import pytest

from klappt.accounts.enums import Role
from klappt.config.navigation import ALLIANCE, Place


def marked(path: str) -> list[tuple[str, str]]:
    links = Place(f"/b/hier/{path}", Role.COORDINATOR, ["hier"]).links(ALLIANCE)
    return [(child.url, child.current) for link in links for child in link.children if child.current]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("treffen/17/protokoll/", "treffen/"),
        ("vereinbarungen/strukturen/1/", "vereinbarungen/"),
        ("ketten/verknuepfungen/", "ketten/"),
        ("ketten/luecken/2/3/", "ketten/luecken/"),
        ("gremien/5/", "gremien/"),
        ("akteure/7/", "akteure/"),
        ("akteure/kerngruppe/vorschlag/", "gremien/kerngruppe/"),
    ],
)
def test_below_a_page_only_the_nearest_entry_is_marked(path: str, entry: str) -> None:
    assert marked(path) == [(f"/b/hier/{entry}", "true")]


def test_the_page_itself_is_told_from_what_lies_below() -> None:
    assert marked("gremien/kerngruppe/") == [("/b/hier/gremien/kerngruppe/", "page")]


def test_nothing_counts_as_below_the_start_page() -> None:
    assert marked("") == []
    assert marked("suche/") == []
