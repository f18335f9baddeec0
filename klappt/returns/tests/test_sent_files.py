"""A file goes along with its section: research opens it from the page, nobody else does (C1, C4)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire
from klappt.returns.models import Return, SentAnswer, SentFile
from klappt.returns.services.asking_back import reopen
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, edition_of, make_return, make_wave
from klappt.returns.tests.filling_routes import PDF
from klappt.worksheets.tests.factories import EVERY_KIND, make_edition

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def put(browser: Client, row: Return, name: str = "plan.pdf", question: str = "plan", **more: Any) -> None:
    part = row.edition.questionnaire.section_of(question).key
    url = reverse("returns:save", args=[row.alliance.key, row.wave.number, part, question])
    upload = SimpleUploadedFile(name, PDF, "application/pdf")
    assert browser.post(url, {f"q-{question}": upload, **more}, headers=HTMX).status_code == 200


def handed_in_with_a_plan(cast: Cast, sign_in: SignIn, held_back: Iterable[str] = ()) -> Return:
    row = make_return(cast, answers=FULL)
    put(sign_in(cast.alma), row)
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma, held_back=list(held_back))
    row.refresh_from_db()
    return row


def page(browser: Client, row: Return, **query: str) -> str:
    answer = browser.get(reverse("waves:return", args=[row.wave.number, row.alliance.key]), query)
    return answer.content.decode()


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]+/datei/\d+/)"', text)


def test_research_opens_the_file_from_the_page_and_others_do_not(cast: Cast, sign_in: SignIn) -> None:
    row = handed_in_with_a_plan(cast, sign_in)
    (link,) = links(page(sign_in(cast.doris), row))
    answer = sign_in(cast.doris).get(link)
    assert (answer.status_code, answer.content) == (200, PDF)
    assert "plan.pdf" in answer.headers["Content-Disposition"]
    assert sign_in(cast.lars).get(link).status_code == 403
    for stranger in (cast.alma, cast.emil):
        assert sign_in(stranger).get(link).status_code in (403, 404)


def test_a_file_belongs_to_its_wave(cast: Cast, sign_in: SignIn) -> None:
    row = handed_in_with_a_plan(cast, sign_in)
    other = make_wave(cast, row.edition)
    answer = SentAnswer.objects.get(question="plan")
    assert (
        sign_in(cast.doris).get(reverse("waves:sent_file", args=[other.number, answer.pk])).status_code == 404
    )


def test_a_held_back_file_never_leaves(cast: Cast, sign_in: SignIn) -> None:
    row = handed_in_with_a_plan(cast, sign_in, held_back=["building"])
    assert not links(page(sign_in(cast.doris), row))
    assert not SentFile.objects.exists()


def test_a_file_of_a_local_section_never_leaves(cast: Cast, sign_in: SignIn) -> None:
    row = make_return(cast, make_wave(cast, edition_of(cast, with_local_file())), answers=FULL)
    put(sign_in(cast.alma), row, "protokoll.pdf", "minutes")
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma)
    text = page(sign_in(cast.doris), row)
    assert not links(text)
    assert "protokoll.pdf" not in text
    assert not SentFile.objects.exists()


def with_local_file() -> Questionnaire:
    extra = Question("minutes", QuestionKind.FILE, "Protokoll?")
    sections = tuple(
        replace(each, questions=(*each.questions, extra)) if each.key == "notes" else each
        for each in EVERY_KIND.sections
    )
    return replace(EVERY_KIND, sections=sections)


def test_a_file_taken_over_from_last_time_comes_with_its_bytes(cast: Cast, sign_in: SignIn) -> None:
    edition = make_edition(cast.doris)
    first = make_return(cast, make_wave(cast, edition), answers=FULL)
    browser = sign_in(cast.alma)
    put(browser, first)
    with scope(cast.alliance):
        hand_in(return_=first, by=cast.alma)
    second = make_return(cast, make_wave(cast, edition), answers=FULL)
    url = reverse("returns:unchanged", args=[cast.alliance.key, second.wave.number, "building", "plan"])
    assert browser.post(url, headers=HTMX).status_code == 200
    with scope(cast.alliance):
        hand_in(return_=second, by=cast.alma)
    (link,) = links(page(sign_in(cast.doris), second))
    assert sign_in(cast.doris).get(link).content == PDF


def test_the_same_bytes_come_under_the_name_of_each_hand_in(cast: Cast, sign_in: SignIn) -> None:
    row = handed_in_with_a_plan(cast, sign_in)
    reopen(return_=row, reason="Name", due_on=timezone.localdate(), by=cast.doris)
    answered = Return.objects.get(pk=row.pk)
    with scope(cast.alliance):
        over = answered.answers.filter(question="plan").latest("pk").pk
    put(sign_in(cast.alma), row, "neuer-name.pdf", over=str(over))
    with scope(cast.alliance):
        hand_in(return_=Return.objects.get(pk=row.pk), by=cast.alma)
    browser = sign_in(cast.doris)
    for number, name in ((1, "plan.pdf"), (2, "neuer-name.pdf")):
        (link,) = links(page(browser, row, abgabe=str(number)))
        assert name in browser.get(link).headers["Content-Disposition"]


def test_an_address_that_is_gone_is_heard_in_the_template() -> None:
    with pytest.raises(NoReverseMatch):
        Template('{% load addresses %}{% address "waves:gone" 1 as x %}').render(Context())
