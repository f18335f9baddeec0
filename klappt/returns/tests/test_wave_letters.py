"""Waves open on their day and write to the coordination at a sensible time, never twice (C2)."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import join
from klappt.jobs.models import OutgoingMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work
from klappt.returns.enums import Occasion
from klappt.returns.models import Return, Wave, WaveLetter
from klappt.returns.services import letters
from klappt.returns.services.contacts import extend, remind
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.opening import run
from klappt.returns.services.waves import ask_alliances, release_wave
from klappt.returns.tasks import carry_waves_on
from klappt.returns.tests.factories import FULL, make_return, make_wave, write

BERLIN = ZoneInfo("Europe/Berlin")
A_DAY = datetime.timedelta(days=1)
# Monday to Sunday, four weeks later
PLANNED = datetime.datetime(2027, 2, 1, 10, 0, tzinfo=BERLIN)
OPENS, REMINDS, CLOSES = (datetime.date(2027, 2, day) for day in (3, 15, 28))


def at(day: datetime.date, hour: int = 10) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), BERLIN)


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """Both alliances are asked; it is released."""
    with time_machine.travel(PLANNED, tick=False):
        made = make_wave(cast, is_open=False, opens_on=OPENS, reminds_on=REMINDS, closes_on=CLOSES)
        ask_alliances(wave=made, alliances=[cast.alliance, cast.other_alliance], by=cast.doris)
        release_wave(wave=made, by=cast.doris)
    return made


def go(day: datetime.date, hour: int = 10) -> list[str]:
    """What is written in that hour: to whom and what about."""
    before = len(mail.outbox)
    with time_machine.travel(at(day, hour), tick=False):
        run(at(day, hour))
    return sorted(f"{each.to[0]}: {each.subject}" for each in mail.outbox[before:])


def test_it_opens_on_its_day_and_not_before(wave: Wave) -> None:
    assert go(OPENS - A_DAY) == []
    assert go(OPENS) == [
        "alma@example.org: Bis 28.02.2027: Arbeitshilfe „Bündnisaufbau“",
        "emil@example.org: Bis 28.02.2027: Arbeitshilfe „Bündnisaufbau“",
    ]
    wave.refresh_from_db()
    assert wave.is_open
    assert go(OPENS, 11) == []


def test_what_nobody_released_stays_closed(cast: Cast) -> None:
    with time_machine.travel(PLANNED, tick=False):
        made = make_return(cast, make_wave(cast, is_open=False, opens_on=OPENS, closes_on=CLOSES)).wave
    assert go(OPENS) == []
    made.refresh_from_db()
    assert not made.is_open


def test_the_mail_says_what_until_when_and_has_one_button(cast: Cast, wave: Wave) -> None:
    wave.refresh_from_db()
    go(OPENS)
    text = str(mail.outbox[0].body)
    assert "Was Sie ohnehin in klappt pflegen, ist schon eingetragen." in text
    assert "bis 28.02.2027" in text
    assert "erinnert klappt Sie am 15.02.2027" in text
    assert text.count("http") == 1
    assert f"/b/hier/arbeitshilfen/{wave.number}/" in text


def test_at_night_the_mail_waits_for_the_morning(wave: Wave) -> None:
    go(OPENS, 22)
    waits = OutgoingMail.objects.order_by("pk").first()
    assert waits
    assert waits.not_before == at(OPENS + A_DAY, 8)


def test_only_who_has_not_handed_in_is_reminded_and_once(cast: Cast, wave: Wave) -> None:
    go(OPENS)
    with time_machine.travel(at(OPENS + A_DAY), tick=False):
        row = Return.objects.get(alliance=cast.alliance)
        write(cast, row, FULL)
        with scope(cast.alliance):
            hand_in(return_=row, by=cast.alma)
    assert go(REMINDS - A_DAY) == []
    assert go(REMINDS) == ["emil@example.org: Noch bis 28.02.2027: Arbeitshilfe „Bündnisaufbau“"]
    assert go(REMINDS, 11) == []
    assert go(REMINDS + A_DAY) == []


def test_a_worker_that_slept_reminds_when_it_wakes(wave: Wave) -> None:
    go(OPENS)
    assert len(go(REMINDS + 3 * A_DAY)) == 2


def test_the_last_word_comes_on_the_last_working_day(wave: Wave) -> None:
    go(OPENS)
    go(REMINDS)
    friday = CLOSES - 2 * A_DAY
    assert go(friday - A_DAY) == []
    assert len(go(friday)) == 2
    assert "Letzte Erinnerung" in mail.outbox[-1].subject
    assert go(friday, 12) == []
    assert go(CLOSES) == []
    assert go(CLOSES + A_DAY) == [], "after the last day nobody is pressed"


def test_more_time_brings_a_last_word_of_its_own(cast: Cast, wave: Wave) -> None:
    go(OPENS)
    go(REMINDS)
    until = datetime.date(2027, 3, 10)
    with time_machine.travel(at(REMINDS + A_DAY), tick=False):
        rows = Return.objects.filter(alliance=cast.alliance)
        extend(returns=rows, due_on=until, reason="Hochwasser", by=cast.doris)
    assert go(REMINDS + A_DAY) == ["alma@example.org: Mehr Zeit bis 10.03.2027: Arbeitshilfe „Bündnisaufbau“"]
    assert "Hochwasser" in str(mail.outbox[-1].body)
    assert [each.partition(":")[0] for each in go(CLOSES - 2 * A_DAY)] == ["emil@example.org"]
    assert [each.partition(":")[0] for each in go(until)] == ["alma@example.org"]


def test_who_is_asked_after_the_day_of_the_reminder_is_spared_it(cast: Cast) -> None:
    with time_machine.travel(PLANNED, tick=False):
        made = make_wave(cast, opens_on=OPENS - 2 * A_DAY, reminds_on=REMINDS, closes_on=CLOSES)
    with time_machine.travel(at(REMINDS + A_DAY), tick=False):
        ask_alliances(wave=made, alliances=[cast.alliance], by=cast.doris)
    assert len(go(REMINDS + A_DAY)) == 1
    assert go(REMINDS + 2 * A_DAY) == []


def test_by_hand_once_a_day_and_with_the_words(cast: Cast, wave: Wave) -> None:
    go(OPENS)
    day = OPENS + 5 * A_DAY
    rows = Return.objects.filter(alliance=cast.alliance)
    with time_machine.travel(at(day), tick=False):
        assert remind(returns=rows, by=cast.doris, words="Rufen Sie gern an.") == 1
        assert remind(returns=rows, by=cast.doris) == 0
    assert len(go(day)) == 1
    assert "Rufen Sie gern an." in str(mail.outbox[-1].body)


def test_who_hands_in_before_the_mail_is_written_gets_none(cast: Cast, wave: Wave) -> None:
    go(OPENS)
    with time_machine.travel(at(OPENS + A_DAY), tick=False):
        row = Return.objects.get(alliance=cast.alliance)
        remind(returns=[row], by=cast.doris)
        write(cast, row, FULL)
        with scope(cast.alliance):
            hand_in(return_=row, by=cast.alma)
    assert go(OPENS + A_DAY, 11) == []
    assert WaveLetter.objects.get(occasion=Occasion.BY_HAND).recipients == 0


def test_each_coordination_gets_it_and_nobody_else(cast: Cast, wave: Wave) -> None:
    join(cast.alliance, "Amir", Role.COORDINATOR)
    assert [each.partition(":")[0] for each in go(OPENS)] == [
        "alma@example.org",
        "amir@example.org",
        "emil@example.org",
    ]


def test_where_nobody_coordinates_research_sees_it(cast: Cast, wave: Wave) -> None:
    cast.alma.is_active = False
    cast.alma.save()
    assert len(go(OPENS + A_DAY)) == 1
    assert WaveLetter.objects.get(of_return__alliance=cast.alliance).recipients == 0


def test_whoever_is_killed_half_way_goes_on_where_they_were(
    wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, calls = letters.send, []

    def dies_at_the_second(*given: object) -> OutgoingMail:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return send(*given)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(letters, "send", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        go(OPENS)
    monkeypatch.setattr(letters, "send", send)
    assert len(mail.outbox) == 1
    assert len(go(OPENS, 11)) == 1
    assert sorted(each.to[0] for each in mail.outbox) == ["alma@example.org", "emil@example.org"]


def test_what_is_wrong_with_one_keeps_no_other_back_and_is_shown(
    cast: Cast,
    wave: Wave,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    sign_in: Callable[[User], Client],
) -> None:
    send = letters.send

    def stumbles(letter: WaveLetter, *more: object) -> OutgoingMail:
        if letter.of_return.alliance.key == "hier":
            raise KeyError("a section that is gone")
        return send(letter, *more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(letters, "send", stumbles)
    assert len(go(OPENS)) == 1
    assert "could not be written" in caplog.text
    url = reverse("waves:return", args=[wave.number, "hier"])
    assert "konnte noch nicht geschrieben werden" in sign_in(cast.doris).get(url).content.decode()
    monkeypatch.setattr(letters, "send", send)
    assert len(go(OPENS, 11)) == 1
    assert "konnte noch nicht geschrieben werden" not in sign_in(cast.doris).get(url).content.decode()
    assert go(OPENS, 12) == []


def test_the_mails_arrive(postbox: Postbox, cast: Cast) -> None:
    make_return(cast)
    carry_waves_on.call()
    carry_waves_on.call()
    (waits,) = OutgoingMail.objects.all()
    assert waits.not_before
    with time_machine.travel(waits.not_before + datetime.timedelta(minutes=1)):
        work(until_empty=True)
    (letter,) = postbox.received
    assert letter.rcpt_tos == ["alma@example.org"]
