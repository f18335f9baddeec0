"""One field saved as it is left (C2): said quietly, refused in words, both texts kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import NOT_APPLICABLE, given
from klappt.returns.models import Answer, Clash, Return
from klappt.returns.selectors.answers import current_answer, replies
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import make_handed_in, make_return

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def url_of(cast: Cast, made: Return, question: str, name: str = "save", *more: Any) -> str:
    place = [cast.alliance.key, made.wave.number, "building", question, *more]
    return reverse(f"returns:{name}", args=place)


def save(browser: Client, url: str, question: str, *, htmx: bool = True, **typed: Any) -> HttpResponse:
    posted = {f"q-{question}-here": "1", **{name.replace("__", "-"): value for name, value in typed.items()}}
    headers = {"HX-Request": "true"} if htmx else {}
    answer: Any = browser.post(url, posted, headers=headers)
    found: HttpResponse = answer
    return found


def stands(cast: Cast, made: Return, question: str) -> Any:
    with scope(cast.alliance):
        return replies(made).get(question)


def test_it_says_who_and_when_and_how_far(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    answer = save(sign_in(cast.ceren), url_of(cast, made, "aim"), "aim", q__aim="Ausbildung")
    page = answer.content.decode()
    assert "gespeichert" in page
    assert "Ceren" in page
    assert "1 von 11 Fragen beantwortet" in page
    assert stands(cast, made, "aim") == given("Ausbildung")
    with scope(cast.alliance):
        first = current_answer(made, "aim")
        assert first
        assert f'name="over-aim" value="{first.pk}"' in page
        assert first.by == cast.ceren


def test_what_does_not_fit_is_said_in_words_and_nothing_is_stored(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    answer = save(sign_in(cast.alma), url_of(cast, made, "members"), "members", q__members="viele")
    assert answer.status_code == 422
    assert "Noch nicht gespeichert" in answer.content.decode()
    assert "Bitte eine Zahl schreiben" in answer.content.decode()
    assert stands(cast, made, "members") is None


def test_a_cell_that_does_not_fit_is_named(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    typed = {"q-meetings-1-day": "gestern", "q-meetings-1-topic": "Sprachkurse"}
    answer = save(sign_in(cast.alma), url_of(cast, made, "meetings"), "meetings", **typed)
    assert answer.status_code == 422
    assert "Zeile 1, Tag:" in answer.content.decode()


def test_after_a_second_text_the_next_one_does_not_go_over_the_first(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Ceren"), by=cast.ceren, over=None)
    browser, url = sign_in(cast.alma), url_of(cast, made, "aim")
    typed = {"q-aim-here": "1", "q-aim": "Alma", "over-aim": ""}
    told = browser.post(url, typed, headers={"Accept": "application/json"}).json()
    assert told["clash"]
    save(browser, url, "aim", **{"q-aim": "Alma weiter", "over-aim": told["answer"] or ""})
    assert stands(cast, made, "aim") == given("Ceren")
    with scope(cast.alliance):
        assert {each.beside.value for each in Clash.objects.all()} == {"Alma", "Alma weiter"}


def test_does_not_apply_is_an_answer(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    save(sign_in(cast.alma), url_of(cast, made, "story"), "story", q__story__na="1")
    assert stands(cast, made, "story") == NOT_APPLICABLE


def test_a_question_with_a_condition_comes_and_goes(cast: Cast, sign_in: SignIn) -> None:
    made, browser = make_return(cast), sign_in(cast.alma)
    url = url_of(cast, made, "lead")
    came = save(browser, url, "lead", q__lead="no", shown=[""]).content.decode()
    assert 'id="ask-why_no_lead" hx-swap-oob="true"' in came
    assert "Warum nicht?" in came
    with scope(cast.alliance):
        now = current_answer(made, "lead")
        assert now
    went = save(browser, url, "lead", q__lead="yes", over=now.pk, shown=["", "why_no_lead"]).content.decode()
    assert 'id="ask-why_no_lead" hx-swap-oob="true"></div>' in went
    still = save(browser, url, "lead", q__lead="yes", shown=[""]).content.decode()
    assert "ask-why_no_lead" not in still


def test_two_at_once_see_both_texts(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    url = url_of(cast, made, "aim")
    save(sign_in(cast.alma), url, "aim", q__aim="Almas Text")
    answer = save(sign_in(cast.ceren), url, "aim", q__aim="Cerens Text")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == "#ask-aim"
    assert "Almas Text" in page
    assert "Cerens Text" in page
    assert "Beide zusammenführen" in page
    assert stands(cast, made, "aim") == given("Almas Text")


def test_a_text_sent_again_because_no_answer_came_is_no_clash(cast: Cast, sign_in: SignIn) -> None:
    made, browser = make_return(cast), sign_in(cast.alma)
    url = url_of(cast, made, "aim")
    for text in ("Aus", "Aus", "Ausbildung"):
        save(browser, url, "aim", q__aim=text)
    with scope(cast.alliance):
        assert not Clash.objects.exists()
        assert Answer.objects.count() == 2
    assert stands(cast, made, "aim") == given("Ausbildung")


def test_a_text_that_lost_is_kept_once_however_often_it_is_sent(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    url = url_of(cast, made, "aim")
    save(sign_in(cast.alma), url, "aim", q__aim="Almas")
    for _again in range(3):
        save(sign_in(cast.ceren), url, "aim", q__aim="Cerens")
    with scope(cast.alliance):
        assert Clash.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "text"), [("stands", "Almas"), ("other", "Cerens"), ("both", "Almas / Cerens")]
)
def test_two_texts_are_settled(cast: Cast, sign_in: SignIn, how: str, text: str) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        first = save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
        save_answer(return_=made, question="aim", reply=given("Cerens"), by=cast.ceren, over=None)
        clash = Clash.objects.get()
    url = url_of(cast, made, "aim", "settle", clash.pk)
    answer = sign_in(cast.bernd).post(
        url, {"how": how, "over-aim": first.stands}, headers={"HX-Request": "true"}
    )
    assert "gleichzeitig" not in answer.content.decode()
    assert stands(cast, made, "aim") == given(text)
    with scope(cast.alliance):
        clash.refresh_from_db()
        assert clash.settled_by == cast.bernd


def test_nobody_settles_what_has_changed_since(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        first = save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
        save_answer(return_=made, question="aim", reply=given("Cerens"), by=cast.ceren, over=None)
        save_answer(return_=made, question="aim", reply=given("Neu"), by=cast.alma, over=first.stands)
        clash = Clash.objects.get()
    url = url_of(cast, made, "aim", "settle", clash.pk)
    answer = sign_in(cast.bernd).post(
        url, {"how": "other", "over-aim": first.stands}, headers={"HX-Request": "true"}
    )
    assert "Inzwischen hat hier jemand geschrieben" in answer.content.decode()
    assert stands(cast, made, "aim") == given("Neu")


def test_programs_get_json(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    url = url_of(cast, made, "members")
    json = {"Accept": "application/json"}
    good = sign_in(cast.alma).post(url, {"q-members": "12"}, headers=json)
    with scope(cast.alliance):
        first = current_answer(made, "members")
        assert first
    assert good.json() == {"saved": True, "answer": first.pk, "clash": False}
    quicker = sign_in(cast.ceren).post(url, {"q-members": "13"}, headers=json)
    assert quicker.json() == {"saved": True, "answer": None, "clash": True}
    bad = sign_in(cast.alma).post(url, {"q-members": "viele", "over": first.pk}, headers=json)
    assert bad.status_code == 422
    assert bad.json()["refusals"]


def test_what_is_handed_in_does_not_change(cast: Cast, sign_in: SignIn) -> None:
    made = make_handed_in(cast).of_return
    answer = save(sign_in(cast.alma), url_of(cast, made, "aim"), "aim", q__aim="Später")
    assert answer.status_code == 422
    assert "abgegeben" in answer.content.decode()


def test_an_alliance_that_was_not_asked_finds_nothing(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    there = reverse("returns:save", args=[cast.other_alliance.key, made.wave.number, "building", "aim"])
    assert sign_in(cast.emil).post(there, {"q-aim": "Fremd"}).status_code == 404
    for place in (["nirgends", "aim"], ["building", "nichts"], ["notes", "aim"]):
        url = reverse("returns:save", args=[cast.alliance.key, made.wave.number, *place])
        assert sign_in(cast.alma).post(url, {"q-aim": "Daneben"}).status_code == 404
