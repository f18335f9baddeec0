"""What was written while research asked back, and never handed in, is nowhere shown as handed in (C2)."""

import datetime
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.model import Question, QuestionKind, Section, Sharing
from klappt.core.questionnaire.values import given
from klappt.returns.models import HandIn, Return, SentAnswer
from klappt.returns.selectors.earlier import earlier_answers
from klappt.returns.selectors.overview import overview_of
from klappt.returns.services.asking_back import ask_back, settle
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, edition_of, make_handed_in, make_return, make_wave, write
from klappt.worksheets.tests.factories import EVERY_KIND

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def ask(cast: Cast, row: Return, section: str) -> None:
    due = timezone.localdate() + datetime.timedelta(days=14)
    ask_back(return_=row, section=section, text="Stimmt das?", due_on=due, by=cast.doris)
    row.refresh_from_db()


def written_and_withdrawn(cast: Cast, row: Return, **answers: str) -> None:
    """Research asks about the first section, somebody writes there, research settles its question."""
    ask(cast, row, "building")
    write(cast, row, dict(answers))
    settle(question=row.questions_back.get(), by=cast.doris)
    row.refresh_from_db()


def test_the_closed_section_shows_what_was_handed_in(cast: Cast, sign_in: SignIn) -> None:
    row = make_handed_in(cast).of_return
    written_and_withdrawn(cast, row, aim="NIE ABGEGEBEN")
    url = reverse("returns:section", args=[cast.alliance.key, row.wave.number, "building"])
    page = sign_in(cast.alma).get(url).content.decode()
    assert "NIE ABGEGEBEN" not in page
    assert FULL["aim"] in page
    assert "Alma" in page


def test_it_waits_in_its_section_until_that_is_open_again(cast: Cast, sign_in: SignIn) -> None:
    row = make_handed_in(cast).of_return
    written_and_withdrawn(cast, row, aim="Noch nicht abgegeben")
    ask(cast, row, "building")
    url = reverse("returns:section", args=[cast.alliance.key, row.wave.number, "building"])
    assert "Noch nicht abgegeben" in sign_in(cast.alma).get(url).content.decode()


def test_a_condition_looks_at_what_was_handed_in(cast: Cast) -> None:
    extra = Question(
        "extra", QuestionKind.TEXT, "Ohne Leitung?", when=Comparison("lead", Operator.IS, "no"), required=True
    )
    base = Question("outlook", QuestionKind.TEXT, "Wie geht es weiter?")
    more = Section("more", "Ausblick", sharing=Sharing.RESEARCH, questions=(base, extra))
    worksheet = edition_of(cast, replace(EVERY_KIND, sections=(*EVERY_KIND.sections, more)))
    row = make_return(cast, make_wave(cast, worksheet))
    make_handed_in(cast, row, {**FULL, "outlook": "Gut"})
    written_and_withdrawn(cast, row, lead="no")
    ask(cast, row, "more")
    with scope(cast.alliance):
        asked = [part.progress.asked for part in overview_of(row).parts if part.section.key == "more"]
        content = json.loads(hand_in(return_=row, by=cast.alma).content)
    assert asked == [1]
    assert content["answers"]["lead"]["value"] == "yes"
    assert "extra" not in content["asked"]
    assert not SentAnswer.objects.filter(of_return=row, question="lead", value="no").exists()


def test_next_time_what_was_handed_in_is_offered(cast: Cast) -> None:
    worksheet = edition_of(cast)
    row = make_return(cast, make_wave(cast, worksheet))
    make_handed_in(cast, row, FULL)
    written_and_withdrawn(cast, row, aim="NIE ABGEGEBEN")
    later = make_return(cast, make_wave(cast, worksheet))
    with scope(cast.alliance):
        assert earlier_answers(later)["aim"].reply == given(FULL["aim"])
        assert HandIn.objects.filter(of_return=row).count() == 1
