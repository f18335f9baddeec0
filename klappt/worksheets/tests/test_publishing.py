"""From the draft to the edition (C1): what is in the way, for ever, and given up."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.lineage import wording
from klappt.core.questionnaire.model import (
    Lineage,
    LivingSource,
    Option,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Sharing,
)
from klappt.core.questionnaire.values import given
from klappt.fields.reading import as_text
from klappt.returns.models import Answer
from klappt.returns.tests.factories import make_return, make_wave
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import begin_draft, change_draft, publish
from klappt.worksheets.services.writing import write
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition, make_worksheet

KIND = QuestionKind


def address(edition: Edition, name: str) -> str:
    return reverse(f"worksheets:{name}", args=[edition.worksheet.key, edition.number])


def changed(question: Question) -> Question:
    """Everything a question of its kind can say said otherwise, answers to choose from taken away."""
    return replace(
        question,
        label=f"Anders: {question.label}",
        hint="Neu",
        required=not question.required,
        may_not_apply=not question.may_not_apply,
        options=(Option("neu", "Neu"), *question.options[:-1]) if question.options else (),
        rows=(Option("neu", "Neu"), *question.rows[:-1]) if question.rows else (),
        columns=question.columns[:-1],
        unit="Stück" if question.unit else "",
        source=LivingSource.NEEDS if question.source else None,
        when=None if question.when else Comparison("notes", Operator.ANSWERED),
        lineage=Lineage(Origin.REWORDED, comparable=False, why="Alles anders"),
    )


def everything_else(before: Questionnaire) -> Questionnaire:
    """Every question of every kind reworded, moved, and the sections seen by others."""
    first = replace(before.sections[0], questions=before.sections[0].questions)
    rest = [
        Section(
            each.key, f"{each.title}!", "", Sharing.HERE, tuple(changed(one) for one in each.questions[::-1])
        )
        for each in before.sections[1:]
    ]
    notes = replace(changed(first.questions[0]), when=None)
    return replace(before, sections=(replace(first, questions=(notes,)), *rest))


def test_an_old_edition_and_its_answers_stay_byte_by_byte(cast: Cast) -> None:
    """After a new edition has changed every kind of question."""
    edition = make_edition(cast.doris)
    values = {
        "aim": "Ankommen",
        "members": "12",
        "begun": "2024-03-01",
        "lead": "no",
        "fields": ["migration", "work"],
        "trust": "s4",
        "topics": ["training", "school", "language"],
        "contact": {"work": "s1"},
        "meetings": [{"day": "2024-05-01", "topic": "Start", "people": "9"}],
    }
    make_return(cast, make_wave(cast, edition), answers=values)
    with scope(cast.alliance):
        before = list(Answer.objects.order_by("pk").values())
    text, mark = edition.wording, edition.fingerprint
    read = {key: as_text(edition.questionnaire.question(key), given(value)) for key, value in values.items()}

    draft = begin_draft(worksheet=edition.worksheet, by=cast.doris)
    everything = everything_else(edition.questionnaire)
    assert {each.kind for each in everything.questions} == set(KIND)
    assert all(wording(each) != wording(EVERY_KIND.question(each.key)) for each in everything.questions)
    publish(
        edition=change_draft(edition=draft, to=everything, by=cast.doris, revision=draft.revision),
        by=cast.doris,
    )

    again = Edition.objects.get(pk=edition.pk)
    assert (again.wording, again.fingerprint) == (text, mark)
    assert hashlib.sha256(again.wording.encode()).hexdigest() == mark
    with scope(cast.alliance):
        assert list(Answer.objects.order_by("pk").values()) == before
        kept = {each.question: each for each in Answer.objects.select_related("edition").order_by("pk")}
    for key, words in read.items():
        answer = kept[key]
        assert answer.edition_id == edition.pk
        assert as_text(answer.edition.questionnaire.question(key), given(answer.value)) == words


def test_the_page_lists_what_is_in_the_way_with_the_place(cast: Cast, sign_in: Any) -> None:
    make_edition(cast.doris)
    draft = begin_draft(worksheet=make_worksheet(cast.doris), by=cast.doris)
    write(edition=draft, by=cast.doris, what="x", operation=lambda now: editing.remove_question(now, "aim"))
    browser = sign_in(cast.doris)
    page = browser.get(address(draft, "publish"))
    assert [row.url for row in page.context["findings"]] == [
        reverse("worksheets:gone", args=["aufbau", 2, "aim"])
    ]
    assert b'name="knows"' not in page.content
    assert browser.post(address(draft, "publish"), {"knows": "on", "revision": "2"}).status_code == 422
    assert Edition.objects.get(pk=draft.pk).is_draft


def test_publishing_needs_a_yes_and_the_draft_one_has_seen(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    without = browser.post(address(draft, "publish"), {"revision": "1"})
    assert without.status_code == 422
    assert "Bitte erst die Vorschau ansehen, dann hier ankreuzen." in without.content.decode()
    write(edition=draft, by=cast.doris, what="x", operation=lambda now: editing.move_question(now, "aim", 1))
    page = browser.post(address(draft, "publish"), {"knows": "on", "revision": "1"})
    assert page.status_code == 422
    assert Edition.objects.get(pk=draft.pk).is_draft
    browser.post(address(draft, "publish"), {"knows": "on", "revision": "2"})
    row = Edition.objects.get(pk=draft.pk)
    assert row.state == EditionState.PUBLISHED
    shown = browser.get(address(draft, "edition")).content.decode()
    assert row.fingerprint in shown


def test_what_is_published_cannot_be_written_in(cast: Cast, sign_in: Any) -> None:
    edition = make_edition(cast.doris)
    browser = sign_in(cast.doris)
    text = edition.wording
    for name in ("edit", "head", "section_add", "publish", "drop"):
        for page in (
            browser.get(address(edition, name)),
            browser.post(address(edition, name), {"title": "X"}),
        ):
            assert page.status_code in {302, 405}
    assert Edition.objects.get(pk=edition.pk).wording == text


def test_a_draft_given_up_stays_readable(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast.doris)
    browser = sign_in(cast.doris)
    browser.post(address(draft, "drop"))
    assert Edition.objects.get(pk=draft.pk).state == EditionState.DROPPED
    assert browser.get(address(draft, "edition")).status_code == 200
    browser.post(reverse("worksheets:begin", args=["aufbau"]))
    assert make_worksheet(cast.doris).editions.filter(state=EditionState.DRAFT).get().number == 2


@pytest.mark.parametrize("who", ["doris", "lars"])
def test_who_reads_and_who_writes(cast: Cast, sign_in: Any, who: str) -> None:
    make_draft(cast.doris)
    shown = sign_in(getattr(cast, who)).get(reverse("worksheets:list")).content.decode()
    assert (reverse("worksheets:add") in shown) is (who == "doris")
