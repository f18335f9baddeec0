"""Where the link of an invitation leads, for everybody who may hold it."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.tests.factories import PASSWORD
from klappt.alliances import services
from klappt.alliances.models import Invitation
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import an_invitation
from klappt.audit.models import Event


def page(secret: str) -> str:
    return reverse("alliances:accept", args=[secret])


def fresh(cast: Cast, email: str = "nora@example.org") -> tuple[Invitation, str]:
    return an_invitation(cast.alliance, cast.alma, email)


def answer_of(**fields: str) -> dict[str, str]:
    return {"name": "Nora Neu", "password": PASSWORD, "again": PASSWORD, **fields}


def test_it_says_who_invites_to_what(cast: Cast) -> None:
    _, secret = fresh(cast)
    text = Client().get(page(secret)).content.decode()
    for part in ("Bündnis hier", "Alma", "nora@example.org", "Fachkraft"):
        assert part in text


def test_somebody_new_is_signed_in_afterwards(cast: Cast) -> None:
    _, secret = fresh(cast)
    browser = Client()
    answer = browser.post(page(secret), answer_of())
    home = reverse("alliances:home", args=[cast.alliance.key])
    assert answer.headers["Location"] == home
    assert browser.get(home).status_code == 200
    assert User.objects.get(email="nora@example.org").name == "Nora Neu"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "id_name"),
        ({"again": "Etwas ganz anderes"}, "nicht gleich"),
        ({"password": "kurz", "again": "kurz"}, "zu kurz"),
        ({"password": "administrator", "again": "administrator"}, "zu üblich"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, fields: dict, says: str) -> None:
    _, secret = fresh(cast)
    text = Client().post(page(secret), answer_of(**fields)).content.decode()
    assert says in text
    assert not User.objects.filter(email="nora@example.org").exists()


def test_the_link_works_once(cast: Cast) -> None:
    _, secret = fresh(cast)
    Client().post(page(secret), answer_of())
    people, events = User.objects.count(), Event.objects.count()
    again = Client().post(page(secret), answer_of(name="Jemand"))
    assert again.status_code == 410
    assert "schon angenommen" in again.content.decode()
    assert (User.objects.count(), Event.objects.count()) == (people, events)


def test_an_expired_link_says_so_and_whom_to_ask(cast: Cast) -> None:
    _, secret = fresh(cast)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=15)):
        answer = Client().get(page(secret))
    assert answer.status_code == 410
    assert "abgelaufen" in answer.content.decode()
    assert "alma@example.org" in answer.content.decode()


def test_a_withdrawn_link_says_so(cast: Cast) -> None:
    invitation, secret = fresh(cast)
    with scope(cast.alliance):
        services.withdraw_invitation(invitation=invitation, by=cast.alma, now=invitation.invited_at)
    answer = Client().get(page(secret))
    assert answer.status_code == 410
    assert "zurückgezogen" in answer.content.decode()


def test_a_tampered_link_says_what_to_do(cast: Cast) -> None:
    _, secret = fresh(cast)
    answer = Client().get(page(secret[:-1] + ("A" if secret[-1] != "A" else "B")))
    assert answer.status_code == 404
    assert "öffnet keine Einladung" in answer.content.decode()
    assert "Bündnis hier" not in answer.content.decode()


def test_who_has_an_account_signs_in_first_and_comes_back(cast: Cast) -> None:
    _, secret = fresh(cast, email="emil@example.org")
    text = Client().get(page(secret)).content.decode()
    assert f"{reverse('account_login')}?next={page(secret)}" in text
    assert "id_password" not in text


def test_who_is_signed_in_accepts_by_one_button(cast: Cast, sign_in) -> None:
    _, secret = fresh(cast, email="emil@example.org")
    browser = sign_in(cast.emil)
    assert "andere" not in browser.get(page(secret)).content.decode()
    browser.post(page(secret))
    assert browser.get(reverse("alliances:home", args=[cast.alliance.key])).status_code == 200


def test_another_address_is_pointed_out(cast: Cast, sign_in) -> None:
    _, secret = fresh(cast)
    text = sign_in(cast.emil).get(page(secret)).content.decode()
    assert "emil@example.org" in text
    assert "andere Adresse" in text


def test_who_works_here_already_reads_so_and_the_invitation_stays_open(cast: Cast, sign_in) -> None:
    invitation, secret = fresh(cast)
    text = sign_in(cast.ceren).post(page(secret)).content.decode()
    assert "arbeitet schon" in text
    with scope(cast.alliance):
        assert Invitation.objects.get(pk=invitation.pk).accepted_at is None


def test_inviting_again_and_withdrawing_on_the_team_page(cast: Cast, sign_in) -> None:
    invitation, secret = fresh(cast)
    browser = sign_in(cast.alma)
    team = reverse("alliances:team", args=[cast.alliance.key])
    assert "nora@example.org" in browser.get(team).content.decode()
    browser.post(reverse("alliances:invite_again", args=[cast.alliance.key, invitation.pk]))
    assert Client().get(page(secret)).status_code == 404
    browser.post(reverse("alliances:withdraw_invitation", args=[cast.alliance.key, invitation.pk]))
    browser.get(team)  # the news of both
    assert "nora@example.org" not in browser.get(team).content.decode()


def test_inviting_on_the_page(cast: Cast, sign_in, mailoutbox) -> None:
    url = reverse("alliances:invite", args=[cast.alliance.key])
    browser = sign_in(cast.alma)
    refused = browser.post(url, {"email": "ceren@example.org", "role": Role.MEMBER})
    assert "arbeitet schon" in refused.content.decode()
    answer = browser.post(url, {"email": "nora@example.org", "role": Role.MEMBER}, follow=True)
    assert "nora@example.org" in answer.content.decode()
    assert [message.to for message in mailoutbox] == [["nora@example.org"]]
