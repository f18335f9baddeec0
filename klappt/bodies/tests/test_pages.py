"""The pages of bodies: what a tired coordinator reads and does there (A9, A11)."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.extensions import Section, add_section
from klappt.bodies.models import Body, Chair, CompositionAim, Seat, SeatHolder
from klappt.bodies.services.aims import set_aims
from klappt.bodies.services.bodies import end_body
from klappt.bodies.services.chairs import take_chair
from klappt.bodies.services.people import fill_seat
from klappt.bodies.tests.factories import FOUNDED, make_body, make_seat
from klappt.config.tests.counting import assert_query_count

Browser = Callable[[User], Client]
MAY, JUNE = datetime.date(2026, 5, 31), datetime.date(2026, 6, 1)


def url(name: str, *keys: int) -> str:
    return reverse(f"bodies:{name}", args=["hier", *keys])


def text(answer: HttpResponse) -> str:
    """What can be read on the page, without marks."""
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def forum(cast: Cast) -> Body:
    """Two seats of education wanted, one given and filled; one of work given and not filled."""
    body = make_body(cast, "Forum Sprache", BodyKind.FORUM)
    vhs = make_institution(cast.alliance, "VHS", field=Field.EDUCATION)
    make_seat(cast, body, vhs, holder="Eda Kurt")
    make_seat(cast, body, make_institution(cast.alliance, "HWK", field=Field.WORK))
    with scope(cast.alliance):
        set_aims(body=body, at_least={Field.EDUCATION: 2, Field.WORK: 1}, by=cast.alma)
        take_chair(body=body, name="Frau Sommer", since=FOUNDED, by=cast.alma)
    return body


def test_a_vacant_field_and_an_empty_chair_are_said_aloud(cast: Cast, sign_in: Browser, forum: Body) -> None:
    said = text(sign_in(cast.ceren).get(url("body", forum.pk)))
    assert "Bildung: 1 von 2, ein Platz ist leer." in said
    assert "HWK: Der Sitz ist da, niemand nimmt ihn wahr." in said
    assert "Arbeit und Wirtschaft: 1 von 1, " not in said
    assert "Frau Sommer" in said


def test_any_day_can_be_looked_at(cast: Cast, sign_in: Browser, forum: Body) -> None:
    with scope(cast.alliance):
        seat = Seat.objects.get(institution__name="VHS")
        fill_seat(seat=seat, part=Part.HOLDER, name="Jo Falk", since=JUNE, by=cast.alma)
        end_body(body=forum, on=datetime.date(2026, 9, 30), by=cast.alma)
    browser = sign_in(cast.ceren)
    then = browser.get(url("body", forum.pk) + "?am=2026-03-01")
    assert {holder.name for seat in then.context["group"].seats if (holder := seat.holder())} == {"Eda Kurt"}
    later = browser.get(url("body", forum.pk) + "?am=2026-07-01")
    assert {holder.name for seat in later.context["group"].seats if (holder := seat.holder())} == {"Jo Falk"}
    today = browser.get(url("body", forum.pk))
    assert today.context["group"].seats == []
    assert "Dieses Gremium endete am 30.09.2026." in text(today)
    assert "Eda Kurt" in text(today), "who was there stays to be read"
    for nonsense in ("gestern", "2026-13-40", "1"):
        assert browser.get(url("body", forum.pk) + f"?am={nonsense}").context["is_today"]


def test_the_list_is_a_tree_and_ended_ones_stand_apart(cast: Cast, sign_in: Browser, forum: Body) -> None:
    core = make_body(cast)
    make_body(cast, "AG Materialien", BodyKind.WORKING_GROUP, parent=forum)
    old = make_body(cast, "Steuerungsgruppe", BodyKind.STEERING_GROUP)
    with scope(cast.alliance):
        end_body(body=old, on=MAY, by=cast.alma)
    answer = sign_in(cast.paula).get(url("list"))
    found = answer.context["overview"]
    assert [(str(line.body), line.level) for line in found.standing] == [
        (core.name, 0),
        ("Forum Sprache", 0),
        ("AG Materialien", 1),
    ]
    assert [str(line.body) for line in found.ended] == ["Steuerungsgruppe"]
    line = found.standing[1]
    assert (line.seats, line.unfilled, line.vacant, line.chair) == (2, 1, [Field.EDUCATION], "Frau Sommer")


def test_who_may_not_edit_is_offered_nothing_to_edit(cast: Cast, sign_in: Browser, forum: Body) -> None:
    for who in (cast.bernd, cast.ceren, cast.paula):
        page = sign_in(who).get(url("body", forum.pk)).content.decode()
        assert not re.search(r'href="[^"]*/(aendern|beenden|besetzen|sitz|leitung|ausscheiden)/', page)


def test_from_founding_to_a_filled_seat(cast: Cast, sign_in: Browser) -> None:
    vhs = make_institution(cast.alliance, contacts=[make_contact(name="Eda Kurt")])
    alma = sign_in(cast.alma)
    alma.post(url("found"), {"name": "AK Arbeit", "kind": "working_group", "valid_from": "2026-01-12"})
    with scope(cast.alliance):
        body = Body.objects.get()
        contact = vhs.contacts.get()
    answer = alma.post(url("give_seat", body.pk), {"institution": vhs.pk, "since": "2026-02-01"})
    with scope(cast.alliance):
        seat = Seat.objects.get()
    assert answer["Location"] == url("fill", seat.pk)
    assert alma.get(answer["Location"]).context["form"]["since"].value() == datetime.date(2026, 2, 1)
    alma.post(url("fill", seat.pk), {"part": "holder", "contact": contact.pk, "since": "2026-02-01"})
    alma.post(url("chair", body.pk), {"seat": seat.pk, "since": "2026-02-01"})
    alma.post(url("aims", body.pk), {"education": "1", "work": ""})
    with scope(cast.alliance):
        assert SeatHolder.objects.get().name == "Eda Kurt"
        assert Chair.objects.get().name == "Eda Kurt", "whoever holds the chosen seat"
        assert [(aim.field, aim.at_least) for aim in CompositionAim.objects.all()] == [("education", 1)]
    alma.post(url("end_seat", seat.pk), {"on": "2026-10-31"})
    with scope(cast.alliance):
        assert SeatHolder.objects.get().valid_until == datetime.date(2026, 10, 31)


@pytest.mark.parametrize(
    ("since", "column", "told"),
    [
        ("2026-01-01", "since", "begann erst am 12.01.2026"),
        ("", "since", ""),
        ("2026-03-01", "institution", "sitzt in dieser Zeit schon"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_stored(
    cast: Cast, sign_in: Browser, forum: Body, since: str, column: str, told: str
) -> None:
    with scope(cast.alliance):
        vhs = Seat.objects.get(institution__name="VHS").institution
        before = Seat.objects.count()
    answer = sign_in(cast.alma).post(url("give_seat", forum.pk), {"institution": vhs.pk, "since": since})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {column}
    assert told in text(answer)
    with scope(cast.alliance):
        assert Seat.objects.count() == before


def test_a_seat_from_the_institutions_page(cast: Cast, sign_in: Browser, forum: Body) -> None:
    jmd = make_institution(cast.alliance, "JMD", contacts=[make_contact(name="T. Roth")])
    other = make_institution(cast.alliance, "Andere", contacts=[make_contact(name="Fremd")])
    alma = sign_in(cast.alma)
    with scope(cast.alliance):
        own, foreign = jmd.contacts.get().pk, other.contacts.get().pk
    data = {"body": forum.pk, "since": "2026-03-01"}
    assert alma.post(url("seat_for", jmd.pk), {**data, "person": foreign}).status_code == 422
    assert alma.post(url("seat_for", jmd.pk), {**data, "person": own}).status_code == 302
    assert alma.post(url("seat_for", jmd.pk), data).status_code == 422, "sits there already"
    page = text(alma.get(reverse("actors:institution", args=["hier", jmd.pk])))
    assert "Forum Sprache" in page.split("Sitze in Gremien")[1]


def test_two_who_change_a_body_lose_nothing(cast: Cast, sign_in: Browser, forum: Body) -> None:
    alma = sign_in(cast.alma)
    opened = alma.get(url("change", forum.pk)).context["form"]["opened"].value()
    data = {"name": "Forum Sprache", "kind": "forum", "valid_from": "2026-01-12"}
    alma.post(url("change", forum.pk), {**data, "purpose": "Von Alma", "opened": opened})
    late = alma.post(url("change", forum.pk), {**data, "purpose": "Von Bea", "opened": opened})
    assert late.status_code == 422
    assert "Von Alma" in text(late)
    assert "Von Bea" in late.content.decode()


def test_the_old_address_of_the_core_group_leads_on(cast: Cast, sign_in: Browser) -> None:
    make_body(cast)
    old = reverse("actors:core_group", args=["hier"]) + "?tag=2026-04-01"
    answer = sign_in(cast.ceren).get(old)
    assert answer["Location"] == url("core_group") + "?am=2026-04-01"


def test_a_context_above_brings_a_section_or_none(
    cast: Cast, sign_in: Browser, forum: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klappt.bodies.extensions._SECTIONS", {})
    for key, shown in (("shown", {"message": "Nächstes Treffen"}), ("hidden", None)):
        add_section(Section(key, 1, "403.html", lambda *_asked, shown=shown: shown))
    answer = sign_in(cast.ceren).get(url("body", forum.pk))
    assert len(answer.context["sections"]) == 1


@pytest.mark.parametrize("number", [2, 6])
def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in: Browser, forum: Body, number: int) -> None:
    core = make_body(cast)
    for count in range(number):
        place = make_institution(cast.alliance, f"Haus {count}", field=list(Field)[count % 4])
        make_seat(cast, forum, place, holder=f"Person {count}", email=f"p{count}@example.org")
        make_seat(cast, core, place, holder=f"Person {count}")
        make_body(cast, f"AG {count}", BodyKind.WORKING_GROUP, parent=forum)
    browser = sign_in(cast.alma)
    assert_query_count("bodies: list", browser, url("list"))
    assert_query_count("bodies: one", browser, url("body", forum.pk))
    assert_query_count("bodies: core group", browser, url("core_group"))
