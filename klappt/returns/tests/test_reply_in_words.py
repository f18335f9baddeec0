"""A question back is answered in words, too: research reads the sentence, and it is kept (C2)."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.returns.selectors.questions_back import questions_back
from klappt.returns.services.asking_back import reply_in_words, settle
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.test_asking_back import asked_back

SignIn = Callable[[User], Client]
WORDS = "Die Jobcenter zählen mit, seit Januar."


def test_the_sentence_reaches_research_and_stays(cast: Cast, sign_in: SignIn) -> None:
    question = asked_back(cast)
    row = question.of_return
    url = reverse("returns:reply", args=[cast.alliance.key, row.wave.number, question.pk])
    page = reverse("returns:return", args=[cast.alliance.key, row.wave.number])
    alma, doris = sign_in(cast.alma), sign_in(cast.doris)
    assert url in alma.get(page).content.decode()
    assert "Die wissenschaftliche Begleitung liest sie" in alma.get(url).content.decode()
    assert alma.post(url, {"reply": " "}).status_code == 422
    assert alma.post(url, {"reply": WORDS}).status_code == 302
    research = reverse("waves:return", args=[row.wave.number, cast.alliance.key])
    assert WORDS in doris.get(research).content.decode()
    row.refresh_from_db()
    with scope(cast.alliance):
        assert [back.is_touched for back in questions_back(row)] == [True]
        hand_in(return_=row, by=cast.alma)
    settle(question=question, by=cast.doris)
    assert WORDS in doris.get(research).content.decode()
    assert WORDS in alma.get(page).content.decode()


def test_once_it_is_settled_nothing_more_is_said(cast: Cast) -> None:
    question = asked_back(cast)
    settle(question=question, by=cast.doris)
    with pytest.raises(ValidationError):
        reply_in_words(question=question, text=WORDS, by=cast.alma)
