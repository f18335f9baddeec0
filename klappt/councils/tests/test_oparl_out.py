"""The bodies of an alliance as OParl 1.1: valid, without people, and readable by the next klappt."""

import datetime
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft7Validator

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, Seat
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.councils.enums import Doubt
from klappt.councils.exports.oparl import oparl_files, oparl_zip
from klappt.councils.imports.reading import bodies_meant, read_bytes
from klappt.councils.models import Paper
from klappt.councils.services.importing import bring_in
from klappt.councils.services.work import Choice
from klappt.meetings.enums import ItemKind
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.tests.factories import make_item, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "https://klappt.example/b/hier/ratsinformation/oparl/"
CORPUS = os.environ.get("KLAPPT_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")


@pytest.fixture
def stage(cast: Cast) -> Cast:
    """A core group with a subgroup, two seats, a person, and a meeting with an agenda."""
    core = make_body(cast)
    make_body(
        cast, "AG Ausbildung", BodyKind.WORKING_GROUP, parent=core, valid_until=datetime.date(2027, 1, 1)
    )
    make_seat(cast, core, make_institution(cast.alliance, name="Jobcenter"), holder="Ceren Geheim")
    make_seat(cast, core, make_institution(cast.alliance, name="Jugendamt"))
    meeting = make_meeting(cast, core, place="Rathaus", chair="Alma Geheim", note="Geheim")
    item = make_item(cast, meeting, title="Sprachkurse", notes="Geheim: wer was sagte")
    with set_up(cast.alliance):
        Paper.objects.create(
            alliance=cast.alliance,
            meeting=meeting,
            item=item,
            title="Sprachförderung",
            reference="0815/2026",
            url="https://ris.example/5.pdf",
        )
    make_item(cast, meeting, title="Protokoll", kind=ItemKind.LAST_MINUTES)
    return cast


def files(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        return oparl_files(cast.alliance, ADDRESS)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "type" in value and "id" in value:
            yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_bodies_seats_meetings_and_agendas_go_out(stage: Cast) -> None:
    found = files(stage)
    bodies = {each["name"]: each for each in found["organization.json"]["data"]}
    assert bodies["Kerngruppe"]["classification"] == "Kerngruppe"
    assert bodies["AG Ausbildung"]["subOrganizationOf"] == bodies["Kerngruppe"]["id"]
    assert bodies["AG Ausbildung"]["endDate"] == "2027-01-01"
    assert {each["onBehalfOf"] for each in found["membership.json"]["data"]} == {
        bodies["Jobcenter"]["id"],
        bodies["Jugendamt"]["id"],
    }
    (meeting,) = found["meeting.json"]["data"]
    assert meeting["start"] == "2026-12-03T14:00:00+01:00"
    assert [item["name"] for item in meeting["agendaItem"]] == ["Sprachkurse"]


def test_no_person_and_nothing_that_was_said_goes_out(stage: Cast) -> None:
    assert "Geheim" not in json.dumps(files(stage), ensure_ascii=False)


@pytest.mark.corpus
@needs_corpus
def test_every_object_fits_the_schema_of_oparl(stage: Cast) -> None:
    folder = Path(CORPUS) / "oparl_spec" / "schema"
    seen = set()
    for each in objects(files(stage)):
        kind = each["type"].rsplit("/")[-1]
        Draft7Validator(json.loads((folder / f"{kind}.json").read_text())).validate(each)
        assert "" not in each.values()
        seen.add(kind)
    assert seen >= {"System", "Body", "Organization", "Membership", "Meeting", "AgendaItem", "Location"}
    assert seen >= {"Paper", "Consultation", "File"}


def test_every_reference_leads_somewhere(stage: Cast) -> None:
    found = files(stage)
    data = json.dumps(found)
    content = read_bytes(data.encode(), "x.json", datetime.date(2026, 11, 22))
    assert Doubt.UNKNOWN_REFERENCE not in {note.doubt for note in content.notes}
    names = {f"{ADDRESS}{name}" for name in found}
    assert {found["body.json"]["data"][0][key] for key in ("organization", "meeting", "membership")} <= names


def test_another_alliance_reads_it_back(stage: Cast) -> None:
    with scope(stage.alliance):
        data = oparl_zip(stage.alliance, ADDRESS)
    content = read_bytes(data, "oparl.zip", datetime.date(2026, 11, 22))
    with scope(stage.other_alliance):
        bring_in(
            alliance=stage.other_alliance,
            content=content,
            choice=Choice(bodies_meant(content, [])[0], every_institution=True),
            by=stage.emil,
            source="oparl.zip",
        )
        assert {str(body) for body in Body.objects.all()} == {"Kerngruppe", "AG Ausbildung"}
        assert Body.objects.get(name="AG Ausbildung").parent == Body.objects.get(name="Kerngruppe")
        assert {str(seat.institution) for seat in Seat.objects.all()} == {"Jobcenter", "Jugendamt"}
        assert str(Meeting.objects.get()) == "4. Treffen der Kerngruppe"
        assert AgendaItem.objects.get().title == "1 Sprachkurse"
        paper = Paper.objects.get()
        assert (paper.item, paper.url) == (AgendaItem.objects.get(), "https://ris.example/5.pdf")


def test_the_file_can_be_saved_by_whoever_works_here(stage: Cast, sign_in: Any) -> None:
    client: Client = sign_in(stage.ceren)
    answer = client.get(f"/b/{stage.alliance.key}/ratsinformation/mitnehmen/oparl.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        council = json.loads(archive.read("body.json"))["data"][0]
    assert council["id"] == f"http://testserver/b/{stage.alliance.key}/ratsinformation/oparl/body/1"
