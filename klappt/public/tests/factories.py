import re

from django.core import mail
from django.urls import reverse

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.services.confirming import ask_for_confirmation
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope


def ask(cast: Cast, institution: Institution) -> str:
    """Ask by mail and give the secret of the link that stands in it."""
    with scope(cast.alliance):
        ask_for_confirmation(institution=institution, email="jmd@example.org", by=cast.alma)
    text = str(mail.outbox[-1].body)
    path = reverse("public:confirm", args=["X"]).replace("X", "([^/\\s]+)")
    found = re.search(path, text)
    assert found is not None, text
    return found[1]


def an_open_link(cast: Cast) -> str:
    return ask(cast, make_institution(cast.alliance, "JMD", contacts=[make_contact(name="N. Yilmaz")]))
