"""Writing a draft on its pages (C1): question by question, two people at once, nobody's text lost."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator
from klappt.core.questionnaire.model import Lineage, Option, Origin, QuestionKind, Questionnaire, Sharing
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import ChangedMeanwhile, begin_draft
from klappt.worksheets.services.writing import write, write_question
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition, make_worksheet

KIND = QuestionKind


def newest(edition: Edition) -> Questionnaire:
    return Edition.objects.get(pk=edition.pk).questionnaire


def address(edition: Edition, name: str, *arguments: str) -> str:
    return reverse(f"worksheets:{name}", args=["aufbau", edition.number, *arguments])


def rows(name: str, *labels: str, keys: tuple[str, ...] = ()) -> dict[str, str]:
    posted = {f"{name}-{n}-label": label for n, label in enumerate(labels)}
    return posted | {f"{name}-{n}-key": key for n, key in enumerate(keys)}


def test_a_worksheet_is_begun_with_a_section_and_a_question(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.doris)
    browser.post(reverse("worksheets:add"), {"title": "Übergänge gestalten", "purpose": "Wozu"})
    draft = Edition.objects.get(worksheet__key="uebergaenge-gestalten")
    at = [draft.worksheet.key, draft.number]
    page = browser.post(
        reverse("worksheets:section_add", args=at), {"title": "Die Übergänge", "sharing": "here"}
    )
    section = newest(draft).sections[0]
    assert page.url == reverse("worksheets:question_kind", args=[*at, section.key])
    assert section.sharing is Sharing.HERE
    browser.post(
        reverse("worksheets:question_add", args=[*at, section.key, "choice"]),
        {"label": "Gibt es eine Stelle?", **rows("options", "Ja", "Nein", "")},
    )
    (question,) = newest(draft).questions
    assert (question.key, question.kind) == ("gibt_es_eine_stelle", KIND.CHOICE)
    assert question.options == (Option("ja", "Ja"), Option("nein", "Nein"))


@pytest.mark.parametrize("kind", KIND)
def test_a_question_of_each_kind_is_saved_as_it_was(cast: Cast, sign_in: Any, kind: KIND) -> None:
    """What the page shows and what it sends back is the same question."""
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    key = next(each.key for each in draft.questionnaire.questions if each.kind is kind)
    page = browser.get(address(draft, "question", key))
    form = page.context["form"]
    posted = {name: form[name].value() for name in form.fields}
    for name in ("options", "rows", "columns"):
        for n, row in enumerate(posted.pop(name, ())):
            posted |= {
                f"{name}-{n}-{part}": getattr(row, part)
                for part in ("key", "label", "kind", "unit", "options")
            }
    posted = {name: value for name, value in posted.items() if value is not None and value is not False}
    assert browser.post(address(draft, "question", key), posted).status_code == 302
    assert newest(draft) == EVERY_KIND


def test_buttons_add_move_and_take_out_rows_and_store_nothing(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    typed = {"label": "Getippt", **rows("options", "Eins", "Zwei", keys=("yes", "no"))}
    page = address(draft, "question", "lead")

    def labels(do: str) -> list[str]:
        shown = browser.post(page, {**typed, "do": do})
        assert shown.status_code == 200
        assert "Getippt" in shown.content.decode()
        return [row.label for row in shown.context["form"]["options"].value()]

    assert labels("options:add") == ["Eins", "Zwei", ""]
    assert labels("options:up:1") == ["Zwei", "Eins"]
    assert labels("options:down:0") == ["Zwei", "Eins"]
    assert labels("options:out:0") == ["Zwei"]
    assert labels("options:out:99") == ["Eins", "Zwei"]
    assert newest(draft) == EVERY_KIND


def test_an_answer_keeps_its_name_when_it_is_moved_or_reworded(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    posted = {"label": "Gibt es eine Federführung?", "key": "lead"}
    options = rows("options", "Nein, noch nicht", "Ja", "Ja", keys=("no", "yes", ""))
    sign_in(cast.doris).post(address(draft, "question", "lead"), {**posted, **options})
    assert newest(draft).question("lead").options == (
        Option("no", "Nein, noch nicht"),
        Option("yes", "Ja"),
        Option("ja", "Ja"),
    )


def test_columns_have_kind_unit_and_answers(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    posted = {
        "label": "Welche?",
        "key": "meetings",
        "columns-0-key": "day",
        "columns-0-label": "Form",
        "columns-0-kind": "choice",
        "columns-0-options": "Tagung\n\nRunde",
        "columns-1-label": "Köpfe",
        "columns-1-kind": "number",
        "columns-1-unit": "Personen",
    }
    sign_in(cast.doris).post(address(draft, "question", "meetings"), posted)
    first, second = newest(draft).question("meetings").columns
    assert (first.key, first.options) == ("day", (Option("tagung", "Tagung"), Option("runde", "Runde")))
    assert (second.key, second.kind, second.unit) == ("koepfe", KIND.NUMBER, "Personen")


def test_a_wrong_form_keeps_what_was_typed(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    posted = {"label": "Wie viele nun?", "key": "aim", "least": "7", "most": "3,5"}
    page = sign_in(cast.doris).post(address(draft, "question", "members"), posted)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"key", "most"}
    assert "Wie viele nun?" in page.content.decode()
    assert newest(draft) == EVERY_KIND


def test_two_at_different_questions_do_not_notice_each_other(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    one, other = sign_in(cast.doris), sign_in(cast.doris)
    first = opened(one, draft, "aim")
    second = opened(other, draft, "begun")
    one.post(address(draft, "question", "aim"), {**first, "label": "Von mir"})
    assert other.post(address(draft, "question", "begun"), {**second, "label": "Von dir"}).status_code == 302
    asked = newest(draft)
    assert (asked.question("aim").label, asked.question("begun").label) == ("Von mir", "Von dir")


def opened(browser: Client, draft: Edition, key: str) -> dict[str, Any]:
    form = browser.get(address(draft, "question", key)).context["form"]  # type: ignore[attr-defined] # test client
    posted = {name: form[name].value() for name in ("label", "hint", "opened", "key")}
    posted["kind"] = form.question.kind.value
    return {name: value or "" for name, value in posted.items()}


def test_two_at_one_question_see_both_texts(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    one, other = sign_in(cast.doris), sign_in(cast.doris)
    first, second = opened(one, draft, "begun"), opened(other, draft, "begun")
    one.post(address(draft, "question", "begun"), {**first, "label": "Seit welchem Tag?"})
    page = other.post(address(draft, "question", "begun"), {**second, "label": "Wann ging es los?"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Seit welchem Tag?" in shown
    assert "Wann ging es los?" in shown
    assert newest(draft).question("begun").label == "Seit welchem Tag?"
    again = {**second, "label": "Wann ging es los?", "opened": page.context["form"]["opened"].value()}
    assert other.post(address(draft, "question", "begun"), again).status_code == 302
    assert newest(draft).question("begun").label == "Wann ging es los?"


def test_a_hint_of_one_and_a_label_of_the_other_both_stay(cast: Cast, sign_in: Any) -> None:
    """In the same question, but in different fields."""
    draft = make_draft(cast.doris)
    one, other = sign_in(cast.doris), sign_in(cast.doris)
    first, second = opened(one, draft, "begun"), opened(other, draft, "begun")
    one.post(address(draft, "question", "begun"), {**first, "hint": "Der Tag des Beschlusses"})
    page = other.post(address(draft, "question", "begun"), {**second, "label": "Ab wann?"})
    assert page.status_code == 422
    assert "Der Tag des Beschlusses" in page.content.decode()


def test_between_looking_and_saving_somebody_was_quicker(cast: Cast) -> None:
    draft = make_draft(cast.doris)
    seen = draft.questionnaire.question("aim")
    for label, wrong in (("Erste", None), ("Zweite", ChangedMeanwhile)):
        to = replace(seen, label=label)
        if wrong is None:
            write_question(edition=draft, key="aim", seen=seen, to=to, by=cast.doris, what="x")
        else:
            with pytest.raises(wrong):
                write_question(edition=draft, key="aim", seen=seen, to=to, by=cast.doris, what="x")
    assert newest(draft).question("aim").label == "Erste"


def test_a_question_taken_out_meanwhile_is_said(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    posted = opened(browser, draft, "plan")
    write(edition=draft, by=cast.doris, what="x", operation=lambda now: editing.remove_question(now, "plan"))
    page = browser.post(address(draft, "question", "plan"), {**posted, "label": "Mein Text"})
    assert page.status_code == 409
    assert "Mein Text" in page.content.decode()


def second_draft(cast: Cast) -> Edition:
    make_edition(cast.doris)
    return begin_draft(worksheet=make_worksheet(cast.doris), by=cast.doris)


def test_rewording_asks_what_that_means(cast: Cast, sign_in: Any) -> None:
    draft = second_draft(cast)
    browser = sign_in(cast.doris)
    posted = {"label": "Was ist Ihr Ziel?", "required": "on"}
    page = browser.post(address(draft, "question", "aim"), posted)
    assert page.url == address(draft, "reworded", "aim")
    shown = browser.get(page.url).content.decode()
    assert "<del>wichtigstes </del>" in shown
    browser.post(page.url, {"comparable": "yes", "why": "Kürzer."})
    assert newest(draft).question("aim").lineage == Lineage(Origin.REWORDED, comparable=True, why="Kürzer.")


def test_a_published_name_cannot_be_changed(cast: Cast, sign_in: Any) -> None:
    draft = second_draft(cast)
    page = sign_in(cast.doris).post(address(draft, "question", "aim"), {"label": "Ziel?", "key": "anders"})
    assert page.status_code == 302
    assert newest(draft).question("aim").label == "Ziel?"


def test_taking_out_what_was_published_asks_why_and_it_can_come_back(cast: Cast, sign_in: Any) -> None:
    draft = second_draft(cast)
    browser = sign_in(cast.doris)
    assert browser.post(address(draft, "question_remove", "aim"), {"why": ""}).status_code == 422
    browser.post(address(draft, "question_remove", "aim"), {"why": "Steht im Konzept."})
    assert [gone.why for gone in newest(draft).gone] == ["Steht im Konzept."]
    assert "Steht im Konzept." in browser.get(address(draft, "edit")).content.decode()
    browser.post(address(draft, "question_back", "aim"))
    asked = newest(draft)
    assert asked.question("aim").lineage.origin is Origin.SAME
    assert not asked.gone


def test_a_section_with_published_questions_asks_why(cast: Cast, sign_in: Any) -> None:
    draft = second_draft(cast)
    browser = sign_in(cast.doris)
    assert browser.post(address(draft, "section_remove", "advice"), {}).status_code == 422
    browser.post(address(draft, "section_remove", "advice"), {"why": "Gehört in den Workshop."})
    assert [(gone.key, gone.why) for gone in newest(draft).gone] == [("advice", "Gehört in den Workshop.")]


def test_moving_copying_and_another_section(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    browser.post(address(draft, "question_move", "story"), {"way": "up"})
    assert [each.key for each in newest(draft).section("building").questions][:2] == ["story", "aim"]
    browser.post(address(draft, "question_put", "story"), {"section": "notes"})
    assert newest(draft).section_of("story").key == "notes"
    page = browser.post(address(draft, "question_copy", "aim"))
    assert page.url == address(draft, "question", "aim_2")
    browser.post(address(draft, "section_move", "advice"), {"way": "up"})
    assert [each.key for each in newest(draft).sections] == ["notes", "advice", "building"]


def test_another_kind_keeps_what_it_can(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    sign_in(cast.doris).post(address(draft, "question_change_kind", "lead"), {"kind": "choices"})
    question = newest(draft).question("lead")
    assert (question.kind, [each.key for each in question.options]) == (KIND.CHOICES, ["yes", "no"])
    sign_in(cast.doris).post(address(draft, "question_change_kind", "lead"), {"kind": "living"})
    assert newest(draft).question("lead").options == ()


def test_a_condition_is_put_together_line_by_line(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    page = address(draft, "condition", "fields")
    lines = (
        {"frage": "lead", "operator": "=", "value": "no"},
        {"frage": "members", "operator": ">", "value": "12,5"},
        {"frage": "begun", "operator": "<", "value": "1.3.2024"},
        {"frage": "aim", "operator": "answered"},
    )
    for line in lines:
        assert browser.post(page, {"do": "add", **line}).status_code == 302
    made = (
        Comparison("lead", Operator.IS, "no"),
        Comparison("members", Operator.MORE, "12.5"),
        Comparison("begun", Operator.LESS, "2024-03-01"),
        Comparison("aim", Operator.ANSWERED),
    )
    assert newest(draft).question("fields").when == AllOf(made)
    browser.post(page, {"do": "join", "joined": "any"})
    assert newest(draft).question("fields").when == AnyOf(made)
    browser.post(page, {"do": "out:1"})
    assert newest(draft).question("fields").when == AnyOf((made[0], *made[2:]))
    browser.post(page, {"do": "clear"})
    assert newest(draft).question("fields").when is None


def test_a_thousand_is_written_as_germans_do(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    line = {"do": "add", "frage": "members", "operator": ">", "value": "1.000"}
    sign_in(cast.doris).post(address(draft, "condition", "fields"), line)
    assert newest(draft).question("fields").when == Comparison("members", Operator.MORE, "1000")


@pytest.mark.parametrize(
    "line",
    [
        {"frage": "members", "operator": ">", "value": "viele"},
        {"frage": "lead", "operator": "=", "value": ""},
        {"frage": "lead", "operator": ">", "value": "yes"},
        {"frage": "topics", "operator": "answered"},
        {"frage": "notes", "operator": "answered"},
    ],
    ids=["no number", "nothing", "no order", "stands later", "stays here"],
)
def test_a_line_that_says_nothing_is_not_taken(cast: Cast, sign_in: Any, line: dict[str, str]) -> None:
    draft = make_draft(cast.doris)
    sign_in(cast.doris).post(address(draft, "condition", "fields"), {"do": "add", **line})
    assert newest(draft) == EVERY_KIND


def test_a_nested_condition_is_shown_and_kept(cast: Cast, sign_in: Any) -> None:
    line = Comparison("lead", Operator.IS, "no")
    nested = AllOf((NoneOf((line,)), line))
    deep = editing.replace_question(EVERY_KIND, "fields", replace(EVERY_KIND.question("fields"), when=nested))
    draft = make_draft(cast.doris, deep)
    browser = sign_in(cast.doris)
    page = address(draft, "condition", "fields")
    for do in (
        {"do": "out:0"},
        {"do": "join", "joined": "any"},
        {"do": "add", "frage": "aim", "operator": "answered"},
    ):
        browser.post(page, do)
        assert newest(draft).question("fields").when == nested
    browser.post(page, {"do": "clear"})
    assert newest(draft).question("fields").when is None
