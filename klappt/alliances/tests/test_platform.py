"""The platform sees names and areas; operators found and invite; nobody looks inside."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.imports.units import load_units
from klappt.alliances.models import Alliance, Invitation, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import MunicipalityFactory, make_alliance

SignIn = Callable[[User], Client]


def listed(client: Client, **asked: str) -> list[str]:
    page = client.get(reverse("alliances:platform"), asked)
    return [unit.name for unit in page.context["page"].object_list]


def test_all_units_stand_in_the_list_with_and_without_alliance(cast: Cast, sign_in: SignIn) -> None:
    load_units()
    client = sign_in(cast.doris)
    assert client.get(reverse("alliances:platform")).context["page"].paginator.count == 56
    assert len(listed(client, stand="with")) == 2
    assert "Herne" in listed(client, stand="without")


@pytest.mark.parametrize("text", ["Münster", "muenster", "munster", "05515"])
def test_a_unit_is_found_however_it_is_written(cast: Cast, sign_in: SignIn, text: str) -> None:
    assert listed(sign_in(cast.lars), q=text) == ["Münster"]


def test_an_alliance_is_found_by_its_own_name(cast: Cast, sign_in: SignIn) -> None:
    area = cast.other_alliance.municipality
    assert area is not None
    assert area.name in listed(sign_in(cast.otto), q="dort")


def test_only_operators_are_offered_to_found(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("alliances:found")
    assert url in sign_in(cast.otto).get(reverse("alliances:platform")).content.decode()
    assert url not in sign_in(cast.lars).get(reverse("alliances:platform")).content.decode()


def test_an_operator_founds_and_invites_the_coordination(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.otto)
    suggestion = client.get(reverse("alliances:found"), {"gebiet": "05916"})
    assert suggestion.context["form"].initial["area"] == Municipality.objects.get(ags="05916")
    assert suggestion.context["form"].initial["key"] == "herne"
    form = {"name": "Bündnis Herne", "key": "herne", "area": "Herne (05916)"}
    founded = client.post(reverse("alliances:found"), form)
    assert founded.headers["Location"] == reverse("alliances:platform_invite", args=["herne"])
    client.post(founded.headers["Location"], {"email": "neu@example.org", "name": "Nele"})
    alliance = Alliance.objects.get(key="herne")
    with scope(alliance):
        assert Invitation.objects.get().role == "coordinator"
    assert client.get("/b/herne/").status_code == 404
    assert len(mail.outbox) <= 1


@pytest.mark.parametrize("key", ["hier", "Groß", "zwei worte"])
def test_a_key_that_is_taken_or_odd_is_refused(cast: Cast, sign_in: SignIn, key: str) -> None:
    refused = sign_in(cast.otto).post(reverse("alliances:found"), {"name": "Neu", "key": key})
    assert refused.status_code == 422
    assert "key" in refused.context["form"].errors


def test_the_history_of_the_platform_tells_foundings_only(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.otto).get(reverse("alliances:platform_history")).content.decode()
    assert "Bündnis hier" in page
    assert "Alma" not in page


def test_a_hundred_alliances_ask_no_more_than_two(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.doris), reverse("alliances:platform")
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(100):
        make_alliance(f"b{number}", founded_on=None)
    MunicipalityFactory(is_counted_unit=True)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
