"""A2: the lead is named from a day on; nothing is overwritten, any day can be looked at."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances import events, services
from klappt.alliances.models import Lead
from klappt.alliances.scope import scope
from klappt.alliances.selectors.running import running_on
from klappt.audit.models import Event

SignIn = Callable[[User], Client]
YEAR = datetime.timedelta(days=365)
FIRST = datetime.date(2024, 3, 1)


def name(cast: Cast, who: str, since: datetime.date) -> Lead:
    with scope(cast.alliance):
        return services.name_lead(alliance=cast.alliance, name=who, since=since, by=cast.alma)


def periods(cast: Cast) -> list[tuple[str, datetime.date | None, datetime.date | None]]:
    with scope(cast.alliance):
        return [
            (each.name, each.valid_from, each.valid_until) for each in Lead.objects.order_by("valid_from")
        ]


def test_a_new_lead_ends_the_old_one_the_day_before(cast: Cast) -> None:
    name(cast, "Kessler", FIRST)
    name(cast, "Bergmann", FIRST + YEAR)
    assert periods(cast) == [
        ("Kessler", FIRST, FIRST + YEAR - datetime.timedelta(days=1)),
        ("Bergmann", FIRST + YEAR, None),
    ]
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by) == (events.LEAD_NAMED.key, cast.alma)


def test_a_forgotten_predecessor_ends_where_the_next_begins(cast: Cast) -> None:
    name(cast, "Bergmann", FIRST)
    name(cast, "Kessler", FIRST - YEAR)
    assert periods(cast)[0] == ("Kessler", FIRST - YEAR, FIRST - datetime.timedelta(days=1))


def test_two_cannot_begin_on_one_day(cast: Cast) -> None:
    name(cast, "Kessler", FIRST)
    with pytest.raises(ValidationError) as refused:
        name(cast, "Bergmann", FIRST)
    assert "Kessler" in refused.value.message_dict["valid_from"][0]
    assert len(periods(cast)) == 1


def test_only_who_has_the_role_is_linked(cast: Cast) -> None:
    with scope(cast.alliance):
        lead = services.name_lead(
            alliance=cast.alliance, name="Bernd", since=FIRST, by=cast.alma, user=cast.bernd
        )
        assert lead.user == cast.bernd
        with pytest.raises(ValidationError):
            services.correct_lead(
                lead, name="Ceren", position="", email="", phone="", user=cast.ceren, by=cast.alma
            )


def test_a_correction_leaves_the_period_alone(cast: Cast) -> None:
    lead = name(cast, "Kesler", FIRST)
    with scope(cast.alliance):
        services.correct_lead(
            lead, name="Kessler", position="", email="", phone="0221 1", user=None, by=cast.alma
        )
    assert periods(cast) == [("Kessler", FIRST, None)]


def test_the_end_does_not_come_before_the_beginning(cast: Cast) -> None:
    lead = name(cast, "Kessler", FIRST)
    with scope(cast.alliance), pytest.raises(ValidationError):
        services.end_lead(lead, until=FIRST - YEAR, by=cast.alma)


def test_any_day_can_be_looked_at(cast: Cast, sign_in: SignIn) -> None:
    name(cast, "Kessler", FIRST)
    name(cast, "Bergmann", FIRST + YEAR)
    with scope(cast.alliance):
        assert str(running_on(FIRST).lead) == "Kessler"
        assert running_on(FIRST - YEAR).lead is None
    url = reverse("alliances:settings", args=[cast.alliance.key])
    then = sign_in(cast.paula).get(url, {"tag": "2024-05-01"})
    assert str(then.context["running"].lead) == "Kessler"
    assert not then.context["is_today"]
    assert sign_in(cast.paula).get(url, {"tag": "morgen"}).context["is_today"]


def test_the_page_names_a_lead(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("alliances:lead_name", args=[cast.alliance.key])
    form = {"name": "Dr. Kessler", "valid_from": "2024-03-01", "user": cast.bernd.pk}
    done = sign_in(cast.alma).post(url, form, follow=True)
    assert "Dr. Kessler" in done.content.decode()
    refused = sign_in(cast.alma).post(url, form)
    assert refused.status_code == 422
    assert "valid_from" in refused.context["form"].errors


def test_the_lead_of_another_alliance_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast.other_alliance):
        there = services.name_lead(alliance=cast.other_alliance, name="Dort", since=FIRST, by=cast.emil)
    for route in ("lead_correct", "lead_end"):
        url = reverse(f"alliances:{route}", args=[cast.alliance.key, there.pk])
        assert sign_in(cast.alma).get(url).status_code == 404
