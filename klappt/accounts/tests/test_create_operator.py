"""The first person on a new installation comes in from the command line."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from klappt.accounts.enums import PlatformRole
from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.models import Event

pytestmark = pytest.mark.django_db
PASSWORD = "sieben-blaue-gießkannen"


def asked(*words: str) -> str:
    """What the command prints; gives the path of the link in it."""
    said = io.StringIO()
    call_command("create_operator", *words, stdout=said)
    found = re.search(r"http://[^/]+(/\S+)", said.getvalue())
    assert found
    return found[1]


def set_password(link: str) -> Client:
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    return browser


def test_the_link_lets_the_operator_in_once() -> None:
    link = asked("Otto@Example.org", "--name", "Otto")
    operator = User.objects.get(email="otto@example.org")
    assert (operator.name, operator.platform_role) == ("Otto", PlatformRole.OPERATOR)
    set_password(link)
    operator.refresh_from_db()
    assert operator.check_password(PASSWORD)
    assert "no longer works" in str(
        Client(headers={"accept-language": "en"}).get(link, follow=True).content
    ) or (not Client().get(link, follow=True).redirect_chain)


def test_somebody_who_is_there_becomes_operator_and_keeps_the_name() -> None:
    User.objects.create_user("otto@example.org", "x" * 14, name="Otto")
    asked("otto@example.org", "--name", "Anders")
    assert User.objects.get().platform_role == PlatformRole.OPERATOR
    assert User.objects.get().name == "Otto"


def test_it_is_in_the_trail() -> None:
    asked("otto@example.org")
    noted = Event.objects.get(verb="accounts.operator_appointed")
    assert noted.channel == Channel.COMMAND
    assert noted.who == "klappt create-operator"


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("create_operator", "otto")
    assert not User.objects.exists()
