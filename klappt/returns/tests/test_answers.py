"""Writing answers (C2): append-only, checked, and two people at one question both keep their text."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.replies import RefusedReply
from klappt.core.questionnaire.values import given
from klappt.returns.models import Answer, AppendOnly, Clash
from klappt.returns.selectors.answers import current_answer, replies
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import make_handed_in, make_return


def test_an_answer_follows_the_one_before(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        first = save_answer(return_=made, question="aim", reply=given("Eins"), by=cast.alma, over=None).answer
        assert first
        save_answer(return_=made, question="aim", reply=given("Zwei"), by=cast.ceren, over=first.pk)
        assert replies(made)["aim"] == given("Zwei")
        assert list(Answer.objects.order_by("pk").values_list("value", flat=True)) == ["Eins", "Zwei"]


def test_two_at_once_both_keep_their_text(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
        saved = save_answer(return_=made, question="aim", reply=given("Cerens"), by=cast.ceren, over=None)
        assert saved.other
        assert saved.other.reply == given("Almas")
        now = current_answer(made, "aim")
        assert now
        assert now.value == "Almas"
        assert Clash.objects.get().beside.value == "Cerens"


def test_nothing_written_can_be_changed_or_removed(cast: Cast) -> None:
    made = make_return(cast, answers={"aim": "Eins"})
    with scope(cast.alliance):
        answer = current_answer(made, "aim")
        assert answer
        for forbidden in (answer.save, answer.delete, Answer.objects.all().delete):
            with pytest.raises(AppendOnly):
                forbidden()
        with pytest.raises(AppendOnly):
            Answer.objects.update(value="Zwei")


def test_what_does_not_fit_is_refused(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance), pytest.raises(RefusedReply):
        save_answer(return_=made, question="members", reply=given("viele"), by=cast.alma, over=None)


def test_after_handing_in_nothing_is_written(cast: Cast) -> None:
    made = make_handed_in(cast).of_return
    with scope(cast.alliance), pytest.raises(ValidationError):
        save_answer(return_=made, question="aim", reply=given("Später"), by=cast.alma, over=None)
