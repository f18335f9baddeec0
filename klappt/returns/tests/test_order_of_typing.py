"""Requests over a bad line may overtake each other: what was typed last holds, the older stays."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import EMPTY, given
from klappt.returns.models import Answer, AnswerFile, Clash, Return
from klappt.returns.selectors.answers import replies
from klappt.returns.services.answers import Order, Saved, save_answer
from klappt.returns.tests.factories import make_return
from klappt.returns.tests.test_bad_line import url_of

HERE, THERE = 4711, 815


@pytest.fixture
def made(cast: Cast) -> Return:
    return make_return(cast)


class Line:
    """One field, written at by people whose requests arrive in any order."""

    def __init__(self, cast: Cast, made: Return) -> None:
        self.cast, self.made = cast, made

    def arrives(self, text: str, order: Order | None, *, over: int | None = None, by: Any = None) -> Saved:
        reply = given(text) if text else EMPTY
        with scope(self.cast.alliance):
            return save_answer(
                return_=self.made,
                question="aim",
                reply=reply,
                by=by or self.cast.alma,
                over=over,
                order=order,
            )

    @property
    def holds(self) -> Any:
        with scope(self.cast.alliance):
            found = replies(self.made)
        return found["aim"].value if "aim" in found else None

    @property
    def written(self) -> list[tuple[Any, bool]]:
        with scope(self.cast.alliance):
            assert not Clash.objects.exists()
            return list(Answer.objects.order_by("pk").values_list("value", "beside"))


@pytest.fixture
def line(cast: Cast, made: Return) -> Line:
    return Line(cast, made)


def test_an_older_request_that_comes_late_goes_into_the_history(line: Line) -> None:
    line.arrives("Erst, und dann weiter", Order(HERE, 2, is_again=True))
    late = line.arrives("Erst", Order(HERE, 1))
    assert line.holds == "Erst, und dann weiter"
    assert line.written == [("Erst, und dann weiter", False), ("Erst", True)]
    assert late.other is None


def test_however_often_it_comes_it_is_kept_once(line: Line) -> None:
    line.arrives("Neu", Order(HERE, 2))
    for _again in range(3):
        line.arrives("Alt", Order(HERE, 1))
    assert line.written == [("Neu", False), ("Alt", True)]


def test_in_their_order_nothing_changes(line: Line) -> None:
    first = line.arrives("Eins", Order(HERE, 1))
    line.arrives("Zwei", Order(HERE, 2), over=first.stands)
    assert line.written == [("Eins", False), ("Zwei", False)]


def test_taken_back_before_the_older_one_came(line: Line) -> None:
    before = line.arrives("Am Anfang", Order(HERE, 1))
    line.arrives("Am Anfang", Order(HERE, 3, is_again=True), over=before.stands)
    line.arrives("Verschrieben", Order(HERE, 2), over=before.stands)
    assert line.holds == "Am Anfang"


def test_emptied_again_before_the_older_one_came(line: Line) -> None:
    line.arrives("", Order(HERE, 2, is_again=True))
    line.arrives("Verschrieben", Order(HERE, 1))
    assert line.holds is None


def test_the_same_once_more_because_no_answer_came_is_nothing_new(line: Line) -> None:
    line.arrives("Eins", Order(HERE, 1))
    line.arrives("Eins", Order(HERE, 1, is_again=True))
    assert line.written == [("Eins", False)]


def test_somebody_else_went_on_from_the_newer_one(line: Line, cast: Cast) -> None:
    mine = line.arrives("Almas neuer", Order(HERE, 2))
    line.arrives("Cerens", Order(THERE, 1), over=mine.stands, by=cast.ceren)
    line.arrives("Almas alter", Order(HERE, 1))
    assert line.holds == "Cerens"
    assert line.written[-1] == ("Almas alter", True)


def test_another_person_at_the_same_browser_is_no_older_text(line: Line, cast: Cast) -> None:
    line.arrives("Almas", Order(HERE, 5))
    line.arrives("Cerens", Order(HERE, 1), by=cast.ceren)
    with scope(cast.alliance):
        assert Clash.objects.get().beside.value == "Cerens"


def test_the_browser_says_it_in_a_head(cast: Cast, made: Return, sign_in: Any) -> None:
    alma: Client = sign_in(cast.alma)
    for text, order in (("Neu", "4711-2-again"), ("Alt", "4711-1"), ("Ohne", "kein Wort")):
        typed = {"q-aim": text, "q-aim-here": "1"}
        assert alma.post(url_of(cast, made), typed, headers={"X-Typed": order}).headers["X-Stored"]
    with scope(cast.alliance):
        kept = Answer.objects.order_by("pk").values_list("value", "beside", "browser", "nth")
        assert list(kept) == [
            ("Neu", False, 4711, 2),
            ("Alt", True, 4711, 1),
            ("Ohne", False, None, None),
        ]
    page = alma.get(url_of(cast, made).replace("speichern/", "verlauf/")).content.decode()
    assert page.count("kam spät an") == 1
    assert "gleichzeitig" not in page


def test_a_file_sent_twice_is_kept_once(cast: Cast, made: Return, sign_in: Any) -> None:
    alma: Client = sign_in(cast.alma)
    address = url_of(cast, made).replace("/aim/", "/plan/")
    for order in ("4711-1", "4711-1-again"):
        file = SimpleUploadedFile("Plan.pdf", b"%PDF-1.7 der Plan", "application/pdf")
        sent = {"q-plan": file, "q-plan-here": "1"}
        assert alma.post(address, sent, headers={"X-Typed": order}).headers["X-Stored"]
    with scope(cast.alliance):
        assert (Answer.objects.count(), AnswerFile.objects.count()) == (1, 1)
