"""Conflicts: recorded, tried at working level, brought to the lead, solved, with how (A8)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.matters.enums import MatterState
from klappt.matters.models import InternalMatter
from klappt.matters.services.asking import ask_lead
from klappt.matters.services.matters import move
from klappt.matters.tests.factories import ask_somebody, escalate, make_conflict, make_lead, make_matter

pytestmark = pytest.mark.django_db


def page(cast: Cast, name: str, *keys: Any) -> str:
    return reverse(f"matters:{name}", args=[cast.alliance.key, *keys])


def test_the_whole_way_from_record_to_solution(cast: Cast, sign_in: Any) -> None:
    matter, browser = make_conflict(cast), sign_in(cast.alma)
    make_lead(cast)
    browser.post(page(cast, "step", matter.pk, "tried"), {"text": "Gespräch mit dem Sozialamt"})
    browser.post(page(cast, "to_lead", matter.pk), {"text": "Bitte mit dem Dezernat klären."})
    with scope(cast.alliance):
        inquiry = matter.inquiries.get()
    sign_in(cast.bernd).post(
        page(cast, "answer", inquiry.pk), {"answer": "agreed", "text": "Ich rufe heute an."}
    )
    browser.post(page(cast, "step", matter.pk, "solved"), {"text": "Dienstanweisung geändert"})
    with scope(cast.alliance):
        states = list(matter.steps.values_list("state", flat=True))
        how = matter.steps.last().text
    assert states == ["recorded", "tried", "escalated", "escalated", "solved"]
    assert how == "Dienstanweisung geändert"


def test_a_solution_says_how(cast: Cast, sign_in: Any) -> None:
    matter = make_conflict(cast)
    assert sign_in(cast.alma).post(page(cast, "step", matter.pk, "solved"), {"text": ""}).status_code == 422
    with scope(cast.alliance), pytest.raises(ValidationError):
        move(matter=matter, to=MatterState.SOLVED, text=" ", by=cast.alma)


def test_the_lead_is_asked_one_clear_question(cast: Cast, sign_in: Any) -> None:
    matter = make_conflict(cast)
    make_lead(cast)
    assert sign_in(cast.alma).post(page(cast, "to_lead", matter.pk), {"text": ""}).status_code == 422


def test_without_a_lead_the_page_says_what_to_do(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.alma).get(page(cast, "to_lead", make_conflict(cast).pk), follow=True)
    assert "Federführung mit E-Mail-Adresse" in answer.content.decode()


def test_the_lead_finds_it_on_the_start_page_and_only_the_lead_answers(cast: Cast, sign_in: Any) -> None:
    inquiry, _secret = escalate(cast)
    home = sign_in(cast.bernd).get(reverse("alliances:home", args=[cast.alliance.key])).content.decode()
    assert page(cast, "answer", inquiry.pk) in home
    assert sign_in(cast.ceren).post(page(cast, "answer", inquiry.pk), {"answer": "agreed"}).status_code == 403


def test_the_lead_answers_on_the_page_also_with_another_address(cast: Cast) -> None:
    matter, lead = make_conflict(cast), make_lead(cast)
    with set_up(cast.alliance):
        lead.email = "dezernat@example.org"
        lead.save()
    with scope(cast.alliance):
        inquiry = ask_lead(matter=matter, lead=lead, by=cast.alma, text="Bitte entscheiden.")
    assert (inquiry.user, inquiry.email) == (cast.bernd, "dezernat@example.org")


def test_the_lead_does_not_answer_for_others(cast: Cast, sign_in: Any) -> None:
    inquiry, _secret = ask_somebody(cast)
    answer = sign_in(cast.bernd).post(page(cast, "answer", inquiry.pk), {"answer": "agreed"})
    assert answer.status_code == 403
    assert "Sozialamt" in answer.content.decode()


def test_a_refused_submission_becomes_a_conflict_with_one_click(cast: Cast, sign_in: Any) -> None:
    before = make_matter(cast, title="Räume im Rathaus")
    browser = sign_in(cast.alma)
    address = f"{page(cast, 'new_conflict')}?nach={before.pk}"
    assert "Räume im Rathaus" in browser.get(address).content.decode()
    browser.post(address, {"title": "Räume im Rathaus", "text": "Abgelehnt", "do": "save"})
    with scope(cast.alliance):
        assert InternalMatter.objects.get(kind="conflict").out_of == before


def test_a_step_that_is_no_longer_possible_is_refused(cast: Cast) -> None:
    matter = make_conflict(cast)
    with scope(cast.alliance):
        move(matter=matter, to=MatterState.SOLVED, text="gelöst", by=cast.alma)
        with pytest.raises(ValidationError):
            move(matter=matter, to=MatterState.TRIED, text="noch einmal", by=cast.alma)
        assert matter.steps.count() == 2


def test_asking_again_after_it_was_left_open(cast: Cast) -> None:
    matter, lead = make_conflict(cast), make_lead(cast)
    with scope(cast.alliance):
        move(matter=matter, to=MatterState.LEFT, text="Erst nach der Wahl", by=cast.alma)
        ask_lead(matter=matter, lead=lead, by=cast.alma, text="Jetzt bitte")
        matter.refresh_from_db()
    assert matter.state == MatterState.ESCALATED
