"""Changes to a questionnaire, one at a time: what they are not about stays as it is."""

from dataclasses import replace

import pytest
from hypothesis import assume
from hypothesis import given as for_all
from hypothesis import strategies as st

from klappt.core.questionnaire import editing
from klappt.core.questionnaire.comparing import Change, compared, differing, marked
from klappt.core.questionnaire.conditions import AllOf, Comparison, NoneOf, Operator, asked_about
from klappt.core.questionnaire.lineage import KEY, proposed_lineage, wording
from klappt.core.questionnaire.model import Lineage, Origin, Question, QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.simple_conditions import Joined, Simple, earlier, fitting, simple
from klappt.core.tests.questionnaires import conditions, keys, questionnaires, questions, whole, words

KIND = QuestionKind


def keys_of(questionnaire):
    return [question.key for question in questionnaire.questions]


def some_key(data, questionnaire):
    assume(questionnaire.questions)
    return data.draw(st.sampled_from(keys_of(questionnaire)))


@whole
@for_all(questionnaires(), questions(), st.data())
def test_a_question_added_and_removed_leaves_no_trace(questionnaire, question, data):
    assume(question.key not in keys_of(questionnaire))
    assume(question.key not in {gone.key for gone in questionnaire.gone})
    section = data.draw(st.sampled_from(questionnaire.sections)).key
    added = editing.add_question(questionnaire, section, question)
    assert added.section_of(question.key).key == section
    assert set(keys_of(added)) == {*keys_of(questionnaire), question.key}
    assert editing.remove_question(added, question.key) == questionnaire


@whole
@for_all(questionnaires(), st.data())
def test_moving_keeps_everything_and_is_undone_by_moving_back(questionnaire, data):
    key = some_key(data, questionnaire)
    by = data.draw(st.sampled_from([-1, 1]))
    moved = editing.move_question(questionnaire, key, by)
    assert sorted(keys_of(moved)) == sorted(keys_of(questionnaire))
    assert moved.question(key) == questionnaire.question(key)
    assert moved == questionnaire or editing.move_question(moved, key, -by) == questionnaire


@whole
@for_all(questionnaires(), st.data())
def test_a_section_moved_far_stands_at_the_end(questionnaire, data):
    section = data.draw(st.sampled_from(questionnaire.sections))
    assert editing.move_section(questionnaire, section.key, 99).sections[-1] == section
    assert editing.move_section(questionnaire, section.key, -99).sections[0] == section


@whole
@for_all(questionnaires(), words)
def test_changes_to_different_questions_do_not_get_in_each_others_way(questionnaire, text):
    """Whoever comes second applies the change to what the first has left: both are in it."""
    assume(len(questionnaire.questions) > 1)
    one, other = questionnaire.questions[:2]
    mine, theirs = replace(one, label=text), replace(other, hint=text)
    by_me = editing.replace_question(questionnaire, one.key, mine)
    both = editing.replace_question(by_me, other.key, theirs)
    by_them = editing.replace_question(questionnaire, other.key, theirs)
    assert both == editing.replace_question(by_them, one.key, mine)
    assert (both.question(one.key), both.question(other.key)) == (mine, theirs)


@whole
@for_all(questionnaires(), st.data())
def test_conditions_follow_a_new_name(questionnaire, data):
    key = some_key(data, questionnaire)
    new = f"{key[:50]}_neu"
    assume(new not in keys_of(questionnaire))
    changed = editing.replace_question(questionnaire, key, replace(questionnaire.question(key), key=new))
    asked = {one.question for each in changed.questions if each.when for one in asked_about(each.when)}
    assert key not in asked
    back = editing.replace_question(changed, new, replace(changed.question(new), key=key))
    assert back == questionnaire


@whole
@for_all(questionnaires(), st.data())
def test_a_copy_stands_right_behind_and_has_a_name_of_its_own(questionnaire, data):
    key = some_key(data, questionnaire)
    ever = data.draw(st.sets(keys))
    copied, new = editing.copy_question(questionnaire, key, ever)
    assert new not in {*keys_of(questionnaire), *ever}
    order = keys_of(copied)
    assert order.index(new) == order.index(key) + 1
    assert replace(copied.question(new), key=key) == questionnaire.question(key)


@whole
@for_all(questionnaires(), st.data())
def test_a_section_taken_out_says_of_each_question_why(questionnaire, data):
    section = data.draw(st.sampled_from(questionnaire.sections))
    left = editing.remove_section(questionnaire, section.key, "Zu lang.")
    assert section.key not in {each.key for each in left.sections}
    said = {gone.key: gone.why for gone in left.gone}
    assert all(said[question.key] == "Zu lang." for question in section.questions)


@for_all(st.text(max_size=80), st.sets(keys))
def test_a_proposed_name_can_be_used(label, taken):
    key = editing.proposed_key(label, taken)
    assert KEY.fullmatch(key)
    assert key not in taken


def test_a_proposed_name_is_made_of_the_words():
    assert editing.proposed_key("Wie groß ist die Kerngruppe?", ()) == "wie_gross_ist_die_kerngruppe"
    assert editing.proposed_key("2024: Übergänge", ()) == "uebergaenge"
    assert editing.proposed_key("Ziel?", {"ziel", "ziel_2"}) == "ziel_3"
    assert editing.proposed_key("???", (), "section") == "section"


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: editing.remove_question(sheet, "x"),
        lambda sheet: editing.move_question(sheet, "x", 1),
        lambda sheet: editing.copy_question(sheet, "x"),
        lambda sheet: editing.put_question(sheet, "a", "x"),
        lambda sheet: editing.replace_question(sheet, "x", Question("x", KIND.TEXT, "?")),
        lambda sheet: editing.add_question(sheet, "x", Question("n", KIND.TEXT, "?")),
        lambda sheet: editing.add_question(sheet, "s", Question("n", KIND.TEXT, "?"), after="x"),
        lambda sheet: editing.move_section(sheet, "x", 1),
        lambda sheet: editing.remove_section(sheet, "x"),
        lambda sheet: editing.replace_section(sheet, "x", Section("x", "?")),
    ],
)
def test_what_has_gone_meanwhile_is_said(change):
    with pytest.raises(editing.NotThere):
        change(SHEET)


def test_a_name_is_given_once():
    with pytest.raises(editing.KeyTaken):
        editing.add_question(SHEET, "t", Question("a", KIND.TEXT, "?"))
    with pytest.raises(editing.KeyTaken):
        editing.replace_question(SHEET, "a", Question("b", KIND.TEXT, "?"))
    with pytest.raises(editing.KeyTaken):
        editing.add_section(SHEET, Section("t", "Noch einer"))


SHEET = Questionnaire(
    "Blatt",
    sections=(
        Section("s", "Eins", questions=(Question("a", KIND.TEXT, "A?"), Question("b", KIND.TEXT, "B?"))),
        Section("t", "Zwei", questions=(Question("c", KIND.TEXT, "C?"),)),
    ),
)


def test_at_the_edge_a_question_goes_into_the_next_section():
    assert keys_of(editing.move_question(SHEET, "b", 1)) == ["a", "b", "c"]
    assert editing.move_question(SHEET, "b", 1).section_of("b").key == "t"
    assert editing.move_question(SHEET, "c", -1).section_of("c").key == "s"
    assert editing.move_question(SHEET, "a", -1) == SHEET


def test_what_had_gone_comes_back_where_it_was():
    without = editing.remove_section(SHEET, "t", "Zu lang.")
    assert [gone.key for gone in without.gone] == ["c"]
    back = editing.bring_back(without, SHEET.question("c"), "t")
    assert back.section_of("c").key == "s"
    assert not back.gone


@whole
@for_all(questionnaires(), questionnaires())
def test_compared_names_every_question_once(old, new):
    now = proposed_lineage(new, old)
    found = {each.key: each for each in compared([old, now])}
    assert set(found) == {*keys_of(old), *keys_of(now)}
    assert [each.key for each in compared([old, now]) if each.new] == keys_of(now)
    for key, each in found.items():
        in_both = each.old is not None and each.new is not None
        assert in_both == (each.change in {Change.SAME, Change.REWORDED})
        if each.change is Change.SAME:
            assert wording(old.question(key)) == wording(now.question(key))
        if each.change is Change.REWORDED:
            assert each.aspects == differing(each.old, each.new) != ()


def test_one_no_on_the_way_makes_two_editions_not_comparable():
    def edition(label, comparable=None, why=""):
        lineage = Lineage(Origin.REWORDED, comparable, why) if why else Lineage()
        return Questionnaire(
            "B", sections=(Section("s", "S", questions=(Question("a", KIND.TEXT, label, lineage=lineage),)),)
        )

    first, second, third = edition("A?"), edition("B?", False, "anders"), edition("C?", True, "kürzer")
    (over_all,) = compared([first, second, third])
    assert (over_all.comparable, over_all.whys) == (False, ("anders", "kürzer"))
    (last_step,) = compared([second, third])
    assert (last_step.comparable, last_step.whys) == (True, ("kürzer",))
    with pytest.raises(ValueError, match="two editions"):
        compared([first])


@for_all(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_give_the_texts_again(old, new):
    left, right = marked(old, new)
    assert ("".join(each.text for each in left), "".join(each.text for each in right)) == (old, new)
    same = ["".join(each.text for each in side if not each.is_changed) for side in (left, right)]
    assert same[0] == same[1]


@for_all(conditions(["a", "b"]))
def test_a_simple_condition_is_the_same_condition(when):
    found = simple(when)
    if found is not None:
        assert list(asked_about(when)) == list(found.lines)
        again = simple(found.when)
        assert again is not None
        assert again.lines == found.lines


def test_a_nested_condition_is_not_simple():
    line = Comparison("a", Operator.ANSWERED)
    assert simple(AllOf((NoneOf((line,)),))) is None
    assert simple(None) == Simple()
    assert Simple((line,)).with_line(line) == Simple((line,))
    assert Simple((line,), Joined.NONE).when == NoneOf((line,))
    assert Simple((line,)).without(line).when is None


def test_a_condition_looks_back_at_what_people_answer():
    living = replace(SHEET.question("a"), kind=KIND.LIVING)
    sheet = editing.replace_question(SHEET, "a", living)
    assert [each.key for each in earlier(sheet, "c")] == ["b"]
    assert earlier(sheet, "a") == ()
    assert fitting(SHEET.question("b")) == (Operator.ANSWERED,)
