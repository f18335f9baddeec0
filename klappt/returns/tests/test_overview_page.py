"""The list of worksheets, the overview of one, and its one next step (C2)."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.extensions import search
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.models import Return
from klappt.returns.services.answers import save_answer
from klappt.returns.services.remarks import remark
from klappt.returns.services.waves import release_wave
from klappt.returns.tests.factories import ENOUGH, FULL, make_handed_in, make_return, make_wave

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def overview(browser: Client, cast: Cast, made: Return) -> str:
    answer = browser.get(reverse("returns:return", args=[cast.alliance.key, made.wave.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_tells_open_handed_in_and_coming_apart(cast: Cast, sign_in: SignIn) -> None:
    done = make_handed_in(cast).of_return
    edition = done.edition
    make_return(cast, make_wave(cast, edition, title="Läuft"))
    later = timezone.localdate() + datetime.timedelta(days=30)
    coming = make_wave(
        cast,
        edition,
        is_open=False,
        title="Kommt noch",
        opens_on=later,
        closes_on=later + datetime.timedelta(days=30),
    )
    make_return(cast, coming)
    address = reverse("returns:list", args=[cast.alliance.key])
    assert "Kommt noch" not in sign_in(cast.ceren).get(address).content.decode(), "research still plans it"
    release_wave(wave=coming, by=cast.doris)
    page = sign_in(cast.ceren).get(address).content.decode()
    assert page.index("Auszufüllen") < page.index("Läuft</a>") < page.index("Kommende")
    assert page.index("Kommt noch") < page.index("Bündnisaufbau</a>")


def test_a_wave_that_is_not_open_yet_cannot_be_opened_by_its_address(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast, make_wave(cast, is_open=False))
    url = reverse("returns:return", args=[cast.alliance.key, made.wave.number])
    assert sign_in(cast.alma).get(url).status_code == 404


def test_what_another_alliance_was_asked_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    there = make_return(cast, alliance=cast.other_alliance)
    url = reverse("returns:return", args=[cast.alliance.key, there.wave.number])
    assert sign_in(cast.alma).get(url).status_code == 404


def test_first_it_says_begin_then_go_on_then_hand_in(cast: Cast, sign_in: SignIn) -> None:
    made, browser = make_return(cast), sign_in(cast.alma)
    assert "Ausfüllen beginnen" in overview(browser, cast, made)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Eins"), by=cast.alma, over=None)
    assert "Weiter ausfüllen" in overview(browser, cast, made)
    with scope(cast.alliance):
        save_answer(return_=made, question="members", reply=given("3"), by=cast.alma, over=None)
    assert "Durchsehen und abgeben" in overview(browser, cast, made)
    assert "Die Koordination kann abgeben" in overview(sign_in(cast.ceren), cast, made)


def test_two_texts_come_first(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast, answers=ENOUGH)
    with scope(cast.alliance):
        save_answer(return_=made, question="story", reply=given("Eins"), by=cast.alma, over=None)
        save_answer(return_=made, question="story", reply=given("Zwei"), by=cast.ceren, over=None)
    page = overview(sign_in(cast.alma), cast, made)
    assert "Zwei Texte klären" in page
    assert "1 Stelle mit zwei Texten" in page


def test_open_remarks_are_counted_at_their_section(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        remark(return_=made, question="aim", text="Stimmt das?", by=cast.alma)
    assert "1 offene Anmerkung" in overview(sign_in(cast.ceren), cast, made)


def test_handed_in_it_leads_to_what_was_handed_in(cast: Cast, sign_in: SignIn) -> None:
    made = make_handed_in(cast).of_return
    assert "Abgabe lesen" in overview(sign_in(cast.ceren), cast, made)


def test_the_search_finds_answers_of_the_own_alliance_only(cast: Cast) -> None:
    make_return(cast, answers=FULL)
    here = Member(cast.ceren, cast.alliance, Role.MEMBER)
    there = Member(cast.emil, cast.other_alliance, Role.COORDINATOR)
    with scope(cast.alliance):
        assert any("Runden Tisch" in hit.line for hit in search(here, "runden tisch"))
    with scope(cast.other_alliance):
        assert not [hit for hit in search(there, "runden tisch") if "/arbeitshilfen/" in hit.url]
