"""Help leads from every page to the place that fits it."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from conftest import Cast
from klappt.config.navigation import ALLIANCE, Entry
from klappt.config.tests.test_routes import names
from klappt.handbook.selectors.chapters import anchor_of, chapters
from klappt.handbook.selectors.pages import CONTEXTS, PAGES, help_for

ROUTES = set(names(get_resolver()))


def routes_of(entries: tuple[Entry, ...]) -> list[str]:
    return [route for entry in entries for route in [entry.route, *routes_of(entry.children)]]


def plain_names(resolver: URLResolver) -> set[str]:
    """Names without a context: the pages of sign-in."""
    found = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found.add(str(each.name))
        elif not each.namespace:
            found |= plain_names(each)
    return found


def test_every_page_named_here_exists() -> None:
    assert PAGES.keys() <= ROUTES | plain_names(get_resolver())


@pytest.mark.parametrize("place", sorted({*PAGES.values(), *CONTEXTS.values()}))
def test_every_place_named_here_exists(place: str) -> None:
    chapter, _, anchor = place.partition("#")
    assert chapter in chapters()
    assert not anchor or anchor in {section.anchor for section in chapters()[chapter].sections}


@pytest.mark.parametrize("route", sorted(set(routes_of(ALLIANCE))))
def test_every_page_of_the_navigation_has_a_place(route: str) -> None:
    assert help_for(route) != reverse("handbook:index")


def test_no_page_of_an_alliance_is_left_without_a_chapter() -> None:
    inside = {route for route in ROUTES if route.split(":")[0] in {"alliances", "actors"}}
    assert not {route for route in inside if help_for(route) == reverse("handbook:index")}


def test_a_page_links_to_its_chapter(cast: Cast, sign_in: object) -> None:
    assert callable(sign_in)
    page = sign_in(cast.alma).get(reverse("actors:list", args=[cast.alliance.key])).content.decode()
    assert f'href="{reverse("handbook:chapter", args=["akteure-pflegen"])}"' in page


def test_what_does_not_exist_leads_to_the_contents(cast: Cast, sign_in: object) -> None:
    assert callable(sign_in)
    assert help_for("") == help_for("no:such") == reverse("handbook:index")
    page = sign_in(cast.alma).get("/gibt-es-nicht/").content.decode()
    assert f'href="{reverse("handbook:index")}"' in page


def test_beside_the_work_stand_only_the_contents(db: None) -> None:
    answer = Client().get(reverse("handbook:index"), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in answer
    assert all(f'href="{each.url}"' in answer for each in chapters().values())


def test_the_handbook_needs_no_help(db: None) -> None:
    assert "data-help" not in Client().get(reverse("handbook:index")).content.decode()


def test_an_anchor_of_the_mapping_is_the_one_of_the_heading() -> None:
    assert anchor_of("Passwort vergessen") == "passwort-vergessen"
