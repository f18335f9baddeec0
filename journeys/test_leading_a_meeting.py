"""A meeting is held on a phone, from its beginning to the minutes; two write in it at once."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.meetings.models import AgendaItem, Meeting, MinutesCopy, Outcome, SecondText
from klappt.meetings.services.minutes import send_minutes
from klappt.meetings.services.session import begin
from klappt.meetings.tests.factories import make_item, make_meeting, make_outcome
from klappt.meetings.tests.stage import hold, make_second_text


def today(cast: Cast) -> Meeting:
    """A meeting that begins now, with one before it whose minutes wait and whose measure is overdue."""
    body = make_body(cast)
    make_seat(cast, body, holder="Ceren Çelik", email="ceren@example.org")
    now = timezone.now().replace(microsecond=0)
    earlier = make_meeting(cast, body=body, title="3. Treffen", starts_at=now - datetime.timedelta(days=40))
    make_outcome(cast, make_item(cast, earlier), due_on=timezone.localdate() - datetime.timedelta(days=3))
    hold(cast, earlier)
    with scope(cast.alliance):
        send_minutes(meeting=earlier, by=cast.alma, now=now - datetime.timedelta(days=38))
    meeting = make_meeting(cast, body=body, starts_at=now)
    make_item(cast, meeting, title="Protokoll", kind="last_minutes", position=0, minutes=5)
    make_item(cast, meeting, title="Offene Maßnahmen", kind="open_measures", position=1, minutes=10)
    make_item(cast, meeting, title="Sprachkurse", position=2, minutes=20)
    return meeting


def room(walk: Walk, meeting: Meeting) -> Page:
    return walk.go(f"/b/hier/treffen/{meeting.pk}/sitzung/")


def test_a_meeting_from_beginning_to_minutes_on_a_phone(open_window: Callable[..., Walk], cast: Cast) -> None:
    meeting = today(cast)
    walk = open_window(width=360).sign_in(cast.alma)
    page = room(walk, meeting)
    follow(page.get_by_role("button", name="Treffen beginnen"))
    assert_accessible(page)
    walk.no_wider_than_the_window()
    page.get_by_role("button", name="Genehmigen").click()
    expect(page.get_by_text("genehmigt").first).to_be_visible()
    follow(page.get_by_role("button", name="Weiter"))
    expect(page.get_by_role("heading", name="Offene Maßnahmen")).to_be_visible()
    page.get_by_role("button", name="Ist erledigt").click()
    expect(page.get_by_text("in diesem Treffen gesagt")).to_be_visible()
    follow(page.get_by_role("button", name="Weiter"))
    page.get_by_label("Notizen").fill("Acht Plätze sind frei.")
    _note_a_result(page)
    expect(page.get_by_text("Gespeichert um").first).to_be_visible()
    assert_accessible(page)
    follow(page.get_by_role("button", name="Treffen beenden"))
    expect(page.get_by_role("heading", name="Protokoll schreiben")).to_be_visible()
    assert_accessible(page)
    walk.no_wider_than_the_window()
    follow(page.get_by_role("link", name="Protokoll ansehen"))
    expect(page.get_by_text("Acht Plätze sind frei.")).to_be_visible()
    assert_accessible(page)
    walk.no_wider_than_the_window()
    follow(page.get_by_role("link", name="Protokoll verschicken"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Protokoll senden"))
    expect(page.get_by_text("verschickt").first).to_be_visible()
    with scope(cast.alliance):
        assert MinutesCopy.objects.filter(minutes__meeting=meeting).count() == 1


def _note_a_result(page: Page) -> None:
    """One tap opens, one tap keeps; between them what, who, and a day that is chosen already."""
    page.locator("#room-note > summary").click()
    page.get_by_label("Was genau").fill("Plätze bekannt machen")
    page.locator("#id_who").select_option("ceren@example.org")
    assert_accessible(page)
    page.get_by_role("button", name="Festhalten").click()
    expect(page.locator(".result")).to_contain_text("Plätze bekannt machen")
    expect(page.locator("#room-note")).not_to_have_attribute("open", "")


@pytest.fixture
def two(open_window: Callable[..., Walk], cast: Cast) -> Iterator[tuple[AgendaItem, Page, Page]]:
    """Alma on a phone and Ceren at a desk in the same running meeting."""
    item = make_item(cast, make_meeting(cast, starts_at=timezone.now()), title="Sprachkurse")
    with scope(cast.alliance):
        begin(meeting=item.meeting, by=cast.alma, now=timezone.now())
    phone, desk = open_window(width=360), open_window()
    yield (
        item,
        room(phone.sign_in(cast.alma), item.meeting),
        room(desk.sign_in(cast.ceren), item.meeting),
    )
    # The browser complains about the answer that says "two texts", which is meant.
    desk.complaints[:] = [each for each in desk.complaints if "409" not in each]


def notes_of(cast: Cast, item: AgendaItem) -> str:
    with scope(cast.alliance):
        return str(AgendaItem.objects.get(pk=item.pk).notes)


def test_two_type_at_once_and_both_texts_stay(two: tuple[AgendaItem, Page, Page], cast: Cast) -> None:
    item, alma, ceren = two
    alma.get_by_label("Notizen").fill("Alma schreibt.")
    ceren.get_by_label("Notizen").fill("Ceren schreibt.")
    alma.get_by_label("Notizen").blur()
    expect(alma.get_by_text("Gespeichert um")).to_be_visible()
    # The pulse brings Alma's text; Ceren is still typing and keeps hers.
    expect(ceren.locator(f"[data-room-stored='{item.pk}']")).to_have_value("Alma schreibt.")
    expect(ceren.get_by_label("Notizen")).to_have_value("Ceren schreibt.")
    with ceren.expect_response(lambda answer: "/notizen/" in answer.url and answer.status == 409):
        ceren.get_by_label("Notizen").blur()
    expect(ceren.get_by_text("Beide Texte sind da")).to_be_visible()
    expect(ceren.get_by_label("Notizen")).to_have_value("Alma schreibt.")
    expect(alma.get_by_text("Ceren schreibt.")).to_be_visible()
    follow(alma.get_by_role("link", name="Beide zusammenführen"))
    assert_accessible(alma)
    follow(alma.get_by_role("button", name="Diesen Text nehmen"))
    expect(alma.get_by_label("Notizen")).to_have_value("Alma schreibt.\nCeren schreibt.")
    expect(ceren.get_by_label("Notizen")).to_have_value("Alma schreibt.\nCeren schreibt.")


def test_what_others_write_comes_in_quietly(two: tuple[AgendaItem, Page, Page], cast: Cast) -> None:
    item, alma, ceren = two
    alma.get_by_label("Notizen").fill("Acht Plätze sind frei.")
    alma.get_by_label("Notizen").blur()
    expect(ceren.get_by_label("Notizen")).to_have_value("Acht Plätze sind frei.")
    make_outcome(cast, item, text="Flyer drucken")
    expect(ceren.locator(".result")).to_be_visible()


def test_without_a_connection_the_text_stays_and_is_saved_later(
    open_window: Callable[..., Walk], cast: Cast
) -> None:
    item = make_item(cast, make_meeting(cast, starts_at=timezone.now()), title="Sprachkurse")
    with scope(cast.alliance):
        begin(meeting=item.meeting, by=cast.alma, now=timezone.now())
    walk = open_window(width=360).sign_in(cast.alma)
    page = room(walk, item.meeting)
    walk.context.set_offline(True)
    _type(page, "Im Keller getippt.")
    expect(page.get_by_text("Ihr Text bleibt auf diesem Gerät").first).to_be_visible()
    assert notes_of(cast, item) == ""
    walk.context.set_offline(False)
    expect(page.get_by_text("Gespeichert um")).to_be_visible()
    assert notes_of(cast, item) == "Im Keller getippt."
    page.route("**/notizen/", lambda route: route.abort("connectionreset"))
    _type(page, "Im Keller getippt, dann den Raum verlassen.")
    expect(page.get_by_text("Ihr Text bleibt auf diesem Gerät").first).to_be_visible()
    page.goto("about:blank")
    page.unroute("**/notizen/")
    with page.expect_response(lambda answer: answer.url.endswith("/notizen/") and answer.ok):
        room(walk, item.meeting)
    expect(page.get_by_text("Gespeichert um")).to_be_visible()
    assert notes_of(cast, item) == "Im Keller getippt, dann den Raum verlassen."
    # The browser says that there was no connection, which is meant.
    meant = ("ERR_", "htmx:afterRequest", "htmx:sendError")
    walk.complaints[:] = [each for each in walk.complaints if not any(word in each for word in meant)]


def _type(page: Page, text: str) -> None:
    page.get_by_label("Notizen").fill(text)
    page.get_by_label("Notizen").blur()


def test_without_javascript_the_whole_meeting_works(open_window: Callable[..., Walk], cast: Cast) -> None:
    meeting = today(cast)
    page = room(open_window(width=360, java_script_enabled=False).sign_in(cast.ceren), meeting)
    follow(page.get_by_role("button", name="Treffen beginnen"))
    follow(page.get_by_role("button", name="Weiter"))
    follow(page.get_by_role("button", name="Weiter"))
    page.get_by_label("Notizen").fill("Ohne Skript getippt.")
    follow(page.get_by_role("button", name="Notizen speichern"))
    page.locator("#room-note > summary").click()
    page.get_by_label("Was genau").fill("Plätze bekannt machen")
    page.get_by_label("Oder ein anderer Name").fill("Frau Iwen")
    follow(page.get_by_role("button", name="Festhalten"))
    expect(page.locator(".result")).to_contain_text("Frau Iwen")
    follow(page.get_by_role("button", name="Treffen beenden"))
    expect(page.get_by_role("heading", name="Protokoll schreiben")).to_be_visible()
    with scope(cast.alliance):
        item = AgendaItem.objects.get(meeting=meeting, title="Sprachkurse")
        assert item.notes == "Ohne Skript getippt."
        assert Outcome.objects.get(item=item).person == "Frau Iwen"
        assert not SecondText.objects.exists()


@pytest.mark.parametrize(
    "page",
    ["{held}/tagesordnung/", "{running}/sitzung/", "{running}/protokoll/schreiben/", "{sent}/protokoll/"],
)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    second = make_second_text(cast)
    make_outcome(cast, second.item)
    sent = today(cast)
    hold(cast, sent)
    with scope(cast.alliance):
        send_minutes(meeting=sent, by=cast.alma, now=timezone.now())
    numbers = {"running": second.item.meeting_id, "sent": sent.pk, "held": today(cast).pk}
    opened = window.sign_in(cast.alma).go("/b/hier/treffen/" + page.format(**numbers))
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()
