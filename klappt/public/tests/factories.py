import re

from django.core import mail
from django.urls import reverse

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.services.confirming import ask_for_confirmation
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.offers.models import Offer
from klappt.offers.services.confirming import ask_provider
from klappt.offers.tests.factories import make_offer


def ask(cast: Cast, institution: Institution) -> str:
    """Ask by mail and give the secret of the link that stands in it."""
    with scope(cast.alliance):
        ask_for_confirmation(institution=institution, email="jmd@example.org", by=cast.alma)
    text = str(mail.outbox[-1].body)
    path = reverse("public:confirm", args=["X"]).replace("X", "([^/\\s]+)")
    found = re.search(path, text)
    assert found is not None, text
    return found[1]


def ask_about_offer(cast: Cast, offer: Offer, email: str = "vhs@example.org") -> str:
    """Ask a provider by mail and give the secret of the link that stands in it."""
    with scope(cast.alliance):
        ask_provider(offer=offer, email=email, by=cast.alma)
    path = reverse("public:confirm_offer", args=["X"]).replace("X", "([^/\\s]+)")
    found = re.search(path, str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def an_offer_link(cast: Cast) -> str:
    return ask_about_offer(cast, make_offer(cast.alliance))


def an_open_link(cast: Cast) -> str:
    return ask(cast, make_institution(cast.alliance, "JMD", contacts=[make_contact(name="N. Yilmaz")]))
