"""Bringing in what a council's system gave: tried out, stored, and later only what changed."""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.models import Body, Chair, Seat, SeatHolder
from klappt.bodies.tests.factories import make_body
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.imports.reading import bodies_meant, read_bytes
from klappt.councils.models import FormerName, Origin, Paper
from klappt.councils.services.importing import bring_in, rehearse
from klappt.councils.services.work import Choice
from klappt.councils.tests.factories import (
    ALL,
    CHAIR,
    CHURCH,
    COUNCIL,
    ITEM,
    MEETING,
    MEMBERSHIP,
    PAPER,
    PERSON,
    TOWN,
    a_file,
    oparl,
    ref,
)
from klappt.councils.vocabulary import Row
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def take(cast: Cast, *objects: dict[str, Any], **wishes: Any) -> list[Row]:
    content = read_bytes(a_file(*objects), "ris.json", TODAY)
    choice = Choice(bodies_meant(content, wishes.pop("bodies", []))[0], **wishes)
    with scope(cast.alliance):
        return bring_in(
            alliance=cast.alliance, content=content, choice=choice, by=cast.alma, source="ris.json"
        )


def verdicts(rows: list[Row]) -> dict[str, Verdict]:
    return {row.id.rsplit("/v1.1/")[1].partition("#")[0]: row.verdict for row in rows}


def doubts(rows: list[Row], identifier: str) -> set[Doubt]:
    return {note.doubt for row in rows for note in row.notes if row.id == identifier}


@pytest.fixture
def church(cast: Cast) -> Institution:
    return make_institution(cast.alliance, name="Diakonie Musterstadt")


def test_a_council_comes_in(cast: Cast, church: Institution) -> None:
    rows = take(cast)
    assert verdicts(rows) == {
        "organization/34": Verdict.NEW,
        "membership/7": Verdict.NEW,
        "membership/8": Verdict.NEW,
        "meeting/281": Verdict.NEW,
        "agendaitem/3271": Verdict.NEW,
        "paper/749": Verdict.NEW,
    }
    with scope(cast.alliance):
        body = Body.objects.get()
        assert (body.name, body.kind, body.valid_from) == (
            "Integrationsrat",
            BodyKind.COMMITTEE,
            datetime.date(2025, 11, 3),
        )
        seat = Seat.objects.get()
        assert (seat.body, seat.institution) == (body, church)
        assert SeatHolder.objects.get().name == "Frau Özge Aydın"
        assert Chair.objects.get().name == "Dr. Karl Wiese"
        meeting = Meeting.objects.get()
        assert (meeting.state, meeting.body, meeting.place) == (
            MeetingState.HELD,
            body,
            "Ratssaal, Markt 1, 12345 Musterstadt",
        )
        assert AgendaItem.objects.get().text == "Einstimmig beschlossen"
        assert str(Paper.objects.get()) == "0815/2026 Sprachförderung 2026"
    event = Event.objects.get(verb="councils.imported")
    assert (event.by, event.details["body_new"]) == (cast.alma, 1)


def test_a_rehearsal_says_the_same_and_stores_nothing(cast: Cast, church: Institution) -> None:
    before = Event.objects.count()
    content = read_bytes(a_file(), "ris.json", TODAY)
    choice = Choice(bodies_meant(content, [])[0])
    with scope(cast.alliance):
        rehearsed = rehearse(alliance=cast.alliance, content=content, choice=choice, by=cast.alma)
        assert not Body.objects.exists()
        assert not Origin.objects.exists()
    assert Event.objects.count() == before
    assert rehearsed == take(cast)


def test_a_second_import_changes_nothing(cast: Cast, church: Institution) -> None:
    take(cast)
    before = Event.objects.latest("pk").changes.count()
    rows = take(cast)
    assert before > 5
    assert set(verdicts(rows).values()) == {Verdict.UNCHANGED}
    assert Event.objects.latest("pk").changes.count() == 0


def test_only_what_changed_there_changes_here(cast: Cast, church: Institution) -> None:
    take(cast)
    with scope(cast.alliance), set_up(cast.alliance):
        Meeting.objects.filter().first().items.update(presenter="Alma")
    moved = {**MEETING, "location": oparl("Location", 3, room="Aula")}
    rows = take(cast, *[moved if each is MEETING else each for each in ALL])
    assert {row.id: row.changes for row in rows if row.verdict == Verdict.CHANGED} == {
        MEETING["id"]: {"place": ["Ratssaal, Markt 1, 12345 Musterstadt", "Aula"]}
    }
    with scope(cast.alliance):
        assert Meeting.objects.get().place == "Aula"
        assert AgendaItem.objects.get().presenter == "Alma"


def test_what_was_changed_here_stays_and_both_are_told(cast: Cast, church: Institution) -> None:
    take(cast)
    with scope(cast.alliance), set_up(cast.alliance):
        item = AgendaItem.objects.get()
        item.title = "Kurse am Abend"
        item.save()
    assert verdicts(take(cast))["agendaitem/3271"] == Verdict.UNCHANGED
    both = {**MEETING, "agendaItem": [{**ITEM, "name": "Sprachkurse"}]}
    changed = [both if each is MEETING else each for each in ALL]
    for _again in range(2):
        rows = take(cast, *changed)
        (note,) = [note for row in rows for note in row.notes if note.doubt == Doubt.CHANGED_HERE]
        assert note.what == "2 Sprachkurse"
    with scope(cast.alliance):
        assert AgendaItem.objects.get().title == "Kurse am Abend"


def test_a_body_renamed_there_keeps_its_former_name(cast: Cast) -> None:
    take(cast, TOWN, COUNCIL)
    renamed = {**COUNCIL, "name": "Integrationsausschuss", "modified": "2026-10-01T00:00:00+02:00"}
    rows = take(cast, TOWN, renamed)
    assert rows[0].changes == {"name": ["Integrationsrat", "Integrationsausschuss"]}
    assert Doubt.NAME_CHANGED in doubts(rows, COUNCIL["id"])
    with scope(cast.alliance):
        former = FormerName.objects.get()
        assert (former.name, former.valid_until) == ("Integrationsrat", datetime.date(2026, 10, 1))
        assert Body.objects.get().name == "Integrationsausschuss"


def test_what_was_removed_here_does_not_come_back(cast: Cast, church: Institution) -> None:
    take(cast)
    with scope(cast.alliance), set_up(cast.alliance):
        Meeting.objects.get().delete()
    rows = take(cast)
    assert Doubt.REMOVED_HERE in doubts(rows, MEETING["id"])
    with scope(cast.alliance):
        assert not Meeting.objects.exists()


def test_what_was_deleted_there_stays_here(cast: Cast, church: Institution) -> None:
    take(cast)
    rows = take(cast, *[{**MEETING, "deleted": True} if each is MEETING else each for each in ALL])
    assert Doubt.DELETED_THERE in doubts(rows, MEETING["id"])
    with scope(cast.alliance):
        assert Meeting.objects.get().state == MeetingState.HELD


def test_a_body_of_the_same_name_is_taken_as_the_same(cast: Cast) -> None:
    body = make_body(cast, "integrationsrat", BodyKind.FORUM)
    rows = take(cast, TOWN, COUNCIL)
    assert (rows[0].verdict, doubts(rows, COUNCIL["id"])) == (Verdict.UNCHANGED, {Doubt.SAME_NAME})
    with scope(cast.alliance):
        assert Body.objects.get() == body
        assert Body.objects.get().kind == BodyKind.FORUM


def test_people_without_a_known_institution_are_told_and_not_stored(cast: Cast) -> None:
    """A seat belongs to an institution (A9). Who sits there for nobody known stands among the doubts."""
    alone = {key: value for key, value in MEMBERSHIP.items() if key != "onBehalfOf"} | {
        "id": ref("Membership", 9)
    }
    rows = take(cast, *ALL, alone)
    assert Doubt.UNKNOWN_INSTITUTION in doubts(rows, MEMBERSHIP["id"])
    assert Doubt.NO_INSTITUTION in doubts(rows, alone["id"])
    assert {verdicts(rows)[each] for each in ("membership/7", "membership/9")} == {Verdict.OUT}
    with scope(cast.alliance):
        assert not Seat.objects.exists()
        assert Chair.objects.get().name == "Dr. Karl Wiese", "a chair from outside needs no seat"


def test_an_unknown_institution_is_added_where_that_was_chosen(cast: Cast) -> None:
    take(cast, institutions=frozenset({"Diakonie Musterstadt e. V."}))
    with scope(cast.alliance):
        assert Seat.objects.get().institution.name == "Diakonie Musterstadt e. V."


def test_deputies_and_those_who_follow_one_another_share_a_seat(cast: Cast, church: Institution) -> None:
    def member(number: int, **values: Any) -> dict[str, Any]:
        person = oparl("Person", number + 100, name=f"Person {number}")
        return {**MEMBERSHIP, "id": ref("Membership", number), "person": person, **values}

    first = member(1, endDate="2026-03-31")
    second = member(2, startDate="2026-04-01")
    deputy = member(3, role="Stellvertretendes Mitglied")
    too_many = member(4, startDate="2026-05-01")
    rows = take(cast, TOWN, COUNCIL, CHURCH, second, deputy, first, too_many)
    with scope(cast.alliance):
        seat = Seat.objects.get()
        people = [(each.name, each.part, each.valid_until) for each in seat.holders.order_by("name")]
    assert people == [
        ("Person 1", Part.HOLDER, datetime.date(2026, 3, 31)),
        ("Person 2", Part.HOLDER, None),
        ("Person 3", Part.DEPUTY, None),
    ]
    assert doubts(rows, too_many["id"]) == {Doubt.SEAT_TAKEN}


def test_a_membership_that_ends_there_ends_here(cast: Cast, church: Institution) -> None:
    take(cast)
    ended = {**MEMBERSHIP, "endDate": "2026-09-30"}
    rows = take(cast, *[ended if each is MEMBERSHIP else each for each in ALL])
    assert verdicts(rows)["membership/7"] == Verdict.CHANGED
    with scope(cast.alliance):
        assert SeatHolder.objects.get().valid_until == datetime.date(2026, 9, 30)


def test_days_beyond_those_of_the_body_are_shortened(cast: Cast, church: Institution) -> None:
    early = {**MEMBERSHIP, "startDate": "2020-01-01"}
    rows = take(cast, TOWN, {**COUNCIL, "endDate": "2026-06-30"}, CHURCH, PERSON, early)
    assert Doubt.CLIPPED in doubts(rows, MEMBERSHIP["id"])
    with scope(cast.alliance):
        seat = Seat.objects.get()
        assert (seat.valid_from, seat.valid_until) == (
            datetime.date(2025, 11, 3),
            datetime.date(2026, 6, 30),
        )


def test_a_meeting_people_were_invited_to_is_not_moved_behind_their_back(cast: Cast) -> None:
    ahead = {**MEETING, "start": "2026-12-12T17:00:00+01:00", "end": "2026-12-12T19:00:00+01:00"}
    take(cast, TOWN, COUNCIL, ahead)
    with scope(cast.alliance), set_up(cast.alliance):
        Meeting.objects.update(state=MeetingState.INVITED)
    moved = {**ahead, "start": "2026-12-13T17:00:00+01:00", "end": "2026-12-13T19:00:00+01:00"}
    rows = take(cast, TOWN, COUNCIL, moved)
    assert Doubt.INVITED_HERE in doubts(rows, MEETING["id"])
    with scope(cast.alliance):
        assert Meeting.objects.get().starts_at.day == 12


def test_a_cancelled_meeting_comes_in_as_cancelled(cast: Cast) -> None:
    take(cast, TOWN, COUNCIL, {**MEETING, "cancelled": True})
    with scope(cast.alliance):
        assert Meeting.objects.get().state == MeetingState.CANCELLED


def test_bodies_that_were_not_chosen_stay_away(cast: Cast) -> None:
    other = {**COUNCIL, "id": ref("Organization", 35), "name": "Hauptausschuss"}
    rows = take(cast, TOWN, COUNCIL, other, MEETING, bodies=["35"])
    assert [(row.kind, row.title) for row in rows] == [(Kind.BODY, "Hauptausschuss")]


def test_what_the_rules_of_the_alliance_refuse_is_left_out_and_the_rest_comes(cast: Cast) -> None:
    """Two of one name at one time could not be told apart; the second says so."""
    take(cast, TOWN, COUNCIL)
    other = {**COUNCIL, "id": ref("Organization", 35), "name": "Hauptausschuss"}
    take(cast, TOWN, other)
    rows = take(cast, TOWN, {**other, "name": "Integrationsrat"}, {**COUNCIL, "startDate": "2025-10-01"})
    assert doubts(rows, other["id"]) >= {Doubt.REFUSED}
    assert verdicts(rows) == {"organization/35": Verdict.OUT, "organization/34": Verdict.CHANGED}
    labels = [
        change.fields for change in Event.objects.latest("pk").changes.filter(model__iexact="bodies.body")
    ]
    assert len(labels) == 1, "the history knows nothing of what was refused"


def command(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_oparl", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ris.json"
    path.write_bytes(a_file())
    return path


def test_the_command_reports_as_json_and_stores_nothing_by_itself(
    cast: Cast, file: Path, church: Institution
) -> None:
    report = json.loads(command(file, "--body", "34", "--alliance", cast.alliance.key, "--json"))
    assert (report["format"], report["stored"]) == ("klappt-oparl-report/1", False)
    assert report["read"]["Meeting"] == 1
    assert report["counts"]["meeting"] == {"new": 1, "changed": 0, "unchanged": 0, "left_out": 0}
    assert [row["verdict"] for row in report["rows"]] == ["new"] * 6
    assert report["left_out"][0]["id"] == CHURCH["id"]
    assert {doubt["code"] for doubt in report["doubts"]} == {"not_a_body"}
    with scope(cast.alliance):
        assert not Body.objects.exists()


def test_the_command_stores_with_yes(cast: Cast, file: Path, church: Institution) -> None:
    assert "Gespeichert" in command(file, "--alliance", cast.alliance.key, "--yes")
    with scope(cast.alliance):
        assert Meeting.objects.count() == 1
    event = Event.objects.get(verb="councils.imported")
    assert (event.signature, event.channel) == ("klappt import-oparl", "command")


def test_the_command_can_do_without_an_alliance(file: Path) -> None:
    report = json.loads(command(file, "--body", ref("Body", 1), "--json"))
    assert {row["kind"] for row in report["rows"]} == {each.value for each in Kind}
    assert report["alliance"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--body", "404"], 2, "404"),
        (["--alliance", "nowhere"], 2, "nowhere"),
        (["--yes"], 2, "--alliance"),
    ],
)
def test_wrong_use_is_told(db: None, file: Path, arguments: list[str], code: int, said: str) -> None:
    with pytest.raises(CommandError) as told:
        command(file, *arguments)
    assert told.value.returncode == code
    assert said in str(told.value)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as told:
        command(tmp_path / "nothing.json")
    assert told.value.returncode == 2
    (tmp_path / "empty.json").write_bytes(b"")
    with pytest.raises(CommandError) as told:
        command(tmp_path / "empty.json")
    assert told.value.returncode == 3


def test_papers_and_chairs_belong_to_what_they_belong_to(cast: Cast) -> None:
    take(cast, TOWN, COUNCIL, CHAIR, MEETING, PAPER)
    with scope(cast.alliance):
        paper = Paper.objects.get()
        assert paper.item == AgendaItem.objects.get()
        assert paper.url == "https://ris.musterstadt.example/files/5.pdf"
