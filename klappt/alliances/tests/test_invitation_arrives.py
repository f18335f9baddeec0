"""From the page of the coordination to the first page of somebody new, by a real queue and mail server."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.tests.factories import PASSWORD
from klappt.jobs.models import OutgoingMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


def arrived(postbox: Postbox) -> EmailMessage:
    (envelope,) = postbox.received
    message = email.message_from_bytes(envelope.original_content or b"", policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_link_in_the_mail_opens_the_alliance(cast: Cast, sign_in, postbox: Postbox) -> None:
    url = reverse("alliances:invite", args=[cast.alliance.key])
    sign_in(cast.alma).post(url, {"email": "nora@example.org", "name": "Nora", "role": "member"})
    assert not postbox.received
    work(until_empty=True)

    message = arrived(postbox)
    assert message["To"] == "nora@example.org"
    assert message["Subject"] == "Einladung zur Mitarbeit: Bündnis hier"
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    found = re.search(r"https?://\S+", text)
    assert found
    assert found[0] in html
    assert "Guten Tag Nora" in text

    browser = Client()
    home = reverse("alliances:home", args=[cast.alliance.key])
    answer = {"name": "Nora Neumann", "password": PASSWORD, "again": PASSWORD}
    assert browser.post(urlsplit(found[0]).path, answer).headers["Location"] == home
    assert browser.get(home).status_code == 200


def test_the_link_is_forgotten_once_the_mail_is_out(cast: Cast, sign_in, postbox: Postbox) -> None:
    url = reverse("alliances:invite", args=[cast.alliance.key])
    sign_in(cast.alma).post(url, {"email": "nora@example.org", "role": "member"})
    assert "einladung" in OutgoingMail.objects.get().text
    work(until_empty=True)
    sent = OutgoingMail.objects.get()
    assert (sent.state, sent.text, sent.html) == ("sent", "", "")
