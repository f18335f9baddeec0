"""The interface for programs: the rights, the care and the history of the pages, by JSON."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.models import Institution, InstitutionType, SecondText
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.audit.models import Event

SignIn = Callable[[User], Client]
TOO_LARGE = 10**30


def table(alliance: Alliance, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('api:institutions', args=[alliance.key])}?{query}"


def entry(alliance: Alliance, pk: int) -> str:
    return reverse("api:institution", args=[alliance.key, pk])


def patch(browser: Client, url: str, column: str, text: object, opened_with: str = "") -> HttpResponse:
    body = {"column": column, "text": text, "opened_with": opened_with}
    return browser.patch(url, body, content_type="application/json")  # type: ignore[return-value] # of tests


def names(response: Any) -> list[str]:
    return [each["name"] for each in response.json()["items"]]


@pytest.fixture
def vhs(cast: Cast) -> Institution:
    return make_institution(cast.alliance, "VHS", note="alt", contacts=[make_contact(name="Frau Kurt")])


def stored(institution: Institution) -> Institution:
    with scope(institution.alliance):
        return Institution.objects.get(pk=institution.pk)  # type: ignore[no-any-return] # the scoped manager is made at run time


# What there is


def test_the_table_comes_in_the_order_of_the_page(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    make_institution(cast.alliance, "JMD", field="")
    make_institution(cast.other_alliance, "Geheim")
    response = sign_in(cast.ceren).get(table(cast.alliance))
    assert names(response) == ["VHS", "JMD"]
    assert response.json()["count"] == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "muenchen"}, ["Jobcenter München"]),
        ({"text": "kurt"}, ["VHS"]),
        ({"field": "education"}, ["VHS"]),
        ({"field": "none"}, ["Jobcenter München"]),
        ({"field": "work"}, []),
        ({"page_size": 1, "page": 2}, ["Jobcenter München"]),
        ({"page": 1_000_000}, []),
        ({"text": "%00"}, ["VHS", "Jobcenter München"]),
    ],
)
def test_the_table_narrows_and_pages(
    cast: Cast, sign_in: SignIn, vhs: Institution, asked: dict[str, object], found: list[str]
) -> None:
    make_institution(cast.alliance, "Jobcenter München", field="")
    assert names(sign_in(cast.ceren).get(table(cast.alliance, **asked))) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"field": "sports"},
        {"page": 0},
        {"page": TOO_LARGE},
        {"page_size": 0},
        {"page_size": 501},
        {"page": "x"},
        {"text": "x" * 201},
    ],
)
def test_what_cannot_be_asked_is_answered_by_name(
    cast: Cast, sign_in: SignIn, asked: dict[str, object]
) -> None:
    response = sign_in(cast.ceren).get(table(cast.alliance, **asked))
    assert response.status_code == 422
    assert all(set(each["loc"]) & set(asked) and each["msg"] for each in response.json()["detail"])


def test_an_entry_says_what_stands_in_each_cell(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    with scope(cast.alliance):
        contact = vhs.contacts.get().pk
    found = sign_in(cast.ceren).get(entry(cast.alliance, vhs.pk)).json()
    assert found["contacts"] == [
        {
            "id": contact,
            "function": "Leitung",
            "name": "Frau Kurt",
            "phone": "0211 89-1",
            "email": "leitung@example.org",
        }
    ]
    assert (found["name"], found["field"], found["type"], found["checked_on"]) == ("VHS", "education", "", "")
    assert not {"assessments", "assessment", "search", "criteria"} & found.keys()


def test_the_number_of_queries_does_not_grow_with_the_table(
    cast: Cast, sign_in: SignIn, vhs: Institution
) -> None:
    browser = sign_in(cast.ceren)
    asked = []
    for _round in range(2):
        browser.get(table(cast.alliance))
        with CaptureQueriesContext(connection) as queries:
            browser.get(table(cast.alliance))
        asked.append(len(queries))
        for number in range(8):
            make_institution(cast.alliance, f"Träger {number}", contacts=[make_contact()])
    assert asked[0] == asked[1]


@pytest.mark.parametrize("pk", [999_999, 2**63, TOO_LARGE])
def test_no_such_entry(cast: Cast, sign_in: SignIn, pk: int) -> None:
    browser = sign_in(cast.alma)
    assert browser.get(entry(cast.alliance, pk)).status_code == 404
    assert patch(browser, entry(cast.alliance, pk), "note", "x").status_code == 404


# Writing one cell


def test_a_cell_is_written_and_the_history_says_by_which_way(
    cast: Cast, sign_in: SignIn, vhs: Institution
) -> None:
    response = patch(sign_in(cast.alma), entry(cast.alliance, vhs.pk), "note", "hat Räume", "alt")
    assert (response.status_code, json.loads(response.content)["note"]) == (200, "hat Räume")
    assert stored(vhs).note == "hat Räume"
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.by, latest.channel, latest.alliance_id) == (cast.alma, "api", cast.alliance.pk)
    trail = sign_in(cast.alma).get(reverse("alliances:trail", args=[cast.alliance.key]))
    assert "(Schnittstelle)" in trail.content.decode()


def test_what_was_read_is_what_a_write_is_opened_with(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    browser = sign_in(cast.alma)
    url = entry(cast.alliance, vhs.pk)
    with scope(cast.alliance):
        own_type = InstitutionType.objects.get(key="jmd")
    for column, text in (("type", str(own_type.pk)), ("checked_on", "2026-11-22"), ("cooperation", "yes")):
        for wanted in (text, ""):
            opened_with = browser.get(url).json()[column]
            assert patch(browser, url, column, wanted, opened_with).status_code == 200
            assert browser.get(url).json()[column] == wanted


def test_a_certain_contact_is_written(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    browser, url = sign_in(cast.alma), entry(cast.alliance, vhs.pk)
    contact = browser.get(url).json()["contacts"][0]
    assert (
        patch(browser, url, f"contact.{contact['id']}.phone", "0211 5", contact["phone"]).status_code == 200
    )
    assert browser.get(url).json()["contacts"] == [{**contact, "phone": "0211 5"}]


def test_two_at_once_get_both_texts(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    browser, url = sign_in(cast.alma), entry(cast.alliance, vhs.pk)
    patch(browser, url, "note", "A", "alt")
    response = patch(browser, url, "note", "B", "alt")
    answer = json.loads(response.content)
    assert response.status_code == 409
    assert (answer["column"], answer["stored"], answer["second"]) == ("note", "A", "B")
    assert "Beide Texte sind aufgehoben" in answer["detail"]
    assert stored(vhs).note == "A"
    with scope(cast.alliance):
        assert SecondText.objects.get().text == "B"
    assert browser.get(url).json()["second_texts"] == [{"column": "note", "text": "B", "by": "Alma"}]


@pytest.mark.parametrize(
    ("column", "text", "where"),
    [
        ("name", "", "text"),
        ("field", "sports", "text"),
        ("checked_on", "2026-02-31", "text"),
        ("contact_email", "leitung@example", "text"),
        ("type", str(TOO_LARGE), "text"),
        ("short_name", "x" * 41, "text"),
        ("note", "\0", "text"),
        ("note", "\ud800", "text"),
        ("note", None, "text"),
        ("search", "x", "column"),
        ("alliance_id", "2", "column"),
        ("assessment", "5", "column"),
        ("contact.999999.phone", "1", "column"),
        (f"contact.{TOO_LARGE}.phone", "1", "column"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(
    cast: Cast, sign_in: SignIn, vhs: Institution, column: str, text: str | None, where: str
) -> None:
    browser, url = sign_in(cast.alma), entry(cast.alliance, vhs.pk)
    before, events = browser.get(url).json(), Event.objects.count()
    opened_with = before.get(column, "") or (before["contacts"][0]["email"] if "email" in column else "")
    response = patch(browser, url, column, text, opened_with)
    assert response.status_code == 422
    (wrong,) = json.loads(response.content)["detail"]
    assert (wrong["loc"], bool(wrong["msg"])) == (["body", "cell", where], True)
    assert browser.get(url).json() == before
    assert Event.objects.count() == events


def test_a_body_that_is_none(cast: Cast, sign_in: SignIn, vhs: Institution) -> None:
    browser, url = sign_in(cast.alma), entry(cast.alliance, vhs.pk)
    assert browser.patch(url, "{", content_type="application/json").status_code == 400
    assert browser.patch(url, {"column": "note"}, content_type="application/json").status_code == 422
    assert stored(vhs).note == "alt"


# Who may


@pytest.mark.parametrize(
    ("who", "reading", "writing"),
    [
        ("alma", 200, 200),
        ("bernd", 200, 403),
        ("ceren", 200, 403),
        ("paula", 200, 403),
        ("doris", 404, 404),
        ("lars", 404, 404),
        ("otto", 404, 404),
        ("emil", 404, 404),
    ],
)
def test_each_role(
    cast: Cast, sign_in: SignIn, vhs: Institution, who: str, reading: int, writing: int
) -> None:
    browser, url = sign_in(getattr(cast, who)), entry(cast.alliance, vhs.pk)
    assert browser.get(table(cast.alliance)).status_code == reading
    assert browser.get(url).status_code == reading
    response = patch(browser, url, "note", "neu", "alt")
    assert response.status_code == writing
    assert stored(vhs).note == ("neu" if writing == 200 else "alt")
    if writing == 403:
        assert "Koordination" in json.loads(response.content)["detail"]


def test_whoever_is_not_signed_in_is_told_so(cast: Cast, vhs: Institution) -> None:
    url = entry(cast.alliance, vhs.pk)
    for browser in (Client(), Client(enforce_csrf_checks=True)):
        assert browser.get(table(cast.alliance)).status_code == 401
        assert browser.get(url).status_code == 401
        assert patch(browser, url, "note", "neu", "alt").status_code == 401
    assert stored(vhs).note == "alt"


def test_a_page_from_elsewhere_cannot_write_in_ones_name(
    cast: Cast, sign_in: SignIn, vhs: Institution
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = sign_in(cast.alma).cookies
    url = entry(cast.alliance, vhs.pk)
    assert patch(browser, url, "note", "neu", "alt").status_code == 403
    assert stored(vhs).note == "alt"
    browser.get(reverse("actors:add", args=[cast.alliance.key]))
    body = {"column": "note", "text": "neu", "opened_with": "alt"}
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    assert browser.patch(url, body, content_type="application/json", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_else_is_offered(cast: Cast, sign_in: SignIn, vhs: Institution, method: str) -> None:
    browser = sign_in(cast.alma)
    assert getattr(browser, method)(entry(cast.alliance, vhs.pk)).status_code == 405
    assert getattr(browser, method)(table(cast.alliance)).status_code == 405


def test_the_description_names_every_operation(cast: Cast, sign_in: SignIn) -> None:
    paths = sign_in(cast.ceren).get(reverse("api_schema")).json()["paths"]
    offered = {(path, method) for path, methods in paths.items() for method in methods}
    tables = [f"/api/v1/b/{{alliance_key}}/{name}" for name in ("institutions", "measures")]
    one = [f"{table}/{{id}}" for table in tables]
    assert offered == {(path, "get") for path in (*tables, *one)} | {(path, "patch") for path in one}
    for methods in paths.values():
        for operation in methods.values():
            assert "alliance_key" in {each["name"] for each in operation["parameters"]}
