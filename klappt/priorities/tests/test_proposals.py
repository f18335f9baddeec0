"""Those at the table propose what comes first; what came with a worksheet is taken over by a click (A16)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.models import ImportedNote
from klappt.alliances.scope import scope
from klappt.needs.tests.factories import make_need
from klappt.priorities.enums import Origin
from klappt.priorities.models import Priority
from klappt.priorities.services.proposals import propose, take_over, withdraw
from klappt.priorities.tests.factories import DAY, make_note, make_priority, make_ranking
from klappt.priorities.tests.pages import url
from klappt.profiles.tests.factories import make_subgroup


def only(cast: Cast) -> Priority:
    with scope(cast.alliance):
        found: Priority = Priority.objects.select_related("need", "proposed_by").get()
    return found


def test_a_member_proposes_with_the_need_behind_it(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    data = {"title": "Zimmer, in denen man lernen kann", "why": "Vier in einem Zimmer.", "need": need.pk}
    page = sign_in(cast.ceren).post(url(cast, "add"), data)
    row = only(cast)
    assert page.url == url(cast, "priority", row.pk)
    assert (row.need, row.proposed_by, row.origin) == (need, cast.ceren, Origin.PROPOSED)
    html = sign_in(cast.paula).get(page.url).content.decode()
    assert "Vier in einem Zimmer." in html
    assert f"/bedarfe/{need.pk}/" in html


def test_a_gap_without_a_need_is_none(cast: Cast, sign_in: Any) -> None:
    group = make_subgroup(cast.alliance)
    page = sign_in(cast.ceren).post(url(cast, "add"), {"title": "Kurse", "subgroup": group.pk})
    assert page.status_code == 422
    assert "bitte wählen sie den bedarf" in page.content.decode().lower()
    with scope(cast.alliance):
        assert not Priority.objects.exists()


def test_a_page_that_leads_here_brings_the_need_along(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    page = sign_in(cast.ceren).get(url(cast, "add") + f"?bedarf={need.pk}")
    assert f'value="{need.pk}" selected' in page.content.decode()


def test_whoever_proposed_it_may_change_it_and_other_members_may_not(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast)
    page = sign_in(cast.ceren).get(url(cast, "edit", row.pk))
    data = {"title": "Kurse am Morgen", "why": "", "opened": page.context["form"]["opened"].initial}
    assert sign_in(cast.ceren).post(url(cast, "edit", row.pk), data).status_code == 302
    assert only(cast).title == "Kurse am Morgen"
    assert sign_in(cast.bernd).get(url(cast, "edit", row.pk)).status_code == 403


def test_two_who_change_it_at_once_both_see_what_the_other_wrote(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast)
    opened = sign_in(cast.alma).get(url(cast, "edit", row.pk)).context["form"]["opened"].initial
    first = {"title": "Kurse am Morgen", "opened": opened}
    sign_in(cast.ceren).post(url(cast, "edit", row.pk), first)
    page = sign_in(cast.alma).post(url(cast, "edit", row.pk), {"title": "Kurse am Abend", "opened": opened})
    html = page.content.decode()
    assert page.status_code == 422
    assert "Kurse am Morgen" in html
    assert "Kurse am Abend" in html
    assert only(cast).title == "Kurse am Morgen"


def test_withdrawn_with_a_reason_and_taken_up_again(cast: Cast, sign_in: Any) -> None:
    row, browser = make_priority(cast), sign_in(cast.alma)
    assert browser.post(url(cast, "withdraw", row.pk), {"because": ""}).status_code == 422
    browser.post(url(cast, "withdraw", row.pk), {"because": "Erledigt"})
    assert "Erledigt" in browser.get(url(cast, "proposals")).content.decode()
    browser.post(url(cast, "take_up", row.pk))
    assert (only(cast).withdrawn_on, only(cast).withdrawn_because) == (None, "")
    with scope(cast.alliance), pytest.raises(ValidationError):
        withdraw(priority=row, because=" ", by=cast.alma, day=DAY)


@pytest.mark.parametrize(
    ("columns", "title", "why"),
    [
        ({"Thema": "Sprachkurse", "Wer": "VHS", "Bis wann": "Mai"}, "Sprachkurse", ["VHS", "Mai"]),
        ({"Nr.": "1", "Priorität": "Kurse ab B1"}, "Kurse ab B1", ["Nr.: 1"]),
        ({"Priorität": "1", "Thema": "Kurse"}, "Kurse", ["1"]),
        ({}, "Prio 1: Sprachkurse", []),
        ({"Thema": "x" * 300}, "x" * 159 + "…", ["x" * 300]),
    ],
)
def test_a_note_becomes_a_proposal_and_nothing_of_it_is_lost(
    cast: Cast, sign_in: Any, columns: dict[str, str], title: str, why: list[str]
) -> None:
    note, browser = make_note(cast, columns=columns), sign_in(cast.alma)
    assert url(cast, "take_over", note.pk) in browser.get(url(cast, "proposals")).content.decode()
    browser.post(url(cast, "take_over", note.pk))
    row = only(cast)
    assert row.title == title
    assert all(part in row.why for part in why)
    assert row.source == "Arbeitshilfe.xlsx, Blatt „Schwerpunkte“, Zeile 3"
    assert url(cast, "take_over", note.pk) not in browser.get(url(cast, "proposals")).content.decode()
    with scope(cast.alliance):
        assert ImportedNote.objects.filter(pk=note.pk).exists(), "the worksheet still shows it"


def test_a_note_is_taken_over_once(cast: Cast, sign_in: Any) -> None:
    note, browser = make_note(cast), sign_in(cast.alma)
    for _time in range(2):
        browser.post(url(cast, "take_over", note.pk))
    only(cast)
    with scope(cast.alliance), pytest.raises(ValidationError):
        take_over(note=note, by=cast.alma, day=DAY)


def test_notes_of_other_kinds_are_not_offered(cast: Cast, sign_in: Any) -> None:
    make_note(cast, kind="committee")
    assert sign_in(cast.alma).get(url(cast, "proposals")).context["notes"] == []


def test_the_list_shows_the_place_each_has_now(cast: Cast, sign_in: Any) -> None:
    first, second = make_priority(cast, "Eins"), make_priority(cast, "Zwei")
    make_ranking(cast, [second])
    rows = sign_in(cast.paula).get(url(cast, "proposals")).context["rows"]
    assert {row: place for row, _weighed, place in rows} == {first: None, second: 1}


def test_without_a_title_nothing_is_proposed(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        propose(alliance=cast.alliance, by=cast.ceren, day=DAY, title=" ")
    assert set(refused.value.message_dict) == {"title"}


def test_the_search_finds_what_was_proposed(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast, "Züge nach acht")
    page = sign_in(cast.paula).get(f"/b/{cast.alliance.key}/suche/", {"q": "zuege"})
    assert url(cast, "priority", row.pk) in page.content.decode()
