"""A3: each approach goes its steps, and only those; who and when are never missing."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.actors.enums import ApproachState, Group
from klappt.actors.models import Approach
from klappt.actors.selectors.approaches import approaches_waiting_for_lead, passages
from klappt.actors.services import approach as steps
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.group import make_approach, make_candidate
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.models import Seat
from klappt.bodies.services.groups import join_group

TODAY = datetime.date(2026, 11, 22)


def test_the_whole_way_to_the_seat(cast: Cast) -> None:
    institution = make_institution(
        cast.alliance, contacts=[make_contact(name="Aylin"), make_contact(name="Ben")]
    )
    with scope(cast.alliance):
        person, deputy = institution.contacts.all()
        (row,) = steps.propose_approaches(alliance=cast.alliance, institutions=[institution], by=cast.alma)
        assert row.person == person
        steps.agree(approaches=[row], by=cast.bernd)
        steps.name_people(approach=row, person=person, deputy=deputy, by=cast.alma)
        steps.note_approached(approach=row, by=cast.alma)
        row = steps.accept(approach=row, on=TODAY, by=cast.alma)
        seat = Seat.objects.get()
        assert row.state == ApproachState.ACCEPTED
        assert (seat.body.kind, seat.body.valid_from, seat.valid_from) == ("core_group", TODAY, TODAY)
        assert [(each.part, each.contact) for each in seat.holders.order_by("-part")] == [
            ("holder", person),
            ("deputy", deputy),
        ]


def test_each_step_is_one_event_with_who(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    with scope(cast.alliance):
        steps.agree(approaches=[row], by=cast.bernd)
        steps.note_approached(approach=row, by=cast.alma)
        steps.decline(approach=row, reason="Keine Zeit", by=cast.alma)
        told = [(each.who, each.state, each.words) for each in passages(row)]
    assert told[:3] == [
        ("Alma", "declined", "Keine Zeit"),
        ("Alma", "approached", ""),
        ("Bernd", "agreed", ""),
    ]


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (ApproachState.PROPOSED, {"agreed", "withdrawn"}),
        (ApproachState.AGREED, {"approached", "withdrawn"}),
        (ApproachState.APPROACHED, {"accepted", "declined", "withdrawn"}),
        (ApproachState.ACCEPTED, set()),
        (ApproachState.DECLINED, set()),
        (ApproachState.WITHDRAWN, set()),
    ],
)
def test_only_these_steps_lead_on(cast: Cast, state: ApproachState, possible: set[str]) -> None:
    verbs = {
        "agreed": lambda row: steps.agree(approaches=[row], by=cast.bernd),
        "approached": lambda row: steps.note_approached(approach=row, by=cast.alma),
        "accepted": lambda row: steps.accept(approach=row, on=TODAY, by=cast.alma),
        "declined": lambda row: steps.decline(approach=row, reason="x", by=cast.alma),
        "withdrawn": lambda row: steps.withdraw(approach=row, reason="", by=cast.alma),
    }
    done = set()
    for name, verb in verbs.items():
        row = make_approach(cast.alliance, name, state=state)
        before = Event.objects.count()
        with scope(cast.alliance):
            try:
                verb(row)
            except ValidationError:
                assert Event.objects.count() == before
            else:
                done.add(name)
    assert done == possible


def test_declining_needs_a_reason(cast: Cast) -> None:
    row = make_approach(cast.alliance, state=ApproachState.APPROACHED)
    with scope(cast.alliance), pytest.raises(ValidationError):
        steps.decline(approach=row, reason="  ", by=cast.alma)


def test_nobody_is_asked_twice_but_may_be_asked_anew(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            steps.propose_approaches(alliance=cast.alliance, institutions=[row.institution], by=cast.alma)
        steps.withdraw(approach=row, reason="", by=cast.alma)
        steps.propose_approaches(alliance=cast.alliance, institutions=[row.institution], by=cast.alma)
        assert Approach.objects.count() == 2


def test_who_sits_there_is_not_proposed(cast: Cast) -> None:
    sitting, other = make_candidate(cast.alliance, "JMD"), make_candidate(cast.alliance, "VHS")
    with scope(cast.alliance):
        join_group(institution=sitting, group=Group.CORE_GROUP, since=None, by=cast.alma)
        made = steps.propose_approaches(alliance=cast.alliance, institutions=[sitting, other], by=cast.alma)
        assert [each.institution for each in made] == [other]


def test_person_and_deputy_belong_to_the_institution_and_differ(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    other = make_institution(cast.alliance, contacts=[make_contact(name="Aylin")])
    with scope(cast.alliance):
        stranger = other.contacts.get()
        with pytest.raises(ValidationError):
            steps.name_people(approach=row, person=stranger, deputy=None, by=cast.alma)
        with pytest.raises(ValidationError):
            steps.name_people(approach=row, person=stranger, deputy=stranger, by=cast.alma)


def test_only_the_lead_has_something_to_decide(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    with scope(cast.alliance):
        lead = Member(cast.bernd, cast.alliance, Role.LEAD)
        coordinator = Member(cast.alma, cast.alliance, Role.COORDINATOR)
        assert approaches_waiting_for_lead(lead) == [row]
        assert approaches_waiting_for_lead(coordinator) == []


def test_the_lead_agrees_by_one_click(cast: Cast, sign_in) -> None:
    row = make_approach(cast.alliance)
    browser = sign_in(cast.bernd)
    assert b"Jobcenter" in browser.get(reverse("alliances:home", args=["hier"])).content
    browser.post(reverse("actors:approach_decide", args=["hier", row.pk, "agreed"]))
    with scope(cast.alliance):
        row.refresh_from_db()
    assert (row.state, row.by) == (ApproachState.AGREED, cast.bernd)


def test_agreeing_to_all_means_all_that_were_shown(cast: Cast, sign_in) -> None:
    shown, later = make_approach(cast.alliance, "JMD"), make_approach(cast.alliance, "VHS")
    sign_in(cast.bernd).post(reverse("actors:agree_all", args=["hier"]), {"approach": [shown.pk]})
    with scope(cast.alliance):
        states = dict(Approach.objects.order_by("pk").values_list("pk", "state"))
    assert states == {shown.pk: ApproachState.AGREED, later.pk: ApproachState.PROPOSED}


def test_the_coordination_reads_what_the_lead_wants_to_say(cast: Cast, sign_in) -> None:
    row = make_approach(cast.alliance)
    sign_in(cast.bernd).post(
        reverse("actors:approach_decide", args=["hier", row.pk, "talk"]), {"talk-comment": "Erst die Kammer"}
    )
    for page in ("alliances:home", "actors:approaches"):
        assert b"Erst die Kammer" in sign_in(cast.alma).get(reverse(page, args=["hier"])).content


def test_a_no_without_reason_comes_back_with_what_is_missing(cast: Cast, sign_in) -> None:
    row = make_approach(cast.alliance, state=ApproachState.APPROACHED)
    url = reverse("actors:approach_step", args=["hier", row.pk, "declined"])
    response = sign_in(cast.alma).post(url, {"declined-reason": ""})
    assert response.status_code == 422
    assert response.context["forms"]["declined"].errors


def test_a_step_somebody_else_took_meanwhile_is_told(cast: Cast, sign_in) -> None:
    row = make_approach(cast.alliance, state=ApproachState.ACCEPTED)
    url = reverse("actors:approach_step", args=["hier", row.pk, "approached"])
    response = sign_in(cast.alma).post(url)
    assert response.status_code == 422
    assert "zugesagt" in response.content.decode()


def test_after_a_no_the_next_best_are_offered_and_nobody_who_declined(cast: Cast, sign_in) -> None:
    row = make_approach(cast.alliance, "Jobcenter", state=ApproachState.APPROACHED)
    make_candidate(cast.alliance, "Agentur für Arbeit")
    response = sign_in(cast.alma).post(
        reverse("actors:approach_step", args=["hier", row.pk, "declined"]),
        {"declined-reason": "Keine Zeit"},
        follow=True,
    )
    assert [str(each) for each in response.context["next_best"]] == ["Agentur für Arbeit"]
