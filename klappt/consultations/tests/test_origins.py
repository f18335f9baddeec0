"""What changed because of whom ships with the edition: as it was published, and never otherwise (C1)."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.consultations.enums import Outcome
from klappt.consultations.events import ANSWERED
from klappt.consultations.models import Comment
from klappt.consultations.selectors.changes import origins_of
from klappt.consultations.services.answering import answer_comment, send_answers
from klappt.consultations.tests.factories import make_comment, make_consultation, take_up
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import publish

SignIn = Callable[[User], Client]


def test_a_published_list_stays_whatever_comes_later(cast: Cast) -> None:
    comment = take_up(cast, make_comment(cast))
    send_answers(consultation=comment.asked.consultation, by=cast.doris)
    edition = publish(edition=comment.asked.consultation.edition, by=cast.doris)
    name, before = cast.alliance.name, origins_of(edition)
    assert before is not None
    assert before.changes[0].alliances == (name,)
    with pytest.raises(ValidationError):
        answer_comment(comment=comment, outcome=Outcome.NOT_TAKEN_UP, answer="Doch nicht.", by=cast.doris)
    with event(ANSWERED, by=cast.doris):
        Comment.objects.filter(pk=comment.pk).update(answer="Anders", outcome=Outcome.NOT_TAKEN_UP)
        Alliance.objects.filter(pk=cast.alliance.pk).update(name="Anders genannt")
    assert origins_of(Edition.objects.get(pk=edition.pk)) == before


def test_only_answers_that_were_sent_stand_in_it(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    take_up(cast, make_comment(cast, row, text="Eins"), "Wurde gesendet.")
    send_answers(consultation=row, by=cast.doris)
    take_up(cast, make_comment(cast, row, text="Zwei"), "Liegt noch hier.")
    url = reverse("worksheets:publish", args=[row.edition.worksheet.key, row.edition.number])
    before = sign_in(cast.doris).get(url).content.decode()
    assert "Eine Antwort ist geschrieben und nicht gesendet." in before
    publish(edition=row.edition, by=cast.doris)
    send_answers(consultation=row, by=cast.doris)
    page = reverse("consultations:list", args=[cast.alliance.key])
    html = sign_in(cast.alma).get(page).content.decode()
    assert "Wurde gesendet." in html
    assert "Liegt noch hier." not in html


def test_a_comment_without_answer_still_gets_one_and_the_list_stays(cast: Cast) -> None:
    comment = make_comment(cast)
    edition = publish(edition=comment.asked.consultation.edition, by=cast.doris)
    take_up(cast, comment)
    send_answers(consultation=comment.asked.consultation, by=cast.doris)
    found = origins_of(edition)
    assert found is not None
    assert found.changes == ()


def test_the_box_says_who_reads_the_name(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    url = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    browser = sign_in(cast.alma)
    says = "lesen andere Bündnisse, was, und den Namen Ihres Bündnisses"
    assert says in browser.get(url).content.decode()
    wrong = browser.post(url, {"spot": "question", "key": "aim", "text": ""})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert shown.count(says) == shown.count('class="comment-box"')
