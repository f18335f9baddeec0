"""A question asked after the hand-in: a dated addendum, the hand-in stays byte for byte (C1)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.core.questionnaire.replies import RefusedReply
from klappt.core.questionnaire.values import given
from klappt.returns.enums import Sharing
from klappt.returns.models import Answer, HandIn, LateQuestion, SentAnswer, SentSection, Wave, WaveLetter
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.late import ask_late, send_late, withdraw_late
from klappt.returns.tests.factories import make_handed_in, make_return

WHY = "Die Frage kam erst bei der Auswertung auf."


def make_late(cast: Cast, wave: Wave, **fields: Any) -> LateQuestion:
    return ask_late(
        wave=wave,
        question=fields.pop("question", Question("x", QuestionKind.TEXT, "Wer hat vermittelt?")),
        sharing=fields.pop("sharing", Sharing.RESEARCH),
        reason=fields.pop("reason", WHY),
        by=cast.doris,
        **fields,
    )


def test_the_answer_is_an_addendum_and_the_hand_in_stays(cast: Cast) -> None:
    made = make_handed_in(cast)
    row, before = made.of_return, (made.content, made.fingerprint)
    late = make_late(cast, row.wave)
    with scope(cast.alliance):
        sent = send_late(late=late, return_=row, reply=given("Das Sozialamt"), by=cast.alma)
        again = HandIn.objects.get(pk=made.pk)
        kept = Answer.objects.get(question=late.key)
    assert (again.content, again.fingerprint) == before
    assert (kept.origin, kept.edition_id) == ("late", row.edition_id)
    answer = SentAnswer.objects.get(section=sent)
    assert (answer.value, answer.added_at) == ("Das Sozialamt", sent.at)
    assert (sent.sharing, sent.is_latest, sent.hand_in) == ("research", True, 1)


def test_a_later_hand_in_leaves_the_addendum(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    late = make_late(cast, row.wave)
    with scope(cast.alliance):
        send_late(late=late, return_=row, reply=given("Das Sozialamt"), by=cast.alma)
        with set_up(cast.alliance):
            row.state = "reopened"
            row.save()
        hand_in(return_=row, by=cast.alma)
    assert SentSection.objects.get(late=late).is_latest
    assert SentSection.objects.filter(is_latest=True, late=None).count() == 2


def test_who_does_not_answer_says_so(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    late = make_late(cast, row.wave)
    with scope(cast.alliance):
        assert send_late(late=late, return_=row, reply=None, by=cast.alma).was_held_back
        with pytest.raises(ValidationError):
            send_late(late=late, return_=row, reply=given("Doch"), by=cast.alma)
        assert not Answer.objects.filter(question=late.key).exists()
    assert not SentAnswer.objects.filter(question=late.key).exists()


def test_what_does_not_fit_is_refused(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    number = make_late(cast, row.wave, question=Question("x", QuestionKind.NUMBER, "Wie viele?"))
    with scope(cast.alliance):
        with pytest.raises(RefusedReply):
            send_late(late=number, return_=row, reply=given("viele"), by=cast.alma)
        with pytest.raises(ValidationError):
            send_late(late=number, return_=row, reply=given(""), by=cast.alma)
    assert not SentSection.objects.filter(late=number).exists()


def test_only_who_was_asked_answers_and_only_after_the_hand_in(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    other = make_return(cast, row.wave, alliance=cast.other_alliance)
    mine, ours = make_late(cast, row.wave, of_return=row), make_late(cast, row.wave)
    with scope(cast.other_alliance):
        for late in (mine, ours):
            with pytest.raises(ValidationError):
                send_late(late=late, return_=other, reply=given("x"), by=cast.emil)
    withdraw_late(late=ours, by=cast.doris)
    ours.refresh_from_db()
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_late(late=ours, return_=row, reply=given("x"), by=cast.alma)


def test_asking_says_why_and_what(cast: Cast) -> None:
    wave = make_handed_in(cast).of_return.wave
    refused: list[dict[str, Any]] = [
        {"reason": " "},
        {"question": Question("x", QuestionKind.FILE, "Ein Plan?")},
        {"question": Question("x", QuestionKind.CHOICE, "Was?", options=(Option("a", "A"),))},
        {"sharing": Sharing.HERE},
    ]
    for wrong in refused:
        with pytest.raises(ValidationError):
            make_late(cast, wave, **wrong)
    assert not LateQuestion.objects.exists()
    keys = {make_late(cast, wave).key, make_late(cast, wave).key}
    assert keys == {f"late_{wave.number}_1", f"late_{wave.number}_2"}


def test_whoever_handed_in_gets_a_mail_once(cast: Cast) -> None:
    row = make_handed_in(cast).of_return
    make_return(cast, row.wave, alliance=cast.other_alliance)
    late = make_late(cast, row.wave)
    (letter,) = WaveLetter.objects.filter(occasion="late")
    assert letter.of_return_id == row.pk
    assert late.question.label in letter.words


def test_the_page_asks_for_a_decision(cast: Cast, sign_in: Any) -> None:
    row = make_handed_in(cast).of_return
    late = make_late(cast, row.wave)
    browser = sign_in(cast.alma)
    url = reverse("returns:late", args=["hier", row.wave.number, late.pk])
    page = browser.get(url).content.decode()
    assert WHY in page
    typed = {f"q-{late.key}": "Das Sozialamt", f"q-{late.key}-here": "1"}
    refused = browser.post(url, typed)
    assert refused.status_code == 422
    assert "Das Sozialamt" in refused.content.decode()
    assert browser.post(url, {**typed, "way": "sent"}).status_code == 302
    read = browser.get(reverse("returns:hand_in_read", args=["hier", row.wave.number, 1])).content.decode()
    assert "Nachtrag vom" in read
    assert "Das Sozialamt" in read
    assert browser.get(url).status_code == 302


def test_research_asks_on_its_page_and_sees_numbers_only(cast: Cast, sign_in: Any) -> None:
    row = make_handed_in(cast).of_return
    browser = sign_in(cast.doris)
    url = reverse("waves:late", args=[row.wave.number])
    said = {"label": "Wer hat vermittelt?", "kind": "choice", "sharing": "research", "reason": WHY}
    assert browser.post(url, {**said, "options": "Sozialamt"}).status_code == 422
    answer = browser.post(url, {**said, "options": "Sozialamt\r\nJugendamt", "of_return": row.pk})
    assert answer.status_code == 302
    late = LateQuestion.objects.get()
    assert [option.label for option in late.question.options] == ["Sozialamt", "Jugendamt"]
    with scope(cast.alliance):
        send_late(late=late, return_=row, reply=given("o1"), by=cast.alma)
    page = browser.get(url).content.decode()
    assert "1 von 1" in page
    assert browser.post(reverse("waves:late_withdraw", args=[row.wave.number, late.pk])).status_code == 302
    late.refresh_from_db()
    assert late.withdrawn_at


def test_the_fields_are_named_as_a_question_and_its_unit(cast: Cast, sign_in: Any) -> None:
    row = make_handed_in(cast).of_return
    page = sign_in(cast.doris).get(reverse("waves:late", args=[row.wave.number])).content.decode()
    assert ">Frage<" in page
    assert ">Einheit " in page
    assert "Gebiet" not in page, "that is a unit of the land, not of a number"
