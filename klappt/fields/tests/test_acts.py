"""Buttons inside a question work by a plain submit: add, remove, move, take back."""

from klappt.core.questionnaire.values import EMPTY, given
from klappt.fields.forms import entered, is_act, mentions, reply_from
from klappt.fields.templatetags.fields import question as draw
from klappt.fields.tests.every_kind import CHOICE, FILE, MATRIX, NUMBER, RANKING, TABLE, TEXT, post, sent

PLAN = given({"file": 7, "name": "Plan.pdf", "size": 10, "sha256": "a"})


def test_one_more_line_is_drawn_and_nothing_typed_is_lost() -> None:
    posted = post(meetings__1__na="Sprache", meetings__more="1")
    assert is_act(posted)
    again = sent(draw(TABLE, entered=entered(TABLE, posted)))
    assert again["q-meetings-1-na"] == "Sprache"
    assert again["q-meetings-2-na"] == ""


def test_a_line_is_removed_and_the_others_move_up() -> None:
    posted = post(meetings__1__na="a", meetings__2__na="b", meetings__3__na="c", meetings__less="2")
    assert [row["na"] for row in reply_from(TABLE, posted).value] == ["a", "c"]


def test_a_browser_may_leave_gaps_in_the_numbers_of_lines() -> None:
    posted = post(meetings__12__na="later", meetings__3__na="first")
    assert [row["na"] for row in reply_from(TABLE, posted).value] == ["first", "later"]


def test_a_ranking_is_made_without_dragging() -> None:
    placed = post(order__na__is="1", order__up__is="2")
    assert reply_from(RANKING, placed) == given(["na", "up"])
    placed["q-order-up"] = "up"
    assert is_act(placed)
    assert reply_from(RANKING, placed) == given(["up", "na"])
    assert reply_from(RANKING, post(order__na__is="1", order__up="more")) == given(["na", "more"])
    assert reply_from(RANKING, post(order__na__is="1", order__up="na")) == given(["na"])


def test_a_choice_can_be_taken_back() -> None:
    assert reply_from(CHOICE, post(lead="yes", lead__clear="1")) == EMPTY
    kept = reply_from(MATRIX, post(contact__na__is="s1", contact__up__is="s2", contact__clear="na"))
    assert kept == given({"up": "s2"})


def test_a_plain_save_is_no_act() -> None:
    # An option or a question with the key `more` is no button.
    assert not is_act(
        post(more="x", order__more__is="1", meetings__1__day="2026-11-22", aim="x", aim__na="1")
    )


def test_a_file_stays_until_it_is_taken_away() -> None:
    assert reply_from(FILE, post(plan__here="1"), PLAN) == PLAN
    assert reply_from(FILE, post(plan__here="1", plan__gone="1"), PLAN) == EMPTY
    assert reply_from(FILE, post(plan__here="1")) == EMPTY


def test_a_dot_before_three_digits_means_thousands() -> None:
    read = {text: reply_from(NUMBER, post(members=text)).value for text in ("1.234", "12.5", "1.234,5", "0")}
    assert read == {"1.234": "1234", "12.5": "12.5", "1.234,5": "1234.5", "0": "0"}


def test_a_question_that_was_not_on_the_page_is_not_answered() -> None:
    assert mentions(TEXT, sent(draw(TEXT)))
    assert not mentions(TEXT, sent(draw(CHOICE)))
