"""A production start refuses what must not face the public, and every answer carries its armour."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from klappt.config import checks
from klappt.config.checks import refuse_weak_settings

ROOT = Path(__file__).resolve().parents[3]
STRONG = "vF3mBq8XnZt5LwKc2RyHs7JdPg4TaUe9-QxVbN6oIiM0kWlYzCfEhSjGrDuOp1A"


@pytest.fixture
def production(settings: Settings) -> Settings:
    settings.DEBUG = False
    settings.SECRET_KEY = STRONG
    settings.ALLOWED_HOSTS = ["klappt.kreis-muster.de"]
    settings.PUBLIC_URL = "https://klappt.kreis-muster.de"
    settings.BEHIND_TLS = True
    return settings


def refusals() -> list[str | None]:
    return [found.id for found in run_checks(tags=[checks.TAG], include_deployment_checks=True)]


def test_sound_settings_start(production: Settings) -> None:
    refuse_weak_settings()


@pytest.mark.parametrize("key", ["short", "django-insecure-" + STRONG, "a" * 80])
def test_a_weak_secret_is_refused(production: Settings, key: str) -> None:
    production.SECRET_KEY = key
    assert refusals() == ["klappt.E001"]


@pytest.mark.parametrize("hosts", [[], ["*"], [".klappt.de", "*"], ["."]])
def test_open_hosts_are_refused(production: Settings, hosts: list[str]) -> None:
    production.ALLOWED_HOSTS = hosts
    assert refusals() == ["klappt.E002"]


def test_passwords_in_the_clear_are_refused(production: Settings) -> None:
    production.BEHIND_TLS = False
    assert refusals() == ["klappt.E003"]
    production.PUBLIC_URL = "http://127.0.0.1:8000"
    assert refusals() == []


def test_the_refusal_says_what_to_set(production: Settings) -> None:
    production.SECRET_KEY, production.ALLOWED_HOSTS = "short", []
    with pytest.raises(ImproperlyConfigured, match=r"(?s)secrets\.token_urlsafe.*ALLOWED_HOSTS="):
        refuse_weak_settings()
    with pytest.raises(CommandError, match="SECRET_KEY is weak"):
        call_command("serve")


def test_debug_is_never_served_to_others(production: Settings) -> None:
    production.DEBUG = True
    with pytest.raises(CommandError, match="KLAPPT_DEBUG"):
        call_command("serve", host="0.0.0.0")  # noqa: S104 - what has to be refused


def start(*code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python without any of our settings but these."""
    bare = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
    return subprocess.run(
        [sys.executable, *code],
        cwd=ROOT,
        env={**bare, **environment},
        text=True,
        capture_output=True,
        check=False,
    )


def test_another_web_server_is_refused_too(tmp_path: Path) -> None:
    ended = start("-c", "import klappt.config.wsgi", SECRET_KEY="short", KLAPPT_HOME=str(tmp_path))
    assert ended.returncode == 1
    assert "ALLOWED_HOSTS is open" in ended.stderr


def test_without_a_secret_nothing_starts(tmp_path: Path) -> None:
    ended = start("-m", "klappt", "serve", KLAPPT_HOME=str(tmp_path))
    assert ended.returncode == 2
    assert "SECRET_KEY is not set" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_debug_only_by_its_own_switch(tmp_path: Path) -> None:
    said = "from django.conf import settings; print(settings.DEBUG, settings.SESSION_COOKIE_SECURE)"
    basics = {
        "DJANGO_SETTINGS_MODULE": "klappt.config.settings",
        "KLAPPT_HOME": str(tmp_path),
        "SECRET_KEY": "x",
    }
    assert start("-c", said, **basics, DEBUG="1").stdout.split() == ["False", "True"]
    assert start("-c", said, **basics, KLAPPT_DEBUG="1").stdout.split() == ["True", "True"]


@pytest.mark.django_db
def test_every_answer_carries_its_armour() -> None:
    headers = Client().get(reverse("account_login")).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_behind_tls_everything_is_secure(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    plain = Client().get(reverse("account_login"))
    assert (plain.status_code, plain.headers["Location"][:8]) == (301, "https://")
    secured = Client().get(reverse("account_login"), secure=True)
    assert "max-age=31536000" in secured.headers["Strict-Transport-Security"]
    assert secured.cookies["csrftoken"]["secure"]


def test_cookies_are_kept_from_scripts_and_strangers() -> None:
    assert configured.SESSION_COOKIE_HTTPONLY
    assert configured.SESSION_COOKIE_SAMESITE == "Lax"


def test_every_setting_stands_in_the_operators_table() -> None:
    read = set(
        re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "klappt" / "config" / "settings.py").read_text())
    )
    told = (ROOT / "docs" / "operations.md").read_text()
    assert len(read) > 15
    assert not [name for name in sorted(read) if f"`{name}`" not in told]
