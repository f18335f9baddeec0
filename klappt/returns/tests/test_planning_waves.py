"""Research plans a wave, chooses who is asked, looks it through and releases it (C2)."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.audit.models import Event
from klappt.audit.services import event
from klappt.returns import events
from klappt.returns.enums import WaveStage
from klappt.returns.models import Return, Wave, WaveLetter
from klappt.returns.services.waves import (
    ask_alliances,
    change_wave,
    drop_wave,
    leave_out,
    open_wave,
    plan_wave,
    release_wave,
)
from klappt.returns.tests.factories import make_handed_in, make_return, make_wave
from klappt.worksheets.tests.factories import make_draft, make_edition

SignIn = Callable[[User], Client]
A_DAY = datetime.timedelta(days=1)


def said(cast: Cast, **fields: Any) -> dict[str, Any]:
    today = timezone.localdate()
    start = {
        "edition": make_edition(cast.doris).pk,
        "title": "Bündnisaufbau 2026",
        "letter": "Wir lesen jede Antwort.",
        "opens_on": (today + A_DAY).isoformat(),
        "reminds_on": (today + 10 * A_DAY).isoformat(),
        "closes_on": (today + 20 * A_DAY).isoformat(),
    }
    return start | fields


def page_of(client: Client, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_planning_to_release(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.doris)
    answer = client.post(reverse("waves:plan"), said(cast))
    wave = Wave.objects.get()
    assert answer.headers["Location"] == reverse("waves:choose", args=[wave.number])
    client.post(reverse("waves:ask", args=[wave.number]), {"every": "1", "edition": wave.edition_id})
    assert {row.alliance for row in wave.returns.all()} == {cast.alliance, cast.other_alliance}
    assert "Wir lesen jede Antwort." in page_of(client, "waves:wave", wave.number)
    client.post(reverse("waves:release", args=[wave.number]))
    wave.refresh_from_db()
    assert wave.stage() == WaveStage.PLANNED
    assert not WaveLetter.objects.exists(), "nothing goes out before the wave opens"


@time_machine.travel("2026-12-06 12:00")
def test_proposed_days_are_working_days(cast: Cast, sign_in: SignIn) -> None:
    form = sign_in(cast.doris).get(reverse("waves:plan")).context["form"]
    days = [form[name].initial.isoformat() for name in ("opens_on", "reminds_on", "closes_on")]
    assert days == ["2026-12-14", "2027-01-04", "2027-01-11"]


def test_a_draft_is_not_offered_and_not_taken(cast: Cast, sign_in: SignIn) -> None:
    wanted = said(cast)
    draft = make_draft(cast.doris)
    answer = sign_in(cast.doris).post(reverse("waves:plan"), wanted | {"edition": draft.pk})
    assert answer.status_code == 422
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        plan_wave(edition=draft, title="Zu früh", opens_on=today, closes_on=today, by=cast.doris)


@pytest.mark.parametrize(
    ("field", "days"), [("closes_on", -1), ("reminds_on", 30), ("opens_on", -1)], ids=str
)
def test_days_that_do_not_fit_are_refused(cast: Cast, sign_in: SignIn, field: str, days: int) -> None:
    day = timezone.localdate() + days * A_DAY
    answer = sign_in(cast.doris).post(reverse("waves:plan"), said(cast, **{field: day.isoformat()}))
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Wave.objects.exists()


def test_only_ticked_alliances_are_asked_and_can_be_left_out_again(cast: Cast, sign_in: SignIn) -> None:
    wave, client = make_wave(cast, is_open=False), sign_in(cast.doris)
    said = {"chosen": [cast.alliance.pk, "9" * 22], "edition": wave.edition_id}
    client.post(reverse("waves:ask", args=[wave.number]), said)
    assert wave.returns.get().alliance == cast.alliance
    client.post(reverse("waves:leave_out", args=[wave.number]), {"chosen": [cast.alliance.pk]})
    assert not wave.returns.exists()


def test_alliances_are_found_by_area(cast: Cast, sign_in: SignIn) -> None:
    here = cast.alliance.municipality
    assert here
    here.district_government = "Köln"
    here.save()
    wave, client = make_wave(cast, is_open=False), sign_in(cast.doris)
    found = client.get(reverse("waves:choose", args=[wave.number]), {"government": "Köln"})
    assert found.context["free"] == [cast.alliance]
    said = {"every": "1", "government": "Köln", "edition": wave.edition_id}
    client.post(reverse("waves:ask", args=[wave.number]), said)
    assert wave.returns.get().alliance == cast.alliance


def test_some_get_another_edition_of_the_same_worksheet(cast: Cast) -> None:
    wave = make_wave(cast, is_open=False)
    newer = make_edition(cast.doris)
    ask_alliances(wave=wave, alliances=[cast.alliance], by=cast.doris)
    ask_alliances(wave=wave, alliances=[cast.alliance, cast.other_alliance], by=cast.doris, edition=newer)
    editions = dict(Return.objects.values_list("alliance_id", "edition_id"))
    assert editions == {cast.alliance.pk: wave.edition_id, cast.other_alliance.pk: newer.pk}
    other = make_edition(cast.doris, key="bedarfe")
    with pytest.raises(ValidationError):
        ask_alliances(wave=wave, alliances=[cast.alliance], by=cast.doris, edition=other)


def test_while_it_is_planned_all_of_it_can_be_changed(cast: Cast, sign_in: SignIn) -> None:
    wave = make_return(cast, make_wave(cast, is_open=False)).wave
    url = reverse("waves:edit", args=[wave.number])
    opened = sign_in(cast.doris).get(url).context["form"]["opened"].value()
    until = wave.closes_on + 5 * A_DAY
    wanted = said(cast, edition=wave.edition_id, closes_on=until.isoformat(), opened=opened)
    assert sign_in(cast.doris).post(url, wanted).status_code == 302
    wave.refresh_from_db()
    assert (wave.title, wave.closes_on) == ("Bündnisaufbau 2026", until)
    assert wave.returns.get().due_on == until


def test_the_edition_stays_once_somebody_is_asked_with_it(cast: Cast) -> None:
    wave = make_return(cast, make_wave(cast, is_open=False)).wave
    with pytest.raises(ValidationError) as refused:
        change_wave(wave=wave, by=cast.doris, edition=make_edition(cast.doris))
    assert "edition" in refused.value.message_dict


def test_without_alliances_nothing_is_released(cast: Cast) -> None:
    wave = make_wave(cast, is_open=False)
    with pytest.raises(ValidationError):
        release_wave(wave=wave, by=cast.doris)


def test_what_is_open_stays_as_it_is(cast: Cast, sign_in: SignIn) -> None:
    wave = make_return(cast).wave
    for verb in (release_wave, drop_wave, change_wave):
        with pytest.raises(ValidationError):
            verb(wave=wave, by=cast.doris)
    with pytest.raises(ValidationError):
        leave_out(wave=wave, alliances=[cast.alliance], by=cast.doris)
    for name in ("waves:edit", "waves:drop", "waves:open"):
        assert sign_in(cast.doris).get(reverse(name, args=[wave.number])).status_code == 302


def test_opening_twice_is_opening_once(cast: Cast, sign_in: SignIn) -> None:
    wave = make_return(cast, make_wave(cast, is_open=False)).wave
    client, url = sign_in(cast.doris), reverse("waves:open", args=[wave.number])
    assert "Das lässt sich nicht zurücknehmen" in client.get(url).content.decode()
    client.post(url)
    wave.refresh_from_db()
    first = wave.opened_at
    assert open_wave(wave=wave, by=cast.doris).opened_at == first
    assert WaveLetter.objects.count() == 1


def test_who_is_added_later_is_written_to_as_well(cast: Cast) -> None:
    wave = make_return(cast).wave
    ask_alliances(wave=wave, alliances=[cast.alliance, cast.other_alliance], by=cast.doris)
    assert WaveLetter.objects.filter(of_return__alliance=cast.other_alliance).count() == 1


def test_a_dropped_wave_leaves_only_its_history(cast: Cast, sign_in: SignIn) -> None:
    wave = make_return(cast, make_wave(cast, is_open=False)).wave
    sign_in(cast.doris).post(reverse("waves:drop", args=[wave.number]))
    assert not Wave.objects.exists()
    assert not Return.objects.exists()
    assert Event.objects.filter(verb="returns.wave_dropped").exists()


def test_the_list_says_how_each_wave_stands(cast: Cast, sign_in: SignIn) -> None:
    wave = make_handed_in(cast).of_return.wave
    make_return(cast, wave, alliance=cast.other_alliance)
    page = page_of(sign_in(cast.lars), "waves:list")
    assert "Eines von 2 Bündnissen hat abgegeben" in page
    assert "eines schweigt" in page
    assert "1 von 2" in page


def test_without_waves_the_page_says_what_will_stand_here(cast: Cast, sign_in: SignIn) -> None:
    make_edition(cast.doris)
    assert reverse("waves:plan") in page_of(sign_in(cast.doris), "waves:list")
    assert reverse("waves:plan") not in page_of(sign_in(cast.lars), "waves:list")


def test_the_last_day_of_an_open_wave_stands(cast: Cast) -> None:
    """Figures count what held on that day: nobody moves them by moving the day (C9)."""
    wave = make_wave(cast)
    with pytest.raises(ValidationError):
        change_wave(wave=wave, by=cast.doris, closes_on=wave.closes_on + A_DAY)
    row = Wave.objects.get(pk=wave.pk)
    row.closes_on += A_DAY
    with event(events.WAVE_CHANGED, by=cast.doris), pytest.raises(ValueError, match="return by return"):
        row.save()
    assert Wave.objects.get(pk=wave.pk).closes_on == wave.closes_on
