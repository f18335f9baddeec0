"""A body on a day gone by is for reading: no verb is offered there, and the way back to today is (A9)."""

import datetime
import re
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.models import Body
from klappt.bodies.services.chairs import take_chair
from klappt.bodies.services.people import fill_seat
from klappt.bodies.tests.factories import make_body, make_seat

Browser = Callable[[User], Client]
VERBS = (
    "change",
    "chair",
    "end",
    "give_seat",
    "aims",
    "fill",
    "leave",
    "end_seat",
    "change_seat",
    "leave_chair",
)


NOON = datetime.datetime(2026, 7, 15, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def days(number: int) -> datetime.date:
    return NOON.date() + datetime.timedelta(days=number)


@pytest.fixture(params=[BodyKind.FORUM, BodyKind.CORE_GROUP])
def body(cast: Cast, request: pytest.FixtureRequest) -> Body:
    """Founded 100 days ago, chaired, with one seat whose holder changes 10 days ago and again in 10 days."""
    began = days(-100)
    made = make_body(cast, "Forum Sprache", request.param, valid_from=began)
    seat = make_seat(cast, made, make_institution(cast.alliance, "VHS"), holder="Eda Kurt", valid_from=began)
    with scope(cast.alliance):
        take_chair(body=made, name="Frau Sommer", since=began, by=cast.alma)
        for name, day in (("Jo Falk", days(-10)), ("Ida Roth", days(10))):
            fill_seat(seat=seat, part=Part.HOLDER, name=name, since=day, by=cast.alma)
    return made


def page(browser: Client, body: Body, day: datetime.date | None = None) -> str:
    answer = browser.get(reverse("bodies:body", args=["hier", body.pk]) + (f"?am={day}" if day else ""))
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def verbs_on(shown: str) -> set[str]:
    """What the page offers to change, by the names in the address table."""
    offered = [address.split("?")[0] for address in re.findall(r'(?:href|action)="([^"]+)"', shown)]
    ways = {name: reverse(f"bodies:{name}", args=["hier", 0]).replace("/0/", r"/\d+/") for name in VERBS}
    return {name for name, way in ways.items() if any(re.fullmatch(way, each) for each in offered)}


def test_today_the_coordination_can_change_what_stands_there(
    cast: Cast, sign_in: Browser, body: Body
) -> None:
    assert {"change", "chair", "end", "aims", "fill", "leave", "end_seat", "change_seat"} <= verbs_on(
        page(sign_in(cast.alma), body)
    )


def test_a_look_back_offers_no_verb_and_the_way_to_today(cast: Cast, sign_in: Browser, body: Body) -> None:
    shown = page(sign_in(cast.alma), body, days(-30))
    assert "Eda Kurt" in shown
    assert verbs_on(shown) == set()
    assert "Beim Blick zurück wird nur gelesen." in shown
    assert re.search(r'<a href="\?">\s*Zurück zu heute\s*</a>', shown)
    assert "Zurück zu heute" not in page(sign_in(cast.alma), body)


def test_who_came_later_is_not_called_planned(cast: Cast, sign_in: Browser, body: Body) -> None:
    """Seen from a month ago Jo came later and is there today; Ida is still to begin."""
    shown = page(sign_in(cast.ceren), body, days(-30))
    lines = {name: shown.split(f">{name}<")[1].split("</tr>")[0] for name in ("Jo Falk", "Ida Roth")}
    assert "kam später dazu" in lines["Jo Falk"]
    assert "beginnt noch" not in lines["Jo Falk"]
    assert "beginnt noch" in lines["Ida Roth"]


def test_a_day_to_come_is_told_as_one_and_can_be_prepared(cast: Cast, sign_in: Browser, body: Body) -> None:
    shown = page(sign_in(cast.alma), body, days(20))
    assert "Ida Roth" in shown
    assert "besetzt sein werden" in shown
    assert "wird nur gelesen" not in shown
    assert {"fill", "end_seat"} <= verbs_on(shown)
