"""B5: a lever goes its steps, and what comes in force changes what it is about."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.services.merging import merge_institutions
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.chains.enums import LeverKind, LeverState, LinkKind
from klappt.chains.models import Lever, Link
from klappt.chains.services.levers import NEXT_STATES, About, Plan, add_lever, change_lever, move_lever
from klappt.chains.tests.factories import make_idea, make_lever, make_link
from klappt.offers.enums import Stage
from klappt.offers.models import Offer
from klappt.offers.services.offers import remove_offers
from klappt.offers.tests.factories import make_offer

DAY = datetime.date(2026, 11, 2)


def test_a_lever_begins_as_an_idea_with_all_that_was_said(cast: Cast) -> None:
    idea, vhs = make_idea(cast.alliance), make_institution(cast.alliance)
    with scope(cast.alliance):
        made = add_lever(
            alliance=cast.alliance,
            kind=LeverKind.CREATION,
            about=About(offer=idea),
            plan=Plan(title=" Brückenkurs ", responsible=vhs, due_on=DAY, parties=(vhs,)),
            by=cast.alma,
        )
        row = Lever.objects.get()
        assert row == made
        assert (row.state, row.title, row.responsible, row.due_on) == ("idea", "Brückenkurs", vhs, DAY)
        assert [party.institution for party in row.parties.all()] == [vhs]


@pytest.mark.parametrize("kind", [LeverKind.LINK, LeverKind.TRANSFER, LeverKind.INTERFACE_RULE])
def test_in_force_links_the_step_from_that_day(cast: Cast, kind: LeverKind) -> None:
    lever = make_lever(cast.alliance, kind, state=LeverState.AGREED, basis="Vereinbarung vom 1.10.")
    with scope(cast.alliance):
        row = move_lever(lever=lever, to=LeverState.IN_FORCE, on=DAY, by=cast.alma)
        link = Link.objects.get()
        assert (link.source, link.target, link.kind, link.agreed) == (lever.source, lever.target, kind, True)
        assert (link.valid_from, link.basis) == (DAY, "Vereinbarung vom 1.10.")
        assert (row.link, row.in_force_on) == (link, DAY)


def test_a_link_that_is_there_becomes_a_handover_and_keeps_what_was_said(cast: Cast) -> None:
    link = make_link(cast.alliance, since=datetime.date(2025, 1, 1), note="jeden Dienstag", deadline_days=14)
    lever = make_lever(
        cast.alliance,
        LeverKind.TRANSFER,
        state=LeverState.IN_PROGRESS,
        about=About(source=link.source, target=link.target),
    )
    with scope(cast.alliance):
        move_lever(lever=lever, to=LeverState.IN_FORCE, on=DAY, by=cast.alma)
        link = Link.objects.get()
        assert (link.kind, link.note, link.deadline_days) == (LinkKind.TRANSFER, "jeden Dienstag", 14)
        assert link.valid_from == datetime.date(2025, 1, 1)


def test_in_force_makes_an_offer_of_the_idea(cast: Cast) -> None:
    lever = make_lever(cast.alliance, LeverKind.CREATION, state=LeverState.AGREED)
    with scope(cast.alliance):
        move_lever(lever=lever, to=LeverState.IN_FORCE, on=DAY, by=cast.alma)
        offer = Offer.objects.get()
        assert (offer.stage, offer.valid_from) == (Stage.OPEN, DAY)


def test_an_opening_in_force_leaves_the_rule_to_its_editor(cast: Cast) -> None:
    lever = make_lever(cast.alliance, LeverKind.OPENING, state=LeverState.AGREED)
    with scope(cast.alliance):
        row = move_lever(lever=lever, to=LeverState.IN_FORCE, by=cast.alma)
        assert row.state == LeverState.IN_FORCE
        assert not lever.offer.rules.exists()


@pytest.mark.parametrize("state", LeverState)
@pytest.mark.parametrize("to", LeverState)
def test_only_the_next_steps_are_possible(cast: Cast, state: LeverState, to: LeverState) -> None:
    lever = make_lever(cast.alliance, LeverKind.OPENING, state=state)
    with scope(cast.alliance):
        if to in NEXT_STATES[state]:
            assert move_lever(lever=lever, to=to, reason="Kein Geld", by=cast.alma).state == to
        else:
            with pytest.raises(ValidationError, match=r"no longer possible|geht nicht mehr"):
                move_lever(lever=lever, to=to, reason="Kein Geld", by=cast.alma)
            assert Lever.objects.get().state == state


def test_dropping_asks_for_a_reason_and_keeps_it(cast: Cast) -> None:
    lever = make_lever(cast.alliance)
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as refused:
            move_lever(lever=lever, to=LeverState.DROPPED, reason=" ", by=cast.alma)
        assert "reason" in refused.value.message_dict
        assert move_lever(lever=lever, to=LeverState.DROPPED, reason="Kein Geld", by=cast.alma).reason


def test_each_step_is_one_event_with_who(cast: Cast) -> None:
    lever = make_lever(cast.alliance, LeverKind.CREATION)
    with scope(cast.alliance):
        for to in (LeverState.AGREED, LeverState.IN_PROGRESS, LeverState.IN_FORCE):
            lever = move_lever(lever=lever, to=to, by=cast.alma)
        told = Event.objects.filter(by=cast.alma).order_by("pk").values_list("verb", flat=True)
        assert list(told) == ["chains.lever_agreed", "chains.lever_begun", "chains.lever_in_force"]


def test_what_is_not_about_anything_is_refused_field_by_field(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    cases = (
        (LeverKind.LINK, About(source=offer), {"target"}),
        (LeverKind.LINK, About(source=offer, target=offer), {"target"}),
        (LeverKind.OPENING, About(), {"offer"}),
        (LeverKind.CREATION, About(offer=offer), {"offer"}),
    )
    for kind, about, fields in cases:
        with scope(cast.alliance), pytest.raises(ValidationError) as refused:
            add_lever(alliance=cast.alliance, kind=kind, about=about, plan=Plan("x"), by=cast.alma)
        assert set(refused.value.message_dict) == fields


def test_due_before_it_begins_is_refused_and_nothing_is_stored(cast: Cast) -> None:
    lever = make_lever(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        change_lever(
            lever=lever,
            plan=Plan("anders", begins_on=DAY, due_on=DAY - datetime.timedelta(days=1)),
            by=cast.alma,
        )
    assert set(refused.value.message_dict) == {"due_on"}
    with scope(cast.alliance):
        assert Lever.objects.get().title == "Übergabe vereinbaren"


def test_parties_come_and_go(cast: Cast) -> None:
    vhs, jmd = make_institution(cast.alliance), make_institution(cast.alliance, "JMD")
    lever = make_lever(cast.alliance, parties=(vhs,))
    with scope(cast.alliance):
        change_lever(lever=lever, plan=Plan("x", parties=(jmd,)), by=cast.alma)
        assert [party.institution for party in lever.parties.all()] == [jmd]


def test_what_goes_with_a_removed_offer_stands_in_the_history(cast: Cast) -> None:
    lever = make_lever(cast.alliance)
    with scope(cast.alliance):
        remove_offers(offers=[lever.source], by=cast.alma)
        assert not Lever.objects.exists()
    gone = Event.objects.latest("pk").changes.filter(model="chains.lever")
    assert [(change.kind, change.fields["title"]) for change in gone] == [
        ("deleted", ["Übergabe vereinbaren", None])
    ]


def test_two_institutions_that_become_one_stay_named(cast: Cast) -> None:
    kept, dropped = make_institution(cast.alliance, "VHS"), make_institution(cast.alliance, "Volkshochschule")
    lever = make_lever(cast.alliance, responsible=dropped, parties=(kept, dropped))
    other = make_lever(cast.alliance, parties=(dropped,))
    with scope(cast.alliance):
        merge_institutions(kept=kept, dropped=dropped, by=cast.alma, values={})
        lever.refresh_from_db()
        assert lever.responsible == kept
        assert [party.institution for party in lever.parties.all()] == [kept]
        assert [party.institution for party in other.parties.all()] == [kept]


def test_editing_a_lever_leaves_a_step_that_somebody_took_meanwhile(cast: Cast) -> None:
    opened = make_lever(cast.alliance)
    with scope(cast.alliance):
        move_lever(lever=opened, to=LeverState.AGREED, by=cast.bernd)
        change_lever(lever=opened, plan=Plan(title="Neuer Titel"), by=cast.alma)
        now = Lever.objects.get(pk=opened.pk)
    assert (now.title, now.state) == ("Neuer Titel", LeverState.AGREED)
