"""A question back opens a single section; what was handed in before stays readable as it was (C2)."""

import datetime
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.enums import Occasion, Origin, ReturnState
from klappt.returns.models import HandIn, Return, SectionQuestion, SentAnswer, SentSection, WaveLetter
from klappt.returns.selectors.questions_back import questions_back
from klappt.returns.services.answers import save_answer, save_answers
from klappt.returns.services.asking_back import (
    ask_back,
    ask_to_reopen,
    decline,
    grant,
    reopen,
    settle,
)
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, write

SOON = datetime.timedelta(days=14)


def soon() -> datetime.date:
    return timezone.localdate() + SOON


def asked_back(cast: Cast, section: str = "building", row: Return | None = None) -> SectionQuestion:
    found = row or make_handed_in(cast).of_return
    return ask_back(
        return_=found, section=section, text="Zählen Sie die Jobcenter mit?", due_on=soon(), by=cast.doris
    )


def again(cast: Cast, row: Return, **options: Any) -> HandIn:
    with scope(row.alliance):
        made = hand_in(return_=row, by=cast.alma, **options)
    row.refresh_from_db()
    return made


def sent(row: Return, hand_in: int, question: str) -> object:
    return SentAnswer.objects.get(section__of_return=row, section__hand_in=hand_in, question=question).value


def test_only_the_section_asked_about_is_open_again(cast: Cast) -> None:
    row = asked_back(cast).of_return
    assert (row.state, row.due_on) == (ReturnState.ASKED_BACK, soon())
    write(cast, row, {"aim": "Ein anderes Ziel"})
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            save_answer(return_=row, question="advice", reply=given("Neu"), by=cast.alma, over=None)
        with pytest.raises(ValidationError):
            wanted = {"aim": given("Noch eins"), "notes": given("Auch hier")}
            save_answers(return_=row, wanted=wanted, by=cast.alma, origin=Origin.FILE)


def test_the_answer_comes_as_second_hand_in_and_the_first_stays(cast: Cast) -> None:
    first = make_handed_in(cast)
    question = asked_back(cast, row=first.of_return)
    row = question.of_return
    write(cast, row, {"members": "14"})
    second = again(cast, row)
    question.refresh_from_db()
    assert (row.state, question.hand_in, question.is_open) == (ReturnState.HANDED_IN, 2, False)
    with scope(cast.alliance):
        contents = [json.loads(each.content) for each in HandIn.objects.order_by("number")]
    assert [each["answers"]["members"]["value"] for each in contents] == ["12", "14"]
    assert second.number == 2
    assert (sent(row, 1, "members"), sent(row, 2, "members")) == ("12", "14")


def test_what_was_not_asked_about_stays_as_it_was_handed_in(cast: Cast) -> None:
    row = make_return(cast, answers=FULL)
    again(cast, row, held_back=["advice"])
    asked_back(cast, row=row)
    row.refresh_from_db()
    again(cast, row)
    latest = SentSection.objects.filter(of_return=row, is_latest=True)
    assert {each.section: (each.hand_in, each.was_held_back) for each in latest} == {
        "building": (2, False),
        "advice": (1, True),
    }
    assert not SentAnswer.objects.filter(question="advice").exists()
    with scope(cast.alliance):
        first, second = (json.loads(each.content) for each in HandIn.objects.order_by("number"))
    assert second["answers"]["notes"] == first["answers"]["notes"]
    assert second["sections"] == first["sections"]


def test_a_question_that_is_withdrawn_changes_nothing_that_was_sent(cast: Cast) -> None:
    question = asked_back(cast)
    row = question.of_return
    write(cast, row, {"aim": "Nie abgegeben"})
    settle(question=question, by=cast.doris)
    row.refresh_from_db()
    assert row.state == ReturnState.HANDED_IN
    other = asked_back(cast, "advice", row)
    row.refresh_from_db()
    again(cast, other.of_return)
    assert sent(row, 1, "aim") == FULL["aim"]
    with scope(cast.alliance):
        content = json.loads(HandIn.objects.get(number=2).content)
    assert content["answers"]["aim"]["value"] == FULL["aim"], "a closed section is carried over as sent"


def test_two_questions_open_two_sections_and_one_hand_in_answers_both(cast: Cast) -> None:
    row = asked_back(cast).of_return
    asked_back(cast, "advice", row)
    row.refresh_from_db()
    write(cast, row, {"advice": "Spät anfangen", "members": "15"})
    again(cast, row)
    assert not SectionQuestion.objects.filter(answered_at=None).exists()
    assert sent(row, 2, "advice") == "Spät anfangen"


def test_required_answers_are_needed_where_it_is_open_only(cast: Cast) -> None:
    row = asked_back(cast, "advice").of_return
    row.refresh_from_db()
    again(cast, row)
    asked_back(cast, "building", row)
    row.refresh_from_db()
    with scope(cast.alliance):
        save_answers(return_=row, wanted={"aim": given("")}, by=cast.alma, origin=Origin.TYPED)
    with pytest.raises(ValidationError, match=r"missing|fehlen"):
        again(cast, row)


@pytest.mark.parametrize("section", ["notes", "gibtsnicht"])
def test_what_was_not_sent_cannot_be_asked_about(cast: Cast, section: str) -> None:
    with pytest.raises(ValidationError) as refused:
        asked_back(cast, section)
    assert "section" in refused.value.message_dict


def test_the_same_section_is_asked_about_once_at_a_time(cast: Cast) -> None:
    row = asked_back(cast).of_return
    with pytest.raises(ValidationError):
        asked_back(cast, row=row)


def test_before_it_is_handed_in_nothing_is_asked_back(cast: Cast) -> None:
    row = make_return(cast, answers=FULL)
    with pytest.raises(ValidationError):
        asked_back(cast, row=row)


def test_a_late_return_stays_late_when_it_gets_a_new_day(cast: Cast) -> None:
    row = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        made = hand_in(return_=row, by=cast.alma, at=timezone.now() + datetime.timedelta(days=60))
    row.refresh_from_db()
    assert made.number == 1
    assert row.came_late
    asked_back(cast, row=row)
    row.refresh_from_db()
    assert row.came_late


# Opening the whole once more


def test_the_alliance_asks_and_research_opens_it(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    wish = ask_to_reopen(return_=row, reason="Wir haben das Jobcenter vergessen.", by=cast.alma)
    with pytest.raises(ValidationError):
        ask_to_reopen(return_=row, reason="Noch einmal", by=cast.alma)
    grant(wish=wish, due_on=soon(), by=cast.doris)
    row.refresh_from_db()
    assert row.state == ReturnState.REOPENED
    write(cast, row, {"notes": "Jetzt alles"})
    again(cast, row)
    with scope(cast.alliance):
        assert HandIn.objects.filter(of_return=row).count() == 2
    with pytest.raises(ValidationError):
        decline(wish=wish, answer="Doch nicht", by=cast.doris)


def test_a_wish_is_declined_with_the_reason(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    wish = ask_to_reopen(return_=row, reason="Zahlen ändern", by=cast.alma)
    with pytest.raises(ValidationError):
        decline(wish=wish, answer=" ", by=cast.doris)
    decline(wish=wish, answer="Der Bericht ist schon gedruckt.", by=cast.doris)
    row.refresh_from_db()
    assert row.state == ReturnState.HANDED_IN
    letter = WaveLetter.objects.get(occasion=Occasion.STAYS_CLOSED)
    assert letter.words == "Der Bericht ist schon gedruckt."


def test_research_opens_it_by_itself(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    reopen(return_=row, reason="Auf Ihren Anruf hin", due_on=soon(), by=cast.doris)
    row.refresh_from_db()
    assert (row.state, row.is_open) == (ReturnState.REOPENED, True)
    assert SentSection.objects.filter(of_return=row, is_latest=True).count() == 2
    with pytest.raises(ValidationError):
        reopen(return_=row, reason="Noch einmal", due_on=soon(), by=cast.doris)


def test_what_is_written_in_another_section_is_no_answer_to_a_question_back(cast: Cast) -> None:
    """Two sections are asked about; one is changed: the other one still waits."""
    row = asked_back(cast).of_return
    asked_back(cast, section="advice", row=row)
    write(cast, row, {"aim": "Ein anderes Ziel"})
    with scope(cast.alliance):
        touched = {back.question.section: back.is_touched for back in questions_back(row)}
    assert touched == {"building": True, "advice": False}
