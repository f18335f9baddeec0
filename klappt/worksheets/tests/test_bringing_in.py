"""Worksheets out of files (C1): shown before anything is stored, wrong places said one by one."""

import json
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.lineage import MOST_QUESTIONS
from klappt.core.questionnaire.model import Origin, Question, QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.reading import read_questionnaire, write_questionnaire
from klappt.worksheets.models import Edition, Worksheet
from klappt.worksheets.services.writing import Broken, begin_worksheet, bring_in, write
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition

PAGE = reverse("worksheets:bring_in")


def file(text: str | bytes, name: str = "blatt.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_what_was_taken_along_comes_in_again(cast: Cast, sign_in: Any) -> None:
    make_edition(cast.doris, key="blatt")
    browser = sign_in(cast.doris)
    taken = browser.get(reverse("worksheets:download", args=["blatt", 1, "json"])).content
    shown = browser.post(PAGE, {"file": file(taken)})
    assert shown.status_code == 200
    assert "Welche Treffen gab es?" in shown.content.decode()
    assert Worksheet.objects.count() == 1
    form = shown.context["form"]
    posted = {"wording": form["wording"].value(), "title": "Noch ein Blatt", "worksheet": "", "shown": ""}
    assert browser.post(PAGE, posted).status_code == 302
    draft = Edition.objects.get(worksheet__key="noch-ein-blatt")
    assert draft.questionnaire == EVERY_KIND
    assert draft.is_draft


def test_as_the_next_edition_it_says_what_changed(cast: Cast, sign_in: Any) -> None:
    make_edition(cast.doris)
    changed = editing.remove_question(EVERY_KIND, "plan")
    browser = sign_in(cast.doris)
    shown = browser.post(PAGE, {"file": file(write_questionnaire(changed))})
    assert [each.key for each in shown.context["findings"]] == ["plan"]
    posted = {"wording": shown.context["form"]["wording"].value(), "worksheet": "aufbau"}
    browser.post(PAGE, posted)
    draft = Edition.objects.get(number=2)
    assert {each.lineage.origin for each in draft.questionnaire.questions} == {Origin.SAME}
    assert [gone.key for gone in draft.questionnaire.gone] == ["plan"]


def test_an_open_draft_is_replaced_only_as_it_was_shown(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    changed = editing.remove_question(EVERY_KIND, "plan")
    form = browser.post(PAGE, {"file": file(write_questionnaire(changed))}).context["form"]
    posted = {"wording": form["wording"].value(), "worksheet": "aufbau", "shown": form["shown"].value()}
    write(edition=draft, by=cast.doris, what="x", operation=lambda now: editing.move_question(now, "aim", 1))
    again = browser.post(PAGE, posted)
    assert again.status_code == 422
    assert "plan" in [each.key for each in Edition.objects.get().questionnaire.questions]
    posted["shown"] = again.context["form"]["shown"].value()
    assert browser.post(PAGE, posted).status_code == 302
    assert Edition.objects.get().questionnaire == changed


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (file("kein json"), "JSON"),
        (file(b"\xff\xfe\x00"), "UTF-8"),
        (file("{}"), "klappt-worksheet/1"),
        (file('{"format": "klappt-worksheet/1"}'), "title"),
        (file("x", "blatt.exe"), ".json"),
        (None, "Datei"),
    ],
    ids=["no json", "no text", "no format", "no title", "another file", "none"],
)
def test_what_cannot_be_read_is_said_and_nothing_stored(
    cast: Cast, sign_in: Any, sent: SimpleUploadedFile | None, words: str
) -> None:
    answer = sign_in(cast.doris).post(PAGE, {"file": sent} if sent else {})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Worksheet.objects.exists()


def test_every_wrong_place_is_named(cast: Cast, sign_in: Any) -> None:
    raw = json.loads(write_questionnaire(EVERY_KIND))
    raw["sections"][0]["sharing"] = "everybody"
    raw["sections"][1]["questions"][0]["kind"] = "essay"
    del raw["sections"][2]["title"]
    shown = sign_in(cast.doris).post(PAGE, {"file": file(json.dumps(raw))}).content.decode()
    for place in ("sections[0].sharing", "sections[1].questions[0].kind", "sections[2].title"):
        assert place in shown


@pytest.mark.parametrize("wrong", ["Groß", "aim", ""])
def test_names_that_cannot_be_told_apart_are_refused(cast: Cast, sign_in: Any, wrong: str) -> None:
    raw = json.loads(write_questionnaire(EVERY_KIND))
    raw["sections"][0]["questions"][0]["key"] = wrong
    posted = {"wording": json.dumps(raw), "title": "Blatt"}
    answer = sign_in(cast.doris).post(PAGE, posted)
    assert answer.status_code == 422
    assert not Worksheet.objects.exists()


@pytest.mark.parametrize("wording", ["", "{", '{"format": "klappt-worksheet/1"}'])
def test_what_was_damaged_on_the_way_is_refused(cast: Cast, sign_in: Any, wording: str) -> None:
    answer = sign_in(cast.doris).post(PAGE, {"wording": wording, "title": "Blatt"})
    assert answer.status_code == 422
    assert not Worksheet.objects.exists()


def test_a_worksheet_may_not_be_called_as_a_page(cast: Cast, sign_in: Any) -> None:
    for title in ("Neu", "Einlesen", "Entwuerfe"):
        assert sign_in(cast.doris).post(reverse("worksheets:add"), {"title": title}).status_code == 422
    assert not Worksheet.objects.exists()


def test_too_many_questions_are_refused_at_the_door(cast: Cast, sign_in: Any) -> None:
    many = tuple(Question(f"k{number}", QuestionKind.TEXT, "Frage") for number in range(MOST_QUESTIONS + 1))
    text = write_questionnaire(Questionnaire("Lang", sections=(Section("a", "A", questions=many),)))
    browser = sign_in(cast.doris)
    for posted in ({"file": file(text)}, {"wording": text, "title": "Lang"}):
        answer = browser.post(PAGE, posted)
        assert answer.status_code == 422
        assert "form" not in answer.context
    shown = browser.post(PAGE, {"file": file(text)}).content.decode()
    assert "501 Fragen sind zu viele: Eine Arbeitshilfe fasst höchstens 500." in shown
    with pytest.raises(Broken):
        begin_worksheet(key="lang", title="Lang", by=cast.doris, questionnaire=read_questionnaire(text))


def test_short_names_are_told_apart_quickly() -> None:
    """Reading 20,000 short names twice over would be 400 million comparisons."""
    sections = tuple(Section(f"s{number}", "S") for number in range(20_000))
    begun = time.process_time()
    with pytest.raises(Broken):
        bring_in(
            worksheet=Worksheet(),
            questionnaire=Questionnaire("t", sections=(*sections, sections[0])),
            by=User(),
            revision=None,
        )
    assert time.process_time() - begun < 4
