"""The examples: two alliances with a past, told once however often they are laid out."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from klappt.accounts.models import User
from klappt.actors.enums import ApproachState, Field
from klappt.actors.imports.read import read_table
from klappt.actors.models import Approach, Institution, SecondText
from klappt.alliances.models import Alliance, CoordinationOffice, Lead
from klappt.alliances.scope import scope
from klappt.audit.models import Change, Event
from klappt.bodies.models import Seat
from klappt.config.examples import cast as people
from klappt.config.examples.waves import MARK, ROUNDS
from klappt.config.examples.workbook import NAME, actor_rows, write_workbook
from klappt.config.tests import demonstration
from klappt.returns.enums import ReturnState
from klappt.returns.models import Return, SentAnswer, Wave
from klappt.sheets.read import read_workbook


@override_settings(EXAMPLES=True)
def lay_out() -> str:
    told = io.StringIO()
    call_command("demo_data", alliances=6, stdout=told)
    return told.getvalue()


@pytest.fixture
def kreis(db: None) -> Alliance:
    demonstration.lay_out()
    return Alliance.objects.get(key="musterkreis")


def test_accounts_with_a_known_password_are_opened_only_where_that_is_meant(db: None) -> None:
    with pytest.raises(CommandError, match="KLAPPT_EXAMPLES"):
        call_command("demo_data", alliances=6)
    assert not User.objects.exists()


@pytest.mark.process
def test_a_second_time_changes_nothing(kreis: Alliance) -> None:
    before = (Event.objects.count(), Change.objects.count(), User.objects.count())
    told = lay_out()
    assert (Event.objects.count(), Change.objects.count(), User.objects.count()) == before
    assert "alma@beispiel.klappt.example" in told
    assert people.PASSWORD in told
    assert Alliance.objects.filter(is_example=True).count() == Alliance.objects.count() == 6


@pytest.mark.process
def test_three_years_can_be_read(kreis: Alliance) -> None:
    events = Event.objects.filter(alliance_id=kreis.pk)
    first, last = events.order_by("at").first(), events.order_by("-at").first()
    assert first is not None
    assert last is not None
    assert last.at - first.at > datetime.timedelta(days=1000)
    assert last.at < timezone.now() - datetime.timedelta(days=1)
    with scope(kreis):
        assert [len(model.objects.all()) for model in (Lead, CoordinationOffice)] == [2, 2]
        assert {each.field for each in Institution.objects.all()} >= set(Field.values)
        assert Institution.objects.count() == len(actor_rows())
        assert set(Approach.objects.values_list("state", flat=True)) == {
            *(state.value for state in ApproachState if state is not ApproachState.WITHDRAWN)
        }
        assert Seat.objects.count() >= 7
        assert SecondText.objects.get(settled_at=None).column == "note"


@pytest.mark.process
def test_five_waves_came_back(kreis: Alliance) -> None:
    """Every title says that the answers are invented; the last wave is still open."""
    assert [MARK in wave.title for wave in Wave.objects.order_by("number")] == [True] * 5
    handed_in = Return.objects.filter(state=ReturnState.HANDED_IN)
    assert {row.wave.number for row in handed_in.select_related("wave")} == {1, 2, 3, 4, 5}
    assert Return.objects.get(wave__number=5, alliance=kreis).state == ReturnState.BEGUN
    assert not SentAnswer.objects.filter(question__in=["notizen_intern", "teilgruppen"]).exists()


def test_all_fifty_four_bring_two_hundred_and_fourteen_returns() -> None:
    assert sum(each.returned for each in ROUNDS) == 214


@pytest.mark.process
def test_everybody_of_the_examples_signs_in_and_arrives(kreis: Alliance) -> None:
    for person in (*people.KREIS, *people.STADT, *people.PLATFORM):
        browser = Client()
        assert User.objects.get(email=person.email).check_password(people.PASSWORD)
        browser.force_login(
            User.objects.get(email=person.email),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        assert browser.get("/", follow=True).status_code == 200


def test_the_workbook_is_as_untidy_as_life() -> None:
    content = read_table(read_workbook(write_workbook(), NAME))
    assert len(content.rows) == len(actor_rows())
    assert {problem.kind for row in content.rows for problem in row.problems} >= {
        "uncertain_tick",
        "invalid_email",
    }
    assert any(row.duplicate_of for row in content.rows)
    assert content.left_aside
