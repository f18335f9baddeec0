"""Filling in a worksheet over a bad line: what was typed is never lost, and only its writer sends it (C2)."""

import re
import time
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from journeys.conftest import PATIENCE, assert_accessible
from journeys.desk import AGED, Desk
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.models import Answer, Clash
from klappt.returns.selectors.times import seconds_by_section
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import make_handed_in

BEHIND = """() => { Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
    document.dispatchEvent(new Event("visibilitychange")); }"""


def fill_in_much(page: Page) -> dict[str, Any]:
    page.locator("#q-aim").fill("Ausbildung für alle")
    page.locator("#q-story").fill("Es begann mit einem Runden Tisch.\nDann kamen mehr.")
    page.locator("#q-members").fill("12,0")
    page.locator("#frage-trust").get_by_label("eher").check()
    page.locator("#frage-fields").get_by_label("Arbeit und Wirtschaft").check()
    page.locator("#frage-contact").get_by_role("radiogroup", name="Arbeit und Wirtschaft").get_by_label(
        "voll"
    ).check()
    page.get_by_role("button", name="„Schule“ einen Platz nach oben").click()
    page.locator("#q-meetings-1-topic").fill("Auftakt")
    page.get_by_role("button", name="Weitere Zeile").click()
    page.locator("#q-meetings-2-people").fill("9")
    return {
        "aim": "Ausbildung für alle",
        "story": "Es begann mit einem Runden Tisch.\nDann kamen mehr.",
        "members": "12",
        "trust": "s3",
        "fields": ["work"],
        "contact": {"work": "s4"},
        "topics": ["school"],
        "meetings": [{"topic": "Auftakt"}, {"people": "9"}],
    }


def test_the_server_is_gone_while_typing_and_comes_back(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    typed = fill_in_much(page)
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 8 Antworten. Wird gesendet, sobald die Verbindung steht.")
    assert_accessible(page)
    assert desk.stored() == {}
    desk.line.mend()
    page.get_by_role("button", name="Jetzt senden").click()
    desk.says_nothing_waits()
    assert desk.stored() == typed


def test_offline_and_online_again_nobody_has_to_do_anything(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.walk.context.set_offline(True)
    typed = fill_in_much(page)
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 8 Antworten.")
    desk.walk.context.set_offline(False)
    desk.says_nothing_waits()
    assert desk.stored() == typed


def test_half_a_sentence_survives_closing_the_window(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    typed = fill_in_much(page)
    page.locator("#q-story").press_sequentially(" Und noch")
    page.close()
    desk.line.mend()
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    expect(page.locator("#q-story")).to_have_value(typed["story"] + " Und noch")
    expect(page.locator("#q-meetings-2-people")).to_have_value("9")
    desk.says_nothing_waits()
    assert desk.stored() == typed | {"story": typed["story"] + " Und noch"}


def test_what_waits_of_another_section_is_sent_from_the_overview(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open("notes")
    desk.line.cut()
    page.locator("#q-notes").fill("Bleibt bei uns.")
    page.evaluate(AGED)
    page.close()
    desk.line.mend()
    desk.walk.page = desk.walk.context.new_page()
    desk.overview()
    desk.says_nothing_waits()
    assert desk.stored() == {"notes": "Bleibt bei uns."}


def test_an_ended_session_asks_to_sign_in_and_goes_on(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    Session.objects.all().delete()
    page.locator("#q-aim").fill("Ausbildung für alle")
    page.locator("#q-begun").focus()
    desk.says("Sie sind nicht mehr angemeldet.")
    assert page.get_by_role("link", name="Anmelden (neues Fenster)").get_attribute("target") == "_blank"
    expect(page.locator("#q-aim")).to_have_value("Ausbildung für alle")
    desk.sign_in(desk.cast.alma)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    desk.says_nothing_waits()
    assert desk.stored() == {"aim": "Ausbildung für alle"}


def test_nobody_sends_what_another_person_has_typed(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    page.locator("#q-aim").fill("Almas Worte")
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    desk.line.mend()
    # Ceren signs in in another window of the same browser.
    desk.sign_in(desk.cast.ceren)
    page.get_by_role("button", name="Jetzt senden").click()
    desk.says("In diesem Browser hat sich jemand anderes angemeldet.")
    assert desk.stored() == {}
    page.close()
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    expect(page.locator("[data-kept-others]")).to_contain_text("Antworten einer anderen Person")
    expect(page.locator("#q-aim")).to_have_value("")
    assert "Almas Worte" not in page.content()
    desk.sign_in(desk.cast.alma)
    desk.open()
    desk.says_nothing_waits()
    with scope(desk.cast.alliance):
        (answer,) = Answer.objects.all()
    assert (answer.value, answer.by) == ("Almas Worte", desk.cast.alma)


def test_another_person_may_throw_it_away_after_being_asked(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    page.locator("#q-aim").fill("Almas Worte")
    page.close()
    desk.line.mend()
    desk.sign_in(desk.cast.ceren)
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    page.get_by_role("button", name="Verwerfen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwerfen").click()
    expect(page.locator("[data-kept-others]")).to_be_empty()
    desk.keeps(0)


def test_one_can_throw_away_ones_own_text_after_being_asked(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    page.locator("#frage-trust").get_by_label("eher").check()
    page.locator("#q-members").fill("viele")
    page.locator("#q-begun").focus()
    desk.says("1 Antwort konnte nicht angenommen werden.")
    page.get_by_text("Was wartet?").click()
    expect(page.locator("[data-kept-list]")).to_have_text(re.compile("Wie viele Mitglieder.*viele"))
    page.locator("[data-kept-list]").get_by_role("button", name="Verwerfen").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Verwerfen").click()
    expect(page.locator("#q-members")).to_have_value("")
    expect(page.locator("#frage-trust").get_by_label("eher")).to_be_checked()
    desk.keeps(0)


def test_a_worksheet_handed_in_meanwhile_takes_nothing_but_the_text_is_not_lost(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    page.locator("#q-story").fill("Zu spät")
    page.close()
    make_handed_in(desk.cast, desk.made)
    desk.line.mend()
    desk.walk.page = desk.walk.context.new_page()
    page = desk.open()
    desk.keeps(1)
    page.evaluate(AGED)
    page.reload()
    desk.says("1 Antwort konnte nicht angenommen werden.")
    page.get_by_text("Was wartet?").click()
    expect(page.locator("[data-kept-list]")).to_contain_text("Zu spät")
    expect(page.locator("[data-kept-reason]")).to_contain_text("abgegeben")


def test_a_lost_answer_of_the_server_makes_no_second_text(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.loses_answers = True
    page.locator("#q-aim").fill("Erst")
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    page.locator("#q-aim").fill("Erst, und dann weiter")
    desk.line.mend()
    page.locator("#q-begun").focus()
    desk.says_nothing_waits()
    assert desk.stored() == {"aim": "Erst, und dann weiter"}
    with scope(desk.cast.alliance):
        assert not Clash.objects.exists()


def test_somebody_else_was_quicker_both_texts_are_kept(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    desk.line.cut()
    page.locator("#q-aim").fill("Almas Worte")
    page.locator("#q-begun").focus()
    desk.says("Noch nicht gespeichert: 1 Antwort.")
    with scope(desk.cast.alliance):
        save_answer(
            return_=desk.made, question="aim", reply=given("Cerens Worte"), by=desk.cast.ceren, over=None
        )
    desk.line.mend()
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator("#ask-aim")).to_contain_text("Beide Texte")
    desk.says_nothing_waits()
    with scope(desk.cast.alliance):
        assert Clash.objects.get().beside.value == "Almas Worte"
    assert desk.stored() == {"aim": "Cerens Worte"}


def test_somebody_else_was_quicker_while_the_window_lay_behind(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    with scope(desk.cast.alliance):
        save_answer(
            return_=desk.made, question="aim", reply=given("Cerens Worte"), by=desk.cast.ceren, over=None
        )
    page.locator("#q-aim").fill("Almas Worte")
    page.evaluate(BEHIND)
    expect(page.locator("#ask-aim")).to_contain_text("Beide Texte")
    expect(page.locator("#q-aim")).to_have_value("Cerens Worte")
    desk.says_nothing_waits()
    with scope(desk.cast.alliance):
        assert Clash.objects.get().beside.value == "Almas Worte"


def test_what_does_not_fit_stays_and_is_said_also_after_a_reload(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    page.locator("#q-members").fill("viele")
    page.locator("#q-begun").focus()
    desk.says("1 Antwort konnte nicht angenommen werden.")
    page.reload()
    expect(page.locator("#q-members")).to_have_value("viele")
    expect(page.locator("#frage-members [data-error]")).to_contain_text("Bitte eine Zahl schreiben")
    page.locator("#q-members").fill("12")
    page.locator("#q-begun").focus()
    desk.says_nothing_waits()
    assert desk.stored() == {"members": "12"}


def test_twenty_texts_over_a_line_that_comes_and_goes_all_arrive(desk_of_alma: Desk) -> None:
    desk = desk_of_alma
    page = desk.open()
    for number in range(20):
        desk.line.cut() if number % 3 == 1 else desk.line.mend()
        desk.line.loses_answers = number % 5 == 3
        page.locator("#q-aim" if number % 2 else "#q-story").fill(f"Text {number}")
        page.locator("#q-begun").focus()
    desk.line.mend()
    desk.says_nothing_waits()
    assert desk.stored() == {"aim": "Text 19", "story": "Text 18"}
    with scope(desk.cast.alliance):
        assert not Clash.objects.exists()


def test_minutes_are_counted_while_a_field_is_in_use(desk_of_alma: Desk) -> None:
    cache.clear()  # another test may just have told of the same person's time
    desk = desk_of_alma
    page = desk.open()
    page.clock.install()
    page.reload()
    # From here on time passes only where it says so: typing takes none, however slow the machine is.
    page.clock.pause_at(time.time() + 3600)
    page.locator("#q-aim").press_sequentially("Ziel")
    page.clock.run_for(31_000)
    page.clock.run_for(200_000)  # nobody types: after a minute it rests
    page.locator("h1").click()
    page.clock.run_for(100_000)
    page = desk.overview()
    until = time.monotonic() + PATIENCE / 1000
    while not seconds_of(desk) and time.monotonic() < until:
        page.wait_for_timeout(100)  # told by the way, nothing on the page says when it has arrived
    assert 20 <= seconds_of(desk) <= 61


def seconds_of(desk: Desk) -> int:
    with scope(desk.cast.alliance):
        return seconds_by_section(desk.made).get("building", 0)
