"""Who was there: tapped until the minutes leave, from then on corrected, and that can be read (A5, A6)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.meetings.enums import Presence
from klappt.meetings.models import Attendance, Correction, Meeting, Minutes
from klappt.meetings.selectors.attendance import numbers
from klappt.meetings.selectors.corrections import standing_minutes
from klappt.meetings.services.attendance import as_announced, note_presence
from klappt.meetings.services.corrections import Where, correct
from klappt.meetings.tests.factories import BEGINS, make_meeting
from klappt.meetings.tests.stage import hold, make_place, sent_minutes

DEPUTY = {"deputy_name": "Dilan", "deputy_email": "dilan@example.org"}


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Over, with Ceren there and Mona excused."""
    found = make_meeting(cast)
    make_place(cast, found, **DEPUTY)
    make_place(cast, found, "Mona", email="mona@example.org", presence=Presence.EXCUSED, position=1)
    return hold(cast, found)


def place_of(cast: Cast, meeting: Meeting, name: str = "Mona") -> Attendance:
    with scope(cast.alliance):
        found: Attendance = Attendance.objects.select_related("meeting", "alliance").get(
            meeting=meeting, name=name
        )
    return found


def mend(cast: Cast, minutes: Minutes, place: Attendance, **values: str) -> list[Correction]:
    with scope(cast.alliance):
        return correct(
            minutes=minutes, where=Where(attendance=place), values=values, reason="verhört", by=cast.alma
        )


@pytest.mark.parametrize("wanted", ["present", ""])
def test_a_tap_changes_nothing_once_the_minutes_have_left(cast: Cast, meeting: Meeting, wanted: str) -> None:
    sent_minutes(cast, meeting)
    place = place_of(cast, meeting)
    with scope(cast.alliance), pytest.raises(ValidationError, match="Berichtigung"):
        note_presence(place=place, presence=wanted, by=cast.alma)
    assert place_of(cast, meeting).presence == Presence.EXCUSED


def test_nothing_is_noted_as_announced_once_the_minutes_have_left(cast: Cast, meeting: Meeting) -> None:
    make_place(cast, meeting, "Nora", email="nora@example.org", presence="", reply="yes", position=2)
    sent_minutes(cast, meeting)
    with scope(cast.alliance), pytest.raises(ValidationError):
        as_announced(meeting=meeting, by=cast.alma)
    assert place_of(cast, meeting, "Nora").presence == ""


def test_while_they_are_a_draft_a_tap_is_enough(cast: Cast, meeting: Meeting) -> None:
    with scope(cast.alliance):
        note_presence(place=place_of(cast, meeting), presence=Presence.MISSING, by=cast.alma)
    assert place_of(cast, meeting).presence == Presence.MISSING


def test_the_sheet_leads_to_the_correction_instead_of_taps(
    cast: Cast, meeting: Meeting, sign_in: Any
) -> None:
    sheet, browser = f"/b/hier/treffen/{meeting.pk}/teilnahme/", sign_in(cast.alma)
    place = place_of(cast, meeting)
    assert f"/platz/{place.pk}/war-da/" in browser.get(sheet).content.decode()
    sent_minutes(cast, meeting)
    page = browser.get(sheet).content.decode()
    assert f"/platz/{place.pk}/war-da/" not in page
    assert f"/b/hier/treffen/{meeting.pk}/protokoll/berichtigen/person/{place.pk}/" in page
    answer = browser.post(f"/b/hier/treffen/platz/{place.pk}/war-da/", {"presence": "present"}, follow=True)
    assert "Bitte schreiben Sie eine Berichtigung" in answer.content.decode()
    answer = browser.post(f"/b/hier/treffen/{meeting.pk}/wie-angekuendigt/", follow=True)
    assert "Bitte schreiben Sie eine Berichtigung" in answer.content.decode()


def test_a_correction_counts_in_the_figures_of_the_year(cast: Cast, meeting: Meeting) -> None:
    minutes = sent_minutes(cast, meeting)
    with scope(cast.alliance):
        assert [(body.whole.there, body.whole.noted) for body in numbers(BEGINS.year)] == [(1, 2)]
    mend(cast, minutes, place_of(cast, meeting), presence="present")
    with scope(cast.alliance):
        assert [(body.whole.there, body.whole.noted) for body in numbers(BEGINS.year)] == [(2, 2)]


def test_who_came_as_deputy_stands_in_the_minutes(cast: Cast, meeting: Meeting) -> None:
    minutes = sent_minutes(cast, meeting)
    mend(cast, minutes, place_of(cast, meeting, "Ceren Çelik"), presence="deputy")
    with scope(cast.alliance):
        stands = standing_minutes(minutes)
    assert [(place.presence, place.deputy) for place in stands.record.places] == [
        ("deputy", "Dilan"),
        ("excused", ""),
    ]
    assert [(told.label, told.was, told.becomes) for told in next(iter(stands.places.values()))] == [
        ("Ceren Çelik", "war da", "die Vertretung war da"),
        ("Ceren Çelik, Stellvertretung", "–", "Dilan"),
    ]
    mend(cast, minutes, place_of(cast, meeting, "Ceren Çelik"), presence="present")
    with scope(cast.alliance):
        assert standing_minutes(minutes).record.places[0].deputy == ""


def test_a_deputy_nobody_knows_is_asked_for(cast: Cast, meeting: Meeting) -> None:
    minutes, place = sent_minutes(cast, meeting), place_of(cast, meeting)
    with pytest.raises(ValidationError) as refused:
        mend(cast, minutes, place, presence="deputy")
    assert set(refused.value.message_dict) == {"deputy"}
    assert place_of(cast, meeting).presence == Presence.EXCUSED
    mend(cast, minutes, place, presence="deputy", deputy="Jo")
    assert place_of(cast, meeting).deputy_name == "Jo"
