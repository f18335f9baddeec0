"""An alliance asks to open its return once more: who runs the wave gets a mail, one for many (C2)."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from conftest import Cast
from klappt.accounts.enums import PlatformRole
from klappt.accounts.models import User
from klappt.accounts.tests.factories import UserFactory
from klappt.alliances.scope import scope
from klappt.returns.models import Reopening, Return, Wave
from klappt.returns.services import wishes
from klappt.returns.services.asking_back import ask_to_reopen, decline
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.opening import run
from klappt.returns.services.wishes import tell_of_wishes
from klappt.returns.tests.factories import FULL, make_return, make_wave, write

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime.datetime(2027, 2, 1, 10, 0, tzinfo=BERLIN)
AN_HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """Both alliances have handed in; Doris has planned and opened it, and nobody else of research has."""
    UserFactory(name="Dora", email="dora@example.org", platform_role=PlatformRole.RESEARCHER)
    with time_machine.travel(MONDAY, tick=False):
        made = make_wave(cast)
        for alliance, by in ((cast.alliance, cast.alma), (cast.other_alliance, cast.emil)):
            row = make_return(cast, made, alliance=alliance)
            write(cast, row, FULL)
            with scope(alliance):
                hand_in(return_=row, by=by)
    mail.outbox.clear()
    return made


def wish(cast: Cast, wave: Wave, at: datetime.datetime, *, other: bool = False) -> Reopening:
    alliance, by = (cast.other_alliance, cast.emil) if other else (cast.alliance, cast.alma)
    with time_machine.travel(at, tick=False):
        row = Return.objects.get(wave=wave, alliance=alliance)
        return ask_to_reopen(return_=row, reason=f"Zahl vergessen ({alliance.key})", by=by)


def go(at: datetime.datetime) -> list[tuple[str, str]]:
    before = len(mail.outbox)
    with time_machine.travel(at, tick=False):
        tell_of_wishes(at)
    return [(each.to[0], str(each.body)) for each in mail.outbox[before:]]


def test_who_runs_the_wave_is_told_once_and_nobody_else(cast: Cast, wave: Wave) -> None:
    found = wish(cast, wave, MONDAY)
    with time_machine.travel(MONDAY + AN_HOUR, tick=False):
        run(MONDAY + AN_HOUR)
    (letter,) = [each for each in mail.outbox if "noch einmal zu öffnen" in each.subject]
    assert letter.to == ["doris@example.org"]
    assert "Zahl vergessen (hier)" in str(letter.body)
    assert f"/wellen/{wave.number}/hier/wieder-oeffnen/{found.pk}/" in str(letter.body)
    assert go(MONDAY + 2 * AN_HOUR) == []
    assert go(MONDAY + 50 * AN_HOUR) == []


def test_many_wishes_stand_in_one_mail(cast: Cast, wave: Wave) -> None:
    wish(cast, wave, MONDAY)
    wish(cast, wave, MONDAY, other=True)
    ((_to, text),) = go(MONDAY + AN_HOUR)
    assert "2 Bündnisse" in text
    assert "(hier)" in text
    assert "(dort)" in text
    assert f"/wellen/{wave.number}/\n" in text


def test_whoever_asks_soon_after_a_mail_stands_in_the_one_of_the_next_day(cast: Cast, wave: Wave) -> None:
    wish(cast, wave, MONDAY)
    assert len(go(MONDAY)) == 1
    wish(cast, wave, MONDAY + AN_HOUR, other=True)
    assert go(MONDAY + 2 * AN_HOUR) == []
    ((_to, text),) = go(MONDAY + 22 * AN_HOUR)
    assert "(dort)" in text
    assert "(hier)" not in text


def test_at_night_it_waits_for_the_morning(cast: Cast, wave: Wave) -> None:
    wish(cast, wave, MONDAY + 12 * AN_HOUR)
    assert go(MONDAY + 12 * AN_HOUR) == []
    assert len(go(MONDAY + 22 * AN_HOUR)) == 1


def test_what_is_decided_by_then_is_told_to_nobody(cast: Cast, wave: Wave) -> None:
    found = wish(cast, wave, MONDAY)
    decline(wish=found, answer="Der Bericht ist gedruckt.", by=cast.doris)
    assert go(MONDAY + AN_HOUR) == []


def test_where_nobody_who_ran_it_is_left_all_of_research_is_told(cast: Cast, wave: Wave) -> None:
    cast.doris.is_active = False
    cast.doris.save()
    wish(cast, wave, MONDAY)
    assert [to for to, _text in go(MONDAY)] == ["dora@example.org"]


def test_killed_between_two_mails_nothing_is_told_twice(
    cast: Cast, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.doris.is_active = False
    cast.doris.save()
    UserFactory(name="Dilek", email="dilek@example.org", platform_role=PlatformRole.RESEARCHER)
    wish(cast, wave, MONDAY)
    send = wishes._send

    def dies(made: Wave, rows: list[Reopening], person: User) -> None:
        if person.email == "dilek@example.org":
            raise KeyboardInterrupt
        send(made, rows, person)

    monkeypatch.setattr(wishes, "_send", dies)
    with pytest.raises(KeyboardInterrupt):
        go(MONDAY)
    monkeypatch.setattr(wishes, "_send", send)
    mail.outbox.clear()
    assert sorted(to for to, _text in go(MONDAY + AN_HOUR)) == ["dilek@example.org", "dora@example.org"]
