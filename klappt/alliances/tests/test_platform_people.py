"""Operators give and end roles on the platform; nobody locks the last operator out."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import PlatformRole
from klappt.accounts.models import User
from klappt.jobs.models import OutgoingMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work

NEW = {"email": "Ruth@Example.org", "name": "Ruth", "role": "researcher"}


@pytest.mark.django_db(transaction=True)  # the worker looks after its job on a connection of its own
def test_a_researcher_comes_in_by_the_mail(cast: Cast, sign_in: Any, postbox: Postbox) -> None:
    sign_in(cast.otto).post(reverse("alliances:platform_appoint"), NEW)
    ruth = User.objects.get(email="ruth@example.org")
    assert ruth.platform_role == PlatformRole.RESEARCHER
    found = re.search(r"https?://[^/]+(/\S+)", OutgoingMail.objects.get(to="ruth@example.org").text)
    assert found
    browser = Client()
    form = browser.get(found[1], follow=True)
    browser.post(
        form.request["PATH_INFO"], {"password1": "Zwei-Kraniche-am-See", "password2": "Zwei-Kraniche-am-See"}
    )
    work(until_empty=True)
    assert {tuple(envelope.rcpt_tos) for envelope in postbox.received} == {("ruth@example.org",)}
    assert browser.login(email="ruth@example.org", password="Zwei-Kraniche-am-See")
    assert browser.get(reverse("alliances:platform")).status_code == 200


def test_the_same_role_is_not_given_twice(cast: Cast, sign_in: Any) -> None:
    again = {"email": "doris@example.org", "name": "Doris", "role": "researcher"}
    answer = sign_in(cast.otto).post(reverse("alliances:platform_appoint"), again)
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert not OutgoingMail.objects.exists()


def test_a_role_ends_and_the_account_stays(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.otto).post(reverse("alliances:platform_dismiss", args=[cast.doris.pk]))
    assert sign_in(cast.doris).get(reverse("alliances:platform")).status_code == 403
    assert User.objects.get(pk=cast.doris.pk).is_active


def test_the_last_operator_stays(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.otto)
    browser.post(reverse("alliances:platform_dismiss", args=[cast.otto.pk]))
    other_role = {"email": "otto@example.org", "name": "Otto", "role": "researcher"}
    assert browser.post(reverse("alliances:platform_appoint"), other_role).status_code == 422
    assert User.objects.get(pk=cast.otto.pk).platform_role == PlatformRole.OPERATOR
