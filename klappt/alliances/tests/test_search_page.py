"""Search over everything: forgiving, in groups, only what one may see."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.tests.factories import make_institution

SignIn = Callable[[User], Client]


def hits(cast: Cast, client: Client, text: str) -> dict[str, list[str]]:
    page = client.get(reverse("alliances:search", args=[cast.alliance.key]), {"q": text})
    return {kind: [hit.title for hit in found] for kind, found in page.context["groups"]}


@pytest.mark.parametrize("text", ["bernd", "BERN", "bernd@example.org"])
def test_people_are_found(cast: Cast, sign_in: SignIn, text: str) -> None:
    assert "Bernd" in hits(cast, sign_in(cast.ceren), text)["Personen"]


@pytest.mark.parametrize("text", ["JMD Köln", "jugendmigrationsdienst koeln", "köln"])
def test_institutions_are_found_however_they_are_written(cast: Cast, sign_in: SignIn, text: str) -> None:
    make_institution(cast.alliance, "Jugendmigrationsdienst Köln")
    make_institution(cast.other_alliance, "JMD Köln, dort")
    assert hits(cast, sign_in(cast.paula), text)["Institutionen"] == ["Jugendmigrationsdienst Köln"]


def test_pages_one_may_not_open_are_not_offered(cast: Cast, sign_in: SignIn) -> None:
    assert "Verlauf" in hits(cast, sign_in(cast.alma), "Verlauf")["Seiten"]
    assert "Verlauf" not in hits(cast, sign_in(cast.paula), "Verlauf").get("Seiten", [])


def test_nothing_asked_nothing_found(cast: Cast, sign_in: SignIn) -> None:
    assert hits(cast, sign_in(cast.alma), "  ") == {}
    assert hits(cast, sign_in(cast.alma), "xyzzy") == {}
