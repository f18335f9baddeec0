"""What levers would bring (B5): for how many, and what limits the flow; trying out changes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.enums import LeverKind
from klappt.chains.models import Lever
from klappt.chains.services.hints import give_hint
from klappt.chains.services.levers import About
from klappt.chains.tests.factories import make_lever
from klappt.config.tests.counting import assert_query_count
from klappt.offers.models import AccessRule, Offer
from klappt.offers.services.places import count_places
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

pytestmark = pytest.mark.django_db
SignIn = Callable[[object], Client]
OPENED = "opening~AUSB~access~"


def only_for_gestattung(cast: Cast) -> Offer:
    offer = make_offer(
        cast.alliance, "Ausbildung", key="AUSB", months=36, effects=[{"set": "in_training", "to": True}]
    )
    make_rule(offer, {"attr": "status", "op": "=", "value": "gestattung"})
    make_subgroup(
        cast.alliance, "Mit Gestattung", profile={"status": "gestattung", "in_training": False}, head_count=30
    )
    make_subgroup(
        cast.alliance, "Mit Duldung", profile={"status": "duldung_allg", "in_training": False}, head_count=20
    )
    return offer


def look(client: Client, cast: Cast, **asked: str) -> str:
    return client.get(
        reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training", **asked}
    ).content.decode()


def test_it_says_how_many_get_there_and_what_would_bring_the_others(cast: Cast, sign_in: SignIn) -> None:
    only_for_gestattung(cast)
    page = sign_in(cast.ceren).get(reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training"})
    found = page.context["found"]
    assert (found.reached.heads, found.everybody.heads) == (30, 50)
    best = page.context["choices"][0]
    assert (best.choice.heads, [step.words for step in best.steps]) == (20, ["„Ausbildung“ öffnen"])


def test_trying_out_shows_before_and_after_and_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    only_for_gestattung(cast)
    page = sign_in(cast.ceren).get(
        reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training", "mit": OPENED}
    )
    assert page.context["found"].reached.heads == 30
    assert page.context["found"].reached_then.heads == 50
    with scope(cast.alliance):
        assert AccessRule.objects.order_by().count() == 1
        assert not Lever.objects.exists()


@pytest.mark.parametrize("code", ["opening~NIX~access~", "opening~AUSB~access.all[7]~", "quatsch", "~~~~~~"])
def test_an_address_that_no_longer_fits_is_left_out(cast: Cast, sign_in: SignIn, code: str) -> None:
    only_for_gestattung(cast)
    page = sign_in(cast.ceren).get(
        reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training", "mit": code}
    )
    assert page.context["tried"] == []


def test_ones_own_levers_can_be_tried_out(cast: Cast, sign_in: SignIn) -> None:
    offer = only_for_gestattung(cast)
    lever = make_lever(cast.alliance, LeverKind.OPENING, about=About(offer=offer, leaf="access"))
    page = sign_in(cast.alma).get(reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training"})
    assert [each.lever for each in page.context["own"]] == [lever]


def test_a_subgroup_of_unknown_number_is_never_counted_as_nobody(cast: Cast, sign_in: SignIn) -> None:
    only_for_gestattung(cast)
    make_subgroup(cast.alliance, "Wie viele?", profile={"status": "gestattung"})
    page = sign_in(cast.ceren).get(reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training"})
    assert page.context["found"].everybody.uncounted == 1
    assert "nicht bekannt" in page.content.decode()


def test_places_that_nobody_knows_are_named(cast: Cast, sign_in: SignIn) -> None:
    offer = only_for_gestattung(cast)
    ceren = sign_in(cast.ceren)
    assert "Niemand weiß, wie viele Plätze es hier gibt: Ausbildung" in look(ceren, cast)
    with scope(cast.alliance):
        count_places(offer=offer, places=12, as_of=timezone.localdate(), by=cast.alma)
    page = ceren.get(reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training"})
    assert int(page.context["found"].through.known.people) == 12
    assert [(each.name, each.place.capacity) for each in page.context["short"]] == [("Ausbildung", 12)]


def test_without_subgroups_it_says_where_to_begin(cast: Cast, sign_in: SignIn) -> None:
    assert "Zu den Teilgruppen" in look(sign_in(cast.alma), cast)


def test_a_member_is_not_offered_what_only_the_coordination_may_do(cast: Cast, sign_in: SignIn) -> None:
    only_for_gestattung(cast)
    assert "Als Hebel anlegen" in look(sign_in(cast.alma), cast)
    assert "Als Hebel anlegen" not in look(sign_in(cast.ceren), cast)


def test_twenty_subgroups_take_as_many_queries_as_two(cast: Cast, sign_in: SignIn) -> None:
    only_for_gestattung(cast)
    for number in range(18):
        make_subgroup(cast.alliance, f"Gruppe {number}", profile={"status": "duldung_60b"}, head_count=number)
    address = reverse("chains:effects", args=[cast.alliance.key])
    assert_query_count("effects of levers", sign_in(cast.alma), f"{address}?ziel=training")


def test_what_practice_missed_is_told_with_its_place(cast: Cast, sign_in: SignIn) -> None:
    offer = only_for_gestattung(cast)
    with scope(cast.alliance):
        for leaf in ("access", "access", "access.all[7]"):
            give_hint(
                alliance=cast.alliance,
                goal_key="training",
                offer=offer,
                leaf=leaf,
                subgroup=None,
                signature="Praxis",
            )
        give_hint(alliance=cast.alliance, goal_key="work", offer=offer, leaf="access", signature="Praxis")
    page = sign_in(cast.alma).get(reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training"})
    known, gone = page.context["hints"]
    assert (known.hinted.count, known.told.today) == (
        2,
        "Aufenthaltsstatus: Aufenthaltsgestattung (§ 55 AsylG)",
    )
    assert (gone.hinted.count, gone.told) == (1, None)
    assert "2×" in page.content.decode()
