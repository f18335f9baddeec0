"""Inside the administration stays inside: coordination, lead, and whoever is asked; no other route (A8)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.alliances.extensions import matters, search
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.config.tests.test_routes import rows
from klappt.jobs.models import OutgoingMail
from klappt.matters.models import InternalMatter
from klappt.matters.tests.factories import (
    SECRET,
    ask_somebody,
    escalate,
    make_conflict,
    make_matter,
)
from klappt.meetings.tests.factories import make_outcome

pytestmark = pytest.mark.django_db


def an_escalated_conflict(cast: Cast) -> None:
    escalate(cast, make_conflict(cast))
    ask_somebody(cast, make_matter(cast))


def read_all(cast: Cast, browser: Client, *, skip: frozenset[str] = frozenset()) -> list[str]:
    """Every address that opens without a key of its own; those on which the word stands."""
    told = []
    for name, route in rows().items():
        if not route.get or name in skip:
            continue
        try:
            address = reverse(name, kwargs={"alliance_key": cast.alliance.key})
        except NoReverseMatch:
            continue
        answer = browser.get(address, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined] # only streamed answers have it
        if SECRET.encode() in content:
            told.append(name)
    return told


@pytest.mark.process
@pytest.mark.parametrize("who", ["ceren", "paula"])
def test_nobody_else_reads_it_on_any_page(cast: Cast, sign_in: Any, who: str) -> None:
    an_escalated_conflict(cast)
    assert read_all(cast, sign_in(getattr(cast, who))) == []


@pytest.mark.process
def test_the_walk_would_have_found_it(cast: Cast, sign_in: Any) -> None:
    an_escalated_conflict(cast)
    found = read_all(cast, sign_in(cast.alma))
    assert {"matters:list", "alliances:trail", "alliances:home"} <= set(found)


@pytest.mark.parametrize("who", ["ceren", "paula"])
def test_search_and_start_page_tell_nobody_else(cast: Cast, who: str) -> None:
    an_escalated_conflict(cast)
    with scope(cast.alliance):
        member = Member(getattr(cast, who), cast.alliance, {"ceren": "member", "paula": "practitioner"}[who])  # type: ignore[arg-type] # the role's own word
        assert not search(member, SECRET)
        assert not [each for each in matters(member) if SECRET in str(each.says)]
        assert search(Member(cast.alma, cast.alliance, "coordinator"), SECRET)  # type: ignore[arg-type] # the role's own word


def test_whoever_is_asked_finds_it_by_its_title_only(cast: Cast) -> None:
    """What was written into the text after it was sent is not to be guessed word by word."""
    matter = make_matter(cast, title="Räume", text="Bitte Räume stellen.")
    ask_somebody(cast, matter, email="ceren@example.org")
    with set_up(cast.alliance):
        InternalMatter.objects.filter(pk=matter.pk).update(text=f"Nachgetragen: {SECRET}.")
    with scope(cast.alliance):
        ceren = Member(cast.ceren, cast.alliance, Role.MEMBER)
        assert search(ceren, "Räume")
        assert not search(ceren, SECRET)
        assert search(Member(cast.alma, cast.alliance, Role.COORDINATOR), SECRET)


def test_whoever_is_asked_sees_the_question_and_nothing_else(cast: Cast, sign_in: Any) -> None:
    other = make_conflict(cast, title="Andere Sache")
    matter = make_matter(cast, text="Bitte Räume stellen.")
    inquiry, _secret = ask_somebody(cast, matter, email="ceren@example.org")
    browser = sign_in(cast.ceren)
    listed = browser.get(reverse("matters:list", args=[cast.alliance.key])).content.decode()
    assert SECRET in listed
    assert "Andere Sache" not in listed
    page = browser.get(reverse("matters:matter", args=[cast.alliance.key, matter.pk])).content.decode()
    assert "Bitte Räume stellen." in page
    assert "Verlauf" not in page
    assert browser.get(reverse("matters:matter", args=[cast.alliance.key, other.pk])).status_code == 403
    answer_url = reverse("matters:answer", args=[cast.alliance.key, inquiry.pk])
    assert browser.post(answer_url, {"answer": "agreed"}).status_code == 302
    with scope(cast.alliance):
        assert matter.inquiries.get().answer == "agreed"


def test_a_question_taken_back_is_seen_no_longer(cast: Cast, sign_in: Any) -> None:
    matter = make_matter(cast)
    ask_somebody(cast, matter, email="ceren@example.org")
    alma, address = (
        sign_in(cast.alma),
        reverse("matters:step", args=[cast.alliance.key, matter.pk, "withdrawn"]),
    )
    assert alma.post(address, {"text": ""}).status_code == 302
    page = reverse("matters:matter", args=[cast.alliance.key, matter.pk])
    assert sign_in(cast.ceren).get(page).status_code == 403


def test_the_refusal_does_not_tell_whether_there_is_one(cast: Cast, sign_in: Any) -> None:
    there = reverse("matters:matter", args=[cast.alliance.key, make_matter(cast).pk])
    not_there = reverse("matters:matter", args=[cast.alliance.key, 987654])
    browser = sign_in(cast.ceren)
    answers = [browser.get(each) for each in (there, not_there)]
    assert [each.status_code for each in answers] == [403, 403]
    assert len({str(each.context["exception"]) for each in answers}) == 1


def test_the_mail_is_confidential(cast: Cast) -> None:
    ask_somebody(cast)
    assert OutgoingMail.objects.get().is_confidential


@pytest.mark.process
def test_a_result_does_not_tell_that_a_submission_rests_on_it(cast: Cast, sign_in: Any) -> None:
    outcome = make_outcome(cast)
    make_matter(cast, bases=(outcome,))
    assert read_all(cast, sign_in(cast.ceren)) == []
