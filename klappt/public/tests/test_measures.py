"""Answering by the link in a mail: begun, done, stuck because ...; looking changes nothing (A7)."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.measures.models import Letter, MailWish
from klappt.measures.tests.factories import a_letter_link
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import NOBODY, Responsible, change, last_step, move
from klappt.meetings.tests.factories import make_outcome

pytestmark = pytest.mark.django_db


def page(secret: str, name: str = "measures", query: str = "") -> str:
    return reverse(f"public:{name}", args=[secret]) + query


def the_measure(cast: Cast) -> Outcome:
    with scope(cast.alliance):
        return Outcome.objects.measures().select_related("alliance").order_by("-pk")[0]  # type: ignore[no-any-return] # the scoped manager is made at run time


@pytest.mark.parametrize("answer", ["", "begun", "done", "stuck", "dropped", "x"])
def test_looking_changes_nothing_whatever_the_address_says(cast: Cast, answer: str) -> None:
    secret = a_letter_link(cast)
    events, measure = Event.objects.count(), the_measure(cast)
    query = f"?massnahme={measure.pk}&antwort={answer}" if answer else ""
    for method in ("get", "head"):
        response = getattr(Client(), method)(page(secret, query=query))
        assert response.status_code == 200
    assert Event.objects.count() == events
    assert the_measure(cast).state == OutcomeState.AGREED
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("answer", ["begun", "done"])
def test_one_button_is_enough(cast: Cast, answer: str) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    response = Client().post(page(secret), {"measure": measure.pk, "answer": answer})
    assert response.status_code == 302
    assert measure.text in Client().get(response["Location"]).content.decode()
    with scope(cast.alliance):
        step = last_step(measure)
        assert Letter.objects.get().used_at
    assert step
    assert (step.state, step.channel, step.signature, step.by) == (
        answer,
        Channel.LINK,
        "ceren@example.org",
        None,
    )


def test_stuck_asks_why_and_keeps_what_was_typed(cast: Cast) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    refused = Client().post(page(secret), {"measure": measure.pk, "answer": "stuck", "reason": " "})
    assert refused.status_code == 422
    assert the_measure(cast).state == OutcomeState.AGREED
    Client().post(page(secret), {"measure": measure.pk, "answer": "stuck", "reason": "Raum fehlt"})
    assert (the_measure(cast).state, the_measure(cast).reason) == (OutcomeState.STUCK, "Raum fehlt")


def test_the_link_can_be_used_again_while_it_holds(cast: Cast) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    for answer in ("begun", "done"):
        Client().post(page(secret), {"measure": measure.pk, "answer": answer})
    assert the_measure(cast).state == OutcomeState.DONE
    with time_machine.travel(timezone.now() + datetime.timedelta(days=91)):
        assert Client().get(page(secret)).status_code == 410
        assert Client().post(page(secret), {"measure": measure.pk, "answer": "begun"}).status_code == 410
    assert the_measure(cast).state == OutcomeState.DONE


def test_a_link_we_never_sent_opens_nothing(cast: Cast) -> None:
    for name in ("measures", "measures_rhythm"):
        assert Client().get(page("erfunden", name)).status_code == 404
        assert Client().post(page("erfunden", name)).status_code == 404


@pytest.mark.parametrize("answer", ["dropped", "agreed", "", "x"])
def test_only_the_three_answers_count(cast: Cast, answer: str) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    response = Client().post(page(secret), {"measure": measure.pk, "answer": answer, "reason": "x"})
    assert response.status_code == 422
    assert the_measure(cast).state == OutcomeState.AGREED


def test_the_link_answers_only_for_what_stood_in_the_mail(cast: Cast) -> None:
    secret = a_letter_link(cast)
    other = make_outcome(cast, text="Nicht in der Mail")
    response = Client().post(page(secret), {"measure": other.pk, "answer": "done"})
    assert response.status_code == 422
    assert the_measure(cast).state == OutcomeState.AGREED
    assert "Nicht in der Mail" not in Client().get(page(secret)).content.decode()


def test_whoever_gave_it_away_no_longer_answers(cast: Cast) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    with scope(cast.alliance):
        change(outcome=measure, by=cast.alma, responsible=Responsible("Paula", user=cast.paula))
    assert "Paula" in Client().get(page(secret)).content.decode()
    assert Client().post(page(secret), {"measure": measure.pk, "answer": "done"}).status_code == 422
    assert the_measure(cast).state == OutcomeState.AGREED
    assert NOBODY.email == ""


def test_what_is_closed_is_not_opened_from_a_mail(cast: Cast) -> None:
    secret, measure = a_letter_link(cast), the_measure(cast)
    with scope(cast.alliance):
        move(
            outcome=measure,
            to=OutcomeState.DROPPED,
            by=cast.alma,
            channel=Channel.PAGE,
            reason="überholt",
        )
    assert Client().post(page(secret), {"measure": measure.pk, "answer": "begun"}).status_code == 422
    assert the_measure(cast).state == OutcomeState.DROPPED


def test_the_rhythm_is_chosen_by_the_link_too(cast: Cast) -> None:
    secret = a_letter_link(cast)
    url = page(secret, "measures_rhythm")
    assert Client().get(url).status_code == 200
    assert Client().post(url, {"often": "hourly"}).status_code == 422
    assert Client().post(url, {"often": "never"}).status_code == 302
    with scope(cast.alliance):
        assert [(w.email, w.rhythm) for w in MailWish.objects.all()] == [("ceren@example.org", "never")]


def test_numbers_that_no_database_holds_are_no_error(cast: Cast) -> None:
    secret = a_letter_link(cast)
    huge = "9" * 60
    assert Client().get(page(secret, query=f"?massnahme={huge}&notiert={huge}")).status_code == 200
    assert Client().post(page(secret), {"measure": huge, "answer": "done"}).status_code == 422
