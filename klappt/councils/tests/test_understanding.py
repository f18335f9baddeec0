"""What stands in OParl files is understood; what is doubtful says why, and nothing is silently dropped."""

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.bodies.enums import BodyKind
from klappt.councils.enums import Doubt, Kind
from klappt.councils.imports.files import Loaded, load_path
from klappt.councils.imports.reading import bodies_meant, read, read_bytes
from klappt.councils.imports.values import GERMANY
from klappt.councils.tests.factories import (
    ALL,
    CHURCH,
    COUNCIL,
    ITEM,
    MEETING,
    MEMBERSHIP,
    PAPER,
    PERSON,
    TOWN,
    a_file,
    a_zip,
    oparl,
    ref,
)
from klappt.councils.vocabulary import Content
from klappt.sheets.refusals import Refused

TODAY = datetime.date(2026, 11, 22)
CORPUS = os.environ.get("KLAPPT_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")


def understood(*objects: Any) -> Content:
    return read_bytes(a_file(*objects), "ris.json", TODAY)


def doubts(content: Content, identifier: str) -> set[Doubt]:
    return {note.doubt for note in content.notes if note.about == identifier}


def test_everything_of_a_council_is_read() -> None:
    content = understood()
    (body,) = content.bodies
    assert (body.name, body.kind, body.begins) == (
        "Integrationsrat",
        BodyKind.COMMITTEE,
        datetime.date(2025, 11, 3),
    )
    member, chair = content.seats
    assert (member.person, member.institution) == ("Frau Özge Aydın", "Diakonie Musterstadt e. V.")
    assert (chair.person, chair.is_chair, chair.institution) == ("Dr. Karl Wiese", True, "")
    (meeting,) = content.meetings
    assert meeting.starts_at == datetime.datetime(2026, 3, 12, 17, tzinfo=GERMANY)
    assert meeting.place == "Ratssaal, Markt 1, 12345 Musterstadt"
    (item,) = content.items
    assert (item.title, item.text, item.meeting) == (
        "2 Sprachkurse im Stadtteil",
        "Einstimmig beschlossen",
        ref("Meeting", 281),
    )
    (paper,) = content.papers
    assert (paper.item, paper.url) == (
        ref("AgendaItem", 3271),
        "https://ris.musterstadt.example/files/5.pdf",
    )
    assert [left.kind for left in content.left_out] == [Kind.BODY], "the church is no body that meets"


def test_of_people_only_the_name_is_read() -> None:
    """The file may say more of a person than klappt may know: address, phone, gender, life."""
    known = repr(understood())
    assert "Özge" in known
    for private in ("privat@example.org", "+49171", "female"):
        assert private not in known


@pytest.mark.parametrize(
    "files",
    [
        [Loaded(str(number), each) for number, each in enumerate(ALL)],
        [Loaded("list", ALL)],
        [Loaded("page", {"data": ALL, "links": {"next": "https://x.example"}})],
        [
            Loaded(
                "tree", {**TOWN, "organization": [COUNCIL, CHURCH], "meeting": [MEETING], "person": ALL[3:]}
            )
        ],
    ],
    ids=["one file each", "a list", "a list page", "inside the council"],
)
def test_it_does_not_matter_where_an_object_stands(files: list[Loaded]) -> None:
    content, expected = read(files, TODAY), understood()
    for name in ("bodies", "seats", "meetings", "items", "papers"):
        assert {each.id for each in getattr(content, name)} == {each.id for each in getattr(expected, name)}


def test_a_membership_inside_a_person_or_a_body_belongs_there() -> None:
    inside = {key: value for key, value in MEMBERSHIP.items() if key != "person"}
    content = understood(TOWN, COUNCIL, CHURCH, {**PERSON, "membership": [inside]})
    assert content.seats[0].person == "Frau Özge Aydın"
    bare = {key: value for key, value in MEMBERSHIP.items() if key != "organization"}
    content = understood(TOWN, {**COUNCIL, "membership": [ref("Membership", 7)]}, CHURCH, PERSON, bare)
    assert content.seats[0].body == ref("Organization", 34)


@pytest.mark.parametrize(
    ("changes", "doubt", "is_taken"),
    [
        ({"end": "2026-03-12T16:00:00+01:00"}, Doubt.ENDS_BEFORE_START, True),
        ({"end": None}, Doubt.NO_END, True),
        ({"start": "2026-03-12T17:00:00"}, Doubt.NO_ZONE, True),
        ({"start": "2026-03-12"}, Doubt.NO_TIME, False),
        ({"start": "0026-03-12T17:00:00+01:00"}, Doubt.OUT_OF_RANGE, False),
        ({"start": "2206-03-12T17:00:00+01:00"}, Doubt.OUT_OF_RANGE, False),
        ({"start": "12.03.2026 17:00"}, Doubt.BAD_VALUE, False),
        ({"start": 20260312}, Doubt.BAD_VALUE, False),
        ({"start": None}, Doubt.NO_START, False),
        ({"organization": [ref("Organization", 404)]}, Doubt.UNKNOWN_REFERENCE, False),
        ({"organization": []}, Doubt.NO_BODY, False),
        ({"deleted": True}, Doubt.DELETED, False),
        ({"name": ["a"]}, Doubt.BAD_VALUE, True),
    ],
)
def test_doubtful_meetings(changes: dict[str, Any], doubt: Doubt, is_taken: bool) -> None:
    meeting = {key: value for key, value in {**MEETING, **changes}.items() if value is not None}
    content = understood(TOWN, COUNCIL, meeting)
    assert doubt in doubts(content, meeting["id"])
    assert bool(content.meetings) is is_taken
    assert (meeting["id"] in {left.id for left in content.left_out}) is not is_taken


def test_a_time_without_a_zone_is_german_time() -> None:
    content = understood(
        TOWN, COUNCIL, {**MEETING, "start": "2026-07-12T17:00:00", "end": "2026-07-12T18:00:00"}
    )
    assert content.meetings[0].starts_at.astimezone(datetime.UTC).hour == 15


def test_a_body_that_changed_its_name_keeps_both() -> None:
    """The same id comes in an older state: the name of then stays, with the day it ended."""
    old = {**COUNCIL, "name": "Ausländerbeirat", "modified": "2020-01-01T00:00:00+01:00"}
    for objects in ((TOWN, old, COUNCIL), (TOWN, COUNCIL, old)):
        content = understood(*objects)
        (body,) = content.bodies
        assert body.name == "Integrationsrat"
        assert [(each.name, each.until) for each in body.former_names] == [
            ("Ausländerbeirat", datetime.date(2026, 2, 1))
        ]
        assert {Doubt.NAME_CHANGED, Doubt.DUPLICATE} <= doubts(content, body.id)


def test_an_id_for_two_kinds_and_unknown_kinds_are_told() -> None:
    twice = {**MEETING, "id": COUNCIL["id"]}
    foreign = {**MEETING, "id": "https://x.example/1", "type": "https://schema.example/Meeting"}
    nameless = {key: value for key, value in MEETING.items() if key != "id"}
    content = understood(TOWN, COUNCIL, twice, foreign, nameless)
    assert Doubt.TWO_TYPES in doubts(content, COUNCIL["id"])
    assert Doubt.WRONG_TYPE in doubts(content, "https://x.example/1")
    assert Doubt.NO_ID in doubts(content, "ris.json")


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\x1b"])
def test_signs_no_database_keeps_stand_in_no_note_and_no_id(sign: str) -> None:
    content = understood(
        oparl("Organization", 901, name=f"Alter{sign} Rat", modified="2024"),
        oparl(
            "Organization",
            901,
            modified="2025",
            name=f"Rat{sign}",
            startDate=f"2025{sign}",
            endDate={sign: sign},
        ),
        {
            "id": f"https://ris.example/{sign}",
            "type": "https://schema.oparl.org/1.1/Person",
            "name": f"A{sign}",
        },
        {"id": f"x{sign}", "type": f"https://schema.oparl.org/1.1/{sign}"},
    )
    assert Doubt.NO_ID in doubts(content, "ris.json")
    assert Doubt.WRONG_TYPE in doubts(content, "x")
    assert {note.doubt for note in content.notes} >= {Doubt.BAD_VALUE}
    assert not [note for note in content.notes if sign in note.about + note.what]
    (body,) = content.bodies
    assert (body.name, [each.name for each in body.former_names]) == ("Rat", ["Alter Rat"])


@pytest.mark.parametrize(
    ("said", "name", "kind"),
    [
        ("Ausschuss", "Ausschuss für Soziales", BodyKind.COMMITTEE),
        ("Arbeitskreis", "AK Ausbildung", BodyKind.WORKING_GROUP),
        ("", "Lenkungskreis Integration", BodyKind.STEERING_GROUP),
        ("", "Integrationsforum", BodyKind.FORUM),
    ],
)
def test_the_kind_of_a_body(said: str, name: str, kind: BodyKind) -> None:
    content = understood(TOWN, {**COUNCIL, "classification": said, "name": name})
    assert content.bodies[0].kind == kind
    assert Doubt.KIND_GUESSED not in doubts(content, COUNCIL["id"])


def test_a_kind_nobody_knows_is_guessed_aloud() -> None:
    content = understood(TOWN, {**COUNCIL, "classification": "Sonstiges", "name": "Tafelrunde"})
    assert content.bodies[0].kind == BodyKind.COMMITTEE
    assert Doubt.KIND_GUESSED in doubts(content, COUNCIL["id"])


def test_what_is_not_public_comes_without_content() -> None:
    content = understood(TOWN, COUNCIL, {**MEETING, "agendaItem": [{**ITEM, "public": False}]})
    assert content.items[0].text == ""
    assert Doubt.NOT_PUBLIC in doubts(content, ITEM["id"])


def test_links_are_addresses_of_the_web_only() -> None:
    file = oparl("File", 5, accessUrl="javascript:alert(1)", name="Vorlage")
    content = understood(TOWN, COUNCIL, MEETING, {**PAPER, "mainFile": file})
    assert content.papers[0].url == ""


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        (ref("Body", 1), 1),
        ("body/1", 1),
        (ref("Organization", 34), 1),
        ("34", 1),
        ("", 1),
    ],
)
def test_a_body_is_meant_by_its_id_or_the_end_of_it(wish: str, count: int) -> None:
    meant, unknown = bodies_meant(understood(), [wish] if wish else [])
    assert (len(meant), unknown) == (count, ())


def test_an_id_nobody_knows_is_told() -> None:
    assert bodies_meant(understood(), ["99"]) == (frozenset(), ("99",))


@pytest.mark.parametrize(
    "data",
    [b"", b"  ", b"PK\x03\x04 broken"],
)
def test_files_that_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_bytes(data, "x.zip", TODAY)


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        (b"{broken", Doubt.UNREADABLE),
        (b"[" * 100_000, Doubt.UNREADABLE),
        (b'{"a": NaN}', Doubt.UNREADABLE),
        (b'{"hello": "world"}', Doubt.NOT_OPARL),
        (b'"text"', Doubt.NOT_OPARL),
    ],
)
def test_files_with_nothing_in_them_say_so(data: bytes, doubt: Doubt) -> None:
    assert [note.doubt for note in read_bytes(data, "x.json", TODAY).notes] == [doubt]


def test_a_zip_and_a_folder_are_read_alike(tmp_path: Path) -> None:
    packed = read_bytes(a_zip(a=[TOWN, COUNCIL], b=MEETING), "ris.zip", TODAY)
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.json").write_text(json.dumps([TOWN, COUNCIL]))
    (tmp_path / "deep" / "b.json").write_text(json.dumps(MEETING))
    assert packed.meetings == read(load_path(tmp_path), TODAY).meetings != []


known = st.sampled_from([each["id"] for each in ALL])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | known,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(sorted({key for each in ALL for key in each} | {"deleted", "cancelled"}))


@given(st.sampled_from(ALL), st.dictionaries(keys, values))
def test_no_value_breaks_the_reader(base: dict[str, Any], changes: dict[str, Any]) -> None:
    """Servers write what they like; each object is read, left out with a reason, or noted."""
    content = read([Loaded("x", [*ALL, {**base, **changes}])], TODAY)
    left = {each.id for each in content.left_out}
    for each in content.seats + content.meetings + content.items:
        assert each.id not in left
    notes = content.notes_by_object()
    assert all(notes.get(identifier) for identifier in left)


@pytest.mark.corpus
@needs_corpus
def test_the_examples_of_the_specification() -> None:
    content = read(load_path(Path(CORPUS) / "oparl_spec" / "examples"), TODAY)
    assert sum(content.read.values()) == 15
    assert [body.name for body in content.bodies] == ["Ausschuss für Haushalt und Finanzen"]
    assert [meeting.title for meeting in content.meetings] == ["4. Sitzung des Finanzausschusses"]
    assert content.items[0].title == "10.1 Satzungsänderung für Ausschreibungen"
    assert {note.doubt for note in content.notes} == {
        Doubt.DUPLICATE,
        Doubt.UNKNOWN_REFERENCE,
        Doubt.NO_BODY,
    }
