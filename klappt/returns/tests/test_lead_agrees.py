"""The lead agrees before a worksheet is handed in, where the alliance wants that (C2)."""

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.extensions import matters
from klappt.alliances.models import Lead
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.values import given
from klappt.returns.models import Return
from klappt.returns.selectors.agreement import stands
from klappt.returns.selectors.answers import current_answer
from klappt.returns.selectors.frozen import read_frozen
from klappt.returns.selectors.receipt import receipt_document
from klappt.returns.services.answers import save_answer
from klappt.returns.services.asking_back import reopen
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.lead import answer_as_lead, ask_lead, want_agreement
from klappt.returns.services.remarks import remark, settle_remark
from klappt.returns.tests.factories import ENOUGH, make_return, write

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def made(cast: Cast) -> Return:
    found = make_return(cast, answers=ENOUGH)
    with set_up(cast.alliance):
        Lead.objects.create(
            alliance=cast.alliance,
            name="Bernd Brandt",
            email="bernd@example.org",
            user=cast.bernd,
            valid_from=timezone.localdate(),
        )
    with scope(cast.alliance):
        return want_agreement(return_=found, wanted=True, by=cast.alma)


def url_of(cast: Cast, made: Return, name: str = "lead") -> str:
    return reverse(f"returns:{name}", args=[cast.alliance.key, made.wave.number])


def comes_up(cast: Cast, user: User, role: Role) -> list[str]:
    with scope(cast.alliance):
        return [matter.says for matter in matters(Member(user, cast.alliance, role))]


def test_without_the_lead_it_cannot_be_handed_in(cast: Cast, made: Return) -> None:
    with scope(cast.alliance):
        assert not stands(made).may_be_handed_in
        inquiry = ask_lead(return_=made, by=cast.alma)
        assert stands(made).is_asked
        answer_as_lead(inquiry=inquiry, agrees=True, by=cast.bernd)
        assert stands(made).may_be_handed_in
        assert not stands(made).is_older


def test_the_lead_gets_a_mail_and_finds_it_in_the_week(
    cast: Cast, made: Return, sign_in: SignIn, mailoutbox: list[EmailMessage]
) -> None:
    sign_in(cast.alma).post(url_of(cast, made, "lead_ask"))
    (mail,) = [each for each in mailoutbox if each.to == ["bernd@example.org"]]
    assert "/arbeitshilfe/" in mail.body
    assert any("Stimmen Sie zu" in says for says in comes_up(cast, cast.bernd, Role.LEAD))
    assert not any("Stimmen Sie zu" in says for says in comes_up(cast, cast.ceren, Role.MEMBER))


def test_the_lead_says_what_is_missing(cast: Cast, made: Return, sign_in: SignIn) -> None:
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    browser = sign_in(cast.bernd)
    assert browser.post(url_of(cast, made), {"agrees": "no", "missing": " "}).status_code == 422
    browser.post(url_of(cast, made), {"agrees": "no", "missing": "Die Zahl der Mitglieder"})
    with scope(cast.alliance):
        assert stands(made).misses == "Die Zahl der Mitglieder"
        assert not stands(made).may_be_handed_in
    page = sign_in(cast.alma).get(url_of(cast, made, "return")).content.decode()
    assert "Die Zahl der Mitglieder" in page
    assert any("was in" in says for says in comes_up(cast, cast.alma, Role.COORDINATOR))


def test_a_change_afterwards_is_said_and_stands_in_nobodys_way(cast: Cast, made: Return) -> None:
    with scope(cast.alliance):
        answer_as_lead(inquiry=ask_lead(return_=made, by=cast.alma), agrees=True, by=cast.bernd)
        before = current_answer(made, "aim")
        assert before
        save_answer(return_=made, question="aim", reply=given("Neu"), by=cast.ceren, over=before.pk)
        assert stands(made).is_older
        assert stands(made).may_be_handed_in


def test_the_coordination_notes_what_the_lead_said_on_the_phone(
    cast: Cast, made: Return, sign_in: SignIn
) -> None:
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    sign_in(cast.alma).post(url_of(cast, made), {"agrees": "yes"})
    with scope(cast.alliance):
        inquiry = stands(made).inquiry
        assert inquiry
        assert (inquiry.answered_by, inquiry.told_by) == (cast.alma, "Bernd Brandt")


def test_the_lead_is_asked_once_at_a_time(cast: Cast, made: Return) -> None:
    with scope(cast.alliance):
        inquiry = ask_lead(return_=made, by=cast.alma)
        with pytest.raises(ValidationError):
            ask_lead(return_=made, by=cast.alma)
        answer_as_lead(inquiry=inquiry, agrees=True, by=cast.bernd)
        with pytest.raises(ValidationError):
            answer_as_lead(inquiry=inquiry, agrees=False, missing="Doch etwas", by=cast.bernd)


def test_a_remark_for_somebody_comes_up_until_it_is_settled(cast: Cast, made: Return) -> None:
    with scope(cast.alliance):
        row = remark(return_=made, question="aim", text="Stimmt die Zahl?", by=cast.alma, to=cast.ceren)
    assert any("Stimmt die Zahl?" in says for says in comes_up(cast, cast.ceren, Role.MEMBER))
    assert not any("Stimmt die Zahl?" in says for says in comes_up(cast, cast.bernd, Role.LEAD))
    with scope(cast.alliance):
        settle_remark(row=row, by=cast.ceren)
    assert not any("Stimmt die Zahl?" in says for says in comes_up(cast, cast.ceren, Role.MEMBER))


def test_an_empty_remark_is_refused(cast: Cast, made: Return, sign_in: SignIn) -> None:
    url = reverse("returns:remarks", args=[cast.alliance.key, made.wave.number, "building", "aim"])
    assert sign_in(cast.ceren).post(url, {"text": "  "}).status_code == 422
    answer = sign_in(cast.ceren).post(url, {"text": "Bitte prüfen", "to": str(cast.alma.pk)}, follow=True)
    assert "Bitte prüfen" in answer.content.decode()
    assert "für Alma" in answer.content.decode()


def agreed(cast: Cast, made: Return) -> None:
    with scope(cast.alliance):
        answer_as_lead(inquiry=ask_lead(return_=made, by=cast.alma), agrees=True, by=cast.bernd)


def test_for_the_next_hand_in_the_lead_agrees_anew(cast: Cast, made: Return) -> None:
    agreed(cast, made)
    with scope(cast.alliance):
        hand_in(return_=made, by=cast.alma)
    made.refresh_from_db()
    with scope(cast.alliance):
        assert stands(made).has_agreed
    reopen(return_=made, reason="Noch einmal", due_on=timezone.localdate(), by=cast.doris)
    made.refresh_from_db()
    with scope(cast.alliance), pytest.raises(ValidationError):
        hand_in(return_=made, by=cast.alma)
    agreed(cast, made)
    with scope(cast.alliance):
        assert hand_in(return_=made, by=cast.alma).number == 2


def test_the_lead_agrees_to_what_the_page_showed(cast: Cast, made: Return, sign_in: SignIn) -> None:
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    browser = sign_in(cast.bernd)
    seen = browser.get(url_of(cast, made)).context["form"]["seen"].value()
    write(cast, made, {"aim": "Nach dem Öffnen der Seite geändert"})
    assert browser.post(url_of(cast, made), {"agrees": "yes", "seen": seen}).status_code == 302
    with scope(cast.alliance):
        assert stands(made).is_older
        frozen = hand_in(return_=made, by=cast.alma)
    assert json.loads(frozen.content)["agreed"]["is_older"] is True
    with scope(cast.alliance):
        assert "danach wurde noch eine Antwort geändert" in str(receipt_document(read_frozen(frozen)))


def test_an_agreement_to_what_was_there_is_not_older(cast: Cast, made: Return, sign_in: SignIn) -> None:
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    browser = sign_in(cast.bernd)
    seen = browser.get(url_of(cast, made)).context["form"]["seen"].value()
    browser.post(url_of(cast, made), {"agrees": "yes", "seen": seen})
    with scope(cast.alliance):
        assert not stands(made).is_older
        content = json.loads(hand_in(return_=made, by=cast.alma).content)
    assert content["agreed"]["is_older"] is False


def test_a_worksheet_that_was_handed_in_meanwhile_is_not_asked_about(cast: Cast, made: Return) -> None:
    stale = Return.objects.get(pk=made.pk)
    agreed(cast, made)
    with scope(cast.alliance):
        hand_in(return_=made, by=cast.alma)
        with pytest.raises(ValidationError):
            ask_lead(return_=stale, by=cast.alma)
