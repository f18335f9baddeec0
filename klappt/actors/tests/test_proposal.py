"""A9, A15: who should sit in the core group, with reasons, ties, conflicts, and from there to approaches."""

import re

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.enums import ApproachState, Criterion, Field, Group, Rating, Tick, WishKind
from klappt.actors.models import Approach, SelectionSettings, SelectionWish
from klappt.actors.selectors.proposal import Asked, propose
from klappt.actors.services.cooperation import assess_cooperation
from klappt.actors.services.selection import keep_selection, remove_wish, set_wish
from klappt.actors.tests.group import make_approach, make_candidate
from klappt.alliances.scope import scope
from klappt.bodies.services.groups import join_group

NOTHING_PER_FIELD = {field.value: 0 for field in Field}


def asked(size: int, **changes: object) -> Asked:
    values = {"per_field": NOTHING_PER_FIELD, "per_criterion": {}, **changes}
    return Asked(size, **values)  # type: ignore[arg-type] # the values fit the names they are given under


def names(cast: Cast, question: Asked, exchange: str = "") -> set[str]:
    with scope(cast.alliance):
        found = propose(cast.alliance, question, exchange)
        return {str(found.institutions[int(choice.key)]) for choice in found.chosen}


def page(cast: Cast, sign_in, query: str):
    return sign_in(cast.alma).get(reverse("actors:proposal", args=["hier"]) + query)


def test_planned_ticks_and_cooperation_that_goes_well_count(cast: Cast) -> None:
    make_candidate(cast.alliance, "Ohne")
    make_candidate(cast.alliance, "Zusammenarbeit", cooperation=Tick.YES)
    good = make_candidate(cast.alliance, "Gut", cooperation=Tick.YES)
    make_candidate(cast.alliance, "Geplant", core_group_planned=Tick.YES)
    with scope(cast.alliance):
        for rating in (Rating.POOR, Rating.GOOD):
            assess_cooperation(institution=good, rating=rating, by=cast.alma)
    assert names(cast, asked(1)) == {"Geplant"}
    assert names(cast, asked(2)) == {"Geplant", "Gut"}


@pytest.mark.parametrize("tick", [Tick.UNCERTAIN, Tick.NO, ""])
def test_only_a_yes_counts(cast: Cast, tick: str) -> None:
    make_candidate(cast.alliance, "Anders", core_group_planned=tick)
    make_candidate(cast.alliance, "Trifft", meets=[Criterion.DECIDES])
    assert names(cast, asked(1)) == {"Trifft"}


def test_who_sits_there_or_is_being_approached_stays_unless_put_up_for_choice(cast: Cast) -> None:
    sitting = make_candidate(cast.alliance, "Sitzt")
    make_approach(cast.alliance, "Unterwegs")
    make_candidate(cast.alliance, "Stark", meets=list(Criterion))
    with scope(cast.alliance):
        join_group(institution=sitting, group=Group.CORE_GROUP, since=None, by=cast.alma)
    assert names(cast, asked(2)) == {"Sitzt", "Unterwegs"}
    assert "Stark" in names(cast, asked(2, keep=False))


def test_who_declined_is_left_out_unless_asked_again_or_wished(cast: Cast) -> None:
    row = make_approach(cast.alliance, "Stark", state=ApproachState.DECLINED)
    make_candidate(cast.alliance, "Ersatz")
    assert names(cast, asked(1)) == {"Ersatz"}
    with scope(cast.alliance):
        set_wish(institution=row.institution, kind=WishKind.MUST, note="Neue Leitung", by=cast.alma)
    assert names(cast, asked(1)) == {"Stark"}


def test_the_page_says_why_what_is_missing_and_that_it_is_proven(cast: Cast, sign_in) -> None:
    make_candidate(cast.alliance, "Jobcenter", Field.WORK, meets=[Criterion.DECIDES])
    make_candidate(cast.alliance, "JMD", Field.MIGRATION)
    text = page(cast, sign_in, "?seats=2&f_work=1&q_decides=1").content.decode()
    assert "Bewiesen" in text
    assert "die einzige" in text.lower()
    assert text.count('class="chair ') == 2


def test_an_empty_chair_is_visible_in_its_field(cast: Cast, sign_in) -> None:
    make_candidate(cast.alliance, "Jobcenter", Field.WORK)
    make_candidate(cast.alliance, "Agentur", Field.WORK)
    text = page(cast, sign_in, "?seats=2&f_social=1").content.decode()
    assert "chair--social chair--empty" in text
    assert "Was fehlt" in text


def test_ties_are_shown_and_can_be_chosen(cast: Cast, sign_in) -> None:
    one, other = make_candidate(cast.alliance, "Eins"), make_candidate(cast.alliance, "Zwei")
    first = page(cast, sign_in, "?seats=1")
    ((swap, query),) = first.context["swaps"]
    assert {str(swap.leaves[0]), str(swap.comes[0])} == {str(one), str(other)}
    second = page(cast, sign_in, f"?{query}")
    assert [pick.institution for pick in second.context["picks"]] == swap.comes
    assert second.context["swaps"][0][0].taken


def test_an_exchange_nobody_offered_changes_nothing(cast: Cast, sign_in) -> None:
    make_candidate(cast.alliance, "Eins", meets=[Criterion.OFFERS])
    weak = make_candidate(cast.alliance, "Zwei")
    found = page(cast, sign_in, f"?seats=1&exchange=1-{weak.pk}")
    assert [str(pick.institution) for pick in found.context["picks"]] == ["Eins"]


def test_wishes_in_conflict_are_the_fewest_and_each_has_a_way_out(cast: Cast, sign_in) -> None:
    for name in ("A", "B", "C"):
        row = make_candidate(cast.alliance, name, Field.WORK)
        with scope(cast.alliance):
            if name != "C":
                set_wish(institution=row, kind=WishKind.MUST, note="", by=cast.alma)
    found = page(cast, sign_in, "?seats=1&f_work=1")
    ways = found.context["conflict"]
    assert len(ways) == 3
    assert [way.wish is not None for way in ways].count(True) == 2
    (seats,) = [way for way in ways if way.wish is None]
    assert page(cast, sign_in, f"?{seats.query}").context["conflict"] == []


def test_each_way_out_of_a_field_nobody_works_in_leads_out(cast: Cast, sign_in) -> None:
    make_candidate(cast.alliance, "A", Field.WORK)
    found = page(cast, sign_in, "?seats=1&f_social=1&q_offers=2&keep=on")
    assert found.context["conflict"]
    for _step in range(3):
        ways = found.context["conflict"]
        if not ways:
            break
        found = page(cast, sign_in, f"?{ways[0].query}")
    assert found.context["conflict"] == []


def test_numbers_are_remembered_and_a_link_shows_what_i_see(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.alma)
    make_candidate(cast.alliance, "A")
    response = browser.post(
        reverse("actors:proposal_keep", args=["hier"]), {"seats": "7", "f_work": "2", "q_offers": "1"}
    )
    with scope(cast.alliance):
        row = SelectionSettings.objects.get()
    assert (row.size, row.per_field["work"], row.per_field["social"], row.per_criterion["offers"]) == (
        7,
        2,
        0,
        1,
    )
    shown = sign_in(cast.bernd).get(response.headers["Location"])
    assert shown.context["form"]["seats"].value() == "7"


@pytest.mark.parametrize("seats", ["0", "41", "viele", "-1", ""])
def test_a_size_that_makes_no_sense_is_said_at_the_field(cast: Cast, sign_in, seats: str) -> None:
    found = page(cast, sign_in, f"?seats={seats}")
    assert found.status_code == 422
    assert "seats" in found.context["form"].errors


def test_a_wish_with_why_and_without(cast: Cast, sign_in) -> None:
    row = make_candidate(cast.alliance, "JMD")
    url = reverse("actors:wish", args=["hier"])
    data = {
        "wish-institution": row.pk,
        "wish-kind": "must_not",
        "wish-note": "Sitzt im Forum",
        "query": "seats=1",
    }
    response = sign_in(cast.alma).post(url, data)
    assert "seats=1" in response.headers["Location"]
    with scope(cast.alliance):
        wish = SelectionWish.objects.get()
    assert (wish.kind, wish.note) == (WishKind.MUST_NOT, "Sitzt im Forum")
    with scope(cast.alliance):
        remove_wish(institution=row, by=cast.alma)
        assert not SelectionWish.objects.exists()


def test_the_institution_of_another_alliance_cannot_be_wished(cast: Cast, sign_in) -> None:
    there = make_candidate(cast.other_alliance, "Dort")
    response = sign_in(cast.alma).post(
        reverse("actors:wish", args=["hier"]), {"wish-institution": there.pk, "wish-kind": "must"}
    )
    assert response.status_code == 422
    sign_in(cast.alma).post(reverse("actors:proposal_adopt", args=["hier"]), {"institution": [there.pk]})
    with scope(cast.other_alliance):
        assert not Approach.objects.exists()


def test_taking_over_proposes_the_ticked_ones(cast: Cast, sign_in) -> None:
    make_candidate(cast.alliance, "A")
    make_candidate(cast.alliance, "B")
    text = page(cast, sign_in, "?seats=2&keep=on").content.decode()
    keys = re.findall(r'name="institution" value="(\d+)"', text)
    assert len(keys) == 2
    sign_in(cast.alma).post(reverse("actors:proposal_adopt", args=["hier"]), {"institution": keys[:1]})
    with scope(cast.alliance):
        assert [(str(row.institution_id), row.state) for row in Approach.objects.all()] == [
            (keys[0], ApproachState.PROPOSED)
        ]


def test_the_same_question_is_answered_from_memory(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_candidate(cast.alliance, "A")
    assert names(cast, asked(1)) == {"A"}
    monkeypatch.setattr("klappt.core.selection.propose_core_group", None)
    assert names(cast, asked(1)) == {"A"}
    with scope(cast.alliance):
        keep_selection(alliance=cast.alliance, size=3, per_field={}, per_criterion={}, by=cast.alma)
    with pytest.raises(TypeError):
        names(cast, asked(1, per_criterion={"offers": 1}))
