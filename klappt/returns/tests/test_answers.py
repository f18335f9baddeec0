"""Writing answers (C2): append-only, checked, and two people at one question both keep their text."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.replies import RefusedReply
from klappt.core.questionnaire.values import EMPTY, given
from klappt.returns.enums import Origin
from klappt.returns.models import Answer, AppendOnly, Clash
from klappt.returns.selectors.answers import current_answer, open_clashes, replies
from klappt.returns.services.answers import Written, save_answer, save_answers, save_section
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


def test_what_came_out_of_a_file_stands_over_what_was_there(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        first = save_answer(return_=made, question="aim", reply=given("Ceren"), by=cast.ceren, over=None)
        (brought,) = save_answers(
            return_=made, wanted={"aim": given("Aus der Datei")}, by=cast.alma, origin=Origin.FILE
        )
        assert brought.over_id == first.stands
        save_answer(return_=made, question="aim", reply=given("Altes Fenster"), by=cast.alma, over=None)
        assert replies(made)["aim"] == given("Aus der Datei")
        (clash,) = open_clashes(made)["aim"]
        assert clash.beside.value == "Altes Fenster"


def test_a_field_that_came_along_untouched_says_nothing(cast: Cast) -> None:
    made = make_return(cast, answers={"aim": "Alt"})
    with scope(cast.alliance):
        over = Answer.objects.get().pk
        new = save_answer(return_=made, question="aim", reply=given("Neu"), by=cast.ceren, over=over)
        save_answer(return_=made, question="story", reply=given("Cerens"), by=cast.ceren, over=None)
        whole = {"aim": Written(given("Alt"), over), "story": Written(EMPTY, None)}
        saved = save_section(return_=made, wanted=whole, by=cast.alma)
        assert (saved["aim"].answer, saved["aim"].stands) == (None, new.stands)
        assert replies(made)["aim"] == given("Neu")
        assert replies(made)["story"] == given("Cerens")
        assert not open_clashes(made)


def test_back_to_the_old_text_after_a_broken_line_is_an_answer(cast: Cast) -> None:
    made = make_return(cast, answers={"aim": "Alt"})
    with scope(cast.alliance):
        over = Answer.objects.get().pk
        for text in ("Neu", "Alt"):
            save_answer(return_=made, question="aim", reply=given(text), by=cast.alma, over=over)
        assert replies(made)["aim"] == given("Alt")
