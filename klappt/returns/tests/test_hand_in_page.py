"""The page before handing in: who sees what, word for word, and a decision for each section (C2)."""

import json
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.values import given
from klappt.returns.models import HandIn, Return, SentSection
from klappt.returns.selectors.whole import whole
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, write

BOTH = {"way-building": "sent", "way-advice": "sent"}


def address(row: Return) -> str:
    return reverse("returns:hand_in", args=[row.alliance.key, row.wave.number])


def seen(row: Return) -> str:
    with scope(row.alliance):
        return json.dumps(whole(row, timezone.localdate()).seen())


def confirm(browser: Client, row: Return, **more: Any) -> HttpResponse:
    return browser.post(address(row), {"seen": seen(row), **BOTH, **more})


def test_the_very_content_is_shown(cast: Cast, sign_in: Any) -> None:
    make_institution(cast.alliance, name="VHS Musterstadt")
    row = make_return(cast, answers=FULL)
    page = sign_in(cast.alma).get(address(row)).content.decode()
    for words in ("Ausbildung für alle", "Früh anfangen.", "VHS Musterstadt", "geht an die Begleitforschung"):
        assert words in page
    assert "Notizen für uns" in page
    assert "Bleibt bei uns." not in page
    assert "Warum nicht?" not in page


def test_nothing_is_chosen_beforehand_and_each_section_needs_a_decision(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    browser = sign_in(cast.alma)
    assert "checked" not in browser.get(address(row)).content.decode().partition("hand-in__choice")[2]
    answer = browser.post(address(row), {"seen": seen(row), "way-building": "sent"})
    assert answer.status_code == 422
    assert not SentSection.objects.exists()


def test_handing_in_leads_to_what_was_handed_in(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    browser = sign_in(cast.alma)
    answer = confirm(browser, row, **{"way-advice": "held_back"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("returns:hand_in_read", args=["hier", row.wave.number, 1])
    assert SentSection.objects.get(section="advice").was_held_back
    page = browser.get(answer["Location"]).content.decode()
    assert "Bleibt bei uns." in page
    assert browser.get(address(row))["Location"] == answer["Location"]


def test_what_is_missing_is_said_with_the_way_there(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers={"story": "Ohne Ziel"})
    browser = sign_in(cast.alma)
    page = browser.get(address(row)).content.decode()
    section = reverse("returns:section", args=["hier", row.wave.number, "building"])
    assert page.count(f'href="{section}#frage-aim"') == 2, (
        "one button for the next step, one line in the list"
    )
    assert "Fehlende Antworten ergänzen" in page
    assert "Jetzt abgeben" not in page
    assert confirm(browser, row).status_code == 422
    assert not SentSection.objects.exists()


def test_two_texts_stand_in_the_way(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        save_answer(return_=row, question="aim", reply=given("Cerens Ziel"), by=cast.ceren, over=None)
    browser = sign_in(cast.alma)
    page = browser.get(address(row)).content.decode()
    assert "Jetzt abgeben" not in page
    assert "Zwei Texte klären" in page
    assert confirm(browser, row).status_code == 422


def test_the_lead_agrees_first_where_the_alliance_wants_that(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    with set_up(cast.alliance):
        row.lead_is_asked = True
        row.save()
    browser = sign_in(cast.alma)
    page = browser.get(address(row)).content.decode()
    assert "Jetzt abgeben" not in page
    assert page.count(f'href="{reverse("returns:lead", args=["hier", row.wave.number])}"') == 1
    assert confirm(browser, row).status_code == 422
    assert not SentSection.objects.exists()


def test_what_changed_meanwhile_is_shown_and_decided_again(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    before = seen(row)
    write(cast, row, {"advice": "Doch später anfangen."})
    browser = sign_in(cast.alma)
    answer = browser.post(address(row), {"seen": before, **BOTH})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Was raten Sie anderen Bündnissen?" in page.partition('<form class="hand-in"')[0]
    chosen = re.findall(r'<input[^>]*name="(way-\w+)"[^>]*checked', page)
    assert chosen == ["way-building"]
    with scope(cast.alliance):
        assert not HandIn.objects.exists()


def test_what_was_not_seen_is_not_sent(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    for nonsense in ("", "[]", "{", '{"aim": 1}', "[" * 100_000):
        assert sign_in(cast.alma).post(address(row), {"seen": nonsense, **BOTH}).status_code == 409
    assert not SentSection.objects.exists()


def test_the_second_time_only_what_changed_is_decided_anew(cast: Cast, sign_in: Any) -> None:
    row = make_handed_in(cast).of_return
    with set_up(cast.alliance):
        row.state = "reopened"
        row.save()
    write(cast, row, {"aim": "Ein neues Ziel"})
    page = sign_in(cast.alma).get(address(row)).content.decode()
    assert re.findall(r'<input[^>]*name="(way-\w+)"[^>]*checked', page) == ["way-advice"]
