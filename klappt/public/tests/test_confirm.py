"""The institution confirms its entry by a link, without signing in; a link that cannot explains itself."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.actors.models import ConfirmationRequest, Institution
from klappt.actors.services.confirming import withdraw
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.public.tests.factories import an_open_link, ask


def page(secret: str) -> str:
    return reverse("public:confirm", args=[secret])


def answer(**values: str) -> dict[str, str]:
    return {
        "name": "JMD",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-name": "N. Yilmaz",
        "people-0-phone": "0211 2",
        **values,
    }


def only(cast: Cast) -> Institution:
    with scope(cast.alliance):
        return Institution.objects.get()  # type: ignore[no-any-return] # the scoped manager is made at run time


def test_looking_changes_nothing_however_often(cast: Cast) -> None:
    secret = an_open_link(cast)
    before = Event.objects.count()
    for _scanner in range(3):
        response = Client().get(page(secret))
        assert "N. Yilmaz" in response.content.decode()
    assert Event.objects.count() == before
    assert only(cast).checked_on is None
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_what_the_alliance_thinks_is_not_shown(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "JMD", note="schwierig", contributions="geheim")
    html = Client().get(page(ask(cast, institution))).content.decode()
    assert "schwierig" not in html
    assert "geheim" not in html


def test_it_is_right_like_this(cast: Cast) -> None:
    secret = an_open_link(cast)
    with scope(cast.alliance):
        key = str(Institution.objects.get().contacts.get().pk)
    response = Client().post(page(secret), answer(**{"people-0-key": key, "address": "Hof 1"}), follow=True)
    assert "Danke" in response.content.decode()
    now = only(cast)
    assert (now.checked_on, now.address) == (timezone.localdate(), "Hof 1")
    with scope(cast.alliance):
        assert [(each.pk, each.phone) for each in now.contacts.all()] == [(int(key), "0211 2")]
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by, latest.channel) == ("actors.entry_confirmed", None, "link")
    assert "jmd@example.org" in latest.signature


def test_the_link_works_once(cast: Cast) -> None:
    secret = an_open_link(cast)
    Client().post(page(secret), answer())
    Client().post(page(secret), answer(name="Gekapert"))
    assert only(cast).name == "JMD"


def test_a_wrong_mail_is_said_and_the_link_stays_open(cast: Cast) -> None:
    secret = an_open_link(cast)
    response = Client().post(page(secret), answer(**{"people-0-email": "n@x"}))
    assert response.status_code == 422
    assert only(cast).checked_on is None
    assert Client().get(page(secret)).status_code == 200


def test_a_contact_added_meanwhile_stays(cast: Cast) -> None:
    secret = an_open_link(cast)
    with scope(cast.alliance):
        shown = Institution.objects.get().contacts.get()
    make_contact_meanwhile(cast)
    Client().post(page(secret), answer(**{"people-0-key": str(shown.pk)}))
    with scope(cast.alliance):
        assert {each.name for each in only(cast).contacts.all()} == {"N. Yilmaz", "T. Roth"}


def make_contact_meanwhile(cast: Cast) -> None:
    from klappt.actors.services.contacts import Contact, set_contacts

    with scope(cast.alliance):
        institution = Institution.objects.get()
        known = [Contact.of(row) for row in institution.contacts.all()]
        set_contacts(institution=institution, contacts=[*known, Contact(name="T. Roth")], by=cast.alma)


@pytest.mark.parametrize(
    ("days", "status", "says"), [(29, 200, "Stimmt es noch?"), (31, 410, "Dieser Link ist abgelaufen")]
)
def test_it_expires_after_thirty_days_and_says_whom_to_call(
    cast: Cast, days: int, status: int, says: str
) -> None:
    secret = an_open_link(cast)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
        response = Client().get(page(secret))
    html = response.content.decode()
    assert response.status_code == status
    assert says in html
    assert "alma@example.org" in html


def test_a_link_taken_back_says_so(cast: Cast) -> None:
    secret = an_open_link(cast)
    with scope(cast.alliance):
        withdraw(question=ConfirmationRequest.objects.get(), by=cast.alma)
    response = Client().post(page(secret), answer(name="Gekapert"))
    assert "Dieser Link wurde zurückgenommen" in response.content.decode()
    assert only(cast).name == "JMD"


def test_a_tampered_link_explains_itself_and_tells_nothing(cast: Cast) -> None:
    secret = an_open_link(cast)
    response = Client().get(page(secret[:-1] + ("A" if secret[-1] != "A" else "B")))
    html = response.content.decode()
    assert response.status_code == 404
    assert "Wir kennen diesen Link nicht" in html
    assert "JMD" not in html
    assert "alma@example.org" not in html


def test_the_mail_says_what_to_do_until_when(cast: Cast, settings: Any) -> None:
    settings.PUBLIC_URL = "https://klappt.example.org"
    an_open_link(cast)
    sent = mail.outbox[-1]
    assert "Stimmt Ihr Eintrag" in sent.subject
    assert "https://klappt.example.org/bestaetigen/" in str(sent.body)
    assert "Wenn Sie nichts tun" in str(sent.body)
