"""Signing in: by password, by a code after it; and what guessers get."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.accounts.tests.factories import PASSWORD, UserFactory
from klappt.audit.models import Event


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> None:
    cache.clear()


def try_to_sign_in(browser: Client, email: str, password: str):
    return browser.post(reverse("account_login"), {"login": email, "password": password})


def is_signed_in(browser: Client) -> bool:
    return browser.get(reverse("accounts:profile")).status_code == 200


def code_for(secret: str) -> str:
    """The code of this half minute: those before and after hold as well, so a slow machine is no late one."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def test_by_password_whatever_the_case_of_the_address(cast: Cast) -> None:
    browser = Client()
    try_to_sign_in(browser, "Alma@Example.org", PASSWORD)
    assert is_signed_in(browser)


def test_a_wrong_password_and_an_unknown_address_read_the_same(cast: Cast) -> None:
    answers = [
        re.sub(r'value="[^"]*"', "", try_to_sign_in(Client(), email, "falsch-falsch-falsch").content.decode())
        for email in ("alma@example.org", "nobody@example.org")
    ]
    assert "E-Mail oder Passwort stimmen nicht" in answers[0]
    tokens = re.compile(r"X-CSRFToken&?[^}]*|[A-Za-z0-9]{64}")
    assert tokens.sub("", answers[0]) == tokens.sub("", answers[1])


def test_guessers_have_to_wait_even_with_the_right_password(cast: Cast) -> None:
    browser = Client()
    for _attempt in range(5):
        try_to_sign_in(browser, cast.alma.email, "geraten-geraten")
    answer = try_to_sign_in(browser, cast.alma.email, PASSWORD)
    assert "Zu viele Versuche" in answer.content.decode()
    assert not is_signed_in(browser)
    other = Client()
    try_to_sign_in(other, cast.bernd.email, PASSWORD)
    assert is_signed_in(other)


def test_too_many_requests_get_a_page_that_explains_itself(cast: Cast) -> None:
    url = reverse("account_reset_password")
    answers = [Client().post(url, {"email": cast.alma.email}) for _attempt in range(6)]
    assert answers[-1].status_code == 429
    assert "Zu viele Versuche in kurzer Zeit" in answers[-1].content.decode()


def test_a_closed_account_does_not_open(cast: Cast) -> None:
    cast.alma.is_active = False
    cast.alma.save()
    browser = Client()
    try_to_sign_in(browser, cast.alma.email, PASSWORD)
    assert not is_signed_in(browser)


def test_the_code_from_the_app_is_asked_after_the_password(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.alma, secret)
    browser = Client()
    answer = try_to_sign_in(browser, cast.alma.email, PASSWORD)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(browser)
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Der Code stimmt nicht" in wrong.content.decode()
    browser.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_signed_in(browser)


def test_a_spare_code_lets_in_once(cast: Cast) -> None:
    TOTP.activate(cast.alma, generate_totp_secret())
    code = RecoveryCodes.activate(cast.alma).get_unused_codes()[0]
    for expected in (True, False):
        browser = Client()
        try_to_sign_in(browser, cast.alma.email, PASSWORD)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(browser) is expected


def test_setting_up_the_app_gives_spare_codes_and_a_mail(
    cast: Cast, sign_in, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    browser = sign_in(cast.alma)
    url = reverse("mfa_activate_totp")
    assert browser.get(url).headers["Location"].startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = browser.get(url)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(url, {"code": code_for(secret)}, follow=True)
    assert "Codes sind übrig" in answer.content.decode()
    kinds = set(Authenticator.objects.filter(user=cast.alma).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert "Codes aus der App sind eingerichtet" in [message.subject for message in mailoutbox]


def test_a_forgotten_password_is_replaced_by_mail(cast: Cast, mailoutbox) -> None:
    Client().post(reverse("account_reset_password"), {"email": cast.alma.email})
    assert mailoutbox[0].subject == "Ein neues Passwort für klappt"
    found = re.search(r"https?://\S+", mailoutbox[0].body)
    assert found
    assert found[0] in mailoutbox[0].alternatives[0].content
    browser = Client()
    page = browser.get(urlsplit(found[0]).path, follow=True)
    form = page.redirect_chain[-1][0]
    weak = browser.post(form, {"password1": "kurz", "password2": "kurz"})
    assert "zu kurz" in weak.content.decode()
    unlike = browser.post(form, {"password1": "Vier-Tassen-Tee-1", "password2": "Vier-Tassen-Tee-2"})
    assert "nicht gleich" in unlike.content.decode()
    browser.post(form, {"password1": "Vier-Tassen-Tee-1", "password2": "Vier-Tassen-Tee-1"})
    assert User.objects.get(pk=cast.alma.pk).check_password("Vier-Tassen-Tee-1")
    again = Client().get(urlsplit(found[0]).path, follow=True)
    assert "gilt nicht mehr" in again.content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(cast: Cast, mailoutbox) -> None:
    url = reverse("account_reset_password")
    known = Client().post(url, {"email": cast.alma.email})
    unknown = Client().post(url, {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert len(mailoutbox) == 1


def test_nobody_opens_an_account_uninvited(db: None) -> None:
    before = User.objects.count()
    answer = Client().post(
        reverse("account_signup"),
        {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert "auf Einladung" in answer.content.decode()
    assert User.objects.count() == before


def test_a_new_address_counts_only_when_it_is_confirmed(cast: Cast, sign_in, mailoutbox) -> None:
    browser = sign_in(cast.alma)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("account_email"), {"email": "neu@example.org", "action_add": ""})
    assert User.objects.get(pk=cast.alma.pk).email == "alma@example.org"
    assert "neu@example.org" in browser.get(reverse("account_email")).content.decode()
    message = next(m for m in mailoutbox if m.to == ["neu@example.org"])
    found = re.search(r"https?://\S+", message.body)
    assert found
    browser.post(urlsplit(found[0]).path)
    assert User.objects.get(pk=cast.alma.pk).email == "neu@example.org"


def test_signing_out_everywhere_else(cast: Cast) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        try_to_sign_in(browser, cast.alma.email, PASSWORD)
        browser.get(reverse("accounts:profile"))
    assert "2 Geräten" in browsers[0].get(reverse("usersessions_list")).content.decode()
    browsers[0].post(reverse("usersessions_list"))
    assert is_signed_in(browsers[0])
    assert not is_signed_in(browsers[1])


def test_language_and_secure_cookie_age(db: None, settings) -> None:
    user = UserFactory()
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "remember": "on"})
    assert browser.session.get_expiry_age() == 14 * 24 * 3600
    short = Client()
    try_to_sign_in(short, user.email, PASSWORD)
    assert short.session.get_expire_at_browser_close()


def test_a_new_password_is_noted_and_told_by_mail(cast: Cast, sign_in, mailoutbox) -> None:
    browser = sign_in(cast.alma)
    url = reverse("account_change_password")
    new = {"password1": "Vier-Tassen-Tee", "password2": "Vier-Tassen-Tee"}
    wrong = browser.post(url, {"oldpassword": "falsch", **new})
    assert "bisheriges Passwort stimmt nicht" in wrong.content.decode()
    browser.post(url, {"oldpassword": PASSWORD, **new})
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by, latest.alliance_id) == ("accounts.security_changed", cast.alma, None)
    assert [message.subject for message in mailoutbox] == ["Ihr Passwort wurde geändert"]
    assert "127.0.0.1" in mailoutbox[0].body
