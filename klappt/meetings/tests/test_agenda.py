"""The agenda opens by itself, runs with the clock, and its items come, go and change places (A5)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.tests.factories import make_body
from klappt.meetings import extensions
from klappt.meetings.enums import ItemKind, MeetingState, OutcomeKind, OutcomeState
from klappt.meetings.extensions import Suggestion, add_suggestion
from klappt.meetings.models import Meeting, Outcome
from klappt.meetings.selectors.agenda import not_reached, timetable
from klappt.meetings.services.agenda import (
    add_item,
    add_opening,
    move_item,
    open_agenda,
    remove_item,
    take_over,
)
from klappt.meetings.services.meetings import plan_meeting
from klappt.meetings.services.outcomes import last_step
from klappt.meetings.services.session import begin, end
from klappt.meetings.tests.factories import BEGINS, make_item, make_meeting, make_outcome
from klappt.meetings.tests.stage import hold, sent_minutes, under_way

WEEK = datetime.timedelta(days=7)


def after(cast: Cast, earlier: Meeting, **fields: Any) -> Meeting:
    return make_meeting(
        cast, body=earlier.body, title="5. Treffen", starts_at=(earlier.starts_at or BEGINS) + WEEK, **fields
    )


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position", "pk").values_list("title", flat=True))


def test_a_meeting_that_follows_another_opens_with_minutes_and_measures(cast: Cast) -> None:
    earlier = hold(cast)
    with scope(cast.alliance):
        planned = plan_meeting(
            body=earlier.body,
            by=cast.alma,
            title="5. Treffen",
            starts_at=BEGINS + WEEK,
            ends_at=BEGINS + WEEK + datetime.timedelta(hours=2),
        )
        kinds = list(planned.items.order_by("position").values_list("kind", flat=True))
        assert open_agenda(meeting=planned, by=cast.alma) == []
    assert kinds == [ItemKind.LAST_MINUTES, ItemKind.OPEN_MEASURES]


def test_the_first_meeting_of_a_body_opens_with_nothing(cast: Cast) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance):
        assert open_agenda(meeting=meeting, by=cast.alma) == []


def test_an_opening_item_taken_off_comes_back_in_its_place(cast: Cast) -> None:
    meeting = after(cast, hold(cast))
    with scope(cast.alliance):
        add_item(meeting=meeting, title="Wohnen", by=cast.alma)
        for kind in (ItemKind.OPEN_MEASURES, ItemKind.LAST_MINUTES, ItemKind.OPEN_MEASURES):
            add_opening(meeting=meeting, kind=kind, by=cast.alma)
        assert titles(meeting) == ["Protokoll des letzten Treffens", "Offene Maßnahmen", "Wohnen"]


def test_clock_times_run_on_until_a_length_is_not_known(cast: Cast) -> None:
    meeting = make_meeting(cast)
    items = [
        make_item(cast, meeting, title=title, minutes=minutes)
        for title, minutes in (("A", 20), ("B", None), ("C", 5))
    ]
    found = timetable(meeting, items)
    starts = [line.begins and timezone.localtime(line.begins).strftime("%H:%M") for line in found.lines]
    assert starts == ["14:00", "14:20", None]
    assert (found.planned, found.lasts, found.over) == (25, 120, 0)
    assert timetable(meeting, [make_item(cast, meeting, minutes=150)]).over == 30


@pytest.mark.parametrize(("steps", "order"), [(-1, "BAC"), (1, "ACB"), (-9, "BAC"), (9, "ACB"), (0, "ABC")])
def test_an_item_moves_and_stays_at_the_ends(cast: Cast, steps: int, order: str) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance):
        items = [add_item(meeting=meeting, title=title, by=cast.alma) for title in "ABC"]
        move_item(item=items[1], steps=steps, by=cast.alma)
        assert "".join(titles(meeting)) == order


def test_where_something_was_written_the_item_stays(cast: Cast) -> None:
    item = make_item(cast)
    make_outcome(cast, item)
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            remove_item(item=item, by=cast.alma)
        assert Outcome.objects.filter(item=item).exists()


@pytest.mark.parametrize("wrong", [{"title": "  "}, {"minutes": 0}, {"minutes": 601}])
def test_what_is_missing_is_said_at_its_field(cast: Cast, wrong: dict[str, Any]) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        add_item(meeting=meeting, by=cast.alma, **{"title": "Wohnen", **wrong})
    assert set(refused.value.message_dict) == set(wrong)


def test_once_the_minutes_are_sent_the_agenda_stays(cast: Cast) -> None:
    item = make_item(cast)
    meeting = sent_minutes(cast, hold(cast, item.meeting)).meeting
    with scope(cast.alliance):
        for verb in (
            lambda: add_item(meeting=meeting, title="Neu", by=cast.alma),
            lambda: move_item(item=item, steps=1, by=cast.alma),
            lambda: remove_item(item=item, by=cast.alma),
        ):
            with pytest.raises(ValidationError):
                verb()
        assert titles(meeting) == ["Sprachkurse"]


def test_what_was_not_reached_is_offered_and_taken_over_once(cast: Cast) -> None:
    earlier = under_way(cast)
    talked = make_item(cast, earlier, title="Besprochen", notes="Viel.")
    left = make_item(cast, earlier, title="Wohnen", minutes=25, presenter="JMD")
    hold(cast, earlier)
    meeting = after(cast, earlier)
    with scope(cast.alliance):
        assert not_reached(meeting) == [left]
        taken = take_over(meeting=meeting, item=left, by=cast.alma)
        assert take_over(meeting=meeting, item=left, by=cast.alma) == taken
        assert (taken.minutes, taken.presenter) == (25, "JMD")
        assert not_reached(meeting) == []
    assert talked.notes


def test_others_may_suggest_topics(cast: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "_PROVIDERS", [])
    asked: list[Member] = []

    def gaps(member: Member, _meeting: Meeting) -> list[Suggestion]:
        asked.append(member)
        return [Suggestion("gap:1", "Lücke: Therapieplätze", "zwei Jahre Wartezeit")]

    add_suggestion(gaps)
    add_suggestion(gaps)
    meeting, browser = make_meeting(cast), sign_in(cast.alma)
    page = browser.get(reverse("meetings:agenda", args=["hier", meeting.pk])).content.decode()
    assert page.count("Lücke: Therapieplätze") == 1
    assert len(asked) == 1
    take = reverse("meetings:items_take", args=["hier", meeting.pk])
    for _twice in range(2):
        browser.post(take, {"what": "idea:gap:1"})
    with scope(cast.alliance):
        assert titles(meeting) == ["Lücke: Therapieplätze"]


def test_the_agenda_by_plain_forms(cast: Cast, sign_in: Any) -> None:
    meeting, browser = make_meeting(cast), sign_in(cast.alma)
    add = reverse("meetings:item_add", args=["hier", meeting.pk])
    assert browser.post(add, {"title": "Wohnen", "minutes": "20"}).status_code == 302
    assert browser.post(add, {"title": "Sprache"}).status_code == 302
    wrong = browser.post(add, {"title": "", "minutes": "zehn"})
    assert wrong.status_code == 422
    with scope(cast.alliance):
        last = meeting.items.get(title="Sprache")
    browser.post(reverse("meetings:item_move", args=["hier", last.pk, "hoch"]))
    page = browser.get(reverse("meetings:agenda", args=["hier", meeting.pk])).content.decode()
    assert page.index("Sprache") < page.index("Wohnen")
    assert browser.post(reverse("meetings:item_move", args=["hier", last.pk, "quer"])).status_code == 404


def test_open_measures_stand_overdue_first_and_are_moved_there(cast: Cast, sign_in: Any) -> None:
    earlier = under_way(cast)
    item = make_item(cast, earlier)
    later = make_outcome(cast, item, text="Später", due_on=datetime.date(2027, 3, 1))
    late = make_outcome(cast, item, text="Überfällig", due_on=datetime.date(2026, 1, 5))
    hold(cast, earlier)
    meeting = after(cast, earlier)
    with scope(cast.alliance):
        open_agenda(meeting=meeting, by=cast.alma)
    browser, page = sign_in(cast.alma), reverse("meetings:agenda", args=["hier", meeting.pk])
    shown = browser.get(page).content.decode()
    assert shown.index("Überfällig") < shown.index("Später")
    move = reverse("meetings:measure", args=["hier", meeting.pk, late.pk])
    browser.post(move, {"state": "stuck", "reason": ""})
    with scope(cast.alliance):
        assert Outcome.objects.get(pk=late.pk).state == OutcomeState.AGREED
    browser.post(move, {"state": "stuck", "reason": "Raum fehlt"})
    browser.post(reverse("meetings:measure", args=["hier", meeting.pk, later.pk]), {"state": "done"})
    with scope(cast.alliance):
        found = Outcome.objects.get(pk=late.pk)
        assert (found.state, found.reason) == (OutcomeState.STUCK, "Raum fehlt")
    assert "Später" not in browser.get(page).content.decode()


def test_a_measure_of_another_body_is_not_moved_here(cast: Cast, sign_in: Any) -> None:
    other = make_outcome(cast, make_item(cast, make_meeting(cast, body=make_body(cast, "Forum"))))
    meeting = make_meeting(cast)
    address = reverse("meetings:measure", args=["hier", meeting.pk, other.pk])
    assert sign_in(cast.alma).post(address, {"state": "done"}).status_code == 404


def measure_of_mona(cast: Cast) -> tuple[Meeting, Outcome]:
    """A measure for which nobody of the cast is responsible, and the next meeting of its body."""
    earlier = under_way(cast)
    outcome = make_outcome(cast, make_item(cast, earlier), person="Mona", email="mona@example.org")
    hold(cast, earlier)
    meeting = after(cast, earlier)
    with scope(cast.alliance):
        open_agenda(meeting=meeting, by=cast.alma)
    return meeting, outcome


def tried(cast: Cast, browser: Any, meeting: Meeting, outcome: Outcome) -> tuple[bool, int]:
    """Whether the agenda shows buttons for it, and what pressing one answers."""
    address = reverse("meetings:measure", args=["hier", meeting.pk, outcome.pk])
    page = browser.get(reverse("meetings:agenda", args=["hier", meeting.pk])).content.decode()
    return address in page, browser.post(address, {"state": "begun"}).status_code


@pytest.mark.parametrize(
    ("who", "before", "during"),
    [("alma", True, True), ("bernd", True, True), ("ceren", False, True), ("paula", False, False)],
)
def test_whoever_sits_at_the_table_moves_a_measure_only_while_it_meets(
    cast: Cast, sign_in: Any, who: str, before: bool, during: bool
) -> None:
    meeting, outcome = measure_of_mona(cast)
    browser = sign_in(getattr(cast, who))
    assert tried(cast, browser, meeting, outcome) == (before, 302 if before else 403)
    with scope(cast.alliance):
        begin(meeting=meeting, by=cast.alma, now=meeting.starts_at or BEGINS)
    assert tried(cast, browser, meeting, outcome) == (during, 302 if during else 403)
    with scope(cast.alliance):
        end(meeting=meeting, by=cast.alma, now=(meeting.starts_at or BEGINS) + datetime.timedelta(hours=1))
    assert tried(cast, browser, meeting, outcome) == (before, 302 if before else 403)


def test_whoever_is_responsible_moves_it_at_any_time(cast: Cast, sign_in: Any) -> None:
    """Paula sits at no table: what she says is kept with her name, and not in the minutes."""
    meeting, other = measure_of_mona(cast)
    own = make_outcome(cast, other.item, text="Liste führen", person="Paula", email="PAULA@example.org")
    with scope(cast.alliance):
        begin(meeting=meeting, by=cast.alma, now=meeting.starts_at or BEGINS)
    assert tried(cast, sign_in(cast.paula), meeting, own) == (True, 302)
    with scope(cast.alliance):
        step = last_step(own)
        assert step is not None
        assert (step.state, step.by, step.meeting) == (OutcomeState.BEGUN, cast.paula, None)


@pytest.mark.parametrize("kind", [OutcomeKind.GOAL, OutcomeKind.DECISION])
def test_only_measures_are_moved_here(cast: Cast, sign_in: Any, kind: OutcomeKind) -> None:
    meeting, measure = measure_of_mona(cast)
    other = make_outcome(cast, measure.item, kind=kind, text="Etwas anderes")
    assert tried(cast, sign_in(cast.alma), meeting, other) == (False, 404)


def test_nothing_is_moved_in_a_meeting_that_was_cancelled(cast: Cast, sign_in: Any) -> None:
    meeting, outcome = measure_of_mona(cast)
    with set_up(cast.alliance):
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    assert tried(cast, sign_in(cast.alma), meeting, outcome) == (False, 404)
