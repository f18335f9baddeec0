"""A provider confirms its offer by a link, without signing in; a link that cannot explains itself."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.offers.models import OfferQuestion
from klappt.offers.selectors.providers import provider_of
from klappt.offers.services.confirming import withdraw_question
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import give_role
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.public.tests.factories import an_offer_link, ask_about_offer

RIGHT = {"name": "Brückenkurs", "description": "", "months": "3", "website": "", "places": ""}


def page(secret):
    return reverse("public:confirm_offer", args=[secret])


def reread(offer):
    with scope(offer.alliance):
        offer.refresh_from_db()
    return offer


def test_looking_changes_nothing_and_shows_the_rule(cast):
    offer = make_offer(cast.alliance, note="intern", doubt="geheim")
    make_rule(offer, {"attr": "german", "op": ">=", "value": "A2"})
    secret = ask_about_offer(cast, offer)
    before = Event.objects.count()
    answer = Client().get(page(secret))
    html = answer.content.decode()
    assert "Deutsch: mindestens A2" in html
    assert "intern" not in html
    assert "geheim" not in html
    assert Event.objects.count() == before
    assert reread(offer).checked_on is None
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_it_is_right_like_this(cast):
    offer = make_offer(cast.alliance, months=2)
    secret = ask_about_offer(cast, offer)
    answer = Client().post(page(secret), RIGHT)
    assert answer.status_code == 302
    reread(offer)
    assert (offer.months, offer.checked_on) == (3, timezone.localdate())
    event = Event.objects.filter(verb="offers.offer_confirmed").latest("pk")
    assert event.who == "Bestätigungslink an vhs@example.org"
    again = Client().get(page(secret))
    assert "Danke" in again.content.decode() or "danke" in again.content.decode()
    assert Client().post(page(secret), {**RIGHT, "months": "9"}).status_code == 200
    assert reread(offer).months == 3


def test_places_count_only_when_they_were_changed(cast):
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        count_places(offer=offer, places=12, as_of=datetime.date(2026, 1, 1), by=cast.alma)
    Client().post(page(ask_about_offer(cast, offer)), {**RIGHT, "places": "12"})
    with scope(cast.alliance):
        assert offer.place_counts.count() == 1
    Client().post(page(ask_about_offer(cast, offer)), {**RIGHT, "places": "20"})
    with scope(cast.alliance):
        assert offer.place_counts.first().places == 20


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast):
    offer = make_offer(cast.alliance)
    wrong = {**RIGHT, "valid_from": "2026-08-01", "valid_until": "2025-08-01", "description": "Neu"}
    answer = Client().post(page(ask_about_offer(cast, offer)), wrong)
    assert answer.status_code == 422
    assert "Neu" in answer.content.decode()
    assert reread(offer).description == ""


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_it_holds_for_thirty_days(cast, days, status):
    secret = an_offer_link(cast)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
        assert Client().get(page(secret)).status_code == status


def test_a_newer_question_takes_the_earlier_back(cast):
    offer = make_offer(cast.alliance)
    first, second = ask_about_offer(cast, offer), ask_about_offer(cast, offer)
    assert Client().get(page(first)).status_code == 410
    assert Client().get(page(second)).status_code == 200


def test_a_link_taken_back_says_so(cast):
    secret = an_offer_link(cast)
    with scope(cast.alliance):
        withdraw_question(question=OfferQuestion.objects.get(), by=cast.alma)
    assert "zurückgenommen" in Client().get(page(secret)).content.decode()


def test_a_link_nobody_sent_explains_itself(cast):
    assert Client().get(page("x" * 43)).status_code == 404


def test_only_the_hash_of_the_secret_is_kept(cast):
    secret = an_offer_link(cast)
    with scope(cast.alliance):
        stored = OfferQuestion.objects.get()
        assert secret not in (stored.secret_hash, str(stored))
    assert not Event.objects.filter(changes__fields__icontains=stored.secret_hash).exists()


def test_whoever_runs_it_is_asked_first(cast, sign_in):
    offer = make_offer(cast.alliance)
    carrier = make_institution(cast.alliance, "Kreis", contacts=[make_contact(email="kreis@example.org")])
    runs = make_institution(cast.alliance, "VHS", contacts=[make_contact(email="vhs@example.org")])
    with scope(cast.alliance):
        give_role(offer=offer, institution=carrier, role="carries", by=cast.alma)
        give_role(offer=offer, institution=runs, role="runs", by=cast.alma)
        assert provider_of(offer) == (runs, "vhs@example.org")
    alma = sign_in(cast.alma)
    asking = reverse("offers:ask", args=["hier"])
    assert "vhs@example.org" in alma.get(asking, {"chosen": offer.pk}).content.decode()
    alma.post(asking, {"chosen": offer.pk, f"to-{offer.pk}-email": "vhs@example.org"})
    assert mail.outbox[-1].to == ["vhs@example.org"]
    shown = alma.get(reverse("offers:offer", args=["hier", offer.pk])).content.decode()
    assert "VHS wurde gefragt" in shown
