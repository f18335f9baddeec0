"""The page of a meeting offers to change the agenda to those who may, and to read it to everybody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.meetings.tests.factories import make_meeting


@pytest.mark.parametrize("who", ["alma", "bernd", "ceren"])
def test_the_way_to_the_agenda_says_what_waits_there(
    cast: Cast, sign_in: Callable[[User], Client], who: str
) -> None:
    meeting, browser = make_meeting(cast), sign_in(cast.everyone()[who])
    agenda, adding = (
        reverse(f"meetings:{name}", args=["hier", meeting.pk]) for name in ("agenda", "item_add")
    )
    page = browser.get(reverse("meetings:meeting", args=["hier", meeting.pk])).content.decode()
    can_change = adding in browser.get(agenda).content.decode()
    assert can_change is (who == "alma")
    assert agenda in page
    assert ("Tagesordnung ändern" in page) is can_change
    assert ("Zur Tagesordnung" in page) is not can_change
