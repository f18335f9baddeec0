"""Every page of sign-in: our look, German, no words left from the library. A new page without a row fails."""

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from conftest import Cast
from klappt.accounts.tests.factories import PASSWORD, a_passkey
from klappt.config.settings import LANGUAGE_CODE

# name: what an anonymous visitor gets, and what Alma gets who has just confirmed her password.
PAGES = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_reauthenticate": (302, 200),
    "account_email": (302, 200),
    "account_email_verification_sent": (200, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_confirm_email": (200, 200),
    "account_confirm_login_code": (302, 302),
    "mfa_index": (302, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (302, 200),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (302, 200),
    "mfa_view_recovery_codes": (302, 200),
    "mfa_generate_recovery_codes": (302, 200),
    "mfa_download_recovery_codes": (302, 200),
    "mfa_list_webauthn": (302, 200),
    "mfa_add_webauthn": (302, 200),
    "mfa_edit_webauthn": (302, 200),
    "mfa_remove_webauthn": (302, 200),
    "mfa_login_webauthn": (302, 302),
    "mfa_reauthenticate_webauthn": (302, 200),
    "usersessions_list": (302, 200),
    "socialaccount_login_cancelled": (200, 200),
    "socialaccount_login_error": (302, 401),
    "socialaccount_signup": (302, 302),
    "socialaccount_connections": (302, 200),
}
NEEDS_A_DIRECTORY = {"openid_connect_login", "openid_connect_callback"}
NO_PAGE = {"mfa_download_recovery_codes"}
LEFT_OVER = re.compile(
    r"\b(sign in|sign out|password|email|passkey added|please|your|account|security key|recovery|continue|"
    r"authenticator|du|dein\w*|dich|dir)\b",
    re.IGNORECASE,
)


def sign_in_names() -> Iterator[str]:
    """Names of the library's addresses; nameless ones only send on to a named one."""

    def walk(resolver: URLResolver) -> Iterator[str]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from walk(each)
            elif each.name:
                yield each.name

    for each in get_resolver().url_patterns:
        if getattr(getattr(each, "urlconf_module", None), "__name__", "") == "allauth.urls":
            yield from walk(each)


@pytest.fixture
def alma(cast: Cast, sign_in) -> Client:
    """Alma, who has set up everything, and has just confirmed that it is her."""
    TOTP.activate(cast.alma, generate_totp_secret())
    RecoveryCodes.activate(cast.alma)
    a_passkey(cast.alma)
    browser = sign_in(cast.alma)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def address_of(name: str, cast: Cast) -> str:
    kwargs: dict[str, object] = {}
    if name == "account_confirm_email":
        kwargs = {"key": EmailConfirmationHMAC(EmailAddress.objects.get(user=cast.alma)).key}
    if name == "account_reset_password_from_key":
        kwargs = {"uidb36": "1", "key": "no-such-key"}
    if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"}:
        kwargs = {"pk": Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk}
    return reverse(name, kwargs=kwargs)


def words_of(html: str) -> str:
    """What people read: text, and labels only heard."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r"http://testserver\S*", " ", html)  # the address in the foot of a printed page
    heard = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', html)
    return " ".join([re.sub(r"<[^>]+>", " ", html), *heard])


def test_every_page_of_the_library_has_a_row() -> None:
    assert set(sign_in_names()) == set(PAGES) | NEEDS_A_DIRECTORY


@pytest.mark.parametrize("name", sorted(PAGES))
def test_anonymous_and_signed_in(name: str, cast: Cast, alma: Client) -> None:
    for who, browser, wanted in (("anonymous", Client(), PAGES[name][0]), ("Alma", alma, PAGES[name][1])):
        answer = browser.get(address_of(name, cast))
        assert answer.status_code == wanted, f"{who}: {answer.status_code} {answer.headers.get('Location')}"
        if wanted in {200, 401} and name not in NO_PAGE:
            speaks_german_in_our_look(answer.content.decode(), f"{name} as {who}")


def speaks_german_in_our_look(html: str, where: str) -> None:
    assert f'<html lang="{LANGUAGE_CODE}"' in html
    assert "ui/dist/klappt.css" in html, f"{where}: not our page"
    assert re.search(r"<h1>\s*\S", html), f"{where}: no title"
    found = {hit[0] for hit in LEFT_OVER.finditer(words_of(html))}
    assert not found, f"{where}: {found}"
