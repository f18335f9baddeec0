"""The pages of the levers: adding from a gap or a cold step, changing, each step with what it changes."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.chains.enums import LeverKind, LeverState
from klappt.chains.models import Lever, Link
from klappt.chains.services.levers import About, Plan, change_lever
from klappt.chains.tests.factories import make_idea, make_lever
from klappt.chains.tests.pages import text_of, url
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup


def test_the_list_shows_each_lever_in_its_state(cast: Cast, sign_in: Any) -> None:
    make_lever(cast.alliance, title="Brückenkurs", due_on=datetime.date(2020, 1, 1))
    make_lever(cast.alliance, LeverKind.OPENING, state=LeverState.IN_PROGRESS, title="BvB öffnen")
    page = text_of(sign_in(cast.ceren), url(cast, "levers"))
    assert page.index("Idee") < page.index("Brückenkurs") < page.index("in Arbeit") < page.index("BvB öffnen")
    assert "überfällig" in page
    assert "Hebel aufnehmen" not in page


def test_the_list_is_narrowed_by_kind(cast: Cast, sign_in: Any) -> None:
    make_lever(cast.alliance, title="Brückenkurs")
    make_lever(cast.alliance, LeverKind.OPENING, title="BvB öffnen")
    page = text_of(sign_in(cast.alma), url(cast, "levers") + "?kind=opening")
    assert "BvB öffnen" in page
    assert "Brückenkurs" not in page


def test_an_empty_list_says_where_levers_come_from(cast: Cast, sign_in: Any) -> None:
    assert url(cast, "gaps") in text_of(sign_in(cast.alma), url(cast, "levers"))


def test_adding_begins_with_the_five_levers(cast: Cast, sign_in: Any) -> None:
    page = text_of(sign_in(cast.alma), url(cast, "lever_add"))
    assert all(f"?art={kind.value}" in page for kind in LeverKind)


def test_a_cold_step_leads_here_with_both_offers_chosen(cast: Cast, sign_in: Any) -> None:
    first, second = make_offer(cast.alliance, "Kurs"), make_offer(cast.alliance, "Kolleg")
    address = url(cast, "lever_add") + f"?art=transfer&von={first.key}&zu={second.key}"
    browser = sign_in(cast.alma)
    assert "Überleitung von Kurs zu Kolleg" in text_of(browser, address)
    data = {"source": first.pk, "target": second.pk, "title": "Übergabe", "opened": "{}"}
    assert browser.post(address, data).status_code == 302
    with scope(cast.alliance):
        lever = Lever.objects.get()
        assert (lever.kind, lever.source, lever.target) == (LeverKind.TRANSFER, first, second)


def test_an_opening_asks_whose_rule_and_shows_its_parts_in_words(cast: Cast, sign_in: Any) -> None:
    offer = make_offer(cast.alliance, "Kolleg")
    make_rule(offer, {"all": [{"attr": "german", "op": ">=", "value": "B1"}]})
    browser = sign_in(cast.alma)
    address = url(cast, "lever_add") + "?art=opening"
    assert f'value="{offer.key}"' in text_of(browser, address)
    page = text_of(browser, f"{address}&angebot={offer.key}&stelle=access.all[0]")
    assert "Kolleg öffnen: ohne „Deutsch: mindestens B1“" in page
    data = {"offer": offer.pk, "leaf": "access.all[0]", "title": "Öffnen", "opened": "{}"}
    assert browser.post(f"{address}&angebot={offer.key}", data).status_code == 302
    with scope(cast.alliance):
        assert Lever.objects.get().leaf == "access.all[0]"


def test_only_ideas_can_be_created(cast: Cast, sign_in: Any) -> None:
    make_offer(cast.alliance, "Gibt es schon")
    make_idea(cast.alliance, "Noch eine Idee")
    page = text_of(sign_in(cast.alma), url(cast, "lever_add") + "?art=creation")
    assert "Noch eine Idee" in page
    assert "Gibt es schon" not in page


def test_what_is_missing_is_said_at_the_field_and_what_was_typed_stays(cast: Cast, sign_in: Any) -> None:
    offer = make_offer(cast.alliance, "Kurs")
    data = {"source": offer.pk, "target": offer.pk, "title": "Übergabe", "note": "wichtig", "opened": "{}"}
    answer = sign_in(cast.alma).post(url(cast, "lever_add") + "?art=link", data)
    assert answer.status_code == 422
    assert "zwei verschiedene Angebote" in answer.content.decode()
    assert "wichtig" in answer.content.decode()
    with scope(cast.alliance):
        assert not Lever.objects.exists()


def test_editing_keeps_everything_that_was_said(cast: Cast, sign_in: Any) -> None:
    vhs = make_institution(cast.alliance)
    lever = make_lever(cast.alliance)
    data = {
        "title": "Neu",
        "responsible": vhs.pk,
        "parties": [vhs.pk],
        "due_on": "2027-01-01",
        "effort": "1.5",
        "opened": "{}",
    }
    assert sign_in(cast.alma).post(url(cast, "lever_edit", lever.pk), data).status_code == 302
    with scope(cast.alliance):
        row = Lever.objects.get()
        assert (row.title, row.responsible, row.due_on) == ("Neu", vhs, datetime.date(2027, 1, 1))
        assert [party.institution for party in row.parties.all()] == [vhs]


def test_two_people_at_once_lose_nothing(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance, note="alt")
    browser = sign_in(cast.alma)
    opened = browser.get(url(cast, "lever_edit", lever.pk)).context["form"]["opened"].value()
    with scope(cast.alliance):
        change_lever(lever=lever, plan=Plan(lever.title, note="von Bernd"), by=cast.alma)
    mine = {"title": lever.title, "note": "von Alma", "opened": opened}
    answer = browser.post(url(cast, "lever_edit", lever.pk), mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "von Bernd" in page
    assert "von Alma" in page
    again = answer.context["form"]["opened"].value()
    assert browser.post(url(cast, "lever_edit", lever.pk), {**mine, "opened": again}).status_code == 302
    with scope(cast.alliance):
        assert Lever.objects.get().note == "von Alma"


def test_a_step_that_changes_something_says_first_what(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance, state=LeverState.AGREED)
    browser = sign_in(cast.alma)
    address = url(cast, "lever_step", lever.pk, "in_force")
    assert "Er ist nicht mehr kalt" in text_of(browser, address)
    assert browser.post(address, {"on": "2026-11-02"}).status_code == 302
    with scope(cast.alliance):
        assert Link.objects.get().valid_from == datetime.date(2026, 11, 2)


def test_dropping_without_a_reason_is_refused_on_the_levers_page(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance)
    answer = sign_in(cast.alma).post(url(cast, "lever_step", lever.pk, "dropped"), {"reason": ""})
    assert answer.status_code == 422
    with scope(cast.alliance):
        assert Lever.objects.get().state == LeverState.IDEA


def test_a_step_that_is_not_next_is_not_offered(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance, state=LeverState.IN_FORCE)
    browser = sign_in(cast.alma)
    assert "Das geht nicht" in text_of(browser, url(cast, "lever_step", lever.pk, "agreed"))
    assert browser.post(url(cast, "lever_step", lever.pk, "agreed")).status_code == 422
    assert browser.get(url(cast, "lever_step", lever.pk, "nonsense")).status_code == 404


def test_the_page_of_a_lever_tells_what_happened(cast: Cast, sign_in: Any) -> None:
    offer = make_offer(cast.alliance, "Kolleg")
    make_rule(offer, {"all": [{"attr": "german", "op": ">=", "value": "B1"}]})
    lever = make_lever(
        cast.alliance, LeverKind.OPENING, about=About(offer=offer, leaf="access.all[0]"), basis="Erlass"
    )
    browser = sign_in(cast.alma)
    browser.post(url(cast, "lever_step", lever.pk, "dropped"), {"reason": "Kein Geld"})
    page = text_of(browser, url(cast, "lever", lever.pk))
    for words in ("Deutsch: mindestens B1", "Erlass", "Hebel fallen gelassen", "Alma", "Kein Geld"):
        assert words in page


@pytest.mark.parametrize("name", ["levers", "links", "goals", "gaps", "picture"])
def test_no_page_shows_what_belongs_to_another_alliance(cast: Cast, sign_in: Any, name: str) -> None:
    make_lever(cast.other_alliance, title="Geheim")
    assert "Geheim" not in text_of(sign_in(cast.alma), url(cast, name))


def test_the_page_says_which_chains_the_lever_serves(cast: Cast, sign_in: Any) -> None:
    course = make_offer(cast.alliance, "Kurs", months=6, effects=[{"raise": "german", "to": "B1"}])
    make_rule(course, {"all": []})
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, {"all": [{"attr": "german", "op": ">=", "value": "B1"}]})
    make_subgroup(cast.alliance, "Anfänger", profile={"german": "A1"}, head_count=12)
    between = make_lever(cast.alliance, about=About(source=course, target=training))
    page = text_of(sign_in(cast.bernd), url(cast, "lever", between.pk))
    assert "Welchen Ketten er dient" in page
    assert "Anfänger" in page
    assert "12 Personen" in page


def test_an_opening_serves_whom_it_would_bring_there(cast: Cast, sign_in: Any) -> None:
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, {"all": [{"attr": "german", "op": ">=", "value": "B1"}]})
    make_subgroup(cast.alliance, "Anfänger", profile={"german": "A1"})
    opening = make_lever(cast.alliance, LeverKind.OPENING, about=About(offer=training, leaf="access.all[0]"))
    other = make_lever(cast.alliance, LeverKind.OPENING)
    browser = sign_in(cast.bernd)
    assert "Anfänger" in text_of(browser, url(cast, "lever", opening.pk))
    assert "Anfänger" not in text_of(browser, url(cast, "lever", other.pk))


def test_an_opening_in_force_leads_on_to_the_rule(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance, LeverKind.OPENING, state=LeverState.AGREED)
    answer = sign_in(cast.alma).post(url(cast, "lever_step", lever.pk, "in_force"), {"on": "2026-11-02"})
    rule = reverse("offers:rule", args=["hier", lever.offer_id])
    assert answer.url == f"{rule}?stelle=access.all%5B0%5D"


def test_a_form_with_an_endless_note_of_what_stood_there_is_answered(cast: Cast, sign_in: Any) -> None:
    lever = make_lever(cast.alliance)
    posted = {"title": "Anders", "opened": "[" * 100_000}
    assert sign_in(cast.alma).post(url(cast, "lever_edit", lever.pk), posted).status_code in (302, 422)
