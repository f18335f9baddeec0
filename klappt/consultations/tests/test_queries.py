"""The pages of drafts ask the database as often for many comments as for few."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.tests.factories import make_alliance
from klappt.config.tests.counting import assert_query_count
from klappt.consultations.models import Consultation
from klappt.consultations.services.answering import send_answers
from klappt.consultations.tests.factories import make_comment, make_consultation, take_up
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import publish
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft

SignIn = Callable[[User], Client]
few_and_many = pytest.mark.parametrize("number", [1, 6])


def fill(cast: Cast, number: int, key: str = "aufbau") -> Consultation:
    alliances = [make_alliance(f"{key}-{count}") for count in range(number)]
    draft = make_draft(cast.doris, key=key)
    row = make_consultation(cast, draft, alliances=[cast.alliance, *alliances])
    for count, question in enumerate(EVERY_KIND.questions[:number]):
        take_up(cast, make_comment(cast, row, key=question.key, text=f"Bemerkung {count}"), f"Neu {count}")
    send_answers(consultation=row, by=cast.doris)
    for alliance in alliances:
        make_comment(cast, row, alliance=alliance, key="aim")
    return row


@few_and_many
def test_the_draft_of_an_alliance(cast: Cast, sign_in: SignIn, number: int) -> None:
    row = fill(cast, number)
    address = reverse("consultations:draft", args=["hier", row.pk])
    assert_query_count("consultations: draft", sign_in(cast.alma), address)


@few_and_many
def test_the_drafts_of_an_alliance(cast: Cast, sign_in: SignIn, number: int) -> None:
    for count in range(number):
        make_comment(cast, make_consultation(cast, make_draft(cast.doris, key=f"blatt-{count}")))
        designed = make_draft(cast.doris, key=f"fertig-{count}")
        take_up(cast, make_comment(cast, make_consultation(cast, designed)))
        publish(edition=Edition.objects.get(pk=designed.pk), by=cast.doris)
    address = reverse("consultations:list", args=["hier"])
    assert_query_count("consultations: list", sign_in(cast.alma), address)


@few_and_many
def test_a_round_and_all_rounds(cast: Cast, sign_in: SignIn, number: int) -> None:
    row = fill(cast, number)
    browser = sign_in(cast.doris)
    assert_query_count("drafts: consultation", browser, reverse("drafts:consultation", args=[row.pk]))
    assert_query_count("drafts: list", browser, reverse("drafts:list"))


@few_and_many
def test_what_changed_in_an_edition(cast: Cast, sign_in: SignIn, number: int) -> None:
    row = fill(cast, number)
    publish(edition=Edition.objects.get(pk=row.edition_id), by=cast.doris)
    address = reverse("worksheets:edition", args=["aufbau", 1])
    assert_query_count("drafts: origin of an edition", sign_in(cast.doris), address)
