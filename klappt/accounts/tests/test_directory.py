"""Sign-in through an office's own directory: offered where it is set up, and no back door to an account."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User

NAME = "Verzeichnis des Kreises"


@pytest.fixture
def directory(settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": NAME,
                    "client_id": "klappt",
                    "secret": "only-for-tests",
                    "settings": {"server_url": "http://127.0.0.1:9/"},
                }
            ]
        }
    }


def comes_back_with(email: str, *, verified: bool) -> tuple[HttpResponse, object]:
    """What happens when the directory says: this is the person with that address."""
    browser = Client()
    browser.get(reverse("account_login"))
    request = RequestFactory().get("/")
    request.session, request.user = browser.session, AnonymousUser()
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "oidc")
        login = SocialLogin(
            user=User(email=email),
            account=SocialAccount(provider="oidc", uid="4711", extra_data={}),
            email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
            provider=provider,
        )
        login.state = {}
        return complete_social_login(request, login), request.user


def test_the_sign_in_page_offers_it_only_where_it_is_set_up(db: None, settings, directory) -> None:
    assert f"Mit {NAME} anmelden" in Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert NAME not in Client().get(reverse("account_login")).content.decode()


def test_one_is_told_where_one_goes(db: None, directory) -> None:
    text = Client().get(reverse("openid_connect_login", args=["oidc"])).content.decode()
    assert f"Weiter zu {NAME}" in text


def test_a_proven_address_opens_the_account_that_is_there(cast: Cast, directory) -> None:
    _, user = comes_back_with(cast.alma.email, verified=True)
    assert user == cast.alma


def test_an_unproven_address_opens_nothing(cast: Cast, directory) -> None:
    _, user = comes_back_with(cast.alma.email, verified=False)
    assert not user.is_authenticated


def test_who_was_not_invited_gets_no_account(cast: Cast, directory) -> None:
    people = User.objects.count()
    answer, user = comes_back_with("eve@example.org", verified=True)
    assert not user.is_authenticated
    assert User.objects.count() == people
    assert "auf Einladung" in answer.content.decode()
