"""Who works in an alliance: role and end, and never without coordination."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances import services
from klappt.alliances.models import Membership
from klappt.alliances.scope import scope
from klappt.alliances.selectors import member_of
from klappt.alliances.tests.factories import membership
from klappt.audit.models import Event

TODAY = datetime.date(2026, 11, 22)
TOMORROW = TODAY + datetime.timedelta(days=1)


def membership_of(cast: Cast, user: User) -> Membership:
    return membership(cast.alliance, user)


def test_a_new_role_counts_at_once_and_is_one_event(cast: Cast) -> None:
    before = Event.objects.count()
    with scope(cast.alliance):
        services.change_role(
            membership=membership_of(cast, cast.ceren), role=Role.PRACTITIONER, by=cast.alma, today=TODAY
        )
    member = member_of(cast.ceren, cast.alliance.key, TODAY)
    assert member is not None
    assert member.role == Role.PRACTITIONER
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by, Event.objects.count()) == (
        "alliances.role_changed",
        cast.alma,
        before + 1,
    )


def test_the_last_coordination_keeps_its_role(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError, match="Alma"):
        services.change_role(
            membership=membership_of(cast, cast.alma), role=Role.MEMBER, by=cast.alma, today=TODAY
        )


def test_the_last_coordination_cannot_leave(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError, match="Alma"):
        services.end_work(membership=membership_of(cast, cast.alma), last_day=TODAY, by=cast.alma)
    assert member_of(cast.alma, cast.alliance.key, TOMORROW) is not None


def test_a_coordination_whose_end_is_noted_does_not_count_as_the_next_one(cast: Cast) -> None:
    with scope(cast.alliance):
        services.change_role(
            membership=membership_of(cast, cast.ceren), role=Role.COORDINATOR, by=cast.alma, today=TODAY
        )
        services.end_work(membership=membership_of(cast, cast.ceren), last_day=TOMORROW, by=cast.alma)
        with pytest.raises(ValidationError):
            services.end_work(membership=membership_of(cast, cast.alma), last_day=TODAY, by=cast.alma)


def test_two_coordinations_may_become_one(cast: Cast) -> None:
    with scope(cast.alliance):
        services.change_role(
            membership=membership_of(cast, cast.ceren), role=Role.COORDINATOR, by=cast.alma, today=TODAY
        )
        services.end_work(membership=membership_of(cast, cast.alma), last_day=TODAY, by=cast.alma)
    assert member_of(cast.alma, cast.alliance.key, TODAY) is not None
    assert member_of(cast.alma, cast.alliance.key, TOMORROW) is None


def test_who_left_may_come_back(cast: Cast) -> None:
    with scope(cast.alliance):
        services.end_work(membership=membership_of(cast, cast.ceren), last_day=TODAY, by=cast.alma)
        later = TODAY + datetime.timedelta(days=100)
        services.admit(
            alliance=cast.alliance, user=cast.ceren, role=Role.PRACTITIONER, since=later, by=cast.alma
        )
    assert member_of(cast.ceren, cast.alliance.key, TOMORROW) is None
    assert member_of(cast.ceren, cast.alliance.key, later) is not None


def test_nobody_joins_twice(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="arbeitet"):
        services.admit(alliance=cast.alliance, user=cast.ceren, role=Role.MEMBER, since=TODAY, by=cast.alma)


def test_the_list_shows_everybody_with_role_and_controls_only_to_the_coordination(
    cast: Cast, sign_in
) -> None:
    url = reverse("alliances:team", args=[cast.alliance.key])
    for_alma = sign_in(cast.alma).get(url).content.decode()
    for_ceren = sign_in(cast.ceren).get(url).content.decode()
    change = reverse("alliances:change_role", args=[cast.alliance.key, membership_of(cast, cast.bernd).pk])
    for name in ("Alma", "Bernd", "Ceren", "Paula"):
        assert name in for_alma
        assert name in for_ceren
    assert "Emil" not in for_alma
    assert change in for_alma
    assert change not in for_ceren


def test_the_coordination_changes_a_role_on_the_page(cast: Cast, sign_in) -> None:
    row = membership_of(cast, cast.paula)
    url = reverse("alliances:change_role", args=[cast.alliance.key, row.pk])
    answer = sign_in(cast.alma).post(url, {f"m{row.pk}-role": "member"}, follow=True)
    assert "Paula" in answer.content.decode()
    assert membership_of(cast, cast.paula).role == Role.MEMBER


def test_the_page_says_why_the_last_coordination_stays(cast: Cast, sign_in) -> None:
    row = membership_of(cast, cast.alma)
    browser = sign_in(cast.alma)
    url = reverse("alliances:change_role", args=[cast.alliance.key, row.pk])
    answer = browser.post(url, {f"m{row.pk}-role": "member"}, follow=True).content.decode()
    assert "Alma ist die einzige Koordination" in answer
    end = reverse("alliances:end_work", args=[cast.alliance.key, row.pk])
    answer = browser.post(end, {"last_day": "2026-12-01"}).content.decode()
    assert "Alma ist die einzige Koordination" in answer


def test_ending_on_the_page_asks_for_the_last_day(cast: Cast, sign_in) -> None:
    row = membership_of(cast, cast.paula)
    url = reverse("alliances:end_work", args=[cast.alliance.key, row.pk])
    browser = sign_in(cast.alma)
    assert "Paula" in browser.get(url).content.decode()
    assert browser.post(url, {"last_day": "irgendwann"}).status_code == 200
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    browser.post(url, {"last_day": yesterday.isoformat()})
    assert sign_in(cast.paula).get(reverse("alliances:home", args=[cast.alliance.key])).status_code == 404


def test_people_of_another_alliance_are_out_of_reach(cast: Cast, sign_in) -> None:
    with scope(cast.other_alliance):
        theirs = Membership.objects.get(user=cast.emil)
    browser = sign_in(cast.alma)
    for name in ("change_role", "end_work"):
        url = reverse(f"alliances:{name}", args=[cast.alliance.key, theirs.pk])
        assert (
            browser.post(url, {f"m{theirs.pk}-role": "member", "last_day": "2026-12-01"}).status_code == 404
        )
