"""The table of offers: filtered, sorted, searched, for any day, with whom each lets in (B3)."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.services.institutions import remove_institution
from klappt.actors.services.merging import merge_institutions
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.services import event
from klappt.config.tests.counting import assert_query_count
from klappt.offers import events
from klappt.offers.models import Offer
from klappt.offers.services.offers import end_offer
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import give_role
from klappt.offers.services.rules import set_rule
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

SignIn = Callable[[User], Client]
MAY = datetime.date(2026, 5, 1)
A2 = {"attr": "german", "op": ">=", "value": "A2"}


def table(cast: Cast) -> str:
    return reverse("offers:list", args=[cast.alliance.key])


def names(html: str) -> list[str]:
    """The names in the order in which the table shows them."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = body.split('<th scope="row">')[1:]
    found = [row.partition(">")[2].partition(">")[2].partition("<")[0] for row in rows]
    return [each.strip() for each in found]


def test_an_empty_table_offers_the_ways_in(cast: Cast, sign_in: SignIn) -> None:
    html = sign_in(cast.alma).get(table(cast)).content.decode()
    assert reverse("offers:add", args=[cast.alliance.key]) in html
    assert reverse("offers:examples", args=[cast.alliance.key]) in html
    assert "noch kein Angebot" in sign_in(cast.ceren).get(table(cast)).content.decode()


def test_whom_an_offer_lets_in_stands_at_a_glance(cast: Cast, sign_in: SignIn) -> None:
    make_subgroup(cast.alliance, "A", profile={"german": "A1"})
    make_subgroup(cast.alliance, "B", profile={"german": "B1"})
    make_rule(make_offer(cast.alliance, "Mit Regel"), A2)
    make_offer(cast.alliance, "Ohne Regel")
    html = sign_in(cast.paula).get(table(cast)).content.decode()
    with_rule, without = html.partition("Ohne Regel")[0], html.partition("Ohne Regel")[2]
    assert "nicht geprüft" not in with_rule.partition("<tbody>")[2]
    assert "nicht offen" in with_rule
    assert "nicht geprüft" in without
    assert "nicht offen" not in without.partition("</tbody>")[0]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["Beta", "alpha", "Ärzte"]),
        ("?sort=name", ["alpha", "Ärzte", "Beta"]),
        ("?sort=-name", ["Beta", "Ärzte", "alpha"]),
        ("?sort=places", ["alpha", "Beta", "Ärzte"]),
        ("?kind=regular", ["alpha"]),
        ("?stage=idea", ["Ärzte"]),
        ("?stage=now", ["Beta", "alpha"]),
        ("?text=aerzte", ["Ärzte"]),
        ("?rule=yes", ["Beta"]),
        ("?problem=no_rule", ["alpha", "Ärzte"]),
        ("?checked=never", ["Beta", "Ärzte"]),
        ("?checked=expired", ["alpha"]),
        ("?carrier=none", ["alpha", "Ärzte"]),
        ("?kind=odd&sort=odd&page=99&per=3", ["Beta", "alpha", "Ärzte"]),
    ],
)
def test_the_address_says_what_is_shown(cast: Cast, sign_in: SignIn, query: str, wanted: list[str]) -> None:
    beta = make_offer(cast.alliance, "Beta")
    alpha = make_offer(
        cast.alliance, "alpha", kind="regular", checked_on=timezone.localdate() - datetime.timedelta(days=400)
    )
    make_offer(cast.alliance, "Ärzte", stage="idea")
    make_rule(beta, A2)
    vhs = make_institution(cast.alliance)
    with scope(cast.alliance):
        give_role(offer=beta, institution=vhs, role="carries", by=cast.alma)
        count_places(offer=beta, places=20, as_of=MAY, by=cast.alma)
        count_places(offer=alpha, places=10, as_of=MAY, by=cast.alma)
    html = sign_in(cast.alma).get(table(cast) + query).content.decode()
    assert names(html) == wanted


def test_a_day_in_the_past_can_be_looked_at(cast: Cast, sign_in: SignIn) -> None:
    make_subgroup(cast.alliance, "A", profile={"german": "A1"})
    offer = make_offer(cast.alliance, "Kurs")
    with scope(cast.alliance):
        set_rule(offer=offer, condition={"all": []}, since=MAY, by=cast.alma)
        set_rule(offer=offer, condition={"any": []}, since=datetime.date(2026, 9, 1), by=cast.alma)
        end_offer(offer=offer, on=datetime.date(2026, 10, 1), by=cast.alma)
    browser = sign_in(cast.alma)
    past = browser.get(table(cast), {"tag": "2026-06-01"}).content.decode()
    assert "wie es am 01.06.2026 stand" in past
    assert "nicht offen" not in past.partition("<tbody>")[2]
    now = browser.get(table(cast)).content.decode().partition("<tbody>")[2]
    assert "beendet" in now
    page = reverse("offers:offer", args=[cast.alliance.key, offer.pk])
    assert "Für alle offen" in browser.get(page, {"tag": "2026-06-01"}).content.decode()
    assert "gibt es nur bis zum 01.10.2026" in browser.get(page).content.decode()


def test_two_people_in_one_cell_keep_both_texts(cast: Cast, sign_in: SignIn) -> None:
    offer, browser = make_offer(cast.alliance, note="alt"), sign_in(cast.alma)
    cell = reverse("offers:cell", args=[cast.alliance.key, offer.pk, "note"])
    prefix = f"cell-{offer.pk}-note"
    for text in ("von Alma", "von Bernd"):
        browser.post(
            cell, {f"{prefix}-text": text, f"{prefix}-opened": "alt"}, headers={"HX-Request": "true"}
        )
    with scope(cast.alliance):
        kept = offer.second_texts.get()
        assert (Offer.objects.get().note, kept.text) == ("von Alma", "von Bernd")
    settle = reverse("offers:second_text", args=[cast.alliance.key, kept.pk])
    assert "von Bernd" in browser.get(settle).content.decode()
    browser.post(settle, {"settle-text": "von beiden", "settle-opened": "von Alma"})
    with scope(cast.alliance):
        assert Offer.objects.get().note == "von beiden"
        assert not offer.second_texts.filter(settled_at=None).exists()


def test_what_does_not_fit_stays_in_the_form_with_the_reason(cast: Cast, sign_in: SignIn) -> None:
    offer, browser = make_offer(cast.alliance), sign_in(cast.alma)
    edit = reverse("offers:edit", args=[cast.alliance.key, offer.pk])
    data = {"name": "", "kind": "specific", "key": offer.key, "months": "viele", "note": "mein Text"}
    answer = browser.post(edit, data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in html
    assert 'id="id_months_error"' in html
    assert "mein Text" in html


def test_several_are_checked_at_once(cast: Cast, sign_in: SignIn) -> None:
    offers = [make_offer(cast.alliance, name) for name in "AB"]
    act = reverse("offers:act", args=[cast.alliance.key])
    data = {"chosen": [each.pk for each in offers], "action": "checked"}
    sign_in(cast.alma).post(act, data)
    with scope(cast.alliance):
        assert Offer.objects.filter(checked_on=timezone.localdate()).count() == 2


def test_effects_are_chosen_from_sentences(cast: Cast, sign_in: SignIn) -> None:
    offer, browser = make_offer(cast.alliance), sign_in(cast.alma)
    page = reverse("offers:effects", args=[cast.alliance.key, offer.pk])
    data = {
        "opened": "[]",
        "effects-TOTAL_FORMS": "3",
        "effects-INITIAL_FORMS": "0",
        "effects-0-what": "raise:german:B1",
        "effects-1-what": "set:in_training:yes",
        "effects-2-what": "add:months_in_work",
        "effects-2-amount": "viel",
    }
    assert browser.post(page, data).status_code == 422
    browser.post(page, {**data, "effects-2-amount": "12"})
    with scope(cast.alliance):
        stored = Offer.objects.get().effects
    assert stored == [
        {"raise": "german", "to": "B1"},
        {"set": "in_training", "to": True},
        {"add": "months_in_work", "by": 12},
    ]
    late = browser.post(page, {**data, "effects-2-amount": "12"})
    assert late.status_code == 409
    assert "mindestens B1" in late.content.decode()


def test_offers_are_found_by_the_search_over_everything(cast: Cast, sign_in: SignIn) -> None:
    make_offer(cast.alliance, "Berufsvorbereitung Köln", legal_basis="§ 51 SGB III")
    search = reverse("alliances:search", args=[cast.alliance.key])
    html = sign_in(cast.paula).get(search, {"q": "koeln"}).content.decode()
    assert "Berufsvorbereitung Köln" in html


def test_queries_do_not_grow_with_the_offers(cast: Cast, sign_in: SignIn) -> None:
    vhs = make_institution(cast.alliance)
    for number in range(20):
        offer = make_offer(cast.alliance, f"Angebot {number}")
        make_rule(offer, A2)
        with scope(cast.alliance), event(events.ROLE_GIVEN, by=cast.alma, alliance=cast.alliance):
            give_role(offer=offer, institution=vhs, role="carries", by=cast.alma)
            count_places(offer=offer, places=number, as_of=MAY, by=cast.alma)
    for number in range(5):
        make_subgroup(cast.alliance, f"Gruppe {number}", profile={"german": "A2"})
    assert_query_count("offers", sign_in(cast.alma), table(cast))


def test_merged_institutions_bring_their_roles_along(cast: Cast) -> None:
    kept, dropped = make_institution(cast.alliance, "JMD"), make_institution(cast.alliance, "Jugendmigration")
    offers = [make_offer(cast.alliance, name) for name in "AB"]
    with set_up(cast.alliance):
        for offer in offers:
            give_role(offer=offer, institution=dropped, role="carries", by=cast.alma)
        give_role(offer=offers[0], institution=kept, role="carries", by=cast.alma)
    with scope(cast.alliance):
        merge_institutions(kept=kept, dropped=dropped, by=cast.alma, values={})
        assert [each.roles.get().institution for each in offers] == [kept, kept]
        remove_institution(institution=kept, by=cast.alma)
        assert not offers[0].roles.exists()
