"""The editor of a rule: stores only what is complete, loses nothing, shows whom it lets in (B3)."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.config.tests.counting import assert_query_count
from klappt.offers.models import AccessRule, Offer
from klappt.offers.services.rules import set_rule
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

SignIn = Callable[[User], Client]
A2 = {"attr": "german", "op": ">=", "value": "A2"}
B1 = {"attr": "german", "op": ">=", "value": "B1"}


def url(cast: Cast, offer: Offer, name: str = "rule") -> str:
    return reverse(f"offers:{name}", args=[cast.alliance.key, offer.pk])


def typed(level: str = "A2", opened: str = "", **more: Any) -> dict[str, Any]:
    """What the browser sends for: German at least so good."""
    return {
        "opened": opened,
        "condition-r-kind": "all",
        "condition-r-parts": "1",
        "condition-r-0-kind": "compare",
        "condition-r-0-attribute": "german",
        "condition-r-0-operator": ">=",
        "condition-r-0-value": level,
        "source": "Auskunft der VHS",
        "since": timezone.localdate().isoformat(),
        **more,
    }


def test_saving_writes_a_rule_from_today(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    answer = sign_in(cast.alma).post(url(cast, offer), typed())
    assert answer.status_code == 302
    with scope(cast.alliance):
        rule = AccessRule.objects.get()
    assert (rule.condition, rule.source, rule.valid_from) == (
        {"all": [A2]},
        "Auskunft der VHS",
        timezone.localdate(),
    )


def test_a_button_of_the_editor_stores_nothing_and_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    data = typed(**{"condition-do": "add_judgement:r", "doubt": "mein Zweifel"})
    answer = sign_in(cast.alma).post(url(cast, offer), data)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="condition-r-1-kind"' in html
    assert "mein Zweifel" in html
    assert "Auskunft der VHS" in html
    with scope(cast.alliance):
        assert not AccessRule.objects.exists()


def test_beside_it_stands_whom_it_lets_in(cast: Cast, sign_in: SignIn) -> None:
    make_subgroup(cast.alliance, "Kaum Deutsch", profile={"german": "A1"})
    make_subgroup(cast.alliance, "Kommt zurecht", profile={"german": "B1"})
    make_subgroup(cast.alliance, "Weiß niemand")
    offer = make_offer(cast.alliance)
    html = sign_in(cast.alma).post(url(cast, offer), typed(**{"condition-do": "look"})).content.decode()
    look = html.partition('id="condition-look"')[2]
    for name, words in [
        ("Kaum Deutsch", "nicht offen"),
        ("Kommt zurecht", "offen"),
        ("Weiß niemand", "zu fragen"),
    ]:
        assert words in look.partition(name)[2][:600]


def test_a_mistake_is_said_at_the_place_and_nothing_is_lost(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    data = typed(**{"condition-r-0-value": "", "doubt": "mein Zweifel", "since": "morgen"})
    answer = sign_in(cast.alma).post(url(cast, offer), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_condition-r-0-value_error"' in html
    assert 'id="id_since_error"' in html
    assert "mein Zweifel" in html
    with scope(cast.alliance):
        assert not AccessRule.objects.exists()


def test_who_saves_second_sees_the_first_rule_and_keeps_their_own(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    before = make_rule(offer, A2)
    with scope(cast.alliance):
        theirs = set_rule(offer=offer, condition=B1, source="von Alma", by=cast.alma)
    browser = sign_in(cast.alma)
    answer = browser.post(url(cast, offer), typed("C1", opened=str(before.pk)))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "von Alma" in html
    assert "Deutsch: mindestens B1" in html
    assert '<option value="C1" selected>' in html
    assert f'name="opened" value="{theirs.pk}"' in html
    browser.post(url(cast, offer), typed("C1", opened=str(theirs.pk)))
    with scope(cast.alliance):
        now = AccessRule.objects.all().valid_on(timezone.localdate()).get()
        assert now.condition["all"][0]["value"] == "C1"
        assert AccessRule.objects.count() == 3


def test_the_rule_before_ends_and_stays_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    before = make_rule(offer, A2, since=datetime.date(2026, 1, 1), source="alte Quelle")
    browser = sign_in(cast.alma)
    browser.post(url(cast, offer), typed("B1", opened=str(before.pk)))
    html = browser.get(url(cast, offer, "offer")).content.decode()
    assert "Deutsch: mindestens B1" in html
    assert "alte Quelle" in html
    assert f"?von={before.pk}" in html
    again = browser.get(url(cast, offer), {"von": before.pk}).content.decode()
    assert '<option value="A2" selected>' in again


@pytest.mark.parametrize("von", ["x", "999999", "9" * 40, ""])
def test_an_odd_rule_to_begin_with_is_none(cast: Cast, sign_in: SignIn, von: str) -> None:
    offer = make_offer(cast.alliance)
    assert sign_in(cast.alma).get(url(cast, offer), {"von": von}).status_code == 200


def test_fifty_subgroups_cost_no_more_queries_than_one(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, A2)
    for number in range(50):
        make_subgroup(cast.alliance, f"Gruppe {number}", profile={"german": "A2"})
    assert_query_count("access rule", sign_in(cast.alma), url(cast, offer))
    assert_query_count("offer", sign_in(cast.alma), url(cast, offer, "offer"))


def test_a_rule_that_can_no_longer_be_read_is_not_replaced_by_one_for_everybody(
    cast: Cast, sign_in: SignIn
) -> None:
    offer = make_offer(cast.alliance)
    rule = make_rule(offer, {"all": [A2]})
    gone = {"all": [{"attr": "no_longer_asked", "op": "=", "value": "x"}]}
    with set_up(cast.alliance):
        # By hand, past the services: they refuse what cannot be read.
        rule.condition = gone
        rule.save()
    client = sign_in(cast.alma)
    page = client.get(url(cast, offer))
    assert "bleibt, wie es ist" in page.content.decode()
    sent = {"opened": str(rule.pk), "since": timezone.localdate().isoformat(), "source": ""}
    draft = page.context["form"]["condition"].value()
    begun = {"condition-r-kind": draft.kind, "condition-r-parts": "1", "condition-r-0-kind": "compare"}
    assert client.post(url(cast, offer), {**sent, **begun}).status_code == 422
    with scope(cast.alliance):
        assert AccessRule.objects.get().condition == gone


def test_the_editor_names_the_part_an_opening_lets_fall(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, {"all": [A2, {"attr": "work_permit", "op": "=", "value": True}]})
    client = sign_in(cast.alma)
    page = client.get(url(cast, offer), {"stelle": "access.all[0]"})
    assert "A2" in page.context["to_fall"]
    assert "Bitte nehmen Sie hier heraus" in page.content.decode()
    for odd in ("access.all[7]", "<script>", "", "x" * 3000):
        assert client.get(url(cast, offer), {"stelle": odd}).context["to_fall"] == ""
