"""The page of one result: who, by when, from where, all that happened; changing and taking back (A6)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.measures.tests.factories import in_days, make_measure, moved_to
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import last_step
from klappt.meetings.tests.factories import make_item, make_outcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def url(cast: Cast, name: str, pk: int) -> str:
    return reverse(f"measures:{name}", args=[cast.alliance.key, pk])


def stored(cast: Cast, outcome: Outcome) -> Outcome:
    with scope(cast.alliance):
        return Outcome.objects.get(pk=outcome.pk)  # type: ignore[no-any-return] # the scoped manager is made at run time


def test_origin_and_history_stand_there(cast: Cast, sign_in: SignIn) -> None:
    measure = moved_to(cast, make_measure(cast), OutcomeState.BEGUN, OutcomeState.STUCK)
    response = sign_in(cast.paula).get(url(cast, "result", measure.pk))
    assert [told.step.state for told in response.context["history"]] == ["stuck", "begun", "agreed"]
    with scope(cast.alliance):
        meeting = measure.item.meeting_id
    text = response.content.decode()
    assert reverse("meetings:meeting", args=[cast.alliance.key, meeting]) in text
    assert "Raum fehlt" in text


def test_an_information_has_neither_state_nor_history(cast: Cast, sign_in: SignIn) -> None:
    information = make_outcome(cast, kind=OutcomeKind.INFORMATION, person="", due_on=None)
    response = sign_in(cast.alma).get(url(cast, "result", information.pk))
    assert response.status_code == 200
    assert response.context["history"] == []


def posted(cast: Cast, browser: Client, measure: Outcome, **other: object) -> dict[str, object]:
    form = browser.get(url(cast, "change", measure.pk)).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return {**values, **other}


def test_day_and_person_change_and_the_page_says_how_it_was(cast: Cast, sign_in: SignIn) -> None:
    measure, browser = make_measure(cast), sign_in(cast.alma)
    data = posted(cast, browser, measure, due_on=in_days(60).isoformat(), person="paula@example.org")
    assert browser.post(url(cast, "change", measure.pk), data).status_code == 302
    row = stored(cast, measure)
    assert (row.due_on, row.person, row.user) == (in_days(60), "Paula", cast.paula)
    told = browser.get(url(cast, "result", measure.pk)).context["history"][0]
    assert {str(line.label) for line in told.lines} >= {"Wer", "Bis wann"}


def test_two_who_change_at_once_see_one_another(cast: Cast, sign_in: SignIn) -> None:
    measure, alma, bernd = make_measure(cast), sign_in(cast.alma), sign_in(cast.bernd)
    first = posted(cast, alma, measure, text="Zehn Plätze erfragen")
    second = posted(cast, bernd, measure, text="Alle Plätze erfragen")
    alma.post(url(cast, "change", measure.pk), first)
    refused = bernd.post(url(cast, "change", measure.pk), second)
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "Zehn Plätze erfragen" in shown
    assert "Alle Plätze erfragen" in shown
    assert stored(cast, measure).text == "Zehn Plätze erfragen"


def test_nothing_can_be_taken_away_that_none_can_be_without(cast: Cast, sign_in: SignIn) -> None:
    measure, browser = make_measure(cast), sign_in(cast.alma)
    for name in ("text", "person", "due_on"):
        response = browser.post(url(cast, "change", measure.pk), posted(cast, browser, measure, **{name: ""}))
        assert response.status_code == 422
        assert name in response.context["form"].errors


def test_a_wrong_step_is_taken_back(cast: Cast, sign_in: SignIn) -> None:
    measure = moved_to(cast, make_measure(cast), OutcomeState.DONE)
    with scope(cast.alliance):
        step = last_step(measure)
    assert step
    browser = sign_in(cast.alma)
    browser.post(url(cast, "take_back", step.pk), {"note": "verklickt"})
    assert stored(cast, measure).state == OutcomeState.AGREED
    assert browser.post(url(cast, "take_back", step.pk)).status_code == 422


def test_a_goal_shows_what_serves_it_or_says_that_nothing_does(cast: Cast, sign_in: SignIn) -> None:
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    browser = sign_in(cast.ceren)
    assert "measures-none" in browser.get(url(cast, "result", goal.pk)).content.decode()
    measure = make_measure(cast, "Kurs öffnen", item=goal.item, goal=goal)
    response = browser.get(url(cast, "result", goal.pk))
    assert [card.outcome for card in response.context["served"]] == [measure]


def test_what_was_agreed_can_be_written_down_later_with_its_origin(cast: Cast, sign_in: SignIn) -> None:
    item = make_item(cast)
    browser = sign_in(cast.ceren)
    data = {
        "kind": "measure",
        "text": "Raum suchen",
        "person": "paula@example.org",
        "due_on": in_days(14).strftime("%d.%m.%Y"),
        "item": item.pk,
    }
    add = reverse("measures:add", args=[cast.alliance.key])
    response = browser.post(add, data)
    assert response.status_code == 302
    with scope(cast.alliance):
        made = Outcome.objects.get(text="Raum suchen")
    assert (made.item_id, made.person, made.due_on) == (item.pk, "Paula", in_days(14))
    assert browser.post(add, {**data, "item": ""}).status_code == 422


def test_an_item_of_another_alliance_is_no_origin(cast: Cast, sign_in: SignIn) -> None:
    other = Cast(**{**vars(cast), "alliance": cast.other_alliance, "alma": cast.emil})
    theirs = make_item(other)
    data = {"kind": "measure", "text": "x", "person": "paula@example.org", "due_on": "2027-01-01"}
    response = sign_in(cast.alma).post(
        reverse("measures:add", args=[cast.alliance.key]), {**data, "item": theirs.pk}
    )
    assert response.status_code == 422
    assert "item" in response.context["form"].errors
