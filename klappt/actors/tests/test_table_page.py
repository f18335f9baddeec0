"""The table: filtered by its address, sorted in its heading, quick with many (A12)."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.actors.enums import Field, Group, Tick
from klappt.actors.models import InstitutionType
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope
from klappt.bodies.services.groups import join_group
from klappt.config.tests.counting import assert_query_count

OLD = datetime.date(2020, 1, 1)


def names(browser: Client, cast: Cast, query: str = "") -> list[str]:
    html = browser.get(url(cast, "list") + query).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', html)


@pytest.fixture
def three(cast: Cast) -> None:
    make_institution(
        cast.alliance, "Zentrum für Öffnung", field=Field.SOCIAL, cooperation=Tick.YES, checked_on=OLD
    )
    make_institution(
        cast.alliance,
        "Ämterlotsen",
        field="",
        core_group_planned=Tick.YES,
        forum_planned=Tick.UNCERTAIN,
        contacts=[make_contact()],
    )
    sits = make_institution(
        cast.alliance,
        "JMD",
        field=Field.MIGRATION,
        checked_on=timezone.localdate(),
        contacts=[make_contact()],
    )
    with scope(cast.alliance):
        join_group(institution=sits, group=Group.CORE_GROUP, since=OLD, by=cast.alma)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Zentrum für Öffnung", "Ämterlotsen", "JMD"]),
        ("?sort=name", ["Ämterlotsen", "JMD", "Zentrum für Öffnung"]),
        ("?sort=-name", ["Zentrum für Öffnung", "JMD", "Ämterlotsen"]),
        ("?sort=field", ["JMD", "Zentrum für Öffnung", "Ämterlotsen"]),
        ("?sort=no_such_column", ["Zentrum für Öffnung", "Ämterlotsen", "JMD"]),
        ("?text=offnung", ["Zentrum für Öffnung"]),
        ("?text=Jugendmigrationsdienst", ["JMD"]),
        ("?field=social", ["Zentrum für Öffnung"]),
        ("?field=none", ["Ämterlotsen"]),
        ("?cooperation=yes", ["Zentrum für Öffnung"]),
        ("?cooperation=none", ["Ämterlotsen", "JMD"]),
        ("?core_group=member", ["JMD"]),
        ("?core_group=yes", ["Ämterlotsen"]),
        ("?core_group=none", ["Zentrum für Öffnung"]),
        ("?forum=uncertain", ["Ämterlotsen"]),
        ("?checked=never", ["Ämterlotsen"]),
        ("?checked=expired", ["Zentrum für Öffnung"]),
        ("?checked=valid", ["JMD"]),
        ("?problem=no_field", ["Ämterlotsen"]),
        ("?problem=no_contact", ["Zentrum für Öffnung"]),
        ("?problem=any", ["Zentrum für Öffnung", "Ämterlotsen"]),
        ("?field=sports&text=", ["Zentrum für Öffnung", "Ämterlotsen", "JMD"]),
        ("?field=social&text=jmd", []),
    ],
)
def test_what_the_address_asks_for(
    cast: Cast, sign_in: Any, three: None, query: str, expected: list[str]
) -> None:
    assert names(sign_in(cast.alma), cast, query) == expected


def test_by_type(cast: Cast, sign_in: Any) -> None:
    with scope(cast.alliance):
        jmd = InstitutionType.objects.get(key="jmd")
    make_institution(cast.alliance, "A", type=jmd)
    make_institution(cast.alliance, "B")
    browser = sign_in(cast.alma)
    assert names(browser, cast, f"?type={jmd.pk}") == ["A"]
    assert names(browser, cast, "?type=none") == ["B"]
    assert names(browser, cast, "?sort=-type")[0] == "B"


def test_the_count_is_there_and_pages_hold_a_hundred(cast: Cast, sign_in: Any) -> None:
    for number in range(101):
        make_institution(cast.alliance, f"Verein {number:03}")
    browser = sign_in(cast.alma)
    assert len(names(browser, cast)) == 100
    assert names(browser, cast, "?page=2") == ["Verein 100"]
    assert len(names(browser, cast, "?per=250")) == 101
    html = browser.get(url(cast, "list") + "?text=Verein+05").content.decode()
    assert '11 Institutionen <span class="muted">(gefiltert)' in html


def test_the_picture_says_who_is_missing_aloud(cast: Cast, sign_in: Any, three: None) -> None:
    html = sign_in(cast.alma).get(url(cast, "list")).content.decode()
    assert "Aus 3 Bereichen fehlt noch jemand für die Kerngruppe" in html
    assert html.count("Noch niemand für die Kerngruppe geplant") == 3
    assert "1 Institution hat noch keinen Bereich" in html


def test_an_empty_table_offers_two_ways_in(cast: Cast, sign_in: Any) -> None:
    html = sign_in(cast.alma).get(url(cast, "list")).content.decode()
    assert "Von Hand eintragen" in html
    assert "Von Hand eintragen" not in sign_in(cast.ceren).get(url(cast, "list")).content.decode()


def test_who_may_not_edit_gets_no_ways_to_edit(cast: Cast, sign_in: Any, three: None) -> None:
    html = sign_in(cast.paula).get(url(cast, "list")).content.decode()
    assert 'class="edit"' not in html
    assert 'name="chosen"' not in html
    assert 'href="mailto:leitung@example.org"' in html


def test_a_filter_by_htmx_brings_the_table_alone(cast: Cast, sign_in: Any, three: None) -> None:
    response = sign_in(cast.alma).get(
        url(cast, "list") + "?text=jmd", headers={"HX-Request": "true", "HX-Target": "actors"}
    )
    html = response.content.decode()
    assert "<html" not in html
    assert "JMD" in html


@pytest.mark.parametrize("count", [3, 60])
def test_many_institutions_take_no_more_queries(cast: Cast, sign_in: Any, count: int) -> None:
    for number in range(count):
        make_institution(cast.alliance, f"Verein {number}", contacts=[make_contact()])
    assert_query_count("actor table", sign_in(cast.alma), url(cast, "list"))
