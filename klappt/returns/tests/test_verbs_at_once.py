"""Verbs that meet: more time while research asks back, a wish beside an own act, waves at their edges."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.model import Question, QuestionKind, Sharing
from klappt.core.questionnaire.values import given
from klappt.returns.enums import ReturnState
from klappt.returns.models import LateQuestion, Reopening, Return, SentSection
from klappt.returns.services.asking_back import ask_back, ask_to_reopen, grant, reopen
from klappt.returns.services.contacts import extend
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.late import ask_late, send_late, withdraw_late
from klappt.returns.services.opening import open_due
from klappt.returns.services.waves import ask_alliances, open_wave, release_wave
from klappt.returns.tests.factories import make_handed_in, make_return, make_wave

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return timezone.localdate()


def in_days(days: int) -> datetime.date:
    return today() + days * A_DAY


def asked_back(cast: Cast) -> Return:
    row = make_handed_in(cast).of_return
    ask_back(return_=row, section="building", text="Wie viele?", due_on=in_days(3), by=cast.doris)
    row.refresh_from_db()
    return row


# More time, a question back, a wish


def test_more_time_is_more_time_for_the_question_back_too(cast: Cast) -> None:
    row = asked_back(cast)
    extend(returns=[row], due_on=in_days(20), reason="Krankheit", by=cast.doris)
    assert row.questions_back.get().due_on == in_days(20)


def test_a_second_question_back_takes_no_time_away(cast: Cast) -> None:
    row = asked_back(cast)
    extend(returns=[row], due_on=in_days(20), reason="Krankheit", by=cast.doris)
    ask_back(return_=row, section="advice", text="Und das?", due_on=in_days(5), by=cast.doris)
    row.refresh_from_db()
    assert row.due_on == in_days(20)


def test_a_wish_can_be_granted_while_research_asks_back(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    wish = ask_to_reopen(return_=row, reason="Eine Zahl ist falsch", by=cast.alma)
    ask_back(return_=row, section="building", text="Wie viele?", due_on=in_days(3), by=cast.doris)
    grant(wish=wish, due_on=in_days(9), by=cast.doris)
    row.refresh_from_db()
    assert row.state == ReturnState.REOPENED
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma)
    assert not row.questions_back.filter(answered_at=None).exists()


def test_research_that_opens_by_itself_grants_the_wish_that_waits(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    ask_to_reopen(return_=row, reason="Eine Zahl ist falsch", by=cast.alma)
    reopen(return_=row, reason="Auf Ihren Anruf hin", due_on=in_days(9), by=cast.doris)
    assert not Reopening.objects.filter(granted=None).exists()
    wish = Reopening.objects.get(by_alliance=True)
    assert (wish.granted, wish.decided_by) == (True, cast.doris)


# A late question


def late(cast: Cast, row: Return) -> LateQuestion:
    question = Question("x", QuestionKind.TEXT, "Noch etwas?")
    return ask_late(
        wave=row.wave, question=question, sharing=Sharing.RESEARCH, reason="Für den Bericht", by=cast.doris
    )


def test_a_question_withdrawn_a_moment_ago_takes_no_answer(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    stale = late(cast, row)
    withdraw_late(late=LateQuestion.objects.get(pk=stale.pk), by=cast.doris)
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_late(late=stale, return_=row, reply=given("Zu spät"), by=cast.alma)
    assert not SentSection.objects.filter(late=stale).exists()


# The edges of a wave


def test_who_is_asked_after_the_last_day_gets_time(cast: Cast) -> None:
    wave = make_wave(cast)
    with time_machine.travel(timezone.now() + 30 * A_DAY):
        (made,) = ask_alliances(wave=wave, alliances=[cast.alliance], by=cast.doris)
        assert made.due_on > today()
        assert not made.is_overdue()


def test_who_is_asked_while_it_runs_has_the_day_of_all(cast: Cast) -> None:
    wave = make_wave(cast)
    (made,) = ask_alliances(wave=wave, alliances=[cast.alliance], by=cast.doris)
    assert made.due_on == wave.closes_on


def test_a_wave_whose_last_day_is_over_is_not_released_nor_opened(cast: Cast) -> None:
    wave = make_wave(cast, is_open=False)
    make_return(cast, wave)
    with time_machine.travel(timezone.now() + 30 * A_DAY):
        with pytest.raises(ValidationError):
            release_wave(wave=wave, by=cast.doris)
        with pytest.raises(ValidationError):
            open_wave(wave=wave, by=cast.doris)


def test_a_server_that_slept_through_a_wave_opens_it_no_more(cast: Cast) -> None:
    wave = make_wave(cast, is_open=False)
    make_return(cast, wave)
    release_wave(wave=wave, by=cast.doris)
    with time_machine.travel(timezone.now() + 30 * A_DAY):
        assert open_due(timezone.now()) == 0
    wave.refresh_from_db()
    assert not wave.is_open


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        ("2027-03-28T21:59:59+00:00", False),  # the day on which summer time begins: 23:59:59 in Berlin
        ("2027-03-28T22:00:00+00:00", True),
        ("2027-10-31T22:59:59+00:00", False),  # the day on which it ends
        ("2027-10-31T23:00:00+00:00", True),
    ],
)
def test_the_last_day_ends_at_midnight_in_berlin(cast: Cast, at: str, is_late: bool) -> None:
    moment = datetime.datetime.fromisoformat(at)
    last = datetime.date.fromisoformat(at[:10])
    with time_machine.travel(moment - 9 * A_DAY, tick=False):
        wave = make_wave(cast, opens_on=last - 9 * A_DAY, closes_on=last)
        row = make_return(cast, wave, answers={"aim": "Ausbildung", "members": "12"})
    with time_machine.travel(moment, tick=False):
        with scope(cast.alliance):
            hand_in(return_=row, by=cast.alma)
        row.refresh_from_db()
    assert row.came_late is is_late
