"""How long it takes: medians over many alliances, after the last day, and nothing else (Kleinzahlregel)."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from conftest import Cast
from klappt.alliances.models import Alliance
from klappt.alliances.scope import current, scope
from klappt.alliances.tests.factories import make_alliance, set_up
from klappt.returns.models import Return, SectionTime, Wave
from klappt.returns.selectors.burden import Minutes, burdens, same_worksheet, usual_minutes
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, make_return, make_wave, write

A_DAY = datetime.timedelta(days=1)


def worked(cast: Cast, wave: Wave, alliance: Alliance, minutes: int, *, is_back: bool = True) -> Return:
    """An alliance that worked at two sections for so many minutes together."""
    row = make_return(cast, wave, alliance=alliance)
    with set_up(alliance):
        for section, share in (("building", minutes - 1), ("notes", 1)):
            SectionTime.objects.create(
                alliance=alliance,
                of_return=row,
                section=section,
                day=timezone.localdate(),
                seconds=share * 60,
            )
    if is_back:
        write(cast, row, FULL)
        with scope(alliance):
            hand_in(return_=row, by=cast.alma)
    return row


def after(wave: Wave) -> datetime.date:
    return wave.closes_on + A_DAY


@pytest.fixture
def wave(cast: Cast) -> Wave:
    found = make_wave(cast)
    for number, minutes in enumerate((10, 20, 30, 40)):
        worked(cast, found, make_alliance(f"b{number}"), minutes)
    return found


def test_from_the_minimum_on_there_are_medians(cast: Cast, wave: Wave) -> None:
    (before,) = burdens([wave], after(wave))
    assert before.total is None
    assert all(each.minutes is None for each in before.sections)
    worked(cast, wave, cast.alliance, 300)
    (found,) = burdens([wave], after(wave))
    assert found.total == Minutes(30, 5)
    assert {each.title: each.minutes for each in found.sections} == {
        "Notizen für uns": Minutes(1, 5),
        "Aufbau": Minutes(29, 5),
        "Rat an andere": None,
    }


def test_the_minimum_is_the_house_s(cast: Cast, wave: Wave, settings: Settings) -> None:
    worked(cast, wave, cast.alliance, 50)
    settings.MINIMUM_N = 6
    assert burdens([wave], after(wave))[0].total is None


def test_before_the_last_day_is_over_nothing_is_said(cast: Cast, wave: Wave) -> None:
    worked(cast, wave, cast.alliance, 50)
    assert burdens([wave], wave.closes_on) == []


def test_what_comes_late_changes_no_figure(cast: Cast, wave: Wave) -> None:
    worked(cast, wave, cast.alliance, 50)
    first = burdens([wave], after(wave))
    worked(cast, wave, make_alliance("halb"), 500, is_back=False)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=60)):
        worked(cast, wave, cast.other_alliance, 900)
    assert burdens([wave], after(wave)) == first


def test_the_scope_is_closed_again(cast: Cast, wave: Wave) -> None:
    from klappt.alliances.scope import NoScope

    burdens([wave], after(wave))
    with pytest.raises(NoScope):
        current()


def test_the_mail_names_the_minutes_of_the_last_wave(cast: Cast, wave: Wave) -> None:
    worked(cast, wave, cast.alliance, 50)
    later = make_wave(cast, wave.edition, title="Noch einmal", is_open=False)
    assert usual_minutes(later, after(wave)) == 30
    assert usual_minutes(later, wave.closes_on) is None
    assert same_worksheet(later) == [wave]
