import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.actors.tests.factories import make_institution
from klappt.alliances.extensions import search
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.handbook.selectors.finding import find


@pytest.mark.parametrize("text", ["Passwort vergessen", "PASSWORT vergess", "  vergessen   passwort "])
def test_a_heading_comes_first(text: str) -> None:
    assert find(text)[0].url.endswith("/anmelden/#passwort-vergessen")


@pytest.mark.parametrize("text", ["Bündnis", "Buendnis", "bundnis"])
def test_umlauts_do_not_matter(text: str) -> None:
    assert [place.url for place in find(text)] == [place.url for place in find("Bündnis")]
    assert find(text)


def test_nothing_is_found_for_nothing() -> None:
    assert find("") == find("  ,;") == find("Quastenflosser") == []


def test_the_page_shows_what_was_found_and_stays_useful_when_nothing_was(db: None) -> None:
    browser = Client()
    found = browser.get(reverse("handbook:index"), {"q": "Telefon verloren"}).content.decode()
    assert "#telefon-verloren" in found
    nothing = browser.get(reverse("handbook:index"), {"q": "Quastenflosser"}).content.decode()
    assert "Nichts gefunden" in nothing
    assert reverse("handbook:chapter", args=["anmelden"]) in nothing


def test_what_is_typed_is_shown_as_text(db: None) -> None:
    page = Client().get(reverse("handbook:index"), {"q": "<script>"}).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_search_over_everything_finds_the_handbook(cast: Cast) -> None:
    with scope(cast.alliance):
        hits = search(Member(cast.ceren, cast.alliance, Role.MEMBER), "Passwort vergessen")
    assert any(hit.url.endswith("#passwort-vergessen") for hit in hits)


def test_help_stands_below_what_was_looked_for(cast: Cast, sign_in: object) -> None:
    assert callable(sign_in)
    make_institution(cast.alliance, "Zweigstelle JMD")
    page = sign_in(cast.ceren).get(reverse("alliances:search", args=[cast.alliance.key]), {"q": "JMD"})
    kinds = [kind for kind, _hits in page.context["groups"]]
    assert len(kinds) > 1
    assert kinds[-1] == "Handbuch"


def test_a_row_of_a_table_reads_as_a_sentence() -> None:
    assert "JMD: Jugendmigrationsdienst." in find("THM")[0].section.text
