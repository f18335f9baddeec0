"""What stands in the way of handing in is said in plain words: missing, or said too little (C2)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.core.questionnaire.model import Question, Sharing
from klappt.returns.models import Return
from klappt.returns.tests.factories import make_return, make_wave, write
from klappt.worksheets.tests.factories import EVERY_KIND, KIND, make_edition

SignIn = Callable[[User], Client]


@pytest.fixture
def row(cast: Cast) -> Return:
    """An optional text of at least 20 characters, beside a required one."""
    questions = (
        Question("aim", KIND.TEXT, "Ihr Ziel?", required=True),
        Question("more", KIND.LONG_TEXT, "Wie kam es dazu?", least=Decimal(20)),
    )
    section = replace(
        EVERY_KIND.sections[0], key="building", questions=questions, sharing=Sharing.RESEARCH, title="Aufbau"
    )
    edition = make_edition(cast.doris, replace(EVERY_KIND, sections=(section,)), "kurz")
    return make_return(cast, make_wave(cast, edition))


def pages(browser: Client, row: Return) -> list[str]:
    number = row.wave.number
    addresses = [
        reverse("returns:return", args=["hier", number]),
        reverse("returns:section", args=["hier", number, "building"]),
        reverse("returns:hand_in", args=["hier", number]),
    ]
    return [browser.get(each).content.decode() for each in addresses]


def test_an_optional_answer_that_is_too_short_is_not_called_a_required_one(
    cast: Cast, row: Return, sign_in: SignIn
) -> None:
    write(cast, row, {"aim": "Ausbildung", "more": "Kurz"})
    for page in pages(sign_in(cast.alma), row):
        assert "1 Antwort sagt noch zu wenig: bitte ergänzen oder leeren." in page
        assert "fehlt noch" not in page


def test_both_are_told_apart(cast: Cast, row: Return, sign_in: SignIn) -> None:
    write(cast, row, {"more": "Kurz"})
    for page in pages(sign_in(cast.alma), row):
        assert "1 Antwort sagt noch zu wenig" in page
        assert "fehlt noch" in page


def test_enough_said_nothing_is_in_the_way(cast: Cast, row: Return, sign_in: SignIn) -> None:
    write(cast, row, {"aim": "Ausbildung", "more": "Es begann mit einem Runden Tisch im Kreishaus."})
    for page in pages(sign_in(cast.alma), row):
        assert "zu wenig" not in page
        assert "fehlt noch" not in page
