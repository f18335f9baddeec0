"""From a finding a gap, a lever, a measure follows, or nothing for a reason of the list (A20)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.cases.models import Finding, FollowUp
from klappt.cases.services.findings import follow_gap, follow_lever, follow_measure, follow_nothing
from klappt.cases.tests.factories import make_finding, make_follow_up
from klappt.cases.tests.pages import url
from klappt.chains.models import Lever
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_item, make_outcome
from klappt.needs.tests.factories import make_need
from klappt.offers.tests.factories import make_offer
from klappt.profiles.tests.factories import make_subgroup


def follow(cast: Cast, sign_in: Any, finding: Finding, way: str, data: dict[str, Any]) -> Any:
    return sign_in(cast.alma).post(url(cast, "follow", finding.pk, way), data)


def only(cast: Cast) -> FollowUp:
    with scope(cast.alliance):
        found: FollowUp = FollowUp.objects.select_related("need", "lever", "outcome", "offer").get()
    return found


def test_a_gap_is_a_need_of_a_subgroup(cast: Cast, sign_in: Any) -> None:
    finding, need, group = make_finding(cast), make_need(cast), make_subgroup(cast.alliance)
    data = {"need": need.pk, "subgroup": group.pk}
    assert follow(cast, sign_in, finding, "luecke", data).status_code == 302
    assert (only(cast).kind, only(cast).need) == ("gap", need)


def test_or_an_offer_that_does_not_reach_and_not_both(cast: Cast, sign_in: Any) -> None:
    finding, need, group = make_finding(cast), make_need(cast), make_subgroup(cast.alliance)
    offer = make_offer(cast.alliance, "Kurs")
    both = {"need": need.pk, "subgroup": group.pk, "offer": offer.pk}
    assert follow(cast, sign_in, finding, "luecke", both).status_code == 422
    assert follow(cast, sign_in, finding, "luecke", {"need": need.pk}).status_code == 422
    assert follow(cast, sign_in, finding, "luecke", {"offer": offer.pk}).status_code == 302
    assert only(cast).offer == offer


def test_a_lever(cast: Cast, sign_in: Any) -> None:
    finding, offer = make_finding(cast), make_offer(cast.alliance, "Kurs")
    with set_up(cast.alliance):
        lever = Lever.objects.create(alliance=cast.alliance, kind="opening", title="Öffnen", offer=offer)
    assert follow(cast, sign_in, finding, "hebel", {"lever": lever.pk}).status_code == 302
    assert only(cast).lever == lever
    page = sign_in(cast.bernd).get(url(cast, "overview")).content.decode()
    assert f"/ketten/hebel/{lever.pk}/" in page


def test_a_measure_is_agreed_in_a_meeting_with_who_and_by_when(cast: Cast, sign_in: Any) -> None:
    finding, item = make_finding(cast), make_item(cast)
    data = {
        "item": item.pk,
        "text": "Einen gemeinsamen Vordruck entwerfen",
        "person": "alma@example.org",
        "due_on": "2027-01-31",
    }
    assert follow(cast, sign_in, finding, "massnahme", {**data, "person": ""}).status_code == 422
    assert follow(cast, sign_in, finding, "massnahme", data).status_code == 302
    with scope(cast.alliance):
        outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.person, outcome.item_id) == (OutcomeKind.MEASURE, "Alma", item.pk)
    assert only(cast).outcome == outcome


def test_a_measure_that_was_agreed_already(cast: Cast, sign_in: Any) -> None:
    finding, measure = make_finding(cast), make_outcome(cast)
    assert follow(cast, sign_in, finding, "vereinbart", {"outcome": measure.pk}).status_code == 302
    assert only(cast).outcome == measure
    decision = make_outcome(cast, measure.item, kind=OutcomeKind.DECISION)
    with scope(cast.alliance), pytest.raises(ValidationError):
        follow_measure(finding=finding, outcome=decision, by=cast.alma)


def test_nothing_follows_for_a_reason_of_the_list(cast: Cast, sign_in: Any) -> None:
    finding = make_finding(cast)
    wrong = {"because": "weil Ahmad weggezogen ist"}
    assert follow(cast, sign_in, finding, "nichts", wrong).status_code == 422
    assert follow(cast, sign_in, finding, "nichts", {"because": "single"}).status_code == 302
    assert only(cast).because == "single"
    with scope(cast.alliance), pytest.raises(ValidationError):
        follow_nothing(finding=finding, because="einfach so", by=cast.alma)


def test_the_same_is_noted_once(cast: Cast) -> None:
    finding = make_finding(cast)
    make_follow_up(cast, finding)
    with scope(cast.alliance), pytest.raises(ValidationError, match="steht hier schon"):
        follow_nothing(finding=finding, because="single", by=cast.alma)


def test_without_anything_nothing_is_noted(cast: Cast) -> None:
    finding = make_finding(cast)
    with scope(cast.alliance):
        for empty in (follow_gap, lambda **who: follow_lever(lever=None, **who)):
            with pytest.raises(ValidationError):
                empty(finding=finding, by=cast.alma)
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(alliance=cast.alliance, finding=finding, kind="gap")


def test_taking_it_back_leaves_the_measure(cast: Cast, sign_in: Any) -> None:
    finding, measure = make_finding(cast), make_outcome(cast)
    with scope(cast.alliance):
        row = follow_measure(finding=finding, outcome=measure, by=cast.alma)
    sign_in(cast.alma).post(url(cast, "follow_up_remove", row.pk))
    with scope(cast.alliance):
        assert not FollowUp.objects.exists()
        assert Outcome.objects.get() == measure


def test_there_are_no_other_ways(cast: Cast, sign_in: Any) -> None:
    finding = make_finding(cast)
    assert sign_in(cast.alma).get(url(cast, "follow", finding.pk, "brief")).status_code == 404


def test_who_may_only_enter_sees_no_button_to_follow_up(cast: Cast, sign_in: Any) -> None:
    finding = make_finding(cast)
    with scope(cast.alliance):
        address = url(cast, "conference", finding.conference_id)
    assert "/folge/" not in sign_in(cast.paula).get(address).content.decode()
    assert "/folge/massnahme/" in sign_in(cast.alma).get(address).content.decode()


def test_the_coordination_is_told_of_findings_that_wait(cast: Cast, sign_in: Any) -> None:
    make_finding(cast)
    home = f"/b/{cast.alliance.key}/"
    assert "Befund aus Fallkonferenzen wartet" in sign_in(cast.alma).get(home).content.decode()
    assert "Befund aus Fallkonferenzen wartet" not in sign_in(cast.bernd).get(home).content.decode()
