"""The coordination sees who is reminded, how often, and which mail came back; each chooses their rhythm."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.jobs.enums import MailState
from klappt.jobs.models import OutgoingMail
from klappt.measures.models import MailWish
from klappt.measures.tests.factories import a_letter_link, make_measure
from klappt.meetings.models import Outcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_mail_that_came_back_is_said_at_the_person_and_at_the_measure(cast: Cast, sign_in: SignIn) -> None:
    a_letter_link(cast)
    OutgoingMail.objects.update(state=MailState.RETURNED)
    browser = sign_in(cast.alma)
    (row,) = browser.get(reverse("measures:reminders", args=[cast.alliance.key])).context["recipients"]
    assert (row.email, row.open, row.did_not_arrive) == ("ceren@example.org", 1, True)
    with scope(cast.alliance):
        measure = Outcome.objects.measures().get()
    url = reverse("measures:result", args=[cast.alliance.key, measure.pk])
    assert browser.get(url).context["letters"][0].did_not_arrive
    assert sign_in(cast.ceren).get(url).context["letters"] == []


def test_who_has_no_address_stands_there_too(cast: Cast, sign_in: SignIn) -> None:
    make_measure(cast, person="Jo", email="")
    (row,) = (
        sign_in(cast.alma).get(reverse("measures:reminders", args=[cast.alliance.key])).context["recipients"]
    )
    assert (row.name, row.email, row.last) == ("Jo", "", None)


def test_each_chooses_for_their_own_address_alone(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("measures:rhythm", args=[cast.alliance.key])
    assert (
        sign_in(cast.paula).post(url, {"often": "when_due", "email": "alma@example.org"}).status_code == 302
    )
    assert sign_in(cast.paula).post(url, {"often": "x"}).status_code == 422
    with scope(cast.alliance):
        assert [(w.email, w.rhythm) for w in MailWish.objects.all()] == [("paula@example.org", "when_due")]
