"""The pages around handing in take no more queries for 200 questions than for 20 (C2)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.config.tests.counting import assert_query_count
from klappt.core.questionnaire.model import Question, QuestionKind, Sharing
from klappt.returns.models import Return
from klappt.returns.services.late import ask_late
from klappt.returns.tests.factories import edition_of, make_handed_in, make_return, make_wave, write
from klappt.returns.tests.test_saving_quickly import large, value

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def filled_in(cast: Cast, questions: int, alliance: Alliance | None = None) -> Return:
    """Every section goes to all alliances."""
    plain = large(questions)
    shared = tuple(replace(section, sharing=Sharing.ALLIANCES) for section in plain.sections)
    edition = edition_of(cast, replace(plain, sections=shared), key=f"gross{questions}")
    made = make_return(cast, make_wave(cast, edition), alliance=alliance)
    write(cast, made, answers(questions))
    return made


def answers(questions: int) -> dict[str, str]:
    return {f"q{number}": value(number) for number in range(questions)}


def handed_in(cast: Cast, questions: int, alliance: Alliance | None = None) -> Return:
    made = filled_in(cast, questions, alliance)
    make_handed_in(cast, made, answers(questions))
    return made


@pytest.mark.parametrize("questions", [20, 200])
def test_before_handing_in(cast: Cast, sign_in: SignIn, questions: int) -> None:
    made = filled_in(cast, questions)
    url = reverse("returns:hand_in", args=[cast.alliance.key, made.wave.number])
    assert_query_count("returns: hand in", sign_in(cast.alma), url)


@pytest.mark.parametrize("questions", [20, 200])
def test_what_was_handed_in(cast: Cast, sign_in: SignIn, questions: int) -> None:
    made = handed_in(cast, questions)
    url = reverse("returns:hand_in_read", args=[cast.alliance.key, made.wave.number, 1])
    assert_query_count("returns: handed in", sign_in(cast.alma), url)


@pytest.mark.parametrize("questions", [20, 200])
def test_from_other_alliances(cast: Cast, sign_in: SignIn, questions: int) -> None:
    handed_in(cast, questions, cast.other_alliance)
    browser, url = sign_in(cast.alma), reverse("returns:others", args=[cast.alliance.key])
    assert f"Frage {questions - 1}?" in browser.get(url).content.decode()
    assert_query_count("returns: others", browser, url)


@pytest.mark.parametrize("questions", [20, 200])
def test_a_late_question(cast: Cast, sign_in: SignIn, questions: int) -> None:
    made = handed_in(cast, questions)
    late = [
        ask_late(
            wave=made.wave,
            question=Question("x", QuestionKind.TEXT, f"Noch eine Frage {number}?"),
            sharing=Sharing.RESEARCH,
            reason="Die Frage kam erst bei der Auswertung auf.",
            by=cast.doris,
        )
        for number in range(questions // 20)
    ]
    url = reverse("returns:late", args=[cast.alliance.key, made.wave.number, late[-1].pk])
    assert_query_count("returns: late", sign_in(cast.alma), url)
