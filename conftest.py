"""A hostile world: unordered queries are shuffled, undefined template variables and the network fail.

Only the clock is kind: each test runs as of a Monday noon, whatever hour and day it is. `--as-of` asks for
another moment, as `pytest --as-of 2028-02-29T23:58`; what then fails leans on today.
"""

import datetime
import gc
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.models import User
from klappt.accounts.tests.factories import UserFactory
from klappt.alliances.models import Alliance
from klappt.alliances.tests.factories import join, make_alliance
from klappt.config.tests.ready_database import flushing_takes_everything, migrations_remembered
from klappt.config.tests.remembered import Remembered
from klappt.jobs.tests.postbox import Postbox, open_postbox

# A busy machine makes an example slow, never wrong. Each run draws the same ones, so that a change is judged
# by what it changes; `--hypothesis-profile=thorough` draws others, and many, for who changed what is tested.
hypothesis_settings.register_profile("klappt", deadline=None, max_examples=40, derandomize=True)
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=400)
hypothesis_settings.load_profile("klappt")


Office = Callable[[bytes, str, str], bytes]
AS_OF = "2026-11-23T12:00"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--as-of", default=AS_OF, help="the moment in Berlin at which the tests begin")


@pytest.fixture(scope="session")
def ahead(request: pytest.FixtureRequest) -> datetime.timedelta:
    """How far the clock of the tests is ahead of the machine's. It goes on from test to test: what one has
    remembered is never of later."""
    begins = datetime.datetime.fromisoformat(request.config.getoption("--as-of"))
    return begins.replace(tzinfo=ZoneInfo("Europe/Berlin")) - timezone.now()


@pytest.fixture(autouse=True)
def as_of(request: pytest.FixtureRequest, ahead: datetime.timedelta) -> Iterator[None]:
    """Other programs, the browser among them, know only the machine's own clock."""
    if any(request.node.get_closest_marker(name) for name in ("journey", "process")):
        yield
        return
    with time_machine.travel(timezone.now() + ahead):
        yield


def pytest_collection_finish() -> None:
    """What has been loaded by now stays to the end: the collector need not walk through it each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


_ordered_by = SQLCompiler.get_order_by


def _shuffled_unless_ordered(compiler: SQLCompiler) -> Any:
    ordered = _ordered_by(compiler)
    query = compiler.query
    may_shuffle = (query.default_cols or query.select) and query.group_by is None
    if ordered or not may_shuffle or query.is_sliced or query.distinct or query.combinator or query.subquery:
        return ordered
    expression = OrderBy(Random()).resolve_expression(query)
    sql, parameters = compiler.compile(expression)
    return [(expression, (sql, parameters, False))]


@pytest.fixture(autouse=True, scope="session")
def unordered_is_shuffled() -> Iterator[None]:
    SQLCompiler.get_order_by = _shuffled_unless_ordered  # type: ignore[method-assign] # the point of it
    yield
    SQLCompiler.get_order_by = _ordered_by  # type: ignore[method-assign] # the point of it


@pytest.fixture(autouse=True, scope="session")
def migrations_are_remembered() -> Iterator[None]:
    with migrations_remembered(), flushing_takes_everything():
        yield


@dataclass
class Cast:
    """Who walks through the tests. All work in `alliance` except where it says so."""

    alliance: Alliance
    other_alliance: Alliance
    alma: User  # coordinator
    bernd: User  # lead
    ceren: User  # member
    paula: User  # practitioner
    doris: User  # researcher, on the platform
    lars: User  # state office, on the platform
    otto: User  # operator, on the platform
    emil: User  # a stranger: coordinator of the other alliance

    def everyone(self) -> dict[str, User]:
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def make_cast() -> Cast:
    here, there = make_alliance("hier"), make_alliance("dort")
    return Cast(
        alliance=here,
        other_alliance=there,
        alma=join(here, "Alma", Role.COORDINATOR),
        bernd=join(here, "Bernd", Role.LEAD),
        ceren=join(here, "Ceren", Role.MEMBER),
        paula=join(here, "Paula", Role.PRACTITIONER),
        doris=UserFactory(name="Doris", email="doris@example.org", platform_role=PlatformRole.RESEARCHER),
        lars=UserFactory(name="Lars", email="lars@example.org", platform_role=PlatformRole.STATE_OFFICE),
        otto=UserFactory(name="Otto", email="otto@example.org", platform_role=PlatformRole.OPERATOR),
        emil=join(there, "Emil", Role.COORDINATOR),
    )


cast_again = Remembered(make_cast)


@pytest.fixture
def cast(db: None) -> Cast:
    return cast_again()


@pytest.fixture
def sign_in() -> Any:
    """Give a browser in which this person is signed in."""

    return signed_in


def signed_in(user: User) -> Client:
    """The session that signing in leaves behind, without the way there: accounts/tests walks that."""
    session = SessionStore()
    held = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    key = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    until = timezone.now() + datetime.timedelta(seconds=django_settings.SESSION_COOKIE_AGE)
    Session.objects.create(session_key=key, session_data=session.encode(held), expire_date=until)
    browser = Client()
    browser.cookies[django_settings.SESSION_COOKIE_NAME] = key
    return browser


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """What LibreOffice makes of a file: its content, the suffix it has, the suffix it is saved with."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("install LibreOffice (soffice) to try its saving")

    def saved(data: bytes, suffix: str, saved_as: str) -> bytes:
        source, folder = tmp_path / f"datei.{suffix}", tmp_path / "gespeichert"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        how = ["--headless", "--convert-to", saved_as, "--outdir", str(folder)]
        subprocess.run([program, profile, *how, str(source)], check=True, capture_output=True, timeout=600)
        return (folder / f"datei.{saved_as}").read_bytes()

    return saved


@pytest.fixture
def postbox(transactional_db: None, settings: Settings) -> Iterator[Postbox]:
    """Mail by the real queue and a real server; `work(until_empty=True)` sends what is due.

    The worker closes its connection when it is through: on PostgreSQL no test in a transaction survives that.
    """
    with open_postbox(settings) as box:
        yield box
