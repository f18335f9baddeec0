"""Minutes of work: the alliance's own, never more than have passed, never anybody's record (C2)."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import NoScope, scope
from klappt.alliances.tests.factories import SET_UP
from klappt.audit.models import Change, Event
from klappt.audit.services import event
from klappt.returns.models import Return, SectionTime
from klappt.returns.selectors.times import seconds_by_section
from klappt.returns.services.times import FIRST_AT_MOST, add_time
from klappt.returns.tests.factories import make_handed_in, make_return

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def after(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def test_never_more_is_believed_than_has_passed(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        told: list[Any] = [
            add_time(return_=made, section="building", seconds=5000, by=cast.alma, now=NOON),
            add_time(return_=made, section="building", seconds=30, by=cast.alma, now=after(31)),
            add_time(return_=made, section="building", seconds=500, by=cast.alma, now=after(61)),
            # A second window tells of the same minute.
            add_time(return_=made, section="advice", seconds=30, by=cast.alma, now=after(61)),
        ]
        assert told == [FIRST_AT_MOST, 30, 30, 0]
        assert seconds_by_section(made) == {"building": FIRST_AT_MOST + 60}


def test_two_people_at_work_are_two_people_at_work(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        for person in (cast.alma, cast.ceren):
            add_time(return_=made, section="building", seconds=40, by=person, now=NOON)
        assert seconds_by_section(made) == {"building": 80}
        assert SectionTime.objects.count() == 1


def test_days_stand_apart_and_add_up(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        add_time(return_=made, section="building", seconds=20, by=cast.alma, now=NOON)
        add_time(return_=made, section="building", seconds=20, by=cast.alma, now=after(24 * 3600))
        assert SectionTime.objects.count() == 2
        assert seconds_by_section(made) == {"building": 40}


def test_nowhere_is_written_whose_minutes_they_were(cast: Cast) -> None:
    made = make_return(cast)
    before = Event.objects.count()
    with scope(cast.alliance):
        add_time(return_=made, section="building", seconds=20, by=cast.alma, now=NOON)
    assert Event.objects.count() == before
    assert not Change.objects.filter(model="returns.sectiontime").exists()
    assert not any(field.related_model is type(cast.alma) for field in SectionTime._meta.get_fields())


def test_after_the_hand_in_nothing_is_added(cast: Cast) -> None:
    made = make_handed_in(cast).of_return
    with scope(cast.alliance):
        assert add_time(return_=made, section="building", seconds=20, by=cast.alma, now=NOON) == 0


def test_outside_the_alliance_nobody_reads_them(cast: Cast) -> None:
    made = make_return(cast)
    with pytest.raises(NoScope):
        seconds_by_section(made)


@pytest.mark.parametrize(
    ("told", "status"), [("20", 204), ("0", 400), ("-3", 400), ("x", 400), ("9" * 30, 400)]
)
def test_a_browser_tells_and_nonsense_is_refused(cast: Cast, sign_in: Any, told: str, status: int) -> None:
    made = make_return(cast)
    url = f"/b/{cast.alliance.key}/arbeitshilfen/{made.wave.number}/building/zeit/"
    assert sign_in(cast.alma).post(url, {"seconds": told}).status_code == status
    with scope(cast.alliance):
        expected = {"building": 20} if status == 204 else {}
        assert seconds_by_section(made) == expected
        assert all(row.day == timezone.localdate() for row in SectionTime.objects.all())


def test_a_stranger_tells_nothing(cast: Cast, sign_in: Any) -> None:
    made = make_return(cast)
    url = f"/b/{cast.alliance.key}/arbeitshilfen/{made.wave.number}/building/zeit/"
    assert sign_in(cast.emil).post(url, {"seconds": "20"}).status_code == 404
    assert sign_in(cast.alma).post(url.replace("building", "nowhere"), {"seconds": "20"}).status_code == 404


def test_a_page_closed_after_the_worksheet_went_tells_nothing_and_fails_nothing(cast: Cast) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        seen_open = Return.objects.get(pk=made.pk)
        with event(SET_UP, by=None, signature="test"):
            made.delete()
        assert add_time(return_=seen_open, section="building", seconds=20, by=cast.alma, now=NOON) == 0


def test_handed_in_meanwhile_adds_nothing(cast: Cast) -> None:
    made = make_return(cast)
    seen_open = Return.objects.get(pk=made.pk)
    make_handed_in(cast, made)
    with scope(cast.alliance):
        assert add_time(return_=seen_open, section="building", seconds=20, by=cast.alma, now=NOON) == 0
