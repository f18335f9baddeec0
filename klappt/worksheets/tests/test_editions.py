"""Editions (C1): what is published never changes; the next one says what became of each question."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.core.questionnaire.lineage import Finding, Flaw
from klappt.core.questionnaire.model import Lineage, Origin
from klappt.worksheets.models import Edition, Frozen
from klappt.worksheets.services.editions import (
    NotReady,
    begin_draft,
    change_draft,
    create_worksheet,
    in_the_way,
    publish,
)
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition, with_question


def test_published_is_frozen(cast: Cast) -> None:
    edition = make_edition(cast.doris)
    edition = Edition.objects.get(pk=edition.pk)
    edition.wording = "{}"
    for forbidden in (edition.save, edition.delete, Edition.objects.all().delete):
        with pytest.raises(Frozen):
            forbidden()
    with pytest.raises(Frozen):
        Edition.objects.update(wording="{}")
    with pytest.raises(ValidationError):
        change_draft(edition=edition, to=EVERY_KIND, by=cast.doris, revision=edition.revision)


def test_the_next_draft_knows_what_is_the_same(cast: Cast) -> None:
    edition = make_edition(cast.doris)
    draft = begin_draft(worksheet=edition.worksheet, by=cast.doris)
    assert {question.lineage.origin for question in draft.questionnaire.questions} == {Origin.SAME}
    assert in_the_way(draft) == ()


def test_a_reworded_question_needs_a_reason(cast: Cast) -> None:
    edition = make_edition(cast.doris)
    draft = begin_draft(worksheet=edition.worksheet, by=cast.doris)
    aim = replace(EVERY_KIND.question("aim"), label="Was ist Ihr Ziel?")
    changed = with_question(draft.questionnaire, "building", aim)
    draft = change_draft(edition=draft, to=changed, by=cast.doris, revision=draft.revision)
    assert Finding(Flaw.COMPARABLE_UNSAID, "aim") in in_the_way(draft)
    with pytest.raises(NotReady):
        publish(edition=draft, by=cast.doris)
    said = replace(aim, lineage=Lineage(Origin.REWORDED, comparable=True, why="Kürzer gefragt."))
    changed = with_question(draft.questionnaire, "building", said)
    draft = change_draft(edition=draft, to=changed, by=cast.doris, revision=draft.revision)
    publish(edition=draft, by=cast.doris)
    assert Edition.objects.get(pk=edition.pk).wording == edition.wording


def test_a_second_draft_is_refused(cast: Cast) -> None:
    draft = make_draft(cast.doris)
    with pytest.raises(ValidationError):
        begin_draft(worksheet=draft.worksheet, by=cast.doris)


def test_a_worksheet_is_not_named_like_a_page(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        create_worksheet(key="entwuerfe", title="Entwürfe", by=cast.doris)
