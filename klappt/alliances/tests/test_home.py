"""The start page of each role answers: what now?"""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.accounts.tests.factories import UserFactory
from klappt.actors.models import ContactPerson
from klappt.actors.tests.factories import make_institution
from klappt.alliances.tests.factories import set_up

SignIn = Callable[[User], Client]


def home(cast: Cast, client: Client) -> str:
    return client.get(reverse("alliances:home", args=[cast.alliance.key])).content.decode()


def test_a_new_alliance_begins_with_the_lead(cast: Cast, sign_in: SignIn) -> None:
    assert reverse("alliances:lead_name", args=[cast.alliance.key]) in home(cast, sign_in(cast.alma))


def test_the_lead_reads_that_nothing_waits(cast: Cast, sign_in: SignIn) -> None:
    page = home(cast, sign_in(cast.bernd))
    assert "Nichts wartet auf Ihre Entscheidung" in page
    assert "data-print" in page


def test_a_member_finds_the_own_entry(cast: Cast, sign_in: SignIn) -> None:
    institution = make_institution(cast.alliance, "Jobcenter Hier")
    with set_up(cast.alliance):
        ContactPerson.objects.create(
            alliance=cast.alliance, institution=institution, email=cast.ceren.email.upper()
        )
    assert "Jobcenter Hier" in home(cast, sign_in(cast.ceren))
    assert "Jobcenter Hier" not in home(cast, sign_in(cast.paula))


def test_queries_do_not_grow_with_institutions(cast: Cast, sign_in: SignIn) -> None:
    def asked(client: Client) -> int:
        with CaptureQueriesContext(connection) as queries:
            home(cast, client)
        return len(queries)

    client = sign_in(cast.alma)
    for number in range(6):  # so that only institutions stand among the latest changes, then and later
        make_institution(cast.alliance, f"Institution {number}")
    before = asked(client)
    for number in range(6, 26):
        make_institution(cast.alliance, f"Institution {number}")
    assert asked(client) == before


def test_everybody_arrives_where_they_work(cast: Cast, sign_in: SignIn) -> None:
    start = reverse("alliances:start")
    assert sign_in(cast.alma).get(start).headers["Location"] == f"/b/{cast.alliance.key}/"
    assert sign_in(cast.doris).get(start).headers["Location"] == reverse("alliances:platform")
    nobody = UserFactory(name="Gül", email="guel@example.org")
    page = sign_in(nobody).get(start)
    assert page.status_code == 200
    assert "guel@example.org" in page.content.decode()
