"""The group decides in a meeting; each order stays, and any day in the past can be looked at (A10, A16)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_item, make_meeting
from klappt.priorities.models import Priority, Rank, Ranking
from klappt.priorities.selectors.rankings import changes, holds_on, rankings, story
from klappt.priorities.services.proposals import withdraw
from klappt.priorities.services.rankings import decide, record, told
from klappt.priorities.tests.factories import (
    ALMA,
    DAY,
    held_item,
    make_priority,
    make_ranking,
    make_recorded,
    make_step,
)
from klappt.priorities.tests.pages import url


def places(cast: Cast, ranking: Ranking) -> dict[str, int]:
    with scope(cast.alliance):
        return {row.priority.title: row.place for row in ranking.ranks.select_related("priority")}


def form(item: Any, **places: int) -> dict[str, Any]:
    day = timezone.localdate() + datetime.timedelta(days=365)
    return {
        "item": item.pk,
        "person": "alma@example.org",
        "look_again_on": day.isoformat(),
        "why": "Neu gewichtet",
        **places,
    }


def test_a_decision_is_a_result_of_an_agenda_item(cast: Cast, sign_in: Any) -> None:
    first, second, third = (make_priority(cast, title) for title in ("Eins", "Zwei", "Drei"))
    item = held_item(cast, 10)
    data = form(item) | {f"place-{second.pk}": "1", f"place-{first.pk}": "3"}
    page = sign_in(cast.alma).post(url(cast, "decide"), data)
    assert page.status_code == 302, page.context["form"].errors
    with scope(cast.alliance):
        ranking, outcome = Ranking.objects.get(), Outcome.objects.get()
    assert places(cast, ranking) == {"Zwei": 1, "Eins": 2}
    assert (outcome.kind, outcome.text) == (OutcomeKind.DECISION, "Unsere Prioritäten: 1. Zwei; 2. Eins")
    assert ranking.valid_from == timezone.localdate() - datetime.timedelta(days=10)
    html = sign_in(cast.paula).get(url(cast, "now")).content.decode()
    assert html.index("Zwei") < html.index("Eins")
    assert "Neu gewichtet" in html
    assert third.title not in html


def test_what_is_wrong_is_said_and_nothing_stored(cast: Cast, sign_in: Any) -> None:
    first, second, item = make_priority(cast, "Eins"), make_priority(cast, "Zwei"), held_item(cast)
    same = form(item) | {f"place-{first.pk}": "1", f"place-{second.pk}": "1"}
    for data in (same, form(item), {**same, f"place-{second.pk}": "2", "person": ""}):
        page = sign_in(cast.alma).post(url(cast, "decide"), data)
        assert page.status_code == 422
    with scope(cast.alliance):
        assert not Ranking.objects.exists()
        assert not Outcome.objects.exists()


def test_in_a_meeting_to_come_nothing_was_decided(cast: Cast, sign_in: Any) -> None:
    row, item = make_priority(cast), make_item(cast)
    soon = timezone.now() + datetime.timedelta(days=3)
    with set_up(cast.alliance):
        item.meeting.starts_at, item.meeting.ends_at = soon, soon + datetime.timedelta(hours=1)
        item.meeting.save()
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        decide(item=item, order=[row], responsible=ALMA, look_again_on=DAY, by=cast.alma)
    assert set(refused.value.message_dict) == {"item"}
    page = sign_in(cast.alma).get(url(cast, "decide"))
    assert "gehört zu einem Treffen" in page.content.decode()


def test_what_was_withdrawn_or_stands_twice_gets_no_place(cast: Cast) -> None:
    row, item = make_priority(cast), held_item(cast)
    with scope(cast.alliance):
        for order in ([], [row, row]):
            with pytest.raises(ValidationError):
                decide(item=item, order=order, responsible=ALMA, look_again_on=DAY, by=cast.alma)
        withdraw(priority=row, because="x", by=cast.alma, day=DAY)
        with pytest.raises(ValidationError, match="zurückgezogen"):
            decide(item=item, order=[row], responsible=ALMA, look_again_on=DAY, by=cast.alma)


def test_each_order_stays_and_any_day_can_be_looked_at(cast: Cast, sign_in: Any) -> None:
    first, second = make_priority(cast, "Eins"), make_priority(cast, "Zwei")
    make_ranking(cast, [first], held_item(cast, 100))
    make_ranking(cast, [second, first], held_item(cast, 10))
    browser, today = sign_in(cast.paula), timezone.localdate()

    def order_on(days_ago: int) -> list[str]:
        day = today - datetime.timedelta(days=days_ago)
        ranks = browser.get(url(cast, "now"), {"am": day.isoformat()}).context["ranks"]
        return [str(rank.priority) for rank in ranks]

    assert [order_on(days) for days in (0, 10, 11, 100, 101)] == [
        ["Zwei", "Eins"],
        ["Zwei", "Eins"],
        ["Eins"],
        ["Eins"],
        [],
    ]
    assert browser.get(url(cast, "now"), {"am": "2026-02-31"}).status_code == 200


def test_what_changed_is_told_from_one_order_to_the_next(cast: Cast) -> None:
    one, two, three = (make_priority(cast, title) for title in ("Eins", "Zwei", "Drei"))
    make_ranking(cast, [one, two], held_item(cast, 100))
    make_ranking(cast, [two, three], held_item(cast, 10))
    with scope(cast.alliance):
        latest, earlier = story(rankings())
    assert [(str(each.priority), each.kind, each.before, each.after) for each in latest.changes] == [
        ("Zwei", "moved", 2, 1),
        ("Drei", "new", None, 2),
        ("Eins", "gone", 1, None),
    ]
    assert (earlier.changes, latest.until) == ((), None)
    assert earlier.until == timezone.localdate() - datetime.timedelta(days=10)


def test_an_unmoved_one_is_the_same(cast: Cast) -> None:
    row = make_priority(cast)
    make_ranking(cast, [row], held_item(cast, 100))
    make_ranking(cast, [row], held_item(cast, 10))
    with scope(cast.alliance):
        latest, earlier = rankings()
        (same,) = changes(earlier, latest)
    assert same.kind == "same"


def test_what_held_before_klappt_is_recorded_with_its_source(cast: Cast, sign_in: Any) -> None:
    row, browser = make_priority(cast), sign_in(cast.alma)
    data = {f"place-{row.pk}": "1", "valid_from": "2024-03-12", "source": "Protokoll der Kerngruppe"}
    assert browser.post(url(cast, "record"), {**data, "source": ""}).status_code == 422
    assert browser.post(url(cast, "record"), {**data, "valid_from": "2099-01-01"}).status_code == 422
    assert browser.post(url(cast, "record"), data).status_code == 302
    html = browser.get(url(cast, "now")).content.decode()
    assert "Festgehalten nach: Protokoll der Kerngruppe" in html
    assert "12.03.2024" in html


def test_an_order_has_an_origin_and_each_place_once(cast: Cast) -> None:
    row = make_priority(cast)
    ranking = make_recorded(cast, [row])
    for wrong in (
        lambda: Ranking.objects.create(alliance=cast.alliance, valid_from=DAY),
        lambda: Rank.objects.create(alliance=cast.alliance, ranking=ranking, priority=row, place=2),
    ):
        with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_long_decision_is_cut_to_what_a_result_holds(cast: Cast) -> None:
    rows = [make_priority(cast, f"{number} " + "x" * 100) for number in range(5)]
    assert len(told(rows)) == 400
    assert make_ranking(cast, rows).pk


def test_steps_stand_live_beside_their_priority(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast)
    step = make_step(cast, row, due_on=timezone.localdate() - datetime.timedelta(days=1))
    make_ranking(cast, [row])
    html = sign_in(cast.paula).get(url(cast, "now")).content.decode()
    assert "Träger einladen" in html
    assert "überfällig" in html
    with scope(cast.alliance):
        assert f"/massnahmen/{step.outcome_id}/" in html


def test_the_latest_of_one_day_holds(cast: Cast) -> None:
    first, second = make_priority(cast, "Eins"), make_priority(cast, "Zwei")
    make_recorded(cast, [first])
    last = make_recorded(cast, [second])
    with scope(cast.alliance):
        assert holds_on(DAY, rankings()) == last
        assert holds_on(DAY - datetime.timedelta(days=1), rankings()) is None


def test_the_coordination_is_told_when_it_wanted_to_look_again(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast)
    with scope(cast.alliance):
        decide(
            item=held_item(cast),
            order=[row],
            responsible=ALMA,
            look_again_on=timezone.localdate() - datetime.timedelta(days=1),
            by=cast.alma,
        )
    home = f"/b/{cast.alliance.key}/"
    assert "sollten wieder angeschaut werden" in sign_in(cast.alma).get(home).content.decode()
    assert "sollten wieder angeschaut werden" not in sign_in(cast.ceren).get(home).content.decode()


def test_recording_without_an_order_is_refused(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError):
        record(alliance=cast.alliance, order=[], valid_from=DAY, source="x", by=cast.alma)
    with scope(cast.alliance):
        assert not Priority.objects.exists()


def test_a_meeting_without_a_date_decides_nothing(cast: Cast) -> None:
    row = make_priority(cast)
    item = make_item(cast, make_meeting(cast, starts_at=None, state="finding_date"))
    with scope(cast.alliance), pytest.raises(ValidationError):
        decide(item=item, order=[row], responsible=ALMA, look_again_on=DAY, by=cast.alma)
