"""B2: the young people answer without a name, in their language, on any phone."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Change, Event
from klappt.needs.enums import LANGUAGE_BY_KEY, SURVEY_LANGUAGES
from klappt.needs.models import SpentToken, Survey, SurveyAnswer
from klappt.needs.services.answering import FORM_HOLDS_FOR
from klappt.needs.services.surveys import close_survey, set_survey_texts
from klappt.needs.tests.factories import items, make_draft, make_survey


def address(survey: Survey, language: str = "") -> str:
    if language:
        return reverse("public:survey_answer", args=[survey.code, language])
    return reverse("public:survey", args=[survey.code])


def opened(survey: Survey, language: str = "de") -> dict[str, Any]:
    """A form as somebody gets it, with one thing ticked."""
    page = Client().get(address(survey, language))
    return {"form": page.context["token"], "choose": [items(survey)[0].pk]}


def answers(cast: Cast) -> list[SurveyAnswer]:
    with scope(cast.alliance):
        return list(SurveyAnswer.objects.order_by("pk"))


def test_the_first_screen_offers_each_language_by_its_own_name(cast: Cast) -> None:
    page = lxml.html.fromstring(Client().get(address(make_survey(cast))).content.decode())
    links = {link.get("lang"): link for link in page.iter("a")}
    assert set(links) == {language.tag for language in SURVEY_LANGUAGES}
    assert "العربية" in links["ar"].text_content()
    assert (links["ar"].get("dir"), links["fa-AF"].get("dir"), links["uk"].get("dir")) == (
        "rtl",
        "rtl",
        "ltr",
    )


@pytest.mark.parametrize("language", LANGUAGE_BY_KEY)
def test_the_whole_page_is_in_one_language_and_direction(cast: Cast, language: str) -> None:
    response = Client().get(address(make_survey(cast), language))
    page = lxml.html.fromstring(response.content.decode())
    known = LANGUAGE_BY_KEY[language]
    assert (page.get("lang"), page.get("dir")) == (known.tag, known.direction)
    assert response.headers["Content-Language"] == known.tag
    words = page.text_content()
    assert "{" not in words
    if language not in ("de", "leicht"):
        assert "Wohn" not in words
        assert "Abschicken" not in words


def test_there_is_no_script_and_no_cookie(cast: Cast) -> None:
    survey = make_survey(cast)
    browser = Client(enforce_csrf_checks=True)
    for path in (address(survey), address(survey, "de"), address(survey, "de") + "danke/"):
        response = browser.get(path)
        assert "<script" not in response.content.decode()
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]
    sent = browser.post(address(survey, "de"), opened(survey))
    assert sent.status_code == 302
    assert not browser.cookies


def test_an_answer_arrives(cast: Cast) -> None:
    survey = make_survey(cast)
    first, second, *_rest = items(survey)
    data = opened(survey, "ar") | {f"rate-{second.pk}": "bad", "text": "أريد أن أعمل"}
    response = Client().post(address(survey, "ar"), data, follow=True)
    assert "شكرًا" in response.content.decode()
    (kept,) = answers(cast)
    assert (kept.chosen, kept.ratings, kept.text) == ([first.pk], {str(second.pk): "bad"}, "أريد أن أعمل")
    assert (kept.language, kept.is_released) == ("ar", False)


def everything_stored() -> Iterator[str]:
    for model in apps.get_models():
        for row in model._default_manager.all().order_by("pk"):
            values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            yield f"{model.__name__} {values}"


def test_nothing_that_tells_who_or_when_is_stored(cast: Cast) -> None:
    survey = make_survey(cast)
    form = opened(survey)
    with scope(cast.alliance):
        before = set(everything_stored())
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=7), tick=False):
        Client().post(
            address(survey, "de"),
            form | {"text": "Zimmer"},
            REMOTE_ADDR="203.0.113.77",
            HTTP_USER_AGENT="Telefon-9000",
            HTTP_X_FORWARDED_FOR="203.0.113.78",
        )
    with scope(cast.alliance):
        added = set(everything_stored()) - before
    assert {line.split()[0] for line in added} == {"SurveyAnswer", "SpentToken"}
    told = " ".join(added)
    assert "datetime" not in told
    for trace in ("203.0.113", "Telefon", form["form"]):
        assert trace not in told
    fields = {
        field.get_internal_type() for model in (SurveyAnswer, SpentToken) for field in model._meta.fields
    }
    assert not fields & {"DateTimeField", "DateField", "TimeField", "GenericIPAddressField"}
    assert not {"AutoField", "BigAutoField"} & fields, "numbers that count up would tell the order"


def test_the_history_stays_as_it_was(cast: Cast) -> None:
    survey = make_survey(cast)
    form = opened(survey)
    before = Event.objects.count(), Change.objects.count()
    Client().post(address(survey, "de"), form)
    assert len(answers(cast)) == 1
    assert (Event.objects.count(), Change.objects.count()) == before


def test_who_is_signed_in_leaves_no_more_trace(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    before = Event.objects.count()
    sign_in(cast.alma).post(address(survey, "de"), opened(survey))
    assert Event.objects.count() == before
    assert str(cast.alma.pk) not in str(vars(answers(cast)[0]).get("by_id", ""))


def test_a_form_counts_once(cast: Cast) -> None:
    survey = make_survey(cast)
    form = opened(survey)
    first, again = (Client().post(address(survey, "de"), form) for _time in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert len(answers(cast)) == 1
    Client().post(address(survey, "de"), opened(survey))
    assert len(answers(cast)) == 2


@pytest.mark.parametrize("token", ["", "x", "eyJ:abc:def"])
def test_a_form_that_is_not_ours_is_sent_once_more(cast: Cast, token: str) -> None:
    survey = make_survey(cast)
    form = opened(survey) | {"form": token, "text": "Zimmer"}
    response = Client().post(address(survey, "de"), form)
    assert response.status_code == 422
    assert "noch einmal" in response.content.decode()
    assert "Zimmer" in response.content.decode()
    assert not answers(cast)
    Client().post(address(survey, "de"), form | {"form": response.context["token"]})
    assert len(answers(cast)) == 1


def test_a_form_of_another_survey_does_not_count(cast: Cast) -> None:
    survey, other = make_survey(cast), make_survey(cast)
    response = Client().post(address(survey, "de"), opened(survey) | {"form": opened(other)["form"]})
    assert (response.status_code, answers(cast)) == (422, [])


def test_a_form_that_was_open_for_days_is_sent_once_more(cast: Cast) -> None:
    survey = make_survey(cast)
    form = opened(survey)
    with time_machine.travel(timezone.now() + FORM_HOLDS_FOR + datetime.timedelta(minutes=1)):
        assert Client().post(address(survey, "de"), form).status_code == 422
    assert not answers(cast)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Schreibt an ali@mail.de", "E-Mail"),
        ("0176 1234567", "Telefonnummer"),
        ("Az. 12/345", "Amt oder Ausweis"),
        ("Frau Kaya hilft", "ein Name"),
    ],
)
def test_a_text_that_says_who_somebody_is_comes_back(cast: Cast, text: str, says: str) -> None:
    survey = make_survey(cast)
    response = Client().post(address(survey, "de"), opened(survey) | {"text": text})
    html = response.content.decode()
    assert response.status_code == 422
    assert says in html
    assert text in html
    assert not answers(cast)


def test_too_many_and_nothing_at_all_are_said_kindly(cast: Cast) -> None:
    survey = make_survey(cast, choose_at_most=2)
    everything = [item.pk for item in items(survey)]
    many = Client().post(address(survey, "fr"), opened(survey, "fr") | {"choose": everything})
    none = Client().post(address(survey, "fr"), opened(survey, "fr") | {"choose": []})
    assert (many.status_code, none.status_code, answers(cast)) == (422, 422, [])
    assert "Enlève une réponse" in many.content.decode()
    assert many.content.decode().count(" checked") >= len(everything)
    assert "encore rien répondu" in none.content.decode()


def test_what_is_not_on_the_form_is_left_out(cast: Cast) -> None:
    survey = make_survey(cast)
    own = items(survey)[0].pk
    data = opened(survey) | {
        "choose": [str(own), "999999", "٣", "-1", "x" * 50],
        f"rate-{own}": "excellent",
        "rate-999": "bad",
        "rate-x": "bad",
    }
    Client().post(address(survey, "de"), data)
    (kept,) = answers(cast)
    assert (kept.chosen, kept.ratings) == ([own], {})


def test_what_was_not_asked_is_not_kept(cast: Cast) -> None:
    survey = make_survey(cast, asks_rating=False, asks_text=False)
    own = items(survey)[0].pk
    Client().post(address(survey, "de"), opened(survey) | {f"rate-{own}": "bad", "text": "x"})
    (kept,) = answers(cast)
    assert (kept.ratings, kept.text) == ({}, "")


def test_before_the_first_day_and_after_the_last_nothing_is_kept(cast: Cast) -> None:
    later, over = make_survey(cast, days=(3, 9)), make_survey(cast)
    with scope(cast.alliance):
        close_survey(survey=over, by=cast.alma, day=timezone.localdate())
    early = Client().post(address(later, "en"), {"choose": "1"})
    late = Client().post(address(over, "uk"), {"choose": "1"})
    assert (early.status_code, late.status_code) == (200, 410)
    assert "This survey starts on" in early.content.decode()
    assert "завершено" in late.content.decode()
    assert not answers(cast)


def test_closed_while_somebody_was_filling_it_in(cast: Cast) -> None:
    survey = make_survey(cast)
    form = opened(survey)
    with scope(cast.alliance):
        close_survey(survey=survey, by=cast.alma, day=timezone.localdate())
    assert Client().post(address(survey, "de"), form).status_code == 410
    assert not answers(cast)


def test_a_draft_can_be_looked_at_and_keeps_nothing(cast: Cast) -> None:
    survey = make_draft(cast)
    page = Client().get(address(survey, "de"))
    assert "Vorschau" in page.content.decode()
    response = Client().post(address(survey, "de"), opened(survey), follow=True)
    assert "Vorschau" in response.content.decode()
    assert not answers(cast)


@pytest.mark.parametrize("path", ["u/aaaaaaaa/", "u/aaaaaaaa/de/", "u/{code}/xx/", "u/{code}/xx/danke/"])
def test_an_address_we_do_not_know(cast: Cast, path: str) -> None:
    survey = make_survey(cast, languages=["de", "ar"])
    assert Client().get("/" + path.format(code=survey.code)).status_code == 404
    assert Client().get(address(survey, "fr")).status_code == 404


def test_the_alliances_own_words_are_shown(cast: Cast) -> None:
    survey = make_survey(cast)
    with scope(cast.alliance):
        set_survey_texts(
            alliance=cast.alliance,
            language="ar",
            texts={"title": "قل رأيك", "theme.housing": "البيت"},
            by=cast.alma,
        )
    html = Client().get(address(survey, "ar")).content.decode()
    assert "قل رأيك" in html
    assert "البيت" in html
    assert "السكن" not in html


def test_a_page_is_light_enough_for_a_cheap_phone(cast: Cast) -> None:
    survey = make_survey(
        cast, lines=[f"theme:{key}" for key in ("housing", "work", "school", "money", "mind")]
    )
    html = Client().get(address(survey, "ar")).content
    assert len(html) < 30_000
    loaded = re.findall(r'<(?:link|img|script)[^>]+(?:href|src)="([^"]+)"', html.decode())
    assert len(loaded) == 2  # the style sheet and the small picture in the tab
