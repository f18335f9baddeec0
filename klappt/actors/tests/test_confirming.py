"""Asking institutions to look at their entry."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.models import ConfirmationRequest
from klappt.actors.services.confirming import ask_for_confirmation, find_question, withdraw
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope


def test_one_mail_to_each_that_has_an_address(cast: Cast, sign_in: Any) -> None:
    asked = make_institution(cast.alliance, "JMD", contacts=[make_contact(email="jmd@example.org")])
    left_out = make_institution(cast.alliance, "VHS")
    page = url(cast, "ask") + f"?chosen={asked.pk}&chosen={left_out.pk}"
    browser = sign_in(cast.alma)
    assert 'value="jmd@example.org"' in browser.get(page).content.decode()
    browser.post(
        url(cast, "ask"),
        {"chosen": [asked.pk, left_out.pk], f"to-{asked.pk}-email": "jmd@example.org"},
    )
    assert [each.to for each in mail.outbox] == [["jmd@example.org"]]


def test_the_secret_is_in_the_mail_and_nowhere_else(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        question = ask_for_confirmation(institution=institution, email="jmd@example.org", by=cast.alma)
    found = re.search(r"/bestaetigen/([^/\s]+)/", str(mail.outbox[-1].body))
    assert found is not None
    assert found[1] not in repr(vars(question))
    assert find_question(found[1]) == question


def test_asking_again_takes_the_earlier_link_back(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for _twice in range(2):
            ask_for_confirmation(institution=institution, email="jmd@example.org", by=cast.alma)
        assert ConfirmationRequest.objects.filter(withdrawn_at=None).count() == 1
        withdraw(question=ConfirmationRequest.objects.get(withdrawn_at=None), by=cast.alma)
        assert not ConfirmationRequest.objects.filter(withdrawn_at=None).exists()


def test_an_incomplete_address_is_refused_and_no_mail_leaves(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError):
        ask_for_confirmation(institution=institution, email="jmd@example", by=cast.alma)
    assert not mail.outbox
