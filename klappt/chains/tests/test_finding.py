"""Kette finden (B6): a few answers, the chains that lead on, what blocks; nothing of it is kept."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import every_alliance, scope
from klappt.audit.models import Event
from klappt.chains.models import Hint
from klappt.chains.selectors import finding
from klappt.chains.selectors.handout import LANGUAGES, handout_texts
from klappt.config.tests.counting import assert_query_count
from klappt.offers.models import Offer
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

pytestmark = pytest.mark.django_db
SignIn = Callable[[object], Client]
A2 = {"attr": "german", "op": ">=", "value": "A2"}
DULDUNG = {"attr": "status", "op": "=", "value": "duldung_allg"}
TO_TRAINING = {"goal": "training", "horizon": "60", "conditional": "on"}


def a_course_and_a_training(cast: Cast) -> tuple[Offer, Offer]:
    course = make_offer(
        cast.alliance, "Sprachkurs", key="KURS", months=6, effects=[{"raise": "german", "to": "A2"}]
    )
    training = make_offer(
        cast.alliance,
        "Ausbildung zur Bäckerin",
        key="BACK",
        months=36,
        effects=[{"set": "in_training", "to": True}],
    )
    make_rule(course, {"all": []})
    make_rule(training, {**A2, "source": "Handwerkskammer", "as_of": "2026-03-01"})
    return course, training


def post(client: Client, cast: Cast, **said: str) -> str:
    answer = client.post(reverse("chains:find", args=[cast.alliance.key]), {**TO_TRAINING, **said})
    return answer.content.decode()


def test_a_chain_is_found_with_timetable_and_reason(cast: Cast, sign_in: SignIn) -> None:
    a_course_and_a_training(cast)
    page = post(sign_in(cast.paula), cast, **{"situation-german": "A1"})
    assert page.index("Sprachkurs") < page.index("Ausbildung zur Bäckerin")
    assert "42 Monate" in page
    assert "Handwerkskammer" in page


def test_an_answer_to_the_question_above_counts_like_the_field_below(cast: Cast, sign_in: SignIn) -> None:
    a_course_and_a_training(cast)
    page = post(sign_in(cast.paula), cast, asked="german", answer="B1")
    assert "36 Monate" in page
    assert "Sprachkurs" not in page


def test_what_is_not_known_is_asked_once_and_then_left(cast: Cast, sign_in: SignIn) -> None:
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, DULDUNG)
    paula = sign_in(cast.paula)
    address = reverse("chains:find", args=[cast.alliance.key])
    first = paula.post(address, {**TO_TRAINING, "situation-in_training": "no"})
    assert first.context["asking"].key == "status"
    then = paula.post(
        address, {**TO_TRAINING, "situation-in_training": "no", "asked": "status", "answer": "?"}
    )
    assert then.context["asking"] is None
    assert then.context["skipped"] == "status"


def test_where_nothing_leads_on_it_says_what_would(cast: Cast, sign_in: SignIn) -> None:
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, DULDUNG)
    page = post(
        sign_in(cast.paula), cast, **{"situation-status": "gestattung", "situation-in_training": "no"}
    )
    assert "Heute führt kein Weg dorthin" in page
    assert "„Ausbildung“ öffnen" in page


def test_where_the_time_was_too_short_it_does_not_say_that_nothing_helps(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, DULDUNG)
    monkeypatch.setattr(finding, "PATIENCE", 0)
    page = post(
        sign_in(cast.paula), cast, **{"situation-status": "gestattung", "situation-in_training": "no"}
    )
    assert "Die Zeit hat nicht gereicht" in page
    assert "Kein Angebot führt zu diesem Ziel" not in page


def test_a_hint_counts_the_place_and_names_nobody(cast: Cast, sign_in: SignIn) -> None:
    training = make_offer(
        cast.alliance, "Ausbildung", key="AUSB", effects=[{"set": "in_training", "to": True}]
    )
    make_rule(training, DULDUNG)
    said = {"situation-status": "gestattung", "situation-in_training": "no", "hint": "AUSB|access"}
    paula = sign_in(cast.paula)
    page = post(paula, cast, **said)
    assert "ohne etwas über die Person" in page
    post(paula, cast, **said, hinted="AUSB|access")
    with scope(cast.alliance):
        (hint,) = Hint.objects.order_by("pk")
        event = Event.objects.order_by("-pk").first()
    assert (hint.goal_key, hint.offer_id, hint.leaf, hint.subgroup_id, hint.count) == (
        "training",
        training.pk,
        "access",
        None,
        1,
    )
    assert event is not None
    assert event.by is None


@pytest.mark.parametrize("code", ["AUSB|access.all[9]", "NIX|access", "<b>|x"])
def test_a_hint_at_no_such_place_is_not_counted(cast: Cast, sign_in: SignIn, code: str) -> None:
    a_course_and_a_training(cast)
    post(sign_in(cast.paula), cast, hint=code)
    with scope(cast.alliance):
        assert not Hint.objects.exists()


def rows() -> dict[str, int]:
    with every_alliance(reason="test: nothing is stored"):
        return {
            model._meta.label: model._base_manager.order_by().count()
            for model in apps.get_models()
            if model._meta.managed and not model._meta.proxy
        }


def test_looking_stores_nothing(cast: Cast, sign_in: SignIn) -> None:
    a_course_and_a_training(cast)
    paula = sign_in(cast.paula)
    address = reverse("chains:find", args=[cast.alliance.key])
    paula.get(address)
    before = rows()
    sessions = set(Session.objects.order_by().values_list("session_data", flat=True))
    answer = paula.post(address, {**TO_TRAINING, "situation-status": "duldung_60b", "situation-age": "19"})
    assert rows() == before
    assert set(Session.objects.order_by().values_list("session_data", flat=True)) == sessions
    assert "no-store" in answer["Cache-Control"]
    assert "duldung_60b" not in str(answer.cookies)


def test_a_wrong_answer_is_told_at_its_place(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.paula).post(
        reverse("chains:find", args=[cast.alliance.key]), {**TO_TRAINING, "situation-age": "neunzehn"}
    )
    assert answer.status_code == 422
    assert 'id="id_situation-age_error"' in answer.content.decode()


def test_it_can_begin_with_a_subgroup(cast: Cast, sign_in: SignIn) -> None:
    a_course_and_a_training(cast)
    group = make_subgroup(cast.alliance, profile={"german": "A1"})
    page = sign_in(cast.paula).get(
        reverse("chains:find", args=[cast.alliance.key]), {"teilgruppe": group.pk, "ziel": "training"}
    )
    assert "42 Monate" in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.key)
def test_a_chain_can_be_taken_along_in_every_language(cast: Cast, sign_in: SignIn, language: object) -> None:
    a_course_and_a_training(cast)
    key = language.key  # type: ignore[attr-defined] # one of LANGUAGES
    page = sign_in(cast.paula).post(
        reverse("chains:handout", args=[cast.alliance.key, key]),
        {**TO_TRAINING, "situation-german": "A1", "chain": "0"},
    )
    texts = handout_texts(key)
    assert texts is not None
    shown = page.content.decode()
    assert str(texts["no_advice"]) in shown
    assert str(texts["goals"]["training"]) in shown
    assert f'dir="{language.direction}"' in shown  # type: ignore[attr-defined] # one of LANGUAGES


def test_every_language_says_everything() -> None:
    german = handout_texts("de")
    assert german is not None
    for language in LANGUAGES:
        texts = handout_texts(language.key)
        assert texts is not None
        assert texts.keys() == german.keys()
        assert texts["goals"].keys() == german["goals"].keys()
        assert all(str(text).strip() for text in texts.values())


def test_many_offers_take_as_many_queries_as_few(cast: Cast, sign_in: SignIn) -> None:
    a_course_and_a_training(cast)
    for number in range(30):
        make_rule(make_offer(cast.alliance, f"Angebot {number}", key=f"A{number}"), A2)
    address = reverse("chains:find", args=[cast.alliance.key])
    group = make_subgroup(cast.alliance, profile={"german": "A1"})
    assert_query_count("find a chain", sign_in(cast.paula), f"{address}?teilgruppe={group.pk}&ziel=training")


@pytest.mark.parametrize("number", ["9" * 5000, "99999", "-1", "²", ""])
def test_no_handout_for_a_chain_that_is_none(cast: Cast, sign_in, number: str) -> None:
    sent = {**TO_TRAINING, "situation-german": "A1", "chain": number}
    assert (
        sign_in(cast.paula).post(reverse("chains:handout", args=[cast.alliance.key, "de"]), sent).status_code
        == 404
    )
