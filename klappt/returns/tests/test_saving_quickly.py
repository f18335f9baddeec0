"""Saving a field stays quick: its queries do not grow with the questions of the worksheet (C2)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.config.tests.counting import assert_query_count
from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.model import Option, Question, QuestionKind, Questionnaire, Section, Sharing
from klappt.returns.models import Return
from klappt.returns.tests.factories import edition_of, make_return, make_wave, write

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WAYS = tuple(Option(f"o{n}", f"Antwort {n}") for n in range(1, 6))
IN_A_SECTION = 20


def question(number: int) -> Question:
    """Text, number, choice and scale in turn; each tenth is asked only after an answer before it."""
    kind = (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.CHOICE, QuestionKind.LONG_TEXT)[number % 4]
    when = Comparison(f"q{number - 1}", Operator.ANSWERED) if number % 10 == 5 else None
    options = WAYS if kind is QuestionKind.CHOICE else ()
    return Question(f"q{number}", kind, f"Frage {number}?", options=options, when=when)


def large(questions: int) -> Questionnaire:
    sections = tuple(
        Section(
            f"s{start // IN_A_SECTION}",
            f"Abschnitt {start // IN_A_SECTION}",
            sharing=Sharing.RESEARCH,
            questions=tuple(question(number) for number in range(start, start + IN_A_SECTION)),
        )
        for start in range(0, questions, IN_A_SECTION)
    )
    return Questionnaire("Groß", sections=sections)


def value(number: int) -> str:
    return ("Text", "12", "o2", "Ein längerer Text")[number % 4]


def make_large(cast: Cast, questions: int) -> Return:
    wave = make_wave(cast, edition_of(cast, large(questions), key=f"gross{questions}"))
    made = make_return(cast, wave)
    write(cast, made, {f"q{number}": value(number) for number in range(1, questions)})
    return made


def save_url(cast: Cast, made: Return, key: str = "q0", section: str = "s0") -> str:
    return reverse("returns:save", args=[cast.alliance.key, made.wave.number, section, key])


def queries_of_a_save(browser: Client, url: str, text: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post(
            url, {"q-q0": text, "q-q0-here": "1", "shown": ["", "q5", "q15"]}, HTTP_HX_REQUEST="true"
        )
    assert answer.status_code == 200
    return len(asked)


def test_two_hundred_questions_take_no_more_queries_than_twenty(cast: Cast, sign_in: SignIn) -> None:
    browser, counts = sign_in(cast.alma), []
    for questions in (20, 200):
        url = save_url(cast, make_large(cast, questions))
        queries_of_a_save(browser, url, "Zum ersten Mal")
        counts.append(queries_of_a_save(browser, url, "Noch einmal"))
    assert counts[0] == counts[1] <= 14


def test_pages(cast: Cast, sign_in: SignIn) -> None:
    made, browser = make_large(cast, 200), sign_in(cast.alma)
    place = [cast.alliance.key, made.wave.number]
    assert_query_count("returns: list", browser, reverse("returns:list", args=place[:1]))
    assert_query_count("returns: overview", browser, reverse("returns:return", args=place))
    assert_query_count("returns: section", browser, reverse("returns:section", args=[*place, "s0"]))
