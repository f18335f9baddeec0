"""A2: the coordination office, the department it sits in, since when."""

import datetime
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances import services
from klappt.alliances.enums import Department
from klappt.alliances.models import CoordinationOffice
from klappt.alliances.scope import scope

SignIn = Callable[[User], Client]
FIRST = datetime.date(2023, 9, 1)
MOVED = datetime.date(2025, 5, 1)


def test_a_move_keeps_where_the_office_was(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("alliances:office_place", args=[cast.alliance.key])
    for department, day in ((Department.SOCIAL, FIRST), (Department.KI, MOVED)):
        form = {"department": department, "valid_from": day.isoformat(), "contact": "Alma"}
        assert sign_in(cast.alma).post(url, form).status_code == 302
    with scope(cast.alliance):
        before, now = CoordinationOffice.objects.order_by("valid_from")
    assert (before.department, before.valid_until) == ("social", MOVED - datetime.timedelta(days=1))
    assert (now.department, now.valid_until) == ("ki", None)
    page = sign_in(cast.ceren).get(reverse("alliances:settings", args=[cast.alliance.key])).content.decode()
    assert "30.04.2025" in page


def test_details_are_corrected_without_a_move(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast.alliance):
        office = services.place_office(
            alliance=cast.alliance, department=Department.KI, since=FIRST, by=cast.alma
        )
    url = reverse("alliances:office_correct", args=[cast.alliance.key, office.pk])
    sign_in(cast.alma).post(url, {"phone": "0221 4710-100"})
    with scope(cast.alliance):
        found = CoordinationOffice.objects.get()
    assert (found.phone, found.valid_from) == ("0221 4710-100", FIRST)
